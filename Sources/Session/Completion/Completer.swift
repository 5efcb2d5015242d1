import Engine
import Syntax

/// Completes statements and commands from what a workspace knows. It knows no terminal.
public struct Completer {
  let workspace: Workspace

  public init(_ workspace: Workspace) {
    self.workspace = workspace
  }

  /// The candidates at a cursor, given as an offset in UTF-8 bytes of the text.
  public func complete(_ text: String, cursor: Int) -> Completion {
    let bytes = Array(text.utf8.prefix(max(0, cursor)))
    let before = String(decoding: bytes, as: UTF8.self)
    // A command takes its line, wherever in the text the line is.
    let lineStart = (bytes.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 }) ?? 0
    let line = String(decoding: bytes[lineStart...], as: UTF8.self)
    let indent = line.prefix { $0 == " " || $0 == "\t" }.utf8.count
    let rest = line.dropFirst(indent)
    if rest.hasPrefix(":"), !rest.hasPrefix(":-"), !Self.isOpen(bytes[..<lineStart]) {
      return command(String(rest), from: lineStart + indent)
    }
    return statement(before, from: 0)
  }

  /// Whether a statement goes on at the end of a text.
  private static func isOpen(_ bytes: ArraySlice<UInt8>) -> Bool {
    if case .incomplete = Completeness.of(String(decoding: bytes, as: UTF8.self)) { true } else { false }
  }

  /// Where completion starts inside a larger text.
  func shifted(_ completion: Completion, by start: Int) -> Completion {
    Completion(completion.range.lowerBound + start..<completion.range.upperBound + start, completion.candidates)
  }
}
