import Glibc

/// A part of a file in blocks of whole lines.
///
/// Unsafe memory. The invariant: `base` addresses `capacity + padding` initialised bytes that belong to this object
/// alone, of which the first `filled <= capacity` are the file's from `offset - filled` on; a block is
/// the first `given <= filled` of them. ``padding`` lets a reader take ``padding`` bytes from any byte of a block.
struct LineBlocks: ~Copyable {
  static let padding = 16

  enum Step {
    /// The bytes end with a line feed; they may be written over, and last until the next step. Where the
    /// file's last line has no line feed, it is added.
    case block(UnsafeMutableBufferPointer<UInt8>)
    case end
    /// The part cannot be read in this way.
    case failure
  }

  private let file: InputFile
  private let quotes: Bool
  private var offset: Int
  private let end: Int
  private var base: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private var filled = 0
  private var given = 0
  /// The bytes of a block at most, unless a line is longer.
  var size: Int { capacity }

  /// A part that begins with a line and ends with one, or with the file. With `quotes`, a line feed between
  /// quotes does not end a line.
  init(of file: InputFile, _ part: Range<Int>, size: Int, quotes: Bool) {
    self.file = file
    self.quotes = quotes
    offset = part.lowerBound
    end = part.upperBound
    capacity = max(1, size)
    base = .allocate(capacity: capacity + LineBlocks.padding)
    base.initialize(repeating: 0, count: capacity + LineBlocks.padding)
  }

  deinit { base.deallocate() }

  mutating func next() -> Step {
    filled -= given
    base.update(from: base + given, count: filled)
    given = 0
    var searched = 0
    while true {
      if filled == capacity { grow() }
      let room = min(capacity - filled, end - offset)
      let target = UnsafeMutableRawBufferPointer(start: base + filled, count: room)
      guard file.read(into: target, at: offset) == room else { return .failure }
      offset += room
      filled += room
      if offset == end, filled == 0 { return .end }
      if offset == end, base[filled - 1] != UInt8(ascii: "\n") {
        // A carriage return there is no part of a line's end.
        if base[filled - 1] == UInt8(ascii: "\r") { return .failure }
        if filled == capacity { grow() }
        base[filled] = UInt8(ascii: "\n")
        filled += 1
      }
      given = quotes ? endOfQuotedLines() : endOfLines(from: searched)
      if given > 0 { return .block(UnsafeMutableBufferPointer(start: base, count: given)) }
      // With the whole part at hand there is a line feed: one that stands between quotes.
      if offset == end { return .failure }
      searched = filled
    }
  }

  private mutating func grow() {
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity * 2 + LineBlocks.padding)
    larger.update(from: base, count: filled)
    (larger + filled).initialize(repeating: 0, count: capacity * 2 + LineBlocks.padding - filled)
    base.deallocate()
    base = larger
    capacity *= 2
  }

  /// The place after the last line feed; 0 where there is none. None is before `start`.
  private func endOfLines(from start: Int) -> Int { endOfLines(in: start..<filled) ?? 0 }

  /// The place after the last line feed before which there is an even number of quotes.
  private func endOfQuotedLines() -> Int {
    var last = 0
    var place = 0
    while place < filled {
      let quote = find(UInt8(ascii: "\""), from: place)
      last = endOfLines(in: place..<(quote ?? filled)) ?? last
      guard let quote, let closing = find(UInt8(ascii: "\""), from: quote + 1) else { break }
      place = closing + 1
    }
    return last
  }

  /// The place after the last line feed in a range.
  private func endOfLines(in range: Range<Int>) -> Int? {
    var end = range.upperBound
    while end > range.lowerBound {
      if base[end - 1] == UInt8(ascii: "\n") { return end }
      end -= 1
    }
    return nil
  }

  private func find(_ byte: UInt8, from start: Int) -> Int? {
    memchr(base + start, Int32(byte), filled - start).map { UnsafeRawPointer($0) - UnsafeRawPointer(base) }
  }
}
