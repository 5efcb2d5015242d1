import Syntax

/// The steps of a history as statements that make the same changes again.
public struct JournalText {
  private let engine: Engine
  /// How many of a fact's citations came after the fact itself.
  private var citedLater: [Place: Int] = [:]

  private struct Place: Hashable {
    let store: ObjectIdentifier
    let row: Int

    init(_ store: FactStore, _ row: Int) {
      self.store = ObjectIdentifier(store)
      self.row = row
    }
  }

  /// The text of an engine's steps, those that were taken back left out.
  public init(of engine: Engine) {
    self.engine = engine
    for step in engine.steps {
      for case .cited(let facts) in step.changes {
        for row in facts.rows { citedLater[Place(facts.store, row), default: 0] += 1 }
      }
    }
  }

  /// Gives the statements of a step one after the other, each whole and without a line end.
  public func forEachStatement(of step: Step, _ take: (String) -> Void) {
    for change in step.changes {
      switch change {
      case .added(let facts): state(facts, take)
      case .replaced(let key, _, let store, let count):
        state(FactRows(key: key, store: store, rows: 0..<count), take)
      case .removed(let facts):
        for row in facts.rows { take(":retract " + text(facts, row)) }
      case .cited(let facts):
        facts.forEachFact { row, citations in
          take(text(FactRows(key: facts.key, store: facts.store, rows: row..<row + 1), row, citations))
        }
      case .defined(let rule): take(documented(rule.text, rule.origin.statement.documentation))
      case .forgotten(let rule): take(":forget " + rule.text)
      case .shaped(let relation, _, let schema):
        if let schema, schema.isDeclared {
          take(documented(text(of: relation, schema), schema.documentation))
        }
      }
    }
  }

  private func state(_ facts: FactRows, _ take: (String) -> Void) {
    for row in facts.rows {
      let citations = facts.store.keptCitations(of: row)
      let later = citedLater[Place(facts.store, row)] ?? 0
      take(text(facts, row, citations.dropLast(later)))
    }
  }

  /// A fact as it is written, with citations.
  private func text(_ facts: FactRows, _ row: Int, _ citations: some Collection<Citation>) -> String {
    let fact = text(facts, row)
    if citations.isEmpty { return fact + "." }
    let places = citations.map { SyntaxPrinter.text(of: $0) }.joined(separator: ",\n         ")
    return fact + "\n    \(Keyword.from) " + places + "."
  }

  private func text(_ facts: FactRows, _ row: Int) -> String {
    engine.describe(facts.key, row, in: facts.store).text
  }

  private func text(of relation: String, _ schema: Schema) -> String {
    SyntaxPrinter.text(of: .declaration(schema.declaration(of: relation)))
  }

  /// A statement below the comment that documents it.
  private func documented(_ statement: String, _ documentation: String?) -> String {
    guard let documentation else { return statement }
    let lines = documentation.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.map { "///" + ($0.isEmpty ? "" : " ") + $0 + "\n" }.joined() + statement
  }
}
