import Syntax
import Testing

@testable import Engine

/// Derivations of least height, worked out by hand.
@Suite struct ExplanationTests {
  /// The parts of the explanation of a question's first row.
  private func parts(_ desk: Desk, _ question: String, row: Int = 0, dates: DateView = .certain) throws
    -> [String]
  {
    let answer = try desk.answer(question, dates: dates)
    guard let explanation = try desk.engine.explain(row: row, of: answer) else { return [] }
    return explanation.parts.map { part in
      guard case .derived(let use) = part.reason else { return Desk.text(part.fact ?? .nothing) }
      let premises = use.premises.map { premise in
        switch premise.ground {
        case .row(let row): String(row)
        case .test(let text): text
        case .absence(let what, let checked): "no \(what) of \(checked)"
        case .aggregate(let use): "\(use.functions[0]) of \(use.count), \(use.inputs.count) shown"
        case .best(let use):
          "\(use.function) of \(use.count), then "
            + use.others.map { "\($0.value.plainText) by \($0.facts.map(\.text).joined(separator: " "))" }
            .joined(separator: ", ")
        }
      }
      return "\(part.height) \(part.fact?.text ?? "?") <- \(premises.joined(separator: "; "))"
    }
  }

  @Test func aStatedFactIsItsOwnExplanation() throws {
    let desk = try Desk("p(a) from memo. p(X) :- q(X). q(a).")
    #expect(try parts(desk, "p(a)?") == ["p(a) from memo"])
  }

