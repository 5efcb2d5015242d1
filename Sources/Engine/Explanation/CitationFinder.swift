import Syntax

/// Finds what stated rows are and what cites them.
struct CitationFinder {
  private let catalog: Catalog
  private let dates: [String: Handle]

  init(_ catalog: Catalog) {
    self.catalog = catalog
    var dates: [String: Handle] = [:]
    if let table = catalog.facts[FactKey(relation: "document", modality: .actual)]?.table,
      table.arity == Schema.document.arity
    {
      for row in table.liveRows {
        if let id = catalog.values.text(of: table.handle(row, 0)) { dates[id] = table.handle(row, 2) }
      }
    }
    self.dates = dates
  }

  /// When a document was published, where it is known.
  func published(_ document: String) -> Handle? { dates[document] }

  func citations(of node: DerivationSearch.Node, _ source: RowSource) -> [Citation] {
    let isCited = catalog.facts.contains { $0.value.isCited }
    return isCited ? fact(node, source)?.citations ?? [] : []
  }

  /// A stated row as the fact that it is, with its citations: those of the document where one is named.
  func fact(_ node: DerivationSearch.Node, _ source: RowSource) -> FactDescription? {
    switch source.predicate {
    case .citing(let relation, let filter):
      let document = node.values.last.flatMap(catalog.values.text(of:))
      let row = Array(node.values.dropLast())
      for modality in Modality.allCases where filter == .any || filter == .only(modality) {
        guard let fact = stated(FactKey(relation: relation, modality: modality), row) else { continue }
        let citations = fact.citations.filter { $0.document.text == document }
        if !citations.isEmpty { return fact.cited(by: citations) }
      }
      return nil
    case .evidence: return evidence(node.values)
    case .relation, .auxiliary, .base, .demanded:
      for key in source.definition.facts {
        if let fact = stated(key, node.values) { return fact }
      }
      return nil
    }
  }

  private func stated(_ key: FactKey, _ row: [Handle]) -> FactDescription? {
    guard let store = catalog.facts[key], store.table.arity == row.count,
      store.table.holds(row)
    else { return nil }
    // A fact's number is needed for its citations only.
    let position = store.isCited ? store.table.find(row) : nil
    return FactDescription(
      relation: key.relation, modality: key.modality, values: row.map(catalog.values.value(of:)),
      citations: position.map(store.citations(of:)) ?? [])
  }

  /// A row of `evidence`, with the citation that it is of.
  private func evidence(_ row: [Handle]) -> FactDescription {
    let plain = FactDescription(
      relation: "evidence", modality: .actual, values: row.map(catalog.values.value(of:)), citations: [])
    return EvidenceTables.citation(of: row, in: catalog).map { plain.cited(by: [$0.citation]) } ?? plain
  }
}

extension FactDescription {
  fileprivate func cited(by citations: [Citation]) -> FactDescription {
    FactDescription(relation: relation, modality: modality, values: values, citations: citations)
  }
}
