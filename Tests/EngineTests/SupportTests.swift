import Engine
import Testing

/// The base facts that a row stands on.
@Suite struct SupportTests {
  @Test func aPlainFactStandsOnItself() throws {
    let desk = try Desk("p(a). p(b) from memo.")
    #expect(try desk.support("p(X)?") == ["p(a)"])
    #expect(try desk.support("p(X)?", row: 1) == ["p(b)"])
    #expect(try desk.support(of: "p(b)") == ["p(b)"])
    #expect(try desk.support(of: "p(c)") == [])
    #expect(try desk.support("p(X)?", row: 2) == [])
    #expect(try desk.support("p(X)?", row: -1) == [])
  }

  @Test func citationsComeWithTheFacts() throws {
    let desk = try Desk("p(a) from memo(paragraph: 2), note. q(X) :- p(X).")
    let answer = try desk.answer("q(X)?")
    #expect(try desk.engine.support(row: 0, of: answer).map(Desk.text) == ["p(a) from memo 2, note"])
  }

  @Test func aJoinStandsOnAFactForEachAtomInTheirOrder() throws {
    let desk = try Desk(
      """
      signed(ann, pact). signed(bob, pact). signed(bob, note). state(ann). state(bob).
      partners(X, Y) :- signed(X, I), signed(Y, I), X != Y, state(X).
      """)
    #expect(try desk.support("partners(X, Y)?") == ["signed(ann, pact)", "signed(bob, pact)", "state(ann)"])
    #expect(
      try desk.support(of: "partners(bob, ann)") == ["signed(bob, pact)", "signed(ann, pact)", "state(bob)"])
  }

  @Test func whatIsAnonymousHasAFactToo() throws {
    let desk = try Desk("e(a, b). e(a, c). q(X) :- e(X, _).")
    let support = try desk.support("q(X)?")
    #expect(support.count == 1)
    #expect(["e(a, b)", "e(a, c)"].contains(support.first))
  }

  @Test func theQuestionsOwnAtomsCount() throws {
    let desk = try Desk("e(a, b). e(b, c). n(c).")
    #expect(try desk.support("e(X, Y), e(Y, Z), n(Z) show X?") == ["e(a, b)", "e(b, c)", "n(c)"])
    #expect(try desk.support("e(a, b), n(c)?") == ["e(a, b)", "n(c)"])
  }

  @Test func aRecursiveRowStandsOnAShortestDerivation() throws {
    let desk = try Desk(
      """
      e(a, b). e(b, c). e(c, d). e(a, x). e(x, d). e(d, a).
      p(X, Y) :- e(X, Y). p(X, Z) :- p(X, Y), e(Y, Z).
      """)
    #expect(try desk.support(of: "p(a, c)") == ["e(a, b)", "e(b, c)"])
    #expect(try desk.support(of: "p(a, d)") == ["e(a, x)", "e(x, d)"])
    #expect(try desk.support(of: "p(d, d)") == ["e(d, a)", "e(a, x)", "e(x, d)"])
    #expect(try desk.support(of: "p(a, z)") == [])
  }

  @Test func mutualRecursionEndsInBaseFacts() throws {
    let desk = try Desk(
      """
      e(a, b). e(b, c). e(c, a).
      odd(X, Y) :- e(X, Y). odd(X, Z) :- even(X, Y), e(Y, Z). even(X, Z) :- odd(X, Y), e(Y, Z).
      """)
    #expect(try desk.support(of: "even(a, a)").sorted() == ["e(a, b)", "e(b, c)", "e(c, a)"])
  }

  @Test func aLongChainIsFollowedToItsEnd() throws {
    let chain = (0..<3000).map { "e(\($0), \($0 + 1))." }.joined()
    let desk = try Desk(chain + "r(0). r(Y) :- r(X), e(X, Y).")
    let support = try desk.support(of: "r(3000)")
    #expect(support.count == 3001)
    #expect(support.contains("r(0)"))
    #expect(support.contains("e(2999, 3000)"))
  }

  @Test func negationAddsNoFacts() throws {
    let desk = try Desk(
      "person(ann). person(bob). visited(bob, oslo). home(X) :- person(X), not visited(X, _).")
    #expect(try desk.support("home(X)?") == ["person(ann)"])
    #expect(try desk.support("person(X), not (visited(X, P), P != rome) show X?") == ["person(ann)"])
  }

  @Test func anAggregateStandsOnItsWholeGroup() throws {
    let desk = try Desk("paid(ann, 10). paid(ann, 20). paid(bob, 5). total(X, sum(V)) :- paid(X, V).")
    #expect(try desk.support("total(ann, S)?").sorted() == ["paid(ann, 10)", "paid(ann, 20)"])
    #expect(try desk.support("total(bob, S)?") == ["paid(bob, 5)"])
    #expect(
      try desk.support("paid(bob, V), N = count { paid(ann, _) }?").sorted() == [
        "paid(ann, 10)", "paid(ann, 20)", "paid(bob, 5)",
      ])
    #expect(try desk.support("N = count { paid(cid, _) }?") == [])
  }

  @Test func aLeastOrGreatestValueStandsOnItsOwnFactOnly() throws {
    let desk = try Desk(
      """
      met(ann, oslo, 1). met(ann, rome, 2). met(ann, bonn, 3). met(bob, oslo, 1).
      last_met(X, last(P by D)) :- met(X, P, D).
      span(X, min(D), max(D)) :- met(X, _, D).
      """)
    #expect(try desk.support("last_met(ann, P)?") == ["met(ann, bonn, 3)"])
    #expect(try desk.support("span(ann, A, B)?").sorted() == ["met(ann, bonn, 3)", "met(ann, oslo, 1)"])
    #expect(try desk.support("M = max D { met(ann, _, D) }?") == ["met(ann, bonn, 3)"])
    #expect(try desk.support("F = first P by D { met(ann, P, D) }?") == ["met(ann, oslo, 1)"])
    #expect(try desk.support("L = list P { met(ann, P, _) }?").count == 3)
  }

  @Test func aShortestPathStandsOnItsRoads() throws {
    let desk = try Desk(
      """
      road(a, b, 4). road(a, c, 1). road(c, b, 2). road(b, c, 1).
      dist(X, Y, min(L)) :- road(X, Y, L). dist(X, Z, min(D + L)) :- dist(X, Y, D), road(Y, Z, L).
      """)
    #expect(try desk.support("dist(a, b, D)?") == ["road(a, c, 1)", "road(c, b, 2)"])
  }

  @Test func aCitedAtomStandsOnTheFactThatTheDocumentCites() throws {
    let desk = try Desk(
      """
      p(a) from memo. claimed p(a) from note. q(D) :- any p(_) from D. w(D) :- p(_) from D.
      """)
    #expect(try desk.support("w(D)?") == ["p(a)"])
    #expect(try desk.support("q(memo)?") == ["p(a)"])
    #expect(try desk.support("q(note)?") == ["claimed p(a)"])
  }

  @Test func aRowOfEvidenceStandsOnTheFact() throws {
    let desk = try Desk("p(a) from memo. p(b) from note. planned p(b) from note.")
    #expect(try desk.support("evidence(document: note, modality: M)?") == ["p(b)"])
    #expect(try desk.support("evidence(document: note, modality: M)?", row: 1) == ["planned p(b)"])
  }

  @Test func modalitiesAreKept() throws {
    let desk = try Desk("planned p(a). q(X) :- planned p(X). r(X) :- any p(X).")
    #expect(try desk.support("q(X)?") == ["planned p(a)"])
    #expect(try desk.support("r(X)?") == ["planned p(a)"])
    #expect(try desk.support(of: "planned p(a)") == ["planned p(a)"])
    #expect(try desk.support(of: "p(a)") == [])
  }

  @Test func possibleRowsHaveSupportToo() throws {
    let desk = try Desk(
      """
      relation d(x, when: date). d(a, 2026-01-01). d(b, @2026).
      early(X) :- d(X, W), W < 2026-06-01. late(X) :- d(X, _), not early(X).
      """)
    #expect(try desk.support("early(X)?", row: 1, dates: .possible) == ["d(b, @2026)"])
    #expect(try desk.support("early(X)?", row: 0, dates: .possible) == ["d(a, 2026-01-01)"])
    #expect(try desk.support("late(X)?", dates: .possible) == ["d(b, @2026)"])
  }

  @Test func anAlternativeThatHoldsIsFound() throws {
    let desk = try Desk("a(1). b(2). p(X) :- a(X) ; b(X). p(3) :- a(1), b(2).")
    #expect(try desk.support(of: "p(2)") == ["b(2)"])
    #expect(try desk.support(of: "p(3)") == ["a(1)", "b(2)"])
  }

  @Test func aRowThatNoLongerHoldsHasNone() throws {
    let desk = try Desk("p(a). q(X) :- p(X). p(b).")
    let answer = try desk.answer("q(X)?")
    #expect(try desk.retract("p(a)"))
    #expect(try desk.engine.support(row: 0, of: answer).isEmpty)
    #expect(try desk.engine.support(row: 1, of: answer).map(\.text) == ["p(b)"])
  }

  @Test func aRelationThatIsNoLongerKnownHasNone() throws {
    let desk = try Desk("p(a).")
    let answer = try desk.answer("p(X)?")
    #expect(try desk.retract("p(a)"))
    #expect(try desk.engine.support(row: 0, of: answer).isEmpty)
    #expect(try desk.support(of: "ghost(a, b)") == [])
    try desk.tell("p(a, b).")
    #expect(throws: EngineError.self) { try desk.engine.support(row: 0, of: answer) }
  }
}
