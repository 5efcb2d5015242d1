import Testing

@Suite struct NamedArgumentTests {
  let declaration =
    "relation visited(actor, place, when: date). visited(ann, oslo, 2026-01-01). visited(bob, rome, 2026-01-02)."

  @Test func argumentsAreNamedInAnyOrder() throws {
    let desk = try Desk(declaration)
    #expect(try desk.rows("visited(place: P, actor: A)?") == ["oslo, ann", "rome, bob"])
    #expect(try desk.rows("visited(place: oslo, actor: A)?") == ["ann"])
  }

  @Test func whatIsNotNamedIsAnonymous() throws {
    let desk = try Desk(declaration)
    #expect(try desk.rows("visited(when: W)?") == ["2026-01-01", "2026-01-02"])
  }

  @Test func placesGoOnAfterANamedOne() throws {
    let desk = try Desk(declaration)
    #expect(try desk.rows("visited(ann, when: W)?") == ["2026-01-01"])
    #expect(try desk.rows("visited(place: P, W)?") == ["oslo, 2026-01-01", "rome, 2026-01-02"])
  }

  @Test func factsAndHeadsMayNameAllColumns() throws {
    let desk = try Desk(declaration)
    #expect(try desk.tell("visited(when: 2026-01-03, actor: cid, place: bonn).") == ["added"])
    try desk.tell("relation trip(to, who). trip(who: A, to: P) :- visited(A, P, _).")
    #expect(try desk.rows("trip(bonn, X)?") == ["cid"])
  }

  @Test func aColumnLeftOutOfAFactOrHeadIsRefused() throws {
    let desk = try Desk(declaration)
    #expect(
      desk.mistakes("visited(actor: cid, when: 2026-01-03).") == [
        "missing-argument at 'visited(actor: cid, when: 2026-01-03)': column 'place' of 'visited' is missing (a fact and a head give every column)"
      ])
    #expect(
      desk.mistakes("visited(actor: X, place: X) :- visited(X, _, _).") == [
        "missing-argument at 'visited(actor: X, place: X)': column 'when' of 'visited' is missing (a fact and a head give every column)"
      ])
  }

  @Test func anUnknownColumnSuggestsTheNearest() throws {
    let desk = try Desk(declaration)
    #expect(
      desk.mistakes("visited(plce: X)?") == [
        "unknown-column at 'plce': 'visited' has no column 'plce' (did you mean 'place'?)"
      ])
    #expect(
      desk.mistakes("visited(weather: X)?") == [
        "unknown-column at 'weather': 'visited' has no column 'weather' (its columns are actor, place, when)"
      ])
  }

  @Test func aColumnGivenTwiceIsRefused() throws {
    let desk = try Desk(declaration)
    #expect(
      desk.mistakes("visited(ann, actor: X)?") == [
        "duplicate-argument at 'actor': column 'actor' is given twice"
      ])
  }

  @Test func tooManyArgumentsAreRefused() throws {
    let desk = try Desk(declaration)
    #expect(
      desk.mistakes("visited(when: X, Y)?") == [
        "wrong-arity at 'visited(when: X, Y)': 'visited' has 3 columns, not 2 (its columns are actor, place, when)"
      ])
  }

  @Test func anUndeclaredRelationHasNoNames() throws {
    let desk = try Desk("p(a, b).")
    #expect(
      desk.mistakes("p(x: X)?") == [
        "unknown-column at 'x': 'p' has no column 'x' (its columns have no names)"
      ])
    #expect(
      desk.mistakes("stranger(x: X)?") == [
        "unknown-relation at 'stranger': the columns of 'stranger' are not known, so arguments cannot be named (declare it: relation stranger(…).)"
      ])
  }

  @Test func evidenceAndDocumentsHaveNames() throws {
    let desk = try Desk("p(a) from memo(paragraph: 3).")
    #expect(try desk.rows("evidence(document: D, paragraph: P)?") == ["memo, 3"])
  }
}
