import Engine
import Syntax

/// One array of objects, an object on each line (RFC 8259).
enum JSONFormat {
  static func write(_ rows: RowWalk, to output: Output) {
    if rows.result.isBoolean { return JSONLinesFormat.write(rows, to: output) }
    guard rows.result.count > 0 else { return output.writeLine("[]") }
    let encoder = JSONRowEncoder(rows.result)
    output.write("[\n  ")
    rows.forEach { number, row in
      if number > 0 { output.write(",\n  ") }
      output.write(encoder.object(row))
    }
    output.writeLine("\n]")
  }
}

/// One object on each line.
enum JSONLinesFormat {
  static func write(_ rows: RowWalk, to output: Output) {
    let encoder = JSONRowEncoder(rows.result)
    rows.forEach { _, row in output.writeLine(encoder.object(row)) }
  }
}

/// Rows as objects: numbers plain, yes and no as `true` and `false`, all else as strings.
struct JSONRowEncoder {
  private let keys: [String]
  private let isBoolean: Bool

  init(_ result: ResultSet) {
    keys = result.columns.map { Self.string($0) + ":" }
    isBoolean = result.isBoolean
  }

  func object(_ row: [Value]) -> String {
    "{" + zip(keys, row).map { $0 + value($1) }.joined(separator: ",") + "}"
  }

  private func value(_ value: Value) -> String {
    switch value {
    case .integer(let number): String(number)
    // JSON has no word for what is not finite.
    case .decimal(let number): number.isFinite ? String(number) : "null"
    case .text(let text) where isBoolean: text
    case .text, .date, .duration: Self.string(value.plainText)
    }
  }

  static func string(_ text: String) -> String {
    var string = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": string += "\\\""
      case "\\": string += "\\\\"
      case "\n": string += "\\n"
      case "\r": string += "\\r"
      case "\t": string += "\\t"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        string += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: string.unicodeScalars.append(scalar)
      }
    }
    return string + "\""
  }
}
