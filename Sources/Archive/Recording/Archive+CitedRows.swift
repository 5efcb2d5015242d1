internal import SQLite
import Syntax

/// Facts that follow each other in a table, each of which stands in one line of one document.
struct CitedRows: Hashable {
  var relation: Int64
  /// The place of the first fact.
  var first: Int64
  var document: String
  var by: String?
  var confidence: Citation.Confidence?
  /// The line of each fact, from 1 on; 0 where it stands in none.
  var lines: [UInt32]

  /// A row of the table holds no more facts than this.
  static let mostFacts = 16_384
}

extension Archive {
  /// Adds the lines that facts stand in, four bytes a fact.
  func add(_ rows: CitedRows, _ now: Int64) throws(SQLiteError) {
    let statement = try statements(
      "INSERT INTO dossier_cited_rows VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, NULL)")
    var start = 0
    while start < rows.lines.count {
      let piece = rows.lines[start..<min(start + CitedRows.mostFacts, rows.lines.count)]
      try statement.bind(rows.relation, at: 1)
      try statement.bind(rows.first + Int64(start), at: 2)
      try statement.bind(Int64(piece.count), at: 3)
      try statement.bind(rows.document, at: 4)
      try statement.bind(rows.by, at: 5)
      try statement.bind(rows.confidence?.rawValue, at: 6)
      try statement.bind(Self.bytes(of: piece), at: 7)
      try statement.bind(now, at: 8)
      try statement.run()
      start += piece.count
    }
  }

  /// Gives the lines that facts stand in, in the order in which they were added.
  func forEachCitedRows(_ body: (CitedRows) -> Void) throws(SQLiteError) {
    let statement = try connection.prepare(
      """
      SELECT relation, first, count, document, "by", confidence, lines FROM dossier_cited_rows
      WHERE until IS NULL ORDER BY id
      """)
    while try statement.step() {
      let lines = statement.withBytes(6, Self.lines)
      guard lines.count == Int(statement.integer(2)) else {
        note(damage: "the lines of \(statement.integer(2)) facts are \(lines.count)")
        continue
      }
      body(
        CitedRows(
          relation: statement.integer(0), first: statement.integer(1), document: statement.text(3),
          by: statement.isNull(4) ? nil : statement.text(4),
          confidence: statement.isNull(5) ? nil : Citation.Confidence(rawValue: statement.text(5)),
          lines: lines))
    }
  }

  private static func bytes(of lines: ArraySlice<UInt32>) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(lines.count * 4)
    for line in lines {
      for shift in [UInt32(0), 8, 16, 24] { bytes.append(UInt8(truncatingIfNeeded: line >> shift)) }
    }
    return bytes
  }

  private static func lines(of bytes: UnsafeRawBufferPointer) -> [UInt32] {
    (0..<bytes.count / 4).map {
      UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: $0 * 4, as: UInt32.self))
    }
  }
}
