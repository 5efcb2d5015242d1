import Engine
internal import SQLite
import Syntax

extension Archive {
  /// A rule by its number, as it was written; nil where there is none that can be read.
  func rule(numbered number: Int64) throws(SQLiteError) -> RuleRecord? {
    let row = try statements(
      "SELECT text, written, source, line, column, documentation FROM dossier_rule WHERE id = ?")
    try row.bind(number, at: 1)
    defer { row.reset() }
    guard try row.step() else { return nil }
    let text = row.text(0)
    let place = Place(source: row.text(2), line: Int(row.integer(3)), column: Int(row.integer(4)))
    let documentation = row.isNull(5) ? nil : row.text(5)
    // A rule of a script with parameters has their values in its canonical form only.
    for written in [row.text(1), text] {
      guard let statement = place.statement(written, documentation),
        SyntaxPrinter.text(of: statement.kind) == text
      else { continue }
      return RuleRecord(number: Int(number), statement)
    }
    return nil
  }

  /// A shape by its number.
  func shape(numbered number: Int64) throws(SQLiteError) -> ShapeRecord? {
    let row = try statements(
      "SELECT declared, reading, documentation, written, source, line, column FROM dossier_shape WHERE id = ?"
    )
    try row.bind(number, at: 1)
    defer { row.reset() }
    guard try row.step() else { return nil }
    func text(_ column: Int32) -> String? { row.isNull(column) ? nil : row.text(column) }
    var columns: [ShapeRecord.Column] = []
    let column = try statements(
      "SELECT name, type, documentation FROM dossier_column WHERE shape = ? ORDER BY place")
    try column.bind(number, at: 1)
    while try column.step() {
      columns.append(
        ShapeRecord.Column(
          name: column.isNull(0) ? nil : column.text(0), type: ColumnType(rawValue: column.text(1)) ?? .any,
          documentation: column.isNull(2) ? nil : column.text(2)))
    }
    var statement: Statement?
    if let written = text(3), let source = text(4) {
      let place = Place(source: source, line: Int(row.integer(5)), column: Int(row.integer(6)))
      statement = place.statement(written, text(2))
    }
    return ShapeRecord(
      columns: columns, isDeclared: row.integer(0) != 0, reading: text(1), documentation: text(2),
      statement: statement)
  }

  /// Where a statement was written.
  private struct Place {
    let source: String
    let line: Int
    let column: Int

    /// The statement that a text makes there.
    func statement(_ text: String, _ documentation: String?) -> Statement? {
      // What stood before it on its line is gone, but for its width.
      let spaces = [UInt8](repeating: UInt8(ascii: " "), count: max(0, column - 1))
      let source = SourceText(name: source, bytes: spaces + Array(text.utf8), firstLine: max(1, line))
      let (statements, diagnostics) = Parser.parse(source, mode: .script)
      guard statements.count == 1, !diagnostics.contains(where: { $0.severity == .error }) else { return nil }
      var statement = statements[0]
      statement.documentation = documentation
      return statement
    }
  }
}
