import Syntax

@testable import Engine

/// An engine whose facts and rules come and go, beside the statements that are in force.
struct ChangingEngine {
  let engine = Engine()
  private let declarations: [Statement]
  /// Facts and rules that come and go.
  private let statements: [Statement]
  private var present: [Bool]
  private let questions: [Statement]

  /// Of a generated program's statements; questions are all its relations and its own.
  init(_ program: [Statement.Kind], _ tuning: Tuning) throws {
    let parsed = try ProgramText.statements(ProgramText.text(of: program))
    declarations = parsed.filter { if case .declaration = $0.kind { true } else { false } }
    statements = parsed.filter { $0.kind.headRelation != nil }
    present = Array(repeating: false, count: statements.count)
    var relations: [String: Int] = [:]
    for statement in statements {
      switch statement.kind {
      case .fact(let fact): relations[fact.atom.relation.text] = fact.atom.arguments.count
      case .rule(let rule): relations[rule.head.relation.text] = rule.head.arguments.count
      default: break
      }
    }
    let texts = relations.sorted { $0.key < $1.key }.map { name, arity in
      "\(name)(\((0..<arity).map { "X\($0)" }.joined(separator: ", ")))?"
    }
    questions =
      try ProgramText.statements(texts.joined(separator: "\n"))
      + parsed.filter { if case .query = $0.kind { true } else { false } }
    engine.today = .testDay
    engine.evaluator.tuning = tuning
    for declaration in declarations { _ = try engine.outcome(of: declaration) }
    for place in statements.indices { try turn(place) }
  }

  var count: Int { statements.count }

  /// States or takes back, defines or forgets.
  mutating func turn(_ place: Int) throws {
    if present[place] {
      switch statements[place].kind {
      case .fact(let fact): _ = try engine.retract(fact, in: statements[place])
      case .rule: forget(statements[place])
      default: break
      }
      // The same may be said twice.
      let text = statements[place].text
      for other in statements.indices where statements[other].text == text { present[other] = false }
      if case .fact = statements[place].kind { noteAbsence() }
    } else if try engine.outcome(of: statements[place]) == .accepted {
      present[place] = true
    }
  }

  /// Facts that are the same but for their citations go together.
  private mutating func noteAbsence() {
    for place in statements.indices {
      guard present[place], case .fact(let other) = statements[place].kind else { continue }
      let known = try? engine.describe(other, in: statements[place])
      if case .none = known { present[place] = false }
    }
  }

  private func forget(_ statement: Statement) {
    let text = SyntaxPrinter.text(of: statement.kind)
    for rule in engine.rules where SyntaxPrinter.text(of: rule.statement.kind) == text {
      engine.forget(rule: rule.id)
    }
  }

  func describe(_ place: Int) -> String { (present[place] ? "+ " : "- ") + statements[place].text }

  /// The questions of which the first row of the answer cannot be explained.
  func unexplained() throws -> [String] {
    try questions.filter { question in
      guard case .query(let query) = question.kind, let answer = try? engine.ask(query, in: question),
        answer.count > 0
      else { return false }
      return try engine.explain(row: 0, of: answer) == nil
    }.map { "\($0.text)\n  has a row that nothing explains" }
  }

  /// The questions whose answers are not those of an engine that is told the statements in force from the beginning.
  func differences() throws -> [String] {
    let other = Engine()
    other.today = .testDay
    other.evaluator.tuning = Tuning(demand: .never, maintenance: .never)
    for declaration in declarations { _ = try other.outcome(of: declaration) }
    for place in statements.indices where present[place] { _ = try other.outcome(of: statements[place]) }
    return try questions.compactMap { question in
      let (mine, expected) = (try engine.outcome(of: question), try other.outcome(of: question))
      // Which row fails first, and whether one that is not needed does, is a matter of order.
      if case .error = mine { return nil }
      if case .error = expected { return nil }
      return mine == expected ? nil : "\(question.text)\n   is: \(mine)\n  not: \(expected)"
    }
  }
}