  @Test func theLowestDerivationIsTaken() throws {
    let desk = try Desk(
      """
      e(a, b). e(b, c). e(c, d). e(a, x). e(x, d).
      p(X, Z) :- p(X, Y), e(Y, Z). p(X, Y) :- e(X, Y).
      """)
    #expect(
      try parts(desk, "p(a, d)?") == [
        "2 p(a, d) <- 1; 2", "1 p(a, x) <- 3", "e(x, d)", "e(a, x)",
      ])
  }

  @Test func heightsGoThroughOtherRelations() throws {
    let desk = try Desk("a(1). b(X) :- a(X). c(X) :- b(X). p(X) :- c(X). p(X) :- b(X).")
    #expect(try parts(desk, "p(1)?") == ["2 p(1) <- 1", "1 b(1) <- 2", "a(1)"])
  }

  @Test func ofEqualHeightsTheOneWithMoreCitationsIsTaken() throws {
    let desk = try Desk(
      "a(1). b(1) from memo. c(1) from memo, note. p(X) :- a(X). p(X) :- b(X). p(X) :- c(X).")
    #expect(try parts(desk, "p(1)?") == ["1 p(1) <- 1", "c(1) from memo, note"])
  }

  @Test func ofEqualCitationsTheEarliestDocumentIsTaken() throws {
    let desk = try Desk(
      """
      document(late, "Late", 2026-01-02, "", ""). document(early, "Early", 2025-01-02, "", "").
      b(1) from late. c(1) from early. p(X) :- b(X). p(X) :- c(X).
      """)
    #expect(try parts(desk, "p(1)?") == ["1 p(1) <- 1", "c(1) from early"])
  }

  @Test func otherwiseTheFirstRuleAndTheFirstValues() throws {
    let desk = try Desk("e(1, b). e(1, a). p(X) :- e(X, _). p(X) :- e(X, b).")
    #expect(try parts(desk, "p(1)?") == ["1 p(1) <- 1", "e(1, a)"])
  }

  @Test func aRowUsedTwiceIsOnePart() throws {
    let desk = try Desk("a(1). b(X) :- a(X). p(X) :- b(X), b(X).")
    #expect(try parts(desk, "p(1)?") == ["2 p(1) <- 1; 1", "1 b(1) <- 2", "a(1)"])
  }

  @Test func testsAndCalculationsShowTheirValues() throws {
    let desk = try Desk(
      """
      met(ann, 2026-02-03). left(ann, 2026-02-04). n(3).
      p(X, M) :- met(X, D), left(X, E), soon_after(D, E, 30d), n(N), M = (N + 1) * 2, M >= 8.
      """)
    #expect(
      try parts(desk, "p(ann, M)?").first
        == "1 p(ann, 8) <- 1; 2; 2026-02-03 is 1 day before 2026-02-04, limit 30d; 3; 8 = (3 + 1) * 2; 8 >= 8"
    )
  }

  @Test func aPossibleTestSaysSo() throws {
    let desk = try Desk("relation d(x, when: date). d(b, @2026). early(X) :- d(X, W), W < 2026-06-01.")
    #expect(try parts(desk, "early(b)?") == [])
    #expect(
      try parts(desk, "early(b)?", dates: .possible).first
        == "1 early(b) <- 1; 2026 is before 2026-06-01 (possible, not certain)")
  }

  @Test func anAbsenceSaysWhatWasLookedAt() throws {
    let desk = try Desk(
      "p(a). q(b, 1). q(c, 2). r(X) :- p(X), not q(X, _). s(X) :- p(X), not (q(X, V), V > 1).")
    #expect(try parts(desk, "r(a)?").first == "1 r(a) <- 1; no q(a, _) of 2")
    #expect(try parts(desk, "s(a)?").first == "1 s(a) <- 1; no (q(a, V), V > 1) of 2")
  }

  @Test func anAggregateShowsThreeRowsOfItsGroup() throws {
    let desk = try Desk(
      """
      paid(ann, 10). paid(ann, 20). paid(ann, 30). paid(ann, 40). paid(bob, 1).
      total(X, sum(V)) :- paid(X, V). most(X, max(V)) :- paid(X, V).
      """)
    #expect(
      try parts(desk, "total(ann, S)?") == [
        "1 total(ann, 100) <- sum of 4, 3 shown", "paid(ann, 10)", "paid(ann, 20)", "paid(ann, 30)",
      ])
    // One row a group is kept of such a relation, and that is derived from one row.
    #expect(
      try parts(desk, "most(ann, S)?") == [
        "1 most(ann, 40) <- 1; max of 4, then 30 by paid(ann, 30), 20 by paid(ann, 20)", "paid(ann, 40)",
      ])
    #expect(
      try parts(desk, "M = max V { paid(ann, V) }?") == [
        "1 ? <- max of 4, 3 shown", "paid(ann, 40)", "paid(ann, 10)", "paid(ann, 20)",
      ])
    #expect(try parts(desk, "N = count { paid(cid, _) }?") == ["1 ? <- count of 0, 0 shown"])
  }

  @Test func aShortestPathIsExplained() throws {
    let desk = try Desk(
      """
      road(a, b, 4). road(a, c, 1). road(c, b, 2).
      dist(X, Y, min(L)) :- road(X, Y, L). dist(X, Z, min(D + L)) :- dist(X, Y, D), road(Y, Z, L).
      """)
    #expect(
      try parts(desk, "dist(a, b, D)?") == [
        "2 dist(a, b, 3) <- 1; 2; 1 + 2 = 3; min of 2, then 4 by road(a, b, 4)", "1 dist(a, c, 1) <- 3",
        "road(c, b, 2)", "road(a, c, 1)",
      ])
  }

  @Test func statedRowsCompeteForTheBestValue() throws {
    let desk = try Desk("low(a, 3). low(X, min(V)) :- bid(X, V). bid(a, 2). bid(a, 5). bid(b, 1).")
    #expect(
      try parts(desk, "low(a, V)?") == [
        "1 low(a, 2) <- 1; min of 3, then 3 by low(a, 3), 5 by bid(a, 5)", "bid(a, 2)",
      ])
    #expect(try parts(desk, "low(b, V)?") == ["1 low(b, 1) <- 1", "bid(b, 1)"])
  }

  @Test func anAbsenceCountsWhatIsBehindARelation() throws {
    // However much of it had to be computed: the facts of s, and of t in both modalities.
    let desk = try Desk(
      """
      p(a). s(b, 1). s(c, 2). t(b). t(d). claimed t(e).
      r(X) :- s(X, _), any t(X). r(X) :- r(Y), s(Y, X).
      q(X) :- p(X), not r(X).
      """)
    #expect(try parts(desk, "q(a)?").first == "1 q(a) <- 1; no r(a) of 5")
  }

  @Test func aViolationOfOneAtomIsNoFact() throws {
    let desk = try Desk("met(a, a). :- met(X, X).")
    let violation = try #require(try desk.engine.check().first)
    let explanation = try #require(try desk.engine.explain(row: 0, of: violation.answer))
    #expect(explanation.parts.count == 2)
    guard case .derived(let use) = explanation.parts[0].reason, case .constraint = use.statement.kind else {
      Issue.record("the constraint is not named")
      return
    }
  }

  @Test func citedAtomsAndModalitiesAreFacts() throws {
    let desk = try Desk("p(a) from memo, note. planned p(b). q(D) :- p(_) from D. r(X) :- any p(X).")
    #expect(try parts(desk, "q(note)?") == ["1 q(note) <- 1", "p(a) from note"])
    #expect(try parts(desk, "r(b)?") == ["1 r(b) <- 1", "planned p(b)"])
  }

  @Test func aQuestionOfSeveralAtomsIsItsOwnRule() throws {
    let desk = try Desk("p(a). q(a).")
    #expect(try parts(desk, "p(X), q(X)?") == ["1 ? <- 1; 2", "p(a)", "q(a)"])
    #expect(try parts(desk, "p(X)?", row: 3) == [])
  }

  @Test func theSearchStaysAmongWhatIsEarlierWhereThereIsTooMuch() throws {
    let chain = (0..<40).map { "e(\($0), \($0 + 1))." }.joined()
    let desk = try Desk(chain + "p(X, Y) :- e(X, Y). p(X, Z) :- p(X, Y), p(Y, Z).")
    let engine = desk.engine
    let answer = try desk.answer("p(0, 40)?")
    let exact = try #require(try engine.explain(row: 0, of: answer))
    // Doubling: 40 steps in six rounds, after the first.
    #expect(exact.parts[0].height == 7)
    engine.evaluator.tuning.mostDerivations = 10
    let other = try #require(try engine.explain(row: 0, of: answer))
    #expect(other.parts[0].height >= 7)
    #expect(other.parts.filter { if case .stated = $0.reason { true } else { false } }.count == 40)
  }

  @Test func aLongChainIsFollowedToItsEnd() throws {
    let chain = (0..<4000).map { "e(\($0), \($0 + 1))." }.joined()
    let desk = try Desk(chain + "r(0). r(Y) :- r(X), e(X, Y).")
    let answer = try desk.answer("r(4000)?")
    let explanation = try #require(try desk.engine.explain(row: 0, of: answer))
    #expect(explanation.parts[0].height == 4000)
    #expect(explanation.parts.count == 8001)
  }
}

extension FactDescription {
  fileprivate static let nothing = FactDescription(relation: "", modality: .actual, values: [], citations: [])
}
