import Testing

@Suite struct WarningTests {
  let facts = "n(1). n(2). e(1, 2). t(a). relation w(when: date). w(2026-01-01). "

  @Test func aVariableUsedOnceIsDoubtful() throws {
    let desk = try Desk(facts)
    #expect(
      try desk.doubts("p(X) :- e(X, Y).") == [
        "singleton-variable at 'Y': 'Y' is used only once (write _ or _Y if that is meant)"
      ])
    #expect(try desk.doubts("q(X) :- e(X, _). r(X) :- e(X, _Y). s(X) :- e(X, Y), Y > 1.") == [])
    #expect(try desk.doubts(":- e(X, Y), X > 5.").count == 1)
  }

  @Test func aQuestionShowsItsVariablesSoNoneIsUnused() throws {
    let desk = try Desk(facts)
    #expect(try desk.doubts("e(X, Y)?") == [])
    #expect(
      try desk.doubts("e(X, Y) show X?") == [
        "singleton-variable at 'Y': 'Y' is used only once (write _ or _Y if that is meant)"
      ])
  }

  @Test func whatCanNeverBeTrueIsDoubtful() throws {
    let desk = try Desk(facts)
    func never(_ place: String, _ why: String? = nil) -> [String] {
      ["never-true at '\(place)': this can never be true" + (why.map { " (\($0))" } ?? "")]
    }
    #expect(try desk.doubts("1 > 2?") == never("1 > 2"))
    #expect(try desk.doubts("n(X), 1 + 1 = 3?") == never("1 + 1 = 3"))
    #expect(try desk.doubts("n(X), X != X?") == never("X != X", "both sides are the same"))
    #expect(try desk.doubts("n(X), X < X?") == never("X < X", "both sides are the same"))
    #expect(try desk.doubts("n(X), X > 5, X < 3?") == never("X < 3", "'X > 5' excludes it"))
    #expect(try desk.doubts("n(X), X > 5, X <= 5?") == never("X <= 5", "'X > 5' excludes it"))
    #expect(try desk.doubts("n(X), X = 5, X = 6?") == never("X = 6", "'X = 5' excludes it"))
    #expect(try desk.doubts("n(X), 5 < X, 3 > X?") == never("3 > X", "'5 < X' excludes it"))
    #expect(
      try desk.doubts("w(D), D = 2026-01-01, D > 2026-02-01?")
        == never("D > 2026-02-01", "'D = 2026-01-01' excludes it"))
  }

  @Test func whatCanBeTrueIsNotDoubted() throws {
    let desk = try Desk(facts)
    for question in [
      "n(X), X >= 5, X <= 5?", "n(X), X > 3, X < 5?", "n(X), X < 3, X < 5?", "n(X), X <= X?",
      "n(X), not X != X?",
      "n(X), not 1 > 2?", "w(D), D > 2026-01-01, D < @2026?", "w(D), possibly D < D?", "n(X), X = 5, X != 6?",
      "n(X), (X > 5 ; X < 3), X < 4?", "n(X), (X = 1, X < 2 ; X = 5), X < 6?",
    ] {
      #expect(try desk.doubts(question) == [], "\(question)")
    }
  }

  @Test func aTestThatFailsInEveryAlternativeIsDoubtful() throws {
    let desk = try Desk(facts)
    #expect(
      try desk.doubts("n(X), (X > 5 ; X > 7), X < 4?") == [
        "never-true at 'X < 4': this can never be true ('X > 5' excludes it)",
        "never-true at 'X < 4': this can never be true ('X > 7' excludes it)",
      ])
  }

  @Test func aCrossProductIsDoubtful() throws {
    let desk = try Desk(facts)
    #expect(
      try desk.doubts("n(X), t(Y)?") == [
        "cross-product at 't(Y)': nothing connects this with what stands before it: every row meets every row (share a variable, or compare one)"
      ])
    #expect(try desk.doubts("n(X), e(X, Y), t(Z), Y > 0?").count == 1)
  }

  @Test func whatIsConnectedIsNoCrossProduct() throws {
    let desk = try Desk(facts)
    for question in [
      "n(X), e(X, Y)?", "n(X), n(Y), X < Y?", "n(X), n(Y), Y = X + 1?", "n(X), t(_)?", "n(X), t(a)?",
      "n(X), M = max Y { n(Y) }?", "n(X), N = count { t(_) }?", "X = 1, n(X), t(Y)?",
      "e(X, Y), n(Z), not e(X, Z)?", "n(X), t(Y), X = length(Y)?",
    ] {
      #expect(try desk.doubts(question) == [], "\(question)")
    }
    #expect(try desk.doubts("p(X) :- n(X), t(_Y).") == [])
  }

  @Test func aRelationThatNothingDefinesYetIsDoubtful() throws {
    let desk = try Desk("signed(ann, pact).")
    #expect(
      try desk.doubts("p(X) :- signd(X, _).") == [
        "undefined-relation at 'signd': unknown relation 'signd' (did you mean 'signed/2'?)"
      ])
    #expect(
      try desk.doubts("q(X) :- signed(X, _), not xyz(X).") == [
        "undefined-relation at 'xyz': unknown relation 'xyz' (it has no rows until something defines it)"
      ])
    #expect(try desk.doubts("r(X) :- r(X).") == [])
  }

  @Test func ordinaryRulesRaiseNoDoubts() throws {
    let desk = try Desk(
      """
      relation visited(actor, place, when: date). visited(ann, oslo, 2026-01-01). relation person(name). person(ann).
      """)
    for rule in [
      "met(X, Y) :- visited(X, P, D), visited(Y, P, E), X != Y, within(D, E, 3d).",
      "visits(P, count(X)) :- visited(X, P, _).",
      "never(X) :- person(X), not visited(X, _, _).",
      "busy(X) :- person(X), N = count { visited(X, _, _) }, N > 3.",
      "latest(X, P) :- visited(X, P, D), D = max E { visited(X, _, E) }.",
      "recent(X) :- visited(X, _, D), within(D, today, 30d).",
      "reach(X, Y) :- visited(X, Y, _). reach(X, Z) :- reach(X, Y), reach(Y, Z).",
      "all(X) :- person(X), not (visited(_, P, _), not visited(X, P, _)).",
      ":- visited(X, _, _), not person(X).",
    ] {
      #expect(try desk.doubts(rule) == [], "\(rule)")
    }
  }
}
