import Engine
import Syntax

/// The facts that something stands on, each with the places that say so.
struct SourceReport {
  struct Entry {
    var fact: FactDescription
    /// The fact in words.
    var sentence: String
    var places: [Place]
  }

  struct Place {
    var citation: Citation
    var document: CitedDocument
    /// Nil where the citation names no bytes.
    var quotation: Quotation?
    /// Why there are no words to quote.
    var note: String?
  }

  let entries: [Entry]

  init(_ facts: [FactDescription], in workspace: Workspace) {
    // A document is looked up, read and verified once, however many facts cite it.
    var documents: [String: (CitedDocument, CitedDocument.Copy)] = [:]
    entries = facts.map { fact in
      let places = fact.citations.map { citation in
        let name = citation.document.text
        let found =
          documents[name]
          ?? {
            let document = workspace.document(named: name)
            return (document, workspace.copy(of: document))
          }()
        documents[name] = found
        return Self.place(citation, found)
      }
      return Entry(
        fact: fact,
        sentence: fact.sentence(of: workspace.engine.relation(named: fact.relation)),
        places: places)
    }
  }

  private static func place(_ citation: Citation, _ found: (CitedDocument, CitedDocument.Copy)) -> Place {
    var place = Place(citation: citation, document: found.0)
    switch found.1 {
    case .none(let reason): place.note = reason
    case .text(let bytes):
      place.quotation = citation.bytes.map { Quotation($0, of: bytes, holding: citation.quote) }
    }
    return place
  }

  /// For people: each fact in words, and below it where it stands; at the end why words are missing.
  func lines(_ palette: Palette, width: Int?) -> [String] {
    var lines: [String] = []
    var notes: [String] = []
    for entry in entries {
      if !lines.isEmpty { lines.append("") }
      lines += Self.wrapped(entry.sentence, indent: 0, width).map { palette.paint($0, .bold) }
      if entry.places.isEmpty { lines.append("  " + palette.paint("[uncited]", .warning)) }
      var document: String?
      for place in entry.places {
        // Several places in one document stand below its name.
        if place.document.id != document { lines += Self.wrapped(place.document.label, indent: 2, width) }
        document = place.document.id
        lines += Self.lines(of: place, palette, width)
        if let note = place.note, !notes.contains(note) { notes.append(note) }
      }
    }
    return lines + notes.flatMap { Self.wrapped("[\($0)]", indent: 0, width).map { palette.paint($0, .dim) } }
  }

  /// What a place says of itself, and its words; `label` stands before the first line.
  static func lines(
    of place: Place, _ palette: Palette, _ width: Int?, label: String? = nil
  ) -> [String] {
    var details = wrapped(place.citation.details, indent: 4, width).map { palette.paint($0, .dim) }
    if let label {
      let words = place.citation.details.isEmpty ? "no place in it is named" : place.citation.details
      let indent = String(repeating: " ", count: max(1, 4 - label.count))
      details = wrapped(words, indent: 4, width).map { String($0.dropFirst(4)) }.enumerated().map {
        ($0 == 0 ? label + indent : "    ") + palette.paint($1, .dim)
      }
    }
    switch place.quotation {
    case .words(let words): return details + wrapped("\"\(words)\"", indent: 4, width)
    case .mismatch(let reason):
      return details + wrapped("[\(reason)]", indent: 4, width).map { palette.paint($0, .warning) }
    case nil:
      // The document is not at hand: the few words that the citation itself has.
      return details + (place.citation.quote.map { wrapped("\"… \($0) …\"", indent: 4, width) } ?? [])
    }
  }

  static func wrapped(_ text: String, indent: Int, _ width: Int?) -> [String] {
    let text = DisplayText.visible(text)
    let lines = width.map { DisplayText.wrapped(text, width: max($0 - indent, 16)) } ?? [text]
    return lines.map { String(repeating: " ", count: indent) + $0 }
  }

  /// For programs: a row for each fact and place.
  var table: ResultSet {
    let columns = [
      "fact", "document", "title", "published", "paragraph", "sentence", "bytes", "by", "confidence",
      "attribution", "quotation", "row",
    ]
    var rows: [[Value]] = []
    for entry in entries {
      let fact = Value.text(entry.fact.text)
      if entry.places.isEmpty { rows.append([fact] + Array(repeating: .text(""), count: columns.count - 1)) }
      for place in entry.places {
        let citation = place.citation
        var words = citation.quote ?? ""
        if case .words(let text) = place.quotation { words = text }
        let document = [citation.document.text, place.document.title ?? "", place.document.published ?? ""]
        let numbers = [citation.paragraph, citation.sentence]
        let bytes = citation.bytes.map { "\($0.lowerBound)..\($0.upperBound)" } ?? ""
        let texts = [
          bytes, citation.by ?? "", citation.confidence?.rawValue ?? "", citation.attribution ?? "", words,
        ]
        rows.append(
          [fact] + document.map { .text($0) } + numbers.map(SourceReport.value(of:)) + texts.map { .text($0) }
            + [SourceReport.value(of: citation.row)])
      }
    }
    return ResultSet("source", columns: columns, rows: rows)
  }

  private static func value(of number: Int?) -> Value { number.map { .integer(Int64($0)) } ?? .text("") }
}

extension Citation {
  /// `paragraph 1, sentence 1, bytes 20..162; by curated; confidence high; says the ministry`
  var details: String {
    let place = [
      paragraph.map { "paragraph \($0)" }, sentence.map { "sentence \($0)" },
      bytes.map { "bytes \($0.lowerBound)..\($0.upperBound)" }, row.map { "row \($0)" },
    ].compactMap(\.self).joined(separator: ", ")
    let parts = [
      place.isEmpty ? nil : place, by.map { "by \($0)" }, confidence.map { "confidence \($0.rawValue)" },
      attribution.map { "according to \($0)" },
    ]
    return parts.compactMap(\.self).joined(separator: "; ")
  }
}
