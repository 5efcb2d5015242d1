import Engine
import Syntax

extension FactDescription {
  /// The statement that makes it known, with its citations.
  var statement: String {
    guard !citations.isEmpty else { return text + "." }
    return text + "\n    from " + citations.map(SyntaxPrinter.text(of:)).joined(separator: ",\n         ") + "."
  }
}
