package import Syntax

/// A change of a step, for those who keep steps elsewhere and bring them back.
package enum RecordedChange {
  case added(FactRun)
  case removed(FactRun)
  /// A store with other columns took the place of one that has no facts left; neither run has rows.
  case replaced(FactRun, by: FactRun)
  /// One fact that was known got citations.
  case cited(FactRun, [Citation])
  case defined(RuleRecord)
  case forgotten(RuleRecord)
  case shaped(String, before: ShapeRecord?, after: ShapeRecord?)
}

/// A rule or constraint as it was defined.
package struct RuleRecord {
  let rule: StoredRule

  init(_ rule: StoredRule) { self.rule = rule }

  /// The rule that a statement makes; nil where it makes none.
  package init?(number: Int, _ statement: Statement) {
    let text = SyntaxPrinter.text(of: statement.kind)
    let origin = Origin(id: number, statement: statement)
    switch statement.kind {
    case .rule(let rule): self.rule = StoredRule(origin: origin, head: rule.head, body: rule.body, text: text)
    case .constraint(let body): rule = StoredRule(origin: origin, head: nil, body: body, text: text)
    case .declaration, .fact, .query, .include, .parameter, .command: return nil
    }
  }

  package var number: Int { rule.origin.id }
  package var statement: Statement { rule.origin.statement }
  /// The canonical form, with the values of parameters in place.
  package var text: String { rule.text }
}

/// What is known of a relation's columns.
package struct ShapeRecord {
  package struct Column: Hashable {
    package var name: String?
    package var type: ColumnType
    package var documentation: String?

    package init(name: String?, type: ColumnType, documentation: String?) {
      self.name = name
      self.type = type
      self.documentation = documentation
    }
  }

  let schema: Schema

  init(_ schema: Schema) { self.schema = schema }

  package init(
    columns: [Column], isDeclared: Bool, reading: String?, documentation: String?, statement: Statement?
  ) {
    var schema = Schema(arity: columns.count, statement: statement)
    schema.columns = columns.map {
      Schema.Column(name: $0.name, type: $0.type, documentation: $0.documentation)
    }
    schema.isDeclared = isDeclared
    schema.reading = reading
    schema.documentation = documentation
    self.schema = schema
  }

  package var columns: [Column] {
    schema.columns.map { Column(name: $0.name, type: $0.type, documentation: $0.documentation) }
  }
  package var isDeclared: Bool { schema.isDeclared }
  package var reading: String? { schema.reading }
  package var documentation: String? { schema.documentation }
  /// Where it was declared or first used, as far as that is known.
  package var statement: Statement? { schema.statement }
}

extension Change {
  /// The change for those outside, in order; none where it changed nothing that they keep.
  var recorded: [RecordedChange] {
    switch self {
    case .added(let facts): return [.added(FactRun(facts))]
    case .removed(let facts): return [.removed(FactRun(facts))]
    case .cited(let facts):
      var recorded: [RecordedChange] = []
      facts.forEachFact { row, citations in
        recorded.append(.cited(FactRun(key: facts.key, store: facts.store, rows: row..<row + 1), citations))
      }
      return recorded
    case .defined(let rule): return [.defined(RuleRecord(rule))]
    case .forgotten(let rule): return [.forgotten(RuleRecord(rule))]
    case .shaped(let relation, let before, let after):
      return [.shaped(relation, before: before.map(ShapeRecord.init), after: after.map(ShapeRecord.init))]
    case .replaced(let key, _, let after, let rows):
      return rows == 0 ? [] : [.added(FactRun(key: key, store: after, rows: 0..<rows))]
    }
  }

  /// Where a store took the place of one with other columns, both.
  var recordedReplacement: RecordedChange? {
    guard case .replaced(let key, let before?, let after, _) = self, before.table.arity != after.table.arity
    else { return nil }
    return .replaced(
      FactRun(key: key, store: before, rows: 0..<0), by: FactRun(key: key, store: after, rows: 0..<0))
  }

  init(_ recorded: RecordedChange) {
    switch recorded {
    case .added(let run): self = .added(run.factRows)
    case .removed(let run): self = .removed(run.factRows)
    case .replaced(let before, let after):
      self = .replaced(after.key, before: before.store, after: after.store, rows: 0)
    case .cited(let run, let citations):
      let additions = run.rows.flatMap { run.store.additions(of: citations, to: $0) }
      self = .cited(CitedFacts(key: run.key, store: run.store, additions: additions))
    case .defined(let record): self = .defined(record.rule)
    case .forgotten(let record): self = .forgotten(record.rule)
    case .shaped(let relation, let before, let after):
      self = .shaped(relation, before: before?.schema, after: after?.schema)
    }
  }
}
