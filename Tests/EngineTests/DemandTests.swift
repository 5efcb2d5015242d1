import Testing

@testable import Engine

/// Recursive relations computed only as far as a question asks for: the answers are those of computing them in full.
@Suite struct DemandTests {
  /// Two chains that meet, a cycle, and nodes apart.
  private let graph = """
    e(1, 2). e(2, 3). e(3, 4). e(5, 3). e(4, 6). e(7, 8). e(8, 9). e(9, 7). e(10, 11). e(6, 6).
    n(X) :- e(X, _) ; e(_, X).
    """

  private func desk(_ text: String, _ policy: DemandPolicy) throws -> Desk {
    let desk = try Desk(text)
    desk.engine.evaluator.tuning.demand = policy
    return desk
  }

  /// Expects the same answers with and without demand, and that demand was at work.
  private func expectAgreement(
    _ rules: String, _ questions: [String], isOnDemand: Bool = true,
    _ location: SourceLocation = #_sourceLocation
  ) throws {
    let inFull = try desk(graph + rules, .never)
    let onDemand = try desk(graph + rules, .always)
    for question in questions {
      for dates in DateView.allCases {
        let answer = try onDemand.answer(question, dates: dates)
        #expect(
          try Desk.rows(answer) == inFull.rows(question, dates: dates), "\(question)",
          sourceLocation: location)
        #expect(answer.isOnDemand == isOnDemand, "\(question)", sourceLocation: location)
      }
    }
  }

  private let boundQuestions = [
    "t(1, X)?", "t(X, 6)?", "t(1, 6)?", "t(7, X)?", "t(X, 7)?", "t(11, X)?", "t(12, X)?", "t(7, 7)?",
    "N = count { t(1, X) }?", "e(1, X), t(X, Y)?", "t(1, X), e(X, Y)?", "t(1, X), t(X, 6)?",
    "t(X, 3), t(X, Y)?",
    "n(X), not t(1, X)?", "e(10, X), N = count { t(X, _) }?", "t(X, Y), X = 8?",
  ]

  @Test(arguments: [
    "t(X, Y) :- e(X, Y). t(X, Z) :- t(X, Y), e(Y, Z).",
    "t(X, Y) :- e(X, Y). t(X, Z) :- e(Y, Z), t(X, Y).",
    "t(X, Y) :- e(X, Y). t(X, Z) :- e(X, Y), t(Y, Z).",
    "t(X, Y) :- e(X, Y). t(X, Z) :- t(X, Y), t(Y, Z).",
    "t(X, Z) :- t(Y, Z), t(X, Y). t(X, Y) :- e(X, Y).",
    "t(X, Y) :- e(X, Y). t(X, Z) :- t(X, Y), e(Y, Z). t(X, Z) :- e(X, Y), t(Y, Z).",
    "t(X, Y) :- e(X, Y). t(X, Z) :- t(X, Y), e(Y, U), t(U, Z). t(X, Z) :- e(X, Y), t(Y, Z).",
    "t(X, Y) :- e(X, Y). t(X, Z) :- t(X, Y), e(Y, Z), X != Z.",
    "t(X, Y) :- e(X, Y). t(X, Z) :- t(X, Y), t(Y, Z), X != Z.",
    "t(X, X) :- n(X). t(X, Z) :- e(X, Y), t(Y, Z).",
    "t(1, X) :- e(1, X). t(X, 6) :- e(X, 6). t(X, Z) :- e(X, Y), t(Y, Z).",
    "t(1, 9). t(7, 10). t(X, Y) :- e(X, Y). t(X, Z) :- e(X, Y), t(Y, Z).",
    "t(1, 9). t(7, 10). t(X, Y) :- e(X, Y). t(X, Z) :- t(X, Y), t(Y, Z).",
    "t(X, Y) :- e(X, Y). t(X, Z) :- e(X, Y), not e(Y, 4), t(Y, Z).",
    "t(X, Y) :- e(X, Y). t(X, Z) :- e(X, Y), W = Y + 0, t(W, Z).",
    "t(X, Y) :- e(X, Y). t(X + 0, Z) :- t(X, Y), e(Y, Z).",
  ])
  func closuresAreTheSame(rules: String) throws { try expectAgreement(rules, boundQuestions) }

  @Test func sameGenerationIsTheSame() throws {
    try expectAgreement(
      "sg(X, X) :- n(X). sg(X, Y) :- e(P, X), sg(P, Q), e(Q, Y).",
      ["sg(3, X)?", "sg(X, 3)?", "sg(2, 5)?", "sg(4, X), sg(X, Y)?", "N = count { sg(3, X) }?"])
  }

  @Test func mutualRecursionIsTheSame() throws {
    try expectAgreement(
      "odd(X, Y) :- e(X, Y). odd(X, Z) :- e(X, Y), even(Y, Z). even(X, Z) :- odd(X, Y), e(Y, Z).",
      ["odd(1, X)?", "even(1, X)?", "even(X, 6)?", "odd(7, X), even(X, Y)?", "even(7, 7)?"])
  }

  @Test func relationsAboveAreTheSame() throws {
    try expectAgreement(
      """
      t(X, Y) :- e(X, Y). t(X, Z) :- e(X, Y), t(Y, Z).
      reachable(X) :- t(1, X).
      ends(X, Y) :- t(X, Y), not e(Y, _).
      size(X, count(Y)) :- t(X, Y).
      wide(X) :- size(X, N), N > 2.
      both(X, Y) :- t(X, Y), t(Y, X).
      """,
      [
        "reachable(X)?", "reachable(3)?", "ends(5, X)?", "ends(X, 11)?", "size(1, N)?", "wide(1)?",
        "wide(10)?",
        "both(7, X)?", "e(X, 3), size(X, N)?", "N = max M { e(5, X), size(X, M) }?",
        "n(X), not reachable(X)?",
      ])
  }

  @Test func negationBelowIsComputedForWhatIsAsked() throws {
    try expectAgreement(
      """
      t(X, Y) :- e(X, Y). t(X, Z) :- e(X, Y), t(Y, Z).
      cyclic(X) :- t(X, X).
      path(X, Y) :- e(X, Y), not cyclic(Y). path(X, Z) :- path(X, Y), e(Y, Z), not cyclic(Z).
      """, ["path(1, X)?", "path(X, 4)?", "path(7, X)?", "path(10, X), not cyclic(X)?"])
  }

  /// What is asked of `t` through the aggregate would depend on the aggregate's result.
  @Test func aCycleThroughAnAggregateIsNotMade() throws {
    let rules = """
      t(X, Y) :- e(X, Y). t(X, Z) :- e(X, Y), t(Y, Z).
      r(1). r(Y) :- r(X), e(X, Y), N = count { t(Y, _) }, N > 0.
      s(X, Y) :- e(X, Y), r(X). s(X, Z) :- s(X, Y), e(Y, Z), N = count { t(Z, _) }, N > 0.
      """
    try expectAgreement(rules, ["s(1, X)?", "s(X, 6)?"])
    try expectAgreement(rules, ["r(3)?"], isOnDemand: true)
  }

  @Test func leastValuesAreComputedInFull() throws {
    try expectAgreement(
      "d(X, Y, min(1)) :- e(X, Y). d(X, Z, min(C + 1)) :- d(X, Y, C), e(Y, Z).", ["d(1, X, C)?"],
      isOnDemand: false)
  }

  @Test func whatIsNeededInFullIsNotComputedTwice() throws {
    try expectAgreement(
      "t(X, Y) :- e(X, Y). t(X, Z) :- e(X, Y), t(Y, Z).",
      ["t(1, X), N = count { t(_, _) }?", "t(X, Y)?", "t(X, X)?"],
      isOnDemand: false)
  }

  @Test func arithmeticOnTheWayEnds() throws {
    try expectAgreement(
      """
      up(X, Y) :- e(X, Y). up(X, Y) :- n(X), Z = X - 1, up(Z, Y), X < 20.
      low(X, Y) :- e(X, Y). low(X, Y) :- low(Z, Y), X = Z + 1, Z = X - 1, X < 20.
      """, ["up(4, X)?", "up(X, 2)?", "low(X, 2)?", "up(15, X)?"])
    let desk = try desk(
      graph + "low(X, Y) :- e(X, Y). low(X, Y) :- low(Z, Y), X = Z + 1, Z = X - 1, X < 20.", .always)
    #expect(try desk.answer("low(15, Y)?").count == 8)
  }

  @Test func modalitiesAndDoubtfulDatesAreTheSame() throws {
    try expectAgreement(
      """
      relation went(x: integer, y: integer, when: date).
      went(1, 2, 2026-01-05). went(2, 3, @2026-01). went(3, 4, 2026-01-20). planned went(4, 1, 2026-02-01).
      t(X, Y, D) :- went(X, Y, D). t(X, Z, E) :- t(X, Y, D), went(Y, Z, E), D <= E.
      planned t(X, Y, D) :- planned went(X, Y, D).
      """, ["t(1, X, D)?", "t(X, 4, _)?", "any t(4, X, _)?", "any t(1, X, _)?", "e(_, X), not t(1, X, _)?"])
  }

  @Test func aMistakeIsFoundInWhatIsNotAskedToo() throws {
    let desk = try desk(
      graph + "t(X, Y) :- e(X, Y). t(X, Z) :- t(X, Y), f(Y, Z).", .always)
    #expect(throws: Refusal.self) { try desk.answer("t(1, X)?") }
  }

  // MARK: By cost

  /// A path of so many edges from each of a few starts.
  private func long(_ count: Int) -> String {
    (0..<count).map { "e(\($0), \($0 + 1))." }.joined() + "small(5). small(7)."
      + "t(X, Y) :- e(X, Y). t(X, Z) :- e(X, Y), t(Y, Z)."
  }

  @Test func aSmallRelationIsComputedInFullAndKept() throws {
    let desk = try Desk(long(50))
    #expect(try !desk.answer("t(3, X)?").isOnDemand)
  }

  @Test func aLargeRelationIsComputedOnDemandUntilItIsKnown() throws {
    let desk = try Desk((0..<3000).map { "e(\($0), \($0 + 5000)). e(\($0 + 5000), \($0 + 9000))." }.joined())
    try desk.tell("small(5). small(7). t(X, Y) :- e(X, Y). t(X, Z) :- e(X, Y), t(Y, Z).")
    #expect(try desk.answer("t(3, X)?").isOnDemand)
    #expect(try desk.rows("t(3, X)?") == ["5003", "9003"])
    #expect(try desk.rows("t(X, 9003)?") == ["3", "5003"])
    #expect(try desk.answer("small(X), t(X, Y)?").isOnDemand)
    #expect(try desk.rows("small(X), N = count { t(X, _) }?") == ["5, 2", "7, 2"])
    #expect(try !desk.answer("e(X, Y), t(Y, Z)?").isOnDemand)
    // Now all is known.
    let answer = try desk.answer("t(3, X)?")
    #expect(!answer.isOnDemand)
    #expect(Desk.rows(answer) == ["5003", "9003"])
    // What has been computed follows what changes, however long that takes here.
    desk.engine.evaluator.tuning.maintenance = .always
    try desk.tell("e(9003, 3).")
    #expect(try !desk.answer("t(3, X)?").isOnDemand)
    #expect(try desk.rows("t(3, X)?") == ["3", "5003", "9003"])
  }

  /// A cycle of which every row is asked for in two ways.
  @Test func whatAsksForTooMuchIsComputedInFull() throws {
    let desk = try Desk((0..<340).map { "e(\($0), \(($0 + 1) % 340))." }.joined())
    try desk.tell((0..<4000).map { "e(\($0 + 1000), \($0 + 6000))." }.joined())
    try desk.tell(
      """
      g(5, 7). t(X, Y) :- e(X, Y). t(X, Z) :- t(X, Y), e(Y, Z), X != Z. t(X, Z) :- t(X, Y), t(W, Y), g(W, Z).
      """)
    let answer = try desk.answer("t(3, X)?")
    #expect(answer.count == 339)
    #expect(!answer.isOnDemand)
  }

  @Test func questionsLeaveNothingBehind() throws {
    let desk = try Desk(long(6000))
    #expect(try desk.answer("t(1, X)?").count == 5999)
    let held = desk.engine.heldPredicateCount
    for start in 2..<20 {
      #expect(try desk.rows("N = count { t(\(start), _) }?") == ["\(6000 - start)"])
      _ = try desk.support("t(\(5900 + start), 6000)?")
    }
    #expect(desk.engine.heldPredicateCount == held)
  }

  /// Asking for the rows of every node on the way would take millions.
  @Test(arguments: ["e(X, Y), t(Y, Z)", "t(X, Y), e(Y, Z)", "t(X, Y), t(Y, Z)"])
  func aLongWayIsFollowedOnce(step: String) throws {
    let desk = try Desk((0..<30_000).map { "e(\($0), \(($0 + 1) % 30_000))." }.joined())
    try desk.tell("t(X, Y) :- e(X, Y). t(X, Z) :- \(step).")
    desk.engine.limits.timeout = 20
    #expect(try desk.answer("t(0, X)?").count == 30_000)
    #expect(try desk.answer("t(X, 0)?").count == 30_000)
    #expect(try desk.holds("t(1, 29999)?"))
  }

  // MARK: Support

  @Test(arguments: [
    "t(X, Y) :- e(X, Y). t(X, Z) :- t(X, Y), e(Y, Z).", "t(X, Y) :- e(X, Y). t(X, Z) :- e(X, Y), t(Y, Z).",
    "t(X, Y) :- e(X, Y). t(X, Z) :- t(X, Y), t(Y, Z).",
    "t(1, 3). t(X, Y) :- e(X, Y). t(X, Z) :- e(X, Y), t(Y, Z).",
    "t(X, Y) :- e(X, Y). t(X, Z) :- e(X, Y), u(Y, Z). u(X, Y) :- e(X, Y). u(X, Z) :- t(X, Y), e(Y, Z).",
  ])
  func rowsStandOnTheSameFacts(rules: String) throws {
    let rules =
      graph + rules
        + """
        size(X, count(Y)) :- t(X, Y).
        ends(X, Y) :- t(X, Y), not t(Y, _).
        """
    let inFull = try desk(rules, .never)
    let onDemand = try desk(rules, .always)
    for question in [
      "t(1, X)?", "t(X, 6)?", "t(7, X)?", "e(1, X), t(X, Y)?", "size(5, N)?", "ends(10, X)?",
      "N = count { t(5, X) }?",
    ] {
      for row in 0..<(try inFull.answer(question).count) {
        let expected = try inFull.support(question, row: row)
        #expect(!expected.isEmpty)
        #expect(try onDemand.support(question, row: row) == expected, "\(question) \(row)")
      }
    }
    #expect(try onDemand.support(of: "t(1, 4)") == inFull.support(of: "t(1, 4)"))
    #expect(try onDemand.support(of: "t(4, 1)").isEmpty)
  }

  @Test func aDerivationOnDemandIsOneOfLeastHeight() throws {
    let desk = try desk(
      """
      e(a, b). e(b, c). e(c, d). e(a, x). e(x, d). e(d, a).
      p(X, Y) :- e(X, Y). p(X, Z) :- p(X, Y), e(Y, Z).
      """, .always)
    #expect(try desk.support(of: "p(a, d)") == ["e(a, x)", "e(x, d)"])
    #expect(try desk.support(of: "p(d, d)") == ["e(d, a)", "e(a, x)", "e(x, d)"])
  }
}
