import Engine
import Syntax

/// A table as GitHub's Markdown has it; numbers are set right.
enum MarkdownFormat {
  static func write(_ rows: RowWalk, to output: Output) {
    let columns = rows.result.columns
    let isNumber = columns.indices.map { column in
      rows.result.count > 0 && rows.result[0][column].isNumber
    }
    output.writeLine(line(columns.map(cell)))
    output.writeLine(line(isNumber.map { $0 ? "---:" : "---" }))
    rows.forEach { _, row in output.writeLine(line(row.map { cell($0.plainText) })) }
  }

  private static func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }

  /// What Markdown would take as its own is escaped.
  static func cell(_ text: String) -> String {
    var cell = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "|", "\\", "`", "*", "[", "]": cell += "\\" + String(scalar)
      case "<": cell += "&lt;"
      case "&": cell += "&amp;"
      case "\n": cell += "<br>"
      case "\r": break
      default: cell.unicodeScalars.append(scalar)
      }
    }
    return cell
  }
}
