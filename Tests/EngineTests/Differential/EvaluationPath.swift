import Chronology
import Syntax

@testable import Engine

/// A way to run a program that must give what the reference gives.
struct EvaluationPath: Sendable {
  let name: String
  /// Every so-manieth program is run; 1 for all.
  var interval: UInt64 = 1
  /// Whether a question may be answered though some row that it does not need cannot be computed.
  var avoidsFailures = false
  /// The outcomes of the statements, one each.
  let run: @Sendable ([Statement.Kind]) throws -> [StatementOutcome]

  /// Every path that the differential test takes.
  static let all: [EvaluationPath] = [
    .parsedReference, .engine, .genericJoins, .threads, .demand, .profiled, .stopped, .stoppedOnDemand,
  ]

  /// The reference itself on what the parser makes of the printed program.
  static let parsedReference = EvaluationPath(name: "reference on parsed text", interval: 4) { program in
    let statements = try ProgramText.statements(ProgramText.text(of: program))
    return try ReferenceSession.run(statements.map(\.kind), today: .testDay, budget: DifferentialRun.budget)
      .statements
  }

  /// The engine, statement by statement, on what the parser makes of the printed program.
  static let engine = EvaluationPath(name: "engine") { try outcomes(of: $0, Tuning(demand: .never)) }

  /// The engine where cycles of atoms are joined by their variables, however small they are.
  static let genericJoins = EvaluationPath(name: "engine with generic joins") {
    try outcomes(of: $0, Tuning(joins: .generic, demand: .never))
  }

  /// The engine with all that is meant for large relations, on two threads.
  static let threads = EvaluationPath(name: "engine on two threads", interval: 2) {
    try outcomes(
      of: $0, Tuning(threads: 2, leastSplitRows: 1, leastSortedRows: 1, leastSearchedRows: 0))
  }

  /// The engine on two threads where each question is planned, and then answered with a profile.
  static let profiled = EvaluationPath(name: "engine with profiles", interval: 4, avoidsFailures: true) {
    try outcomes(
      of: $0,
      Tuning(threads: 2, leastSplitRows: 1, leastSortedRows: 1, leastSearchedRows: 0, demand: .always),
      isProfiled: true)
  }

  /// The engine where it computes only what is asked for, wherever it can.
  static let demand = EvaluationPath(name: "engine on demand", avoidsFailures: true) {
    try outcomes(of: $0, Tuning(demand: .always))
  }

  /// The engine with all that is meant for large relations, stopped several times before each answer.
  static let stopped = EvaluationPath(name: "engine that is stopped", interval: 4) { program in
    var path = StoppedPath(
      Tuning(leastSortedRows: 1, leastSearchedRows: 0, demand: .never), seed: UInt64(program.count))
    return try path.outcomes(of: program)
  }

  /// The same where only what is asked for is computed.
  static let stoppedOnDemand = EvaluationPath(
    name: "engine on demand that is stopped", interval: 4, avoidsFailures: true
  ) { program in
    var path = StoppedPath(Tuning(demand: .always), seed: UInt64(program.count))
    return try path.outcomes(of: program)
  }

  private static func outcomes(
    of program: [Statement.Kind], _ tuning: Tuning, isProfiled: Bool = false
  ) throws -> [StatementOutcome] {
    let engine = Engine()
    engine.today = .testDay
    engine.evaluator.tuning = tuning
    return try ProgramText.statements(ProgramText.text(of: program)).map {
      try engine.outcome(of: $0, isProfiled: isProfiled)
    }
  }
}

extension Engine {
  /// Runs one statement; a query in both views of dates.
  /// - Throws: ``EngineError/stopped(_:)``, since the tests set no limit.
  func outcome(of statement: Statement) throws -> StatementOutcome {
    try outcome(of: statement, isProfiled: false)
  }

  fileprivate func outcome(of statement: Statement, isProfiled: Bool) throws -> StatementOutcome {
    let answers = isProfiled ? profiledAnswers : answers
    do throws(EngineError) {
      switch statement.kind {
      case .declaration(let declaration): try declare(declaration, in: statement)
      case .fact(let fact): _ = try assert(fact, in: statement)
      case .rule(let rule): _ = try define(rule, in: statement)
      case .query(let query): return try answers(query, statement)
      case .constraint(let body):
        _ = try constrain(body, in: statement)
        return try answers(Query(body), statement)
      case .include, .parameter, .command: break
      }
      return .accepted
    } catch {
      switch error {
      case .invalid(let diagnostics): return .error(diagnostics.first?.code ?? .internalError)
      case .stopped: throw error
      }
    }
  }

  private func profiledAnswers(
    _ query: Query, in statement: Statement
  ) throws(EngineError) -> StatementOutcome {
    _ = try plan(query, in: statement, dates: .certain)
    _ = try plan(query, in: statement, dates: .possible)
    let certain = try profile(query, in: statement, dates: .certain).answer.get()
    let possible = try profile(query, in: statement, dates: .possible).answer.get()
    return .answer(certain: QueryRows(certain), possible: QueryRows(possible), leftOut: certain.possible)
  }

  private func answers(_ query: Query, in statement: Statement) throws(EngineError) -> StatementOutcome {
    let certain = try ask(query, in: statement, dates: .certain)
    let possible = try ask(query, in: statement, dates: .possible)
    return .answer(certain: QueryRows(certain), possible: QueryRows(possible), leftOut: certain.possible)
  }
}

extension QueryRows {
  init(_ answer: Answer) {
    self.init(columns: answer.columns, rows: (0..<answer.count).map { answer[$0] })
  }
}
