import Syntax

/// The base facts with the documents that cite them.
struct ReferenceFacts {
  private struct Key: Hashable {
    var row: [Literal]
    var modality: Modality
  }

  private var facts: [String: [Key: Set<String>]] = [:]

  var relations: Set<String> { Set(facts.keys) }

  mutating func add(_ row: [Literal], to relation: String, _ modality: Modality, documents: some Sequence<String>) {
    facts[relation, default: [:]][Key(row: row, modality: modality), default: []].formUnion(documents)
  }

  /// The base facts that an atom sees; with `isCited` once for each citing document.
  func rows(_ source: ReferenceSource) -> Set<[Literal]> {
    var rows: Set<[Literal]> = []
    for (key, documents) in facts[source.relation] ?? [:] {
      guard source.modality == .any || source.modality == .only(key.modality) else { continue }
      if source.isCited {
        for document in documents { rows.insert(key.row + [.text(document)]) }
      } else {
        rows.insert(key.row)
      }
    }
    return rows
  }
}
