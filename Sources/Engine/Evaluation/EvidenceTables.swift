import Syntax

/// The relations whose rows are the citations of base facts: `… from Doc` and `evidence`.
enum EvidenceTables {
  /// The rows of such a predicate; nil for any other.
  static func table(
    for predicate: Predicate, in catalog: Catalog, budget: Budget
  ) throws(EngineError) -> Table? {
    switch predicate {
    case .citing(let relation, let filter): return try citing(relation, filter, in: catalog, budget)
    case .evidence: return try evidence(in: catalog, budget)
    case .relation, .auxiliary, .base, .demanded: return nil
    }
  }

  /// The fact stores that such a predicate reads.
  static func keys(of predicate: Predicate, in catalog: Catalog) -> [FactKey] {
    switch predicate {
    case .citing(let relation, let filter):
      modalities(filter).map { FactKey(relation: relation, modality: $0) }
    case .evidence: Array(catalog.facts.keys)
    case .relation, .auxiliary, .base, .demanded: []
    }
  }

  /// Changes whenever facts or citations of a store do.
  static func stamp(of key: FactKey, in catalog: Catalog) -> Int {
    guard let store = catalog.facts[key] else { return 0 }
    return max(store.stamp, store.citationStamp)
  }

  private static func modalities(_ filter: ModalityFilter) -> [Modality] {
    switch filter {
    case .any: Modality.allCases
    case .only(let modality): [modality]
    }
  }

  private static func citing(
    _ relation: String, _ filter: ModalityFilter, in catalog: Catalog, _ budget: Budget
  ) throws(EngineError) -> Table {
    let arity = catalog.schema(of: relation)?.arity ?? 0
    let table = Table(arity: arity + 1)
    for modality in modalities(filter) {
      guard let store = catalog.facts[FactKey(relation: relation, modality: modality)],
        store.table.arity == arity
      else { continue }
      for (row, citations) in store.citations.sorted(by: { $0.key < $1.key }) {
        try budget.poll()
        for citation in citations {
          table.insert(store.table.row(row) + [catalog.values.handle(of: citation.document.text)])
        }
      }
    }
    return table
  }

  /// The fact that a row of `evidence` is of: where it is kept, and its number there.
  static func fact(of row: [Handle], in catalog: Catalog) -> (key: FactKey, row: Int)? {
    let values = catalog.values
    guard row.count == Schema.evidence.arity, let fact = values.text(of: row[0]),
      let relation = values.text(of: row[1]),
      let modality = values.text(of: row[2]).flatMap(Modality.init(rawValue:))
    else { return nil }
    let key = FactKey(relation: relation, modality: modality)
    guard let store = catalog.facts[key],
      let cited = store.citations.keys.first(where: { text(of: $0, of: relation, in: store, values) == fact })
    else { return nil }
    return (key, cited)
  }

  /// A fact as `evidence` has it: `signed(india, simla_agreement)`.
  private static func text(
    of row: Int, of relation: String, in store: FactStore, _ values: ValueStore
  ) -> String {
    let arguments = store.table.row(row).map { SyntaxPrinter.text(of: values.value(of: $0)) }
    return "\(relation)(\(arguments.joined(separator: ", ")))"
  }

  private static func evidence(in catalog: Catalog, _ budget: Budget) throws(EngineError) -> Table {
    let table = Table(arity: Schema.evidence.arity)
    let values = catalog.values
    let unknown = values.handle(of: "unknown")
    func handle(_ number: Int?) -> Handle { number.map { values.handle(of: Int64($0)) } ?? unknown }
    func handle(_ text: String?) -> Handle { text.map { values.handle(of: $0) } ?? unknown }
    for (key, store) in catalog.facts.sorted(by: {
      ($0.key.relation, $0.key.modality.rawValue) < ($1.key.relation, $1.key.modality.rawValue)
    }) {
      for (row, citations) in store.citations.sorted(by: { $0.key < $1.key }) {
        try budget.poll()
        let fact = text(of: row, of: key.relation, in: store, values)
        for citation in citations {
          table.insert([
            handle(fact), handle(key.relation), handle(key.modality.rawValue), handle(citation.document.text),
            handle(citation.paragraph), handle(citation.sentence), handle(citation.bytes?.lowerBound),
            handle(citation.bytes?.upperBound), handle(citation.by), handle(citation.confidence?.rawValue),
            handle(citation.attribution), handle(citation.quote),
          ])
        }
      }
    }
    return table
  }
}
