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
        let found = documents[name] ?? {
          let document = workspace.document(named: name)
          return (document, document.copy(in: workspace.settings.documents))
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
    case .text(let bytes): place.quotation = citation.bytes.map { Quotation($0, of: bytes) }
    }
    return place
  }

  /// For people: the fact in words, and below it where it stands.
  func lines(_ palette: Palette, width: Int?) -> [String] {
    entries.enumerated().flatMap { number, entry in
      var lines = [palette.paint(DisplayText.visible(entry.sentence), .bold)]
      if entry.places.isEmpty { lines.append("  " + palette.paint("[uncited]", .warning)) }
      for place in entry.places { lines += Self.lines(of: place, palette, width: width) }
      return number == 0 ? lines : [""] + lines
    }
  }

  private static func lines(of place: Place, _ palette: Palette, width: Int?) -> [String] {
    func wrapped(_ text: String) -> [String] {
      let text = DisplayText.visible(text)
      return width.map { DisplayText.wrapped(text, width: max($0 - 4, 16)) } ?? [text]
    }
    var lines = wrapped("\(place.document.label)").enumerated().map { ($0 == 0 ? "  " : "    ") + $1 }
    lines += wrapped(place.citation.details).map { "    " + palette.paint($0, .dim) }
    switch place.quotation {
    case .words(let words): lines += wrapped("\"\(words)\"").map { "    " + $0 }
    case .mismatch(let reason): lines += wrapped("[\(reason)]").map { "    " + palette.paint($0, .warning) }
    case nil: break
    }
    if let note = place.note { lines += wrapped("[\(note)]").map { "    " + palette.paint($0, .dim) } }
    return lines
  }

  /// For programs: a row for each fact and place.
  var table: ResultSet {
    let columns = [
      "fact", "document", "title", "published", "paragraph", "sentence", "bytes", "by", "confidence", "attribution", "quotation",
    ]
    var rows: [[Value]] = []
    for entry in entries {
      let fact = Value.text(entry.fact.text)
      if entry.places.isEmpty { rows.append([fact] + Array(repeating: .text(""), count: columns.count - 1)) }
      for place in entry.places {
        let citation = place.citation
        var words = ""
        if case .words(let text) = place.quotation { words = text }
        let document = [citation.document.text, place.document.title ?? "", place.document.published ?? ""]
        let numbers = [citation.paragraph, citation.sentence]
        let bytes = citation.bytes.map { "\($0.lowerBound)..\($0.upperBound)" } ?? ""
        let texts = [bytes, citation.by ?? "", citation.confidence?.rawValue ?? "", citation.attribution ?? "", words]
        rows.append(
          [fact] + document.map { .text($0) } + numbers.map { $0.map { .integer(Int64($0)) } ?? .text("") }
            + texts.map { .text($0) })
      }
    }
    return ResultSet("source", columns: columns, rows: rows)
  }
}

extension Citation {
  /// `paragraph 1, sentence 1, bytes 20..162; by curated; confidence high; says the ministry`
  var details: String {
    let place = [
      paragraph.map { "paragraph \($0)" }, sentence.map { "sentence \($0)" },
      bytes.map { "bytes \($0.lowerBound)..\($0.upperBound)" },
    ].compactMap(\.self).joined(separator: ", ")
    let parts = [
      place.isEmpty ? nil : place, by.map { "by \($0)" }, confidence.map { "confidence \($0.rawValue)" },
      attribution.map { "according to \($0)" },
    ]
    return parts.compactMap(\.self).joined(separator: "; ")
  }
}
