import Syntax

@testable import Engine

/// Answers each question only after it was stopped at several points: what was found until then must be part of the
/// answer, and the answer must be what it would have been.
struct StoppedPath {
  /// A row that was found before a stop, and is no row of the answer.
  struct Unsound: Error, CustomStringConvertible {
    let row: [Literal]
    let poll: Int
    var description: String { "the row \(row) was given when stopped at poll \(poll), and does not hold" }
  }

  private let engine = Engine()
  private var random: SplitMix64

  init(_ tuning: Tuning, seed: UInt64) {
    engine.today = .testDay
    engine.evaluator.tuning = tuning
    random = SplitMix64(seed: seed)
  }

  mutating func outcomes(of program: [Statement.Kind]) throws -> [StatementOutcome] {
    try ProgramText.statements(ProgramText.text(of: program)).map { statement in
      if case .query(let query) = statement.kind {
        for dates in DateView.allCases { try stop(query, in: statement, dates) }
      }
      return try engine.outcome(of: statement)
    }
  }

  private mutating func stop(_ query: Query, in statement: Statement, _ dates: DateView) throws {
    var query = query
    // The first rows found need not be the first of all.
    query.limit = nil
    var found: [(rows: [[Literal]], poll: Int)] = []
    for most in [4, 16, 64, 256] {
      let poll = random.int(1...most)
      engine.pollHook = { (number) throws(EngineError) in
        if number >= poll { throw .stopped(.time(seconds: 0)) }
      }
      defer { engine.pollHook = nil }
      guard let answer = try? engine.ask(query, in: statement, dates: dates, keepsFound: true) else {
        continue
      }
      found.append((QueryRows(answer).rows, poll))
    }
    guard !found.isEmpty, let whole = try? engine.ask(query, in: statement, dates: dates) else { return }
    let rows = Set(QueryRows(whole).rows)
    for (some, poll) in found {
      for row in some where !rows.contains(row) { throw Unsound(row: row, poll: poll) }
    }
  }
}
