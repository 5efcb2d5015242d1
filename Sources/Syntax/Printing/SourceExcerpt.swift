/// One line of a source as it is shown, cut to a window where it is long, with a range in it.
struct SourceExcerpt {
  /// One-based.
  let line: Int
  /// What is shown: tabs as spaces, control characters as pictures, `…` where it was cut.
  let text: String
  /// How many columns stand before the range, and how many it takes, at least one.
  let indent: Int
  let length: Int

  private static let tab = 4

  /// The line on which a range starts, in at most `width` columns; of a range over several lines the part on its first.
  init(_ source: SourceText, _ range: SourceRange, width: Int) {
    let start = min(Int(range.lower), source.bytes.count)
    line = source.line(at: start)
    let bytes = source.range(ofLine: line)
    // A character takes four bytes at most, so that no more of a long line need be looked at.
    let reach = 4 * width
    let lower = Self.boundary(source.bytes, max(bytes.lowerBound, min(start, bytes.upperBound) - reach))
    let upper = min(bytes.upperBound, start + reach)
    let cells = Self.cells(source.bytes, lower..<max(lower, upper))

    let end = max(start, min(Int(range.upper), bytes.upperBound))
    let before = cells.prefix { $0.offset < start }
    let inside = cells.dropFirst(before.count).prefix { $0.offset < end }
    let after = cells.dropFirst(before.count + inside.count)

    // The range's start is what has to be seen; what is before it gets at most half of the room, unless there is room.
    let total = cells.reduce(0) { $0 + $1.width }
    let isCut = total > width || lower > bytes.lowerBound || upper < bytes.upperBound
    let room = isCut ? width - 2 : width
    let wanted = inside.reduce(0) { $0 + $1.width } + after.reduce(0) { $0 + $1.width }
    let head = Self.suffix(before, max(room / 2, room - wanted))
    let headWidth = head.reduce(0) { $0 + $1.width }
    let body = Self.prefix(inside, room - headWidth)
    let bodyWidth = body.reduce(0) { $0 + $1.width }
    let tail = Self.prefix(after, room - headWidth - bodyWidth)

    let isCutBefore = head.count < before.count || lower > bytes.lowerBound
    let isCutAfter = body.count < inside.count || tail.count < after.count || upper < bytes.upperBound
    let shown = (Array(head) + Array(body) + Array(tail)).map(\.text).joined()
    text = (isCutBefore ? "…" : "") + shown + (isCutAfter ? "…" : "")
    indent = headWidth + (isCutBefore ? 1 : 0)
    length = max(1, bodyWidth)
  }

  /// One character with its place in the source.
  private struct Cell {
    var text: String
    var width: Int
    var offset: Int
  }

  private static func cells(_ bytes: [UInt8], _ range: Range<Int>) -> [Cell] {
    var scalars = String.UnicodeScalarView()
    var offsets: [Int] = []
    var offset = range.lowerBound
    while offset < range.upperBound {
      let next = UTF8Scalar(bytes, at: offset)
      scalars.append(next?.scalar ?? "\u{FFFD}")
      offsets.append(offset)
      offset += next?.length ?? 1
    }
    var cells: [Cell] = []
    var index = 0
    for character in String(scalars) {
      if character == "\t" {
        cells.append(Cell(text: String(repeating: " ", count: tab), width: tab, offset: offsets[index]))
      } else {
        var shown = String.UnicodeScalarView()
        shown.append(contentsOf: character.unicodeScalars.lazy.map(\.shown))
        let text = String(shown)
        cells.append(Cell(text: text, width: DisplayWidth.of(text), offset: offsets[index]))
      }
      index += character.unicodeScalars.count
    }
    return cells
  }

  /// The offset, or the start of the character it lies in.
  private static func boundary(_ bytes: [UInt8], _ offset: Int) -> Int {
    var offset = offset
    while offset > 0, offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset -= 1 }
    return offset
  }

  private static func prefix(_ cells: some Collection<Cell>, _ width: Int) -> [Cell] {
    var room = width
    return cells.prefix {
      room -= $0.width
      return room >= 0
    }.map { $0 }
  }

  private static func suffix(_ cells: some BidirectionalCollection<Cell>, _ width: Int) -> [Cell] {
    prefix(cells.reversed(), width).reversed()
  }
}
