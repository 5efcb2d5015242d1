internal import SQLite
import Syntax

extension Archive {
  /// The number that a fact's next citation gets.
  func nextCitation(of fact: Int64, in table: FactTable) throws(SQLiteError) -> Int64 {
    let statement = try statements(
      "SELECT max(number) FROM dossier_citation WHERE relation = ? AND fact = ?")
    try statement.bind(table.id, at: 1)
    try statement.bind(fact, at: 2)
    defer { statement.reset() }
    return try statement.step() && !statement.isNull(0) ? statement.integer(0) + 1 : 0
  }

  func add(
    _ citations: some Sequence<Citation>, of fact: Int64, in table: FactTable, from first: Int64, _ now: Int64
  ) throws(SQLiteError) {
    for (offset, citation) in citations.enumerated() {
      try statements.run(
        "INSERT INTO dossier_citation VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)",
        table.id, fact, first + Int64(offset), citation.document.text, citation.paragraph, citation.sentence,
        citation.bytes?.lowerBound, citation.bytes?.upperBound, citation.by, citation.confidence?.rawValue,
        citation.attribution, citation.quote, citation.row, now)
    }
  }

  /// The columns of a citation, in the order in which ``citation(in:from:)`` reads them.
  static let citationColumns =
    "document, paragraph, sentence, first, \"end\", \"by\", confidence, attribution, quote, line"

  /// The citation that a row holds from a column on.
  func citation(in row: PreparedStatement, from column: Int32) -> Citation {
    func integer(_ offset: Int32) -> Int? {
      row.isNull(column + offset) ? nil : Int(row.integer(column + offset))
    }
    func text(_ offset: Int32) -> String? {
      row.isNull(column + offset) ? nil : row.text(column + offset)
    }
    let place = SourceRange(0, 0)
    var citation = Citation(document: Name(row.text(column), place), range: place)
    citation.paragraph = integer(1)
    citation.sentence = integer(2)
    if let first = integer(3), let end = integer(4), first <= end { citation.bytes = first..<end }
    citation.by = text(5)
    citation.confidence = text(6).flatMap(Citation.Confidence.init(rawValue:))
    citation.attribution = text(7)
    citation.quote = text(8)
    citation.row = integer(9)
    return citation
  }
}
