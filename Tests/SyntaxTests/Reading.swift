import Glibc
import Syntax

/// The statements of a text as the printer writes them; what is wrong with it stands in their place.
func reading(_ text: String, mode: Parser.Mode = .script) -> [String] {
  var parser = Parser(SourceText(name: "test.dl", text: text), mode: mode)
  var lines: [String] = []
  while let event = parser.next() {
    switch event {
    case .statement(let statement, _): lines.append(SyntaxPrinter.text(of: statement.kind))
    case .failure(let mistakes): lines += mistakes.map { "error: \($0.message)" }
    }
  }
  return lines
}

/// The first statement of a text, if it has no mistake.
func statement(_ text: String, mode: Parser.Mode = .script) -> Statement? {
  let (statements, diagnostics) = Parser.parse(SourceText(name: "test.dl", text: text), mode: mode)
  return diagnostics.isEmpty && statements.count == 1 ? statements.first : nil
}

/// What is wrong with a text.
func mistakes(_ text: String, mode: Parser.Mode = .script) -> [Diagnostic] {
  Parser.parse(SourceText(name: "test.dl", text: text), mode: mode).diagnostics
}

func mistakes(_ bytes: [UInt8]) -> [Diagnostic] {
  Parser.parse(SourceText(name: "test.dl", bytes: bytes)).diagnostics
}

/// The text that a diagnostic points at.
func marked(_ diagnostic: Diagnostic) -> String? {
  guard let range = diagnostic.range else { return nil }
  return diagnostic.source?.text(range)
}

/// The bytes of a file below `Tests/Fixtures`.
func fixture(_ path: String, file: StaticString = #filePath) throws -> [UInt8] {
  let tests = String(describing: file).split(separator: "/").dropLast(2).joined(separator: "/")
  let name = "/\(tests)/Fixtures/\(path)"
  guard let stream = fopen(name, "rb") else { throw MissingFixture(path: name) }
  defer { fclose(stream) }
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 65_536)
  while true {
    let count = fread(&buffer, 1, buffer.count, stream)
    guard count > 0 else { return bytes }
    bytes += buffer[..<count]
  }
}

struct MissingFixture: Error {
  var path: String
}
