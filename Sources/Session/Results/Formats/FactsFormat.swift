import Engine
import Syntax

/// A fact on each line, as a program that can be read again.
enum FactsFormat {
  static func write(_ rows: RowWalk, to output: Output) {
    let fact = rows.result.fact
    rows.forEach { number, row in
      if let statement = rows.result.statement { return output.writeLine(statement(number)) }
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
