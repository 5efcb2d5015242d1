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

  /// Whether the rows of a predicate are made of citations, also where there are none.
  static func makes(_ predicate: Predicate) -> Bool {
    switch predicate {
    case .citing, .evidence: true
    case .relation, .auxiliary, .base, .demanded: false
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
    var rows = RowBatch(Table(arity: arity + 1))
    for modality in modalities(filter) {
      guard let store = catalog.facts[FactKey(relation: relation, modality: modality)],
        store.table.arity == arity
      else { continue }
      var words = CitationWords(of: store, catalog.values)
      var documents: [UInt32] = []
      for row in store.citedRows {
        documents.removeAll(keepingCapacity: true)
        store.forEachMark(of: row) { documents.append(words.document($0)) }
        for document in documents.reversed() {
          try rows.add(budget) { $0 < arity ? store.table.handle(row, $0).word : document }
        }
      }
    }
    return try rows.finish(budget)
  }

  private static func evidence(in catalog: Catalog, _ budget: Budget) throws(EngineError) -> Table {
    let values = catalog.values
    var rows = RowBatch(Table(arity: Schema.evidence.arity))
    for (key, store) in catalog.facts.sorted(by: {
      ($0.key.relation, $0.key.modality.rawValue) < ($1.key.relation, $1.key.modality.rawValue)
    }) {
      var words = CitationWords(of: store, values)
      let relation = values.handle(of: key.relation).word
      let modality = values.handle(of: key.modality.rawValue).word
      var marks: [CitationTable.Mark] = []
      for row in store.citedRows {
        let fact = values.handle(of: text(of: row, of: key.relation, in: store, values)).word
        marks.removeAll(keepingCapacity: true)
        store.forEachMark(of: row) { marks.append($0) }
        for mark in marks.reversed() {
          try words.withAll(of: mark) { (citation) throws(EngineError) in
            try rows.add(budget) { column in
              switch column {
              case 0: fact
              case 1: relation
              case 2: modality
              default: citation[column - 3]
              }
            }
          }
        }
      }
    }
    return try rows.finish(budget)
  }

  /// A fact as `evidence` has it: `signed(india, simla_agreement)`.
  private static func text(
    of row: Int, of relation: String, in store: FactStore, _ values: ValueStore
  ) -> String {
    let arguments = store.table.row(row).map { SyntaxPrinter.text(of: values.value(of: $0)) }
    return "\(relation)(\(arguments.joined(separator: ", ")))"
  }

  /// The citation that a row of `evidence` is of, and its fact: where that is kept, and its number there.
  static func citation(
    of row: [Handle], in catalog: Catalog
  ) -> (key: FactKey, row: Int, citation: Citation)? {
    let values = catalog.values
    guard row.count == Schema.evidence.arity, let fact = values.text(of: row[0]),
      let relation = values.text(of: row[1]),
      let modality = values.text(of: row[2]).flatMap(Modality.init(rawValue:))
    else { return nil }
    let key = FactKey(relation: relation, modality: modality)
    guard let store = catalog.facts[key] else { return nil }
    var words = CitationWords(of: store, values)
    let wanted = row[3...].map(\.word)
    for position in store.citedRows {
      // Texts are made of facts only that are cited so.
      var found: CitationTable.Mark?
      store.forEachMark(of: position) { mark in
        words.withAll(of: mark) { if $0.elementsEqual(wanted) { found = mark } }
      }
      if let citation = found.flatMap(store.citation),
        text(of: position, of: relation, in: store, values) == fact
      {
        return (key, position, citation)
      }
    }
    return nil
  }
}
