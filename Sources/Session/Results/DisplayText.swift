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

  /// The text in lines of at most `width` columns: broken at a space where there is one, else after a mark
  /// that joins words, else where the line is full. A character that is wider than the line stands alone.
  /// Widths are columns of a terminal, unless `measure` says how wide characters are. O(length).
  static func wrapped(
    _ text: String, width: Int, measure: (Character) -> Int = { DisplayWidth.of($0) }
  ) -> [String] {
    var lines: [String] = []
    var start = text.startIndex
    var index = start
    var lineWidth = 0
    var lastSpace: String.Index?
    var lastMark: String.Index?
    while index < text.endIndex {
      let character = text[index]
      let characterWidth = measure(character)
      if lineWidth + characterWidth > width, index > start {
        let cut = character == " " ? index : lastSpace ?? lastMark ?? index
        lines.append(trimmed(text[start..<cut]))
        start = text[cut...].firstIndex { $0 != " " } ?? text.endIndex
        index = max(index, start)
        lineWidth = text[start..<index].reduce(0) { $0 + measure($1) }
        lastSpace = nil
        lastMark = nil
        continue
      }
      lineWidth += characterWidth
      index = text.index(after: index)
      if character == " " { lastSpace = index }
      if isMark(character) { lastMark = index }
    }
    if start < text.endIndex || lines.isEmpty { lines.append(trimmed(text[start...])) }
    return lines
  }

  /// The text's beginning that takes at most `width` columns, with `…` for what is left out.
  static func cut(_ text: String, to width: Int) -> String {
    guard DisplayText.width(of: text) > width else { return text }
    var kept = ""
    var used = 1
    for character in text {
      used += DisplayWidth.of(character)
      if used > width { break }
      kept.append(character)
    }
    return kept + "…"
  }

  /// Lines set for a wider terminal, each broken at spaces where it is too long; what follows stands below the
  /// line's last column of words, or a little further in than the line where there is no room.
  static func refitted(_ text: String, width: Int) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      guard DisplayText.width(of: line) > width else { return String(line) }
      let indent = line.prefix { $0 == " " }.count
      var hang = indent + 2
      if let gap = line.dropFirst(indent).firstRange(of: "  ") {
        let column = line.distance(
          from: line.startIndex, to: line[gap.lowerBound...].firstIndex { $0 != " " } ?? line.endIndex)
        if column < width / 2 { hang = column }
      }
      let pieces = wrapped(String(line), width: width)
      guard let first = pieces.first else { return String(line) }
      // The first piece decides where the rest begins; that is wrapped anew, narrower.
      let rest = String(line.dropFirst(first.count).drop { $0 == " " })
      let further = wrapped(rest, width: max(width - hang, 16))
      return ([first] + further.map { String(repeating: " ", count: hang) + $0 }).joined(separator: "\n")
    }.joined(separator: "\n")
  }

  private static func isMark(_ character: Character) -> Bool {
    switch character {
    case "/", ",", ";", "-", "_": true
    default: false
    }
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
