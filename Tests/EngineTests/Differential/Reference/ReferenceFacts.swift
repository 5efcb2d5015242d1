import Syntax

/// The base facts with the documents that cite them.
struct ReferenceFacts {
  private struct Key: Hashable {
    var row: [Literal]
    var modality: Modality
  }

  private var facts: [String: [Key: Set<[Literal]>]] = [:]

  var relations: Set<String> { Set(facts.keys) }

  /// Adds a fact, or citations to it where it is known.
  mutating func add(_ row: [Literal], to relation: String, _ modality: Modality, _ citations: [Citation]) {
    let key = Key(row: row, modality: modality)
    facts[relation, default: [:]][key, default: []].formUnion(citations.map(\.columns))
  }

  /// The base facts that an atom sees; with `isCited` once for each citing document.
  func rows(_ source: ReferenceSource) -> Set<[Literal]> {
    if source.relation == "evidence" { return evidence }
    var rows: Set<[Literal]> = []
    for (key, citations) in facts[source.relation] ?? [:] where source.modalities.contains(key.modality) {
      if source.isCited {
        for citation in citations { rows.insert(key.row + citation.prefix(1)) }
      } else {
        rows.insert(key.row)
      }
    }
    return rows
  }

  /// One row a citation: the fact as text, its relation and modality, and what the citation says.
  private var evidence: Set<[Literal]> {
    var rows: Set<[Literal]> = []
    for (relation, known) in facts {
      for (key, citations) in known {
        let fact = SyntaxPrinter.text(of: Atom(relation, key.row.map { .literal($0) }))
        for citation in citations {
          rows.insert([.text(fact), .text(relation), .text(key.modality.rawValue)] + citation)
        }
      }
    }
    return rows
  }
}

extension Citation {
  /// The columns of `evidence` from `document` on; what is left out is the text `unknown`.
  fileprivate var columns: [Literal] {
    let numbers = [paragraph, sentence, bytes?.lowerBound, bytes?.upperBound]
    let texts = [by, confidence?.rawValue, attribution, quote]
    return [.text(document.text)] + numbers.map { $0.map { .integer(Int64($0)) } ?? .text("unknown") }
      + texts.map { .text($0 ?? "unknown") } + [row.map { .integer(Int64($0)) } ?? .text("unknown")]
  }
}
