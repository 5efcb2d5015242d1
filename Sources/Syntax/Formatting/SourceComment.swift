/// A comment with what stands around it.
struct SourceComment {
  /// As written, without spaces at its end.
  var text: String
  /// The display column at which it starts.
  var column: Int
  /// Nothing but comments stands before it on its line.
  var startsLine: Bool
  /// No token stands behind it on its line.
  var endsLine: Bool
  /// A blank line stands before it.
  var followsBlankLine: Bool

  var isMultiline: Bool { text.utf8.contains(Byte.newline) }
}

/// What stands between two tokens: spaces and comments only.
struct Trivia {
  var comments: [SourceComment] = []
  /// A blank line stands between the last comment, or the token before, and the token after.
  var endsWithBlankLine = false

  /// Reads a range that holds nothing but spaces and comments.
  init(_ source: SourceText, _ range: Range<Int>, startsLine: Bool) {
    let bytes = source.bytes
    var newlines = 0
    /// The first comment of the line.
    var first = 0
    var startsLine = startsLine
    var offset = range.lowerBound
    while offset < range.upperBound {
      if bytes[offset] == Byte.newline {
        newlines += 1
        startsLine = true
        endLine(from: first)
        first = comments.count
      }
      guard let end = Self.endOfComment(bytes, offset, range.upperBound) else {
        offset += 1
        continue
      }
      comments.append(
        SourceComment(
          text: Self.text(source, offset..<end), column: Self.column(source, offset), startsLine: startsLine,
          endsLine: false, followsBlankLine: newlines > 1))
      newlines = 0
      offset = end
    }
    endsWithBlankLine = newlines > 1
    if range.upperBound == bytes.count { endLine(from: first) }
  }

  private mutating func endLine(from first: Int) {
    for index in first..<comments.count { comments[index].endsLine = true }
  }

  /// Where the comment ends that starts at an offset; nil where none does.
  private static func endOfComment(_ bytes: [UInt8], _ offset: Int, _ limit: Int) -> Int? {
    let isBlock = bytes[offset] == Byte.slash && offset + 1 < limit && bytes[offset + 1] == Byte.star
    if isBlock {
      var end = offset + 2
      while end + 1 < limit, !(bytes[end] == Byte.star && bytes[end + 1] == Byte.slash) { end += 1 }
      return min(limit, end + 2)
    }
    guard bytes[offset] == Byte.percent || bytes[offset] == Byte.slash else { return nil }
    return bytes[offset..<limit].firstIndex(of: Byte.newline) ?? limit
  }

  private static func text(_ source: SourceText, _ range: Range<Int>) -> String {
    var bytes = source.bytes[range].filter { $0 != 0x0D }
    while let last = bytes.last, Byte.isSpace(last) { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func column(_ source: SourceText, _ offset: Int) -> Int {
    let line = source.range(ofLine: source.line(at: offset))
    // Beyond the width of a page, the column has no meaning.
    guard offset - line.lowerBound <= 4 * Formatter.width else { return 0 }
    return DisplayWidth.of(source.text(SourceRange(line.lowerBound, offset)))
  }
}
