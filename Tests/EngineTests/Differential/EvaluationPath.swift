import Chronology
import Engine
import Syntax

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
  static let all: [EvaluationPath] = [.parsedReference, .engine, .demand]

  /// The reference itself on what the parser makes of the printed program.
  static let parsedReference = EvaluationPath(name: "reference on parsed text", interval: 4) { program in
    let statements = try ProgramText.statements(ProgramText.text(of: program))
    return try ReferenceSession.run(statements.map(\.kind), today: .testDay, budget: DifferentialRun.budget)
      .statements
  }

  /// The engine, statement by statement, on what the parser makes of the printed program.
  static let engine = EvaluationPath(name: "engine") { program in
    try Engine(demandPolicy: .never).outcomes(of: program)
  }

  /// The engine where it computes only what is asked for, wherever it can.
  static let demand = EvaluationPath(name: "engine on demand", avoidsFailures: true) { program in
    try Engine(demandPolicy: .always).outcomes(of: program)
  }
}

extension Engine {
  fileprivate convenience init(demandPolicy: DemandPolicy) {
    self.init(today: .testDay)
    self.demandPolicy = demandPolicy
  }

  fileprivate func outcomes(of program: [Statement.Kind]) throws -> [StatementOutcome] {
    try ProgramText.statements(ProgramText.text(of: program)).map { try outcome(of: $0) }
  }
}

extension Engine {
  /// Runs one statement; a query in both views of dates.
  /// - Throws: ``EngineError/stopped(_:)``, since the tests set no limit.
  func outcome(of statement: Statement) throws -> StatementOutcome {
    do throws(EngineError) {
      switch statement.kind {
      case .declaration(let declaration): try declare(declaration, in: statement)
      case .fact(let fact): _ = try assert(fact, in: statement)
      case .rule(let rule): _ = try define(rule, in: statement)
      case .query(let query): return try answers(query, in: statement)
      case .constraint(let body):
        _ = try constrain(body, in: statement)
        return try answers(Query(body), in: statement)
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
