import Engine
internal import SQLite
import Syntax

/// Citations of lines of a file: those of facts that follow each other are one row of the file.
extension Archive {
  /// Most facts of a row: what is read for one of them is this long.
  private static let mostLines = 4096

  /// Adds the citations that facts came with; `first` is the place of the first fact.
  func addCitations(
    of run: FactRun, from first: Int64, in table: FactTable, _ recording: StepRecording
  ) throws(SQLiteError) {
    var lines = CitedLines(first: first)
    for row in run.rows {
      let place = first + Int64(row - run.rows.lowerBound)
      let later = recording.later.count(run, row)
      if let citation = run.lineCitation(row: row, besides: later) {
        if !lines.take(citation, at: place, most: Self.mostLines) {
          try add(lines, of: run, in: table, recording.step)
          lines = CitedLines(first: place)
          _ = lines.take(citation, at: place, most: Self.mostLines)
        }
      } else {
        try add(run.citations(row: row).dropLast(later), of: place, in: table, from: 0, recording.step)
      }
    }
    try add(lines, of: run, in: table, recording.step)
  }

  private func add(_ lines: CitedLines, of run: FactRun, in table: FactTable, _ now: Int64)
    throws(SQLiteError)
  {
    guard let citation = lines.citation, let source = run.source(of: citation) else { return }
    try statements.run(
      "INSERT INTO dossier_cited_rows VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, NULL)",
      table.id, lines.first, lines.count, source.document, source.by, source.confidence?.rawValue,
      lines.bytes, now)
  }

  /// The line that a fact is cited from; nil where there is none.
  func lineCitation(of fact: Int64, in table: FactTable) throws(SQLiteError) -> Citation? {
    let statement = try statements(
      """
      SELECT first, document, "by", confidence, lines FROM dossier_cited_rows
      WHERE relation = ? AND first <= ? AND first + count > ?
      """)
    try statement.bind(table.id, at: 1)
    try statement.bind(fact, at: 2)
    try statement.bind(fact, at: 3)
    defer { statement.reset() }
    while try statement.step() {
      let place = Int(fact - statement.integer(0))
      let line = statement.withBytes(4) { CitedLines.line(place, in: $0) }
      guard line > 0 else { continue }
      let nowhere = SourceRange(0, 0)
      var citation = Citation(document: Name(statement.text(1), nowhere), range: nowhere)
      citation.by = statement.isNull(2) ? nil : statement.text(2)
      citation.confidence = statement.isNull(3) ? nil : Citation.Confidence(rawValue: statement.text(3))
      citation.row = Int(line)
      return citation
    }
    return nil
  }

  /// Has the facts that were loaded know the lines that they are cited from.
  func loadCitedRows(_ engine: Engine) throws(SQLiteError) {
    let statement = try connection.prepare(
      """
      SELECT relation, first, count, document, "by", confidence, lines FROM dossier_cited_rows
      WHERE until IS NULL ORDER BY relation, first
      """)
    while try statement.step() {
      let (first, count) = (statement.integer(1), statement.integer(2))
      guard let table = tables[statement.integer(0)], let loaded = table.loaded, count > 0 else { continue }
      let confidence = statement.isNull(5) ? nil : Citation.Confidence(rawValue: statement.text(5))
      let source = LineCitation.Source(
        document: statement.text(3), by: statement.isNull(4) ? nil : statement.text(4), confidence: confidence
      )
      let lines = statement.withBytes(6) { bytes in (0..<Int(count)).map { CitedLines.line($0, in: bytes) } }
      // Facts that hold no longer keep theirs in the file.
      for (rows, place) in table.rows(at: first..<first + count) {
        let start = Int(place - first)
        loaded.with(rows: rows).restore(lines[start..<start + rows.count], of: source, in: engine)
      }
    }
  }
}

/// The lines that facts at places which follow each other are cited from.
private struct CitedLines {
  let first: Int64
  /// One of the citations, which says what all are of.
  private(set) var citation: LineCitation?
  /// Four bytes a fact, the least first; 0 for one that has no such citation.
  private(set) var bytes: [UInt8] = []

  init(first: Int64) { self.first = first }

  var count: Int { bytes.count / 4 }

  /// Takes the citation of a fact in; false where it does not fit to those before.
  mutating func take(_ taken: LineCitation, at place: Int64, most: Int) -> Bool {
    let gap = Int(place - first) - count
    // A long gap costs more than another row.
    guard citation.map({ $0.source == taken.source }) ?? (gap == 0), gap < 16, count + gap < most else {
      return false
    }
    citation = taken
    for line in repeatElement(0, count: gap) + [taken.line] {
      withUnsafeBytes(of: UInt32(line).littleEndian) { bytes += $0 }
    }
    return true
  }

  static func line(_ place: Int, in bytes: UnsafeRawBufferPointer) -> UInt32 {
    guard place >= 0, place * 4 + 4 <= bytes.count else { return 0 }
    return UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: place * 4, as: UInt32.self))
  }
}
