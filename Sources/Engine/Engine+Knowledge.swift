public import Syntax

/// A relation as `:describe` shows it.
public struct RelationDescription: Sendable {
  public struct Column: Sendable {
    /// Nil for a relation that was never declared.
    public let name: String?
    public let type: ColumnType
    public let documentation: String?
  }

  public let name: String
  public let columns: [Column]
  /// Base facts of all modalities.
  public let factCount: Int
  public let ruleCount: Int
  public let isDeclared: Bool
  public let isBuiltIn: Bool
  /// The sentence that a fact reads as, with `{column}` for each value.
  public let reading: String?
  public let documentation: String?

  public var arity: Int { columns.count }
}

/// A rule or constraint as `:rules` shows it.
public struct RuleDescription: Sendable {
  public let id: Int
  /// Text, place and documentation.
  public let statement: Statement
  /// The relation that it derives; nil for a constraint.
  public let relation: String?
}

/// A base fact with what cites it.
public struct FactDescription: Sendable {
  public let relation: String
  public let modality: Modality
  public let values: [Value]
  public let citations: [Citation]

  /// The fact as it is written, without the full stop.
  public var text: String {
    let prefix = modality == .actual ? "" : "\(modality.rawValue) "
    let arguments = values.map { SyntaxPrinter.text(of: $0) }.joined(separator: ", ")
    return "\(prefix)\(relation)(\(arguments))"
  }
}

extension Engine {
  /// Every known relation by name, the built-in ones included.
  public var relations: [RelationDescription] { catalog.knownRelations.sorted().compactMap(relation(named:)) }

  public func relation(named name: String) -> RelationDescription? {
    guard let schema = catalog.schema(of: name) else { return nil }
    return RelationDescription(
      name: name,
      columns: schema.columns.map {
        RelationDescription.Column(name: $0.name, type: $0.type, documentation: $0.documentation)
      },
      factCount: Modality.allCases.reduce(0) {
        $0 + (catalog.facts[FactKey(relation: name, modality: $1)]?.table.liveCount ?? 0)
      },
      ruleCount: catalog.rulesByHead[name]?.count ?? 0, isDeclared: schema.isDeclared,
      isBuiltIn: schema.isBuiltIn, reading: schema.reading, documentation: schema.documentation)
  }

  /// The nearest known relation's name, as `did you mean 'signed/3'?`.
  public func suggestion(forRelation name: String) -> String? { catalog.suggestion(for: name) }

  /// Rules and constraints in the order in which they were defined.
  public var rules: [RuleDescription] {
    catalog.rules.values.sorted { $0.origin.id < $1.origin.id }.map(describe)
  }

  /// The rule or constraint that a statement says again, whatever its layout; nil where there is none.
  public func rule(saying statement: Statement) -> RuleDescription? {
    catalog.rule(withText: SyntaxPrinter.text(of: statement.kind)).map(describe)
  }

  private func describe(_ rule: StoredRule) -> RuleDescription {
    RuleDescription(
      id: rule.origin.id, statement: rule.origin.statement, relation: rule.head?.relation.text)
  }

  /// How many base facts there are.
  public var factCount: Int { catalog.factCount }

  /// The base facts of a relation, sorted, the actual ones first. At most `limit` of each modality. Throws where a limit
  /// is reached, or the user has interrupted.
  public func facts(of relation: String, limit: Int? = nil) throws(EngineError) -> [FactDescription] {
    var facts: [FactDescription] = []
    try forEachFact(of: relation, limit: limit) { facts.append($0) }
    return facts
  }

  /// Gives the base facts of a relation one after the other, as ``facts(of:limit:)`` does all of them.
  public func forEachFact(
    of relation: String, limit: Int? = nil, _ take: (FactDescription) throws(EngineError) -> Void
  ) throws(EngineError) {
    let budget = budget()
    for modality in Modality.allCases {
      let key = FactKey(relation: relation, modality: modality)
      guard let store = catalog.facts[key] else { continue }
      let order = try RowOrder(store.table, catalog.values, budget: budget).sorted(by: [])
      let rows = order.column(0)
      for piece in Pieces(0..<min(max(0, limit ?? .max), store.table.liveCount), length: 256) {
        try budget.poll()
        for place in piece { try take(describe(key, Int(rows[place]), in: store)) }
      }
    }
  }

  /// A base fact with its citations; nil where it is not known.
  public func describe(_ fact: Fact, in statement: Statement) throws(EngineError) -> FactDescription? {
    let (key, row) = try resolve(fact, in: statement)
    guard let store = catalog.facts[key], let position = store.table.find(row) else { return nil }
    return describe(key, position, in: store)
  }

  func describe(_ key: FactKey, _ row: Int, in store: FactStore) -> FactDescription {
    FactDescription(
      relation: key.relation, modality: key.modality,
      values: store.table.row(row).map(catalog.values.value(of:)),
      citations: store.citations(of: row))
  }

  /// Values met in a column of base facts whose plain text starts with a prefix, sorted: for completion.
  /// At most 20,000 facts are looked at.
  public func knownValues(relation: String, column: Int, prefix: String, limit: Int) -> [Value] {
    var handles: Set<Handle> = []
    for modality in Modality.allCases {
      guard let store = catalog.facts[FactKey(relation: relation, modality: modality)],
        column >= 0, column < store.table.arity
      else { continue }
      for row in store.table.liveRows.prefix(20_000) { handles.insert(store.table.handle(row, column)) }
    }
    return handles.filter { catalog.values.value(of: $0).plainText.hasPrefix(prefix) }
      .sorted(by: catalog.values.precedes).prefix(max(0, limit)).map(catalog.values.value(of:))
  }
}
