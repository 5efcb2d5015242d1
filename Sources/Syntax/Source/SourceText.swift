/// A text that statements are read from: a file, a line typed at the prompt, or standard input.
public final class SourceText: Sendable {
  /// What a diagnostic calls it: a file's path as the user gave it, `<prompt>`, `<stdin>`.
  public let name: String
  public let bytes: [UInt8]
  /// The number of the first line: 1, but for a part of a larger text.
  public let firstLine: Int
  /// The offset at which each line starts; never empty.
  private let lineStarts: [Int]

  public init(name: String, bytes: [UInt8], firstLine: Int = 1) {
    self.name = name
    self.bytes = bytes
    self.firstLine = firstLine
    var starts = [0]
    for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
      starts.append(offset + 1)
    }
    lineStarts = starts
  }

  public convenience init(name: String, text: String) {
    self.init(name: name, bytes: Array(text.utf8))
  }

  /// The text of a range; invalid UTF-8 is shown as U+FFFD, and a range past the end is cut.
  public func text(_ range: SourceRange) -> String {
    let lower = min(Int(range.lower), bytes.count)
    let upper = min(Int(range.upper), bytes.count)
    return String(decoding: bytes[lower..<upper], as: UTF8.self)
  }

  /// The number of the line that holds the byte at an offset. O(log lines).
  public func line(at offset: Int) -> Int { firstLine + lineIndex(at: offset) }

  private func lineIndex(at offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// The bytes of a line by its number, without its line end.
  public func range(ofLine line: Int) -> Range<Int> {
    let index = line - firstLine
    guard lineStarts.indices.contains(index) else { return bytes.count..<bytes.count }
    let lower = lineStarts[index]
    var upper = index + 1 < lineStarts.count ? lineStarts[index + 1] - 1 : bytes.count
    if upper > lower, bytes[upper - 1] == UInt8(ascii: "\r") { upper -= 1 }
    return lower..<max(lower, upper)
  }

  /// The one-based column at an offset, in characters as a person counts them.
  public func column(at offset: Int) -> Int {
    let start = lineStarts[lineIndex(at: offset)]
    let end = min(max(start, offset), bytes.count)
    // Where all is ASCII, characters need no decoding: a line may be many megabytes long.
    if bytes[start..<end].allSatisfy({ $0 < 0x80 }) { return end - start + 1 }
    return String(decoding: bytes[start..<end], as: UTF8.self).count + 1
  }
}
