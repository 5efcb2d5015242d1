import Chronology
import Engine
import Syntax

/// An engine that is told statements as text, as a shell would tell it.
///
/// What it says comes back as short texts: rows as they are written, mistakes as
/// `code at 'place': message (mend)`.
final class Desk {
  let engine: Engine

  /// Wednesday the 11th of February 2026 is today.
  init(_ text: String = "") throws {
    engine = Engine(today: Day(year: 2026, month: 2, day: 11))
    try tell(text)
  }

  /// Runs statements in order up to the first that is refused; gives what each one did.
  @discardableResult func tell(_ text: String) throws -> [String] {
    let (statements, mistakes) = Parser.parse(SourceText(name: "test.dl", text: text))
    guard mistakes.isEmpty else { throw Refusal(mistakes) }
    return try statements.map(run)
  }

  private func run(_ statement: Statement) throws -> String {
    do throws(EngineError) {
      switch statement.kind {
      case .declaration(let declaration):
        try engine.declare(declaration, in: statement)
        return "declared"
      case .fact(let fact):
        switch try engine.assert(fact, in: statement) {
        case .added: return "added"
        case .alreadyKnown: return "already known"
        case .citationsAdded(let count): return "citations added: \(count)"
        }
      case .rule(let rule): return Desk.text(try engine.define(rule, in: statement))
      case .constraint(let body): return Desk.text(try engine.constrain(body, in: statement))
      case .query(let query): return Desk.rows(try engine.ask(query, in: statement)).joined(separator: "; ")
      case .include, .parameter, .command: return "not for the engine"
      }
    } catch {
      throw Desk.error(error)
    }
  }

  static func error(_ error: EngineError) -> any Error {
    switch error {
    case .invalid(let diagnostics): Refusal(diagnostics)
    case .stopped(let reason): Stopped(reason: reason)
    }
  }

  private static func text(_ definition: RuleDefinition) -> String {
    definition.isNew ? "rule \(definition.id)" : "already known: rule \(definition.id)"
  }

  /// The statement of a text that holds one.
  func statement(_ text: String) throws -> Statement {
    let (statements, mistakes) = Parser.parse(SourceText(name: "test.dl", text: text))
    guard mistakes.isEmpty, let first = statements.first, statements.count == 1 else {
      throw Refusal(mistakes)
    }
    return first
  }

  // MARK: Questions

  func answer(_ question: String, dates: DateView = .certain) throws -> Answer {
    let statement = try statement(question)
    guard case .query(let query) = statement.kind else { throw Refusal([]) }
    do throws(EngineError) {
      return try engine.ask(query, in: statement, dates: dates)
    } catch {
      throw Desk.error(error)
    }
  }

  /// The rows of an answer, each with its values as they are written; one empty row for yes.
  func rows(_ question: String, dates: DateView = .certain) throws -> [String] {
    Desk.rows(try answer(question, dates: dates))
  }

  static func rows(_ answer: Answer) -> [String] {
    (0..<answer.count).map { answer[$0].map { SyntaxPrinter.text(of: $0) }.joined(separator: ", ") }
  }

  /// Whether a question without variables is answered by yes.
  func holds(_ question: String) throws -> Bool { try answer(question).count > 0 }

  /// The base facts that a row of a question's answer stands on.
  func support(_ question: String, row: Int = 0, dates: DateView = .certain) throws -> [String] {
    let answer = try answer(question, dates: dates)
    do throws(EngineError) {
      return try engine.support(row: row, of: answer).map(\.text)
    } catch {
      throw Desk.error(error)
    }
  }

  // MARK: Mistakes and doubts

  /// What is wrong with the first statement that is refused; nothing where all of them are accepted.
  func mistakes(_ text: String) -> [String] {
    do {
      try tell(text)
      return []
    } catch let refusal as Refusal {
      return refusal.diagnostics.map(Desk.text)
    } catch {
      return ["\(error)"]
    }
  }

  /// The same as a terminal shows it.
  func rendered(_ text: String) -> String {
    do {
      try tell(text)
      return ""
    } catch {
      return "\(error)"
    }
  }

  /// The doubts about rules, constraints and questions, which are told to the engine as well.
  func doubts(_ text: String) throws -> [String] {
    try Parser.parse(SourceText(name: "test.dl", text: text)).statements.flatMap {
      statement throws -> [Diagnostic] in
      switch statement.kind {
      case .rule(let rule): return try engine.define(rule, in: statement).warnings
      case .constraint(let body): return try engine.constrain(body, in: statement).warnings
      case .query(let query): return try engine.analyse(query, in: statement)
      case .declaration, .fact, .include, .parameter, .command:
        _ = try run(statement)
        return []
      }
    }.map(Desk.text)
  }

  static func text(_ diagnostic: Diagnostic) -> String {
    var text = diagnostic.code.rawValue
    if let source = diagnostic.source, let range = diagnostic.range { text += " at '\(source.text(range))'" }
    text += ": \(diagnostic.message)"
    if let mend = diagnostic.mend { text += " (\(mend))" }
    return text
  }
}

/// Statements that were refused, with the reasons.
struct Refusal: Error, CustomStringConvertible {
  let diagnostics: [Diagnostic]

  init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }

  var description: String {
    let renderer = DiagnosticRenderer(color: false, width: 120)
    return diagnostics.map(renderer.render).joined(separator: "\n")
  }
}

/// A question that was stopped before its end.
struct Stopped: Error, Equatable {
  let reason: StopReason
}
