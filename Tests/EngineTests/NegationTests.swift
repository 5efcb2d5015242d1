import Testing

@Suite struct NegationTests {
  let facts = """
    person(ann). person(bob). person(cid).
    visited(ann, oslo). visited(bob, oslo). visited(bob, rome).
    city(oslo). city(rome).
    """

  @Test func anAtomIsNegated() throws {
    let desk = try Desk(facts)
    #expect(try desk.rows("person(X), not visited(X, oslo)?") == ["cid"])
    #expect(try desk.rows("person(X), !visited(X, rome)?") == ["ann", "cid"])
    #expect(try desk.rows("person(X), not visited(X, _)?") == ["cid"])
    #expect(try desk.rows("not visited(cid, oslo)?") == [""])
    #expect(try desk.rows("not visited(ann, oslo)?") == [])
  }

  @Test func aDerivedRelationIsNegated() throws {
    let desk = try Desk(facts + "traveller(X) :- visited(X, _). home(X) :- person(X), not traveller(X).")
    #expect(try desk.rows("home(X)?") == ["cid"])
  }

  @Test func anEmptyRelationIsNegated() throws {
    let desk = try Desk(facts + "relation ghost(x).")
    #expect(try desk.rows("person(X), not ghost(X)?") == ["ann", "bob", "cid"])
  }

  @Test func aTestAndAComparisonAreNegated() throws {
    let desk = try Desk("n(1). n(2). n(3). t(abc). t(xyz).")
    #expect(try desk.rows("n(X), not X < 2?") == ["2", "3"])
    #expect(try desk.rows("n(X), not X = 2?") == ["1", "3"])
    #expect(try desk.rows("t(X), not contains(X, b)?") == ["xyz"])
  }

  @Test func aGroupIsNegated() throws {
    let desk = try Desk(facts)
    // Those for whom there is no city that they have not visited.
    #expect(try desk.rows("person(X), not (city(C), not visited(X, C))?") == ["bob"])
    #expect(try desk.rows("person(X), not (visited(X, oslo), visited(X, rome))?") == ["ann", "cid"])
    #expect(try desk.rows("person(X), not (visited(X, rome) ; X = ann)?") == ["cid"])
    #expect(try desk.rows("person(X), not (visited(X, C), C = rome)?") == ["ann", "cid"])
  }

  @Test func aGroupMayCompareWithVariablesAroundIt() throws {
    let desk = try Desk("score(ann, 3). score(bob, 5). score(cid, 4).")
    #expect(try desk.rows("score(X, N), not (score(_, M), M > N)?") == ["bob, 5"])
    #expect(try desk.rows("score(X, N), not (score(Y, N + 1), Y != X)?") == ["bob, 5"])
  }

  @Test func aDoubleNegationHoldsWhatItHolds() throws {
    let desk = try Desk(facts)
    #expect(try desk.rows("person(X), not not visited(X, rome)?") == ["bob"])
    #expect(try desk.rows("person(X), not (not visited(X, rome))?") == ["bob"])
  }

  @Test func aGroupWithoutSharedVariablesIsAllOrNothing() throws {
    let desk = try Desk(facts)
    #expect(try desk.rows("person(X), not (visited(Y, oslo), visited(Y, rome))?") == [])
    #expect(try desk.rows("person(X), not (visited(Y, oslo), not person(Y))?") == ["ann", "bob", "cid"])
  }

  @Test func aRelationMeansItsComplementOnlyOverWhatIsBound() throws {
    let desk = try Desk(facts)
    #expect(
      desk.mistakes("not visited(X, oslo)?") == [
        "unsafe-variable at 'X': nothing gives 'X' a value (bind it with an atom that is not negated, or with 'X = …')"
      ])
  }

  @Test func negationSeesEveryKindOfRow() throws {
    let desk = try Desk("p(1). p(1.0). p(a). q(1).")
    #expect(try desk.rows("p(X), not q(X)?") == ["1.0", "a"])
  }

  @Test func negationWithARepeatedVariable() throws {
    let desk = try Desk("e(a, a). e(b, a). n(a). n(b).")
    #expect(try desk.rows("n(X), not e(X, X)?") == ["b"])
  }
}
