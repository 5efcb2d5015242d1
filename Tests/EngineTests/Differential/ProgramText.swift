import Syntax

/// A program as text, one statement a line, and back.
enum ProgramText {
  static func text(of program: [Statement.Kind]) -> String {
    program.map { SyntaxPrinter.text(of: $0) + "\n" }.joined()
  }

  /// - Throws: the first mistake, where the printer has written what the parser refuses.
  static func statements(_ text: String) throws -> [Statement] {
    let (statements, diagnostics) = Parser.parse(SourceText(name: "generated.dl", text: text))
    if let mistake = diagnostics.first(where: { $0.severity == .error }) { throw mistake }
    return statements
  }
}
