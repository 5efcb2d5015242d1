import Chronology
import Syntax
import Testing

@testable import Engine

/// Random dossiers looked at in the past, beside engines that hold no more than what was there.
@Suite struct PastDifferentialTests {
  private static let declarations = """
    relation p(x: integer, y: integer).
    relation r(x: integer).
    """
  private static let rules = [
    "t(X, Y) :- p(X, Y).", "t(X, Z) :- t(X, Y), p(Y, Z).", "lone(X) :- r(X), not t(X, _).",
    "degree(X, count(Y)) :- t(X, Y).", "cited(D, count(X)) :- p(X, _) from D.",
  ]
  private static let questions = [
    "p(X, Y)?", "any r(X)?", "t(X, Y)?", "lone(X)?", "degree(X, N)?", "cited(D, N)?", "p(X, Y) from D?",
    "any r(X) from D?", "evidence(A, B, C, D, E, F, G, H, I, J, K, L, M)?", "document(D, _, P, _, _)?",
  ]

  /// All that can be asked; an error where a relation is not known.
  private func state(_ desk: Desk) -> [String] {
    Self.questions.map { question in
      (try? desk.rows(question).joined(separator: "; ")) ?? "unknown"
    }
  }

  private struct Source {
    var random: SplitMix64

    mutating func fact() -> String {
      random.chance(70)
        ? "p(\(random.int(0...5)), \(random.int(0...5)))"
        : (random.chance(30) ? "claimed " : "") + "r(\(random.int(0...5)))"
    }

    mutating func citations() -> [String] {
      (0..<[0, 1, 1, 2, 3][random.int(0...4)]).map { _ in
        "doc\(random.int(0...5))" + (random.chance(50) ? "(row: \(random.int(1...9)), by: import)" : "")
      }
    }
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func whatWasKnownIsWhatTheJournalMakes(seed: UInt64) throws {
    var source = Source(random: SplitMix64(seed: seed))
    let desk = try Desk()
    desk.engine.keepsHistory = true
    try desk.tell(Self.declarations)
    desk.engine.endStep("declared", at: 0)
    for _ in 0..<25 {
      switch source.random.int(0...9) {
      case 0:
        let fact = source.fact()
        _ = try desk.retract(fact)
      case 1: _ = desk.engine.undo()
      case 2: _ = desk.engine.redo()
      case 3:
        if let rule = source.random.pick(Self.rules) { try desk.tell(rule) }
      case 4:
        if let rule = source.random.pick(desk.engine.rules.map(\.id)) { desk.engine.forget(rule: rule) }
      case 5:
        let loader = FactLoader("p", arity: 2, into: desk.engine)
        loader.cite(document: "doc\(source.random.int(0...5))", by: "import")
        for line in 1...source.random.int(1...12) {
          for _ in 0..<2 { loader.add(integer: Int64(source.random.int(0...5))) }
          try loader.endRow(line: line)
        }
        try loader.finish()
      default:
        for _ in 0...source.random.int(0...2) {
          let citations = source.citations()
          try desk.tell(
            source.fact() + (citations.isEmpty ? "." : " from \(citations.joined(separator: ", "))."))
        }
      }
      desk.engine.endStep("step", at: 0)
      if source.random.chance(40) { _ = state(desk) }
    }
    let present = state(desk)
    let text = JournalText(of: desk.engine)
    let rebuilt = try Desk()
    for step in desk.engine.steps {
      var statements: [String] = []
      desk.engine.inPresent { text.forEachStatement(of: step) { statements.append($0) } }
      for statement in statements { try repeating(statement, on: rebuilt) }
      try desk.engine.look(at: PastView(lastStep: step.number))
      #expect(state(desk) == state(rebuilt), "seed \(seed), step \(step.number)")
      if source.random.chance(50) { try desk.engine.look(at: .present) }
    }
    try desk.engine.look(at: .present)
    #expect(state(desk) == present, "seed \(seed)")
  }

  private func repeating(_ statement: String, on desk: Desk) throws {
    if statement.hasPrefix(":retract ") {
      #expect(try desk.retract(String(statement.dropFirst(9))))
    } else if statement.hasPrefix(":forget ") {
      let text = String(statement.dropFirst(8))
      let rule = desk.engine.catalog.rule(withText: text) ?? desk.engine.catalog.rule(withText: text + ".")
      #expect(desk.engine.forget(rule: try #require(rule).origin.id))
    } else {
      try desk.tell(statement)
    }
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func whatHadBeenReportedIsWhatTheVisibleFactsMake(seed: UInt64) throws {
    var source = Source(random: SplitMix64(seed: seed))
    // doc4 has no certain date, and doc5 no row.
    let published = ["2026-01-05", "2026-01-10", "@2026-01", "2026-02-01", "@.."]
    var facts: [(text: String, citations: [String])] = []
    for _ in 0..<40 {
      let fact = source.fact()
      let citations = source.citations()
      if let known = facts.firstIndex(where: { $0.text == fact }) {
        facts[known].citations += citations.filter { !facts[known].citations.contains($0) }
      } else {
        facts.append((fact, citations))
      }
    }
    func make(_ sees: (Int) -> Bool) throws -> Desk {
      let desk = try Desk(Self.declarations + Self.rules.joined(separator: "\n"))
      for (number, date) in published.enumerated() where sees(number) {
        try desk.tell("document(doc\(number), \"\", \(date), \"\", \"\").")
      }
      for (fact, citations) in facts {
        let seen = citations.filter { citation in sees(citation.dropFirst(3).first?.wholeNumberValue ?? 9) }
        if seen.isEmpty, !citations.isEmpty { continue }
        try desk.tell(fact + (seen.isEmpty ? "." : " from \(seen.joined(separator: ", "))."))
      }
      return desk
    }
    let desk = try make { _ in true }
    let present = state(desk)
    let days: [(day: Int, certain: Set<Int>, possible: Set<Int>)] = [
      (1, [], [2, 4, 5]), (5, [0], [0, 2, 4, 5]), (10, [0, 1], [0, 1, 2, 4, 5]),
      (31, [0, 1, 2], [0, 1, 2, 4, 5]),
    ]
    for (number, certain, possible) in days {
      let day = try #require(Day(year: 2026, month: 1, day: number))
      for (dates, seen) in [(DateView.certain, certain), (.possible, possible)] {
        try desk.engine.look(at: PastView(report: .init(by: day, dates: dates)))
        #expect(state(desk) == state(try make(seen.contains)), "seed \(seed), day \(number), \(dates)")
        if source.random.chance(30) {
          try desk.engine.look(at: .present)
          #expect(state(desk) == present, "seed \(seed)")
        }
      }
    }
    try desk.engine.look(at: .present)
    #expect(state(desk) == present, "seed \(seed)")
  }
}
