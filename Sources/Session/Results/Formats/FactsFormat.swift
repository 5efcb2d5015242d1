import Engine
import Syntax

/// A fact on each line, as a program that can be read again.
enum FactsFormat {
  static func write(_ rows: RowWalk, to output: Output) {
    let fact = rows.result.fact
    for (number, row) in rows {
      if let statement = rows.result.statement {
        output.writeLine(statement(number))
        continue
      }
      let arguments = fact.slots.map { slot in
        switch slot {
        case .column(let column): SyntaxPrinter.text(of: row[column])
        case .value(let value): SyntaxPrinter.text(of: value)
        }
      }
      output.writeLine("\(fact.name)(\(arguments.joined(separator: ", "))).")
    }
  }
}
