import Shell

/// Statements that end with `.` or `?` outside quotes and brackets, and names to complete.
final class ProbeLanguage: LineEditorDelegate {
  private static let names: [Candidate] = [
    Candidate("signed(", note: "actor, instrument, when: date"),
    Candidate("visited(", note: "actor, place, when: date"),
    Candidate("visitor(", note: "actor"),
    Candidate("élysée", note: "place"),
    Candidate("été(", note: "saison"),
    Candidate("東京", note: "place"),
    Candidate("quit."),
    Candidate("wait."),
  ]
  /// Enough of them for several pages.
  private static let many = (1...300).map { Candidate("many\($0)") }

  let prompt = "probe> "

  func continuationPrompt(for text: String) -> String {
    switch scan(text) {
    case .quote: "  \"...> "
    case .bracket: "  (...> "
    case .none: "   ...> "
    }
  }

  func state(of text: String) -> StatementState {
    guard let last = text.last(where: { !$0.isWhitespace }) else { return .empty }
    if text.hasPrefix("%") { return .empty }
    return scan(text) == nil && (last == "." || last == "?") ? .complete : .incomplete
  }

  func completions(for text: String, cursor: Int) -> (replacing: Range<Int>, candidates: [Candidate]) {
    let before = String(decoding: Array(text.utf8)[..<cursor], as: UTF8.self)
    let word = String(before.reversed().prefix { $0.isLetter || $0.isNumber }.reversed())
    let candidates = (Self.names + (word.hasPrefix("m") ? Self.many : [])).filter { $0.text.hasPrefix(word) }
    return ((cursor - word.utf8.count)..<cursor, candidates)
  }

  private enum Opening { case quote, bracket }

  /// What is still open at the end of a text.
  private func scan(_ text: String) -> Opening? {
    var depth = 0
    var isQuoted = false
    for character in text {
      switch character {
      case "\"": isQuoted.toggle()
      case "(" where !isQuoted: depth += 1
      case ")" where !isQuoted: depth -= 1
      default: break
      }
    }
    return isQuoted ? .quote : depth > 0 ? .bracket : nil
  }
}
