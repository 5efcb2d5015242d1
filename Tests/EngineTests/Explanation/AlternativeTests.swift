import Syntax
import Testing

@testable import Engine

/// How many ways there are to a row, and which come first, worked out by hand.
@Suite struct AlternativeTests {
  /// `3: rule X=a [1, 2] | stated`, for a question's first row: the count, and each way that is shown.
  private func ways(_ desk: Desk, _ question: String, first: Int = 5) throws -> [String] {
    let answer = try desk.answer(question)
    guard let explanation = try desk.engine.explain(row: 0, of: answer, alternatives: first),
      let found = explanation.alternatives
    else { return [] }
    let count = (found.isMore ? "more than " : "") + String(found.count)
    let rest = found.undecided > 0 ? ["undecided \(found.undecided)"] : []
    return [count] + found.shown.map { Self.text(of: $0, in: explanation) } + rest
  }

  /// The height, and what the rule rests on.
  private static func text(of way: Derivation, in explanation: Explanation) -> String {
    guard case .derived(let use) = way.reason else {
      return "stated" + (way.fact.map { " " + $0.text } ?? "")
    }
    let grounds = use.premises.compactMap { premise -> String? in
      guard case .row(let row) = premise.ground else { return nil }
      return explanation.parts[row].fact?.text
    }
    return "\(way.height) \(grounds.joined(separator: ", "))"
  }

  @Test func aStatementAndEachUseOfARuleCount() throws {
    let desk = try Desk("p(a). q(a). e(a, b). e(a, c). p(X) :- q(X). p(X) :- e(X, _).")
    #expect(try ways(desk, "p(a)?") == ["4", "stated p(a)", "1 q(a)", "1 e(a, b)", "1 e(a, c)"])
    #expect(try ways(desk, "p(a)?", first: 2) == ["4", "stated p(a)", "1 q(a)"])
    #expect(try ways(desk, "q(a)?") == ["1", "stated q(a)"])
    #expect(try ways(desk, "p(b)?") == [])
  }

  @Test func theLowestComeFirstThenTheBetterCited() throws {
    let desk = try Desk(
      """
      document(late, "Late", 2026-01-02, "", ""). document(early, "Early", 2025-01-02, "", "").
      a(1). b(1) from late. c(1) from early. d(1) from late, early. e(X) :- d(X).
      p(X) :- e(X). p(X) :- a(X). p(X) :- b(X). p(X) :- c(X). p(X) :- d(X).
      """)
    #expect(try ways(desk, "p(1)?") == ["5", "1 d(1)", "1 c(1)", "1 b(1)", "1 a(1)", "2 e(1)"])
  }

  @Test func aWayThatNeedsTheRowItselfDoesNotCount() throws {
    // q holds only by p, and r also without it.
    let desk = try Desk(
      "a(1). p(X) :- a(X). q(X) :- p(X). r(X) :- p(X). r(X) :- a(X). p(X) :- q(X). p(X) :- r(X). p(X) :- p(X), a(X)."
    )
    #expect(try ways(desk, "p(1)?") == ["2", "1 a(1)", "2 r(1)"])
    #expect(try ways(desk, "q(1)?") == ["1", "2 p(1)"])
    #expect(try ways(desk, "r(1)?") == ["2", "1 a(1)", "2 p(1)"])
  }

  @Test func aCycleIsLeftOutWhereverItLies() throws {
    let desk = try Desk(
      "e(a, b). e(b, c). e(c, b). e(a, c). r(a). r(Y) :- r(X), e(X, Y).")
    #expect(try ways(desk, "r(b)?") == ["2", "1 r(a), e(a, b)", "2 r(c), e(c, b)"])
    #expect(try ways(desk, "r(a)?") == ["1", "stated r(a)"])
  }

