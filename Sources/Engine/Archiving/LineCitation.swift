package import Syntax

/// That a fact stands in a line of a file, which is all that is cited of most imported facts.
package struct LineCitation {
  /// What the lines of one file have in common.
  package struct Source: Hashable {
    package let document: String
    package let by: String?
    package let confidence: Citation.Confidence?

    package init(document: String, by: String?, confidence: Citation.Confidence?) {
      self.document = document
      self.by = by
      self.confidence = confidence
    }
  }

  /// Tells the sources of one store of facts apart.
  package let source: UInt32
  package let line: UInt32
}

extension FactRun {
  /// Where a fact stands, if that is all that is cited of it besides the `newest` citations.
  package func lineCitation(row: Int, besides newest: Int) -> LineCitation? {
    guard let mark = store.onlyLine(of: row, besides: newest), let line = mark.line else { return nil }
    return LineCitation(source: mark.source, line: line)
  }

  package func source(of citation: LineCitation) -> LineCitation.Source? {
    store.source(citation.source).map {
      LineCitation.Source(document: $0.document, by: $0.by, confidence: $0.confidence)
    }
  }

  /// Cites facts that have no citation yet from lines of a source; `lines` has one for each of the rows, 0 for none.
  package func restore(_ lines: some Collection<UInt32>, of source: LineCitation.Source, in engine: Engine) {
    let number = store.number(
      of: CitationTable.Source(document: source.document, by: source.by, confidence: source.confidence))
    for (row, line) in zip(rows, lines) where line > 0 {
      store.add(CitationTable.Mark(source: number, line: line), to: row)
    }
    store.noteCitations(stamp: engine.catalog.tick())
  }
}
