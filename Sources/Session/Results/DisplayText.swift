import Syntax

/// Texts made fit for a terminal.
enum DisplayText {
  /// How many columns a text takes.
  static func width(of text: some StringProtocol) -> Int {
    // Most cells of most tables, and much quicker than going through characters.
    text.utf8.allSatisfy { (0x20..<0x7f).contains($0) } ? text.utf8.count : DisplayWidth.of(text)
  }

  /// The text with characters that a terminal would obey shown as signs.
  static func visible(_ text: String) -> String {
    guard !text.utf8.allSatisfy({ (0x20..<0x7f).contains($0) }) else { return text }
    var shown = String.UnicodeScalarView()
    shown.append(contentsOf: text.unicodeScalars.lazy.map(\.shown))
    return String(shown)
  }

  /// The text in lines of at most `width` columns: broken after a space or a mark that joins words where
  /// there is one, else where the line is full. A character that is wider than the line stands alone.
  /// O(length).
  static func wrapped(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    var start = text.startIndex
    var index = start
    var lineWidth = 0
    var lastBreak: String.Index?
    while index < text.endIndex {
      let character = text[index]
      let characterWidth = DisplayWidth.of(character)
      if lineWidth + characterWidth > width, index > start {
        let cut = character == " " ? index : lastBreak ?? index
        lines.append(trimmed(text[start..<cut]))
        start = text[cut...].firstIndex { $0 != " " } ?? text.endIndex
        index = max(index, start)
        lineWidth = DisplayText.width(of: text[start..<index])
        lastBreak = nil
        continue
      }
      lineWidth += characterWidth
      index = text.index(after: index)
      if isBreak(character) { lastBreak = index }
    }
    if start < text.endIndex || lines.isEmpty { lines.append(trimmed(text[start...])) }
    return lines
  }

  private static func isBreak(_ character: Character) -> Bool {
    switch character {
    case " ", "/", ",", ";", "-", "_": true
    default: false
    }
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
