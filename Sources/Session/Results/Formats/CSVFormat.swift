import Engine

/// Comma-separated values as in RFC 4180, with a header, and `\n` at the end of a line.
enum CSVFormat {
  static func write(_ rows: RowWalk, to output: Output) {
    output.writeLine(rows.result.columns.map(field).joined(separator: ","))
    rows.forEach { _, row in
      output.writeLine(row.map { field($0.plainText) }.joined(separator: ","))
    }
  }

  /// A text that would break the line is quoted; so is the empty one, which would else be no line at all
  /// in a table of one column.
  static func field(_ text: String) -> String {
    let isQuoted = text.isEmpty || text.utf8.contains { byte in
      switch byte {
      case UInt8(ascii: ","), UInt8(ascii: "\""), UInt8(ascii: "\n"), UInt8(ascii: "\r"): true
      default: false
      }
    }
    guard isQuoted else { return text }
    var quoted = "\""
    for character in text.unicodeScalars {
      if character == "\"" { quoted += "\"" }
      quoted.unicodeScalars.append(character)
    }
    return quoted + "\""
  }
}
