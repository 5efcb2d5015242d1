import Engine

/// Tab-separated values with a header; what would break the line is escaped with a backslash.
enum TSVFormat {
  static func write(_ rows: RowWalk, to output: Output) {
    output.writeLine(rows.result.columns.map(field).joined(separator: "\t"))
    rows.forEach { _, row in
      output.writeLine(row.map { field($0.plainText) }.joined(separator: "\t"))
    }
  }

  static func field(_ text: String) -> String {
    var field = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": field += "\\\\"
      case "\t": field += "\\t"
      case "\n": field += "\\n"
      case "\r": field += "\\r"
      default: field.unicodeScalars.append(scalar)
      }
    }
    return field
  }
}