  @Test func aQuestionCountsItsSolutions() throws {
    let desk = try Desk("p(a). q(a, b). q(a, c). s(c).")
    #expect(try ways(desk, "p(X), q(X, Y) show X?") == ["2", "1 p(a), q(a, b)", "1 p(a), q(a, c)"])
    #expect(
      try ways(desk, "p(X); q(X, _), s(c)?") == ["3", "stated p(a)", "1 q(a, b), s(c)", "1 q(a, c), s(c)"])
  }

  @Test func anyModalityCountsEach() throws {
    let desk = try Desk("planned p(a). claimed p(a). q(X) :- any p(X).")
    #expect(try ways(desk, "q(a)?") == ["1", "1 planned p(a)"])
    let derived = try Desk("planned p(a). p(X) :- r(X). r(a).")
    #expect(try ways(derived, "any p(a)?") == ["2", "stated planned p(a)", "1 r(a)"])
  }

  @Test func equalBestValuesAreWaysAndWorseOnesAreNot() throws {
    let desk = try Desk(
      "road(a, 2). ferry(a, 2). rail(a, 3). c(X, min(L)) :- road(X, L); ferry(X, L); rail(X, L).")
    #expect(try ways(desk, "c(a, L)?") == ["2", "1 road(a, 2)", "1 ferry(a, 2)"])
  }

  @Test func aGroupIsOneWay() throws {
    let desk = try Desk("paid(ann, 1). paid(ann, 2). total(X, sum(V)) :- paid(X, V).")
    #expect(try ways(desk, "total(ann, S)?") == ["1", "1 "])
  }

  @Test func beyondTenThousandNoneAreCounted() throws {
    let facts = (0..<10_050).map { "e(a, \($0))." }.joined()
    let desk = try Desk(facts + "p(X) :- e(X, _).")
    let found = try ways(desk, "p(a)?", first: 2)
    #expect(found.first == "more than 10000")
    #expect(found.count == 3)
  }

  @Test func whatCannotBeDecidedIsSaid() throws {
    // Every other row of the closure leads to p(0, 1) again.
    var facts = ""
    for left in 0..<8 { for right in 0..<8 where left != right { facts += "e(\(left), \(right))." } }
    let desk = try Desk(facts + "p(X, Y) :- e(X, Y). p(X, Z) :- p(X, Y), p(Y, Z).")
    let all = try ways(desk, "p(0, 1)?", first: 1)
    #expect(all == ["7", "1 e(0, 1)"])
  }

  // MARK: Against counting by brute force

  /// What holds in the closure of a graph without one row, by rounds.
  private static func closure(_ edges: Set<[Int]>, without barred: [Int]?, _ nodes: Int) -> Set<[Int]> {
    var known = edges.filter { $0 != barred }
    while true {
      var next = known
      for left in 0..<nodes {
        for middle in 0..<nodes where known.contains([left, middle]) {
          for right in 0..<nodes where known.contains([middle, right]) && [left, right] != barred {
            next.insert([left, right])
          }
        }
      }
      if next == known { return known }
      known = next
    }
  }

  @Test(arguments: [1 << 18, 64])
  func countsAreThoseOfBruteForce(mostDerivations: Int) throws {
    var seed: UInt64 = 7
    func random(_ bound: Int) -> Int {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(seed >> 33) % bound
    }
    var undecided = 0
    for _ in 0..<60 {
      let nodes = 3 + random(4)
      var edges: Set<[Int]> = []
      for _ in 0..<(2 + random(2 * nodes)) { edges.insert([random(nodes), random(nodes)]) }
      let facts = edges.sorted { $0.lexicographicallyPrecedes($1) }.map { "e(\($0[0]), \($0[1]))." }.joined()
      let desk = try Desk(facts + "p(X, Z) :- p(X, Y), p(Y, Z). p(X, Y) :- e(X, Y).")
      desk.engine.evaluator.tuning.mostDerivations = mostDerivations
      let answer = try desk.answer("p(X, Y)?")
      for row in 0..<answer.count {
        guard case .integer(let first) = answer[row][0], case .integer(let last) = answer[row][1] else {
          continue
        }
        let (from, to) = (Int(first), Int(last))
        let others = Self.closure(edges, without: [from, to], nodes)
        let joins = (0..<nodes).count { others.contains([from, $0]) && others.contains([$0, to]) }
        let expected = joins + (edges.contains([from, to]) ? 1 : 0)
        let found = try #require(try desk.engine.explain(row: row, of: answer, alternatives: 3)?.alternatives)
        undecided += found.undecided
        #expect(
          found.count <= expected && expected <= found.count + found.undecided,
          "p(\(from), \(to)) of \(facts)")
        #expect(found.shown.count == min(3, found.count))
      }
    }
    #expect((undecided == 0) == (mostDerivations > 64))
  }
}
