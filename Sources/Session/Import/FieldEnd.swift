/// Where fields end, in bytes that a line feed ends.
enum FieldEnd {
  /// The place of the first separator or line feed, and whether a backslash is before it.
  @inline(__always)
  static func find(
    _ bytes: UnsafePointer<UInt8>, _ start: Int, _ separator: UInt8, escapes: Bool
  ) -> (end: Int, isEscaped: Bool) {
    var place = start
    var isEscaped = false
    while true {
      let word = UInt64(
        littleEndian: UnsafeRawPointer(bytes + place).loadUnaligned(as: UInt64.self))
      let ends = matches(word, separator) | matches(word, UInt8(ascii: "\n"))
      if escapes {
        let backslashes = matches(word, UInt8(ascii: "\\"))
        // The lowest match is always a true one, and a backslash after the end is the next field's.
        if backslashes != 0, backslashes.trailingZeroBitCount < ends.trailingZeroBitCount { isEscaped = true }
      }
      if ends != 0 { return (place + ends.trailingZeroBitCount >> 3, isEscaped) }
      place += 8
    }
  }

  /// The top bit of each of the eight bytes that is `byte`; bytes after such a one may have it too.
  @inline(__always) private static func matches(_ word: UInt64, _ byte: UInt8) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let difference = word ^ (UInt64(byte) &* ones)
    return (difference &- ones) & ~difference & 0x8080_8080_8080_8080
  }

  /// The start of the next field where one ends at `end`: after a separator, or for the last after a line's end.
  @inline(__always)
  static func next(
    _ bytes: UnsafePointer<UInt8>, _ end: Int, _ separator: UInt8, isLast: Bool
  ) -> Int? {
    if !isLast { return bytes[end] == separator ? end + 1 : nil }
    if bytes[end] == UInt8(ascii: "\n") { return end + 1 }
    return bytes[end] == UInt8(ascii: "\r") && bytes[end + 1] == UInt8(ascii: "\n") ? end + 2 : nil
  }
}
