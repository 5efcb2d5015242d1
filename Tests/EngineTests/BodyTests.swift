import Testing

@Suite struct BodyTests {
  let facts = """
    signed(ann, pact). signed(bob, pact). signed(bob, treaty). signed(cid, treaty). signed(dan, note).
    """

  @Test func atomsAreJoinedOnSharedVariables() throws {
    let desk = try Desk(facts)
    #expect(
      try desk.rows("signed(X, I), signed(Y, I), X != Y?") == [
        "ann, pact, bob", "bob, pact, ann", "bob, treaty, cid", "cid, treaty, bob",
      ])
  }

  @Test func constantsSelectRows() throws {
    let desk = try Desk(facts + "is_pact(X) :- signed(X, pact). mark(X, yes, 1) :- signed(X, note).")
    #expect(try desk.rows("is_pact(X)?") == ["ann", "bob"])
    #expect(try desk.rows("mark(A, B, C)?") == ["dan, yes, 1"])
    #expect(try desk.rows("signed(bob, treaty)?") == [""])
    #expect(try desk.rows("signed(ann, treaty)?") == [])
  }

  @Test func aVariableTwiceInAnAtomMeansEqualColumns() throws {
    let desk = try Desk("e(a, b, a). e(b, b, b). e(c, a, b). e(1, 2, 1.0).")
    #expect(try desk.rows("e(X, X, Y)?") == ["b, b"])
    #expect(try desk.rows("e(X, _, X)?") == ["a", "b"])
    #expect(try desk.rows("e(X, X, X)?") == ["b"])
    #expect(try desk.rows("e(X, Y, X), e(Y, Y, Y)?") == ["a, b", "b, b"])
  }

  @Test func aVariableTwiceInAHeadGivesTheValueTwice() throws {
    let desk = try Desk(facts + "same(X, X) :- signed(X, note).")
    #expect(try desk.rows("same(X, Y)?") == ["dan, dan"])
  }

  @Test func eachAnonymousVariableIsItsOwn() throws {
    let desk = try Desk(facts)
    #expect(try desk.rows("signed(_, _)?") == [""])
    #expect(try desk.rows("signed(X, _), signed(_, X)?") == [])
  }

  @Test func alternativesAreUnited() throws {
    let desk = try Desk(facts + "p(X) :- signed(X, pact) ; signed(X, note).")
    #expect(try desk.rows("p(X)?") == ["ann", "bob", "dan"])
    #expect(
      try desk.rows("signed(X, I), (I = note ; I = treaty, X != bob)?") == ["cid, treaty", "dan, note"])
  }

  @Test func alternativesInBracketsMultiplyOut() throws {
    let desk = try Desk("a(1). a(2). b(2). b(3). c(3). c(1).")
    #expect(try desk.rows("(a(X) ; b(X)), (b(X) ; c(X))?") == ["1", "2", "3"])
    #expect(try desk.rows("a(X), (b(X), c(X) ; X = 1)?") == ["1"])
  }

  @Test func everyAlternativeMustBindWhatTheHeadNeeds() throws {
    let desk = try Desk(facts)
    #expect(
      desk.mistakes("p(X, Y) :- signed(X, pact), (signed(Y, note) ; X = ann).") == [
        "unsafe-variable at 'Y': nothing gives 'Y' a value (bind it with an atom that is not negated, or with 'Y = …')"
      ])
  }

  @Test func tooManyAlternativesAreRefused() throws {
    let desk = try Desk("p(a).")
    let choice = "(p(X) ; p(X))"
    let nine = Array(repeating: choice, count: 9).joined(separator: ", ")
    #expect(try desk.rows("\(nine)?") == ["a"])
    #expect(
      desk.mistakes("\(nine), \(choice)?").first?.hasSuffix(
        "this body has more than 512 alternatives (define a rule for each part that has ';')") == true)
  }

  @Test func equationsBindAndTest() throws {
    let desk = try Desk("n(1). n(2). n(3).")
    #expect(try desk.rows("n(X), Y = X * 10?") == ["1, 10", "2, 20", "3, 30"])
    #expect(try desk.rows("n(X), X + 1 = Y, n(Y)?") == ["1, 2", "2, 3"])
    #expect(try desk.rows("X = 2, n(X)?") == ["2"])
    #expect(try desk.rows("Z = Y + 1, Y = X + 1, n(X)?") == ["3, 2, 1", "4, 3, 2", "5, 4, 3"])
    #expect(try desk.rows("n(X), X * 2 = X + 2?") == ["2"])
    #expect(try desk.rows("X = 3, Y = X?") == ["3, 3"])
  }

  @Test func argumentsMayBeComputed() throws {
    let desk = try Desk("n(1). n(2). n(3). next(X, X + 1) :- n(X).")
    #expect(try desk.rows("next(X, Y)?") == ["1, 2", "2, 3", "3, 4"])
    #expect(try desk.rows("n(X), n(X + 1)?") == ["1", "2"])
    #expect(try desk.rows("n(X), not n(X + 1)?") == ["3"])
    #expect(try desk.rows("n(1 + 1)?") == [""])
  }

  @Test func theOrderOfABodyDoesNotMatter() throws {
    let desk = try Desk(facts)
    #expect(try desk.rows("X != bob, not signed(X, note), signed(X, _)?") == ["ann", "cid"])
  }

  @Test func rulesReadRules() throws {
    let desk = try Desk(
      facts + """
        partners(X, Y) :- signed(X, I), signed(Y, I), X != Y.
        busy(X) :- partners(X, Y), partners(X, Z), Y != Z.
        """)
    #expect(try desk.rows("busy(X)?") == ["bob"])
  }
}
