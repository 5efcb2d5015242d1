import Interchange

/// Integers read from bytes eight digits at a time.
enum IntegerField {
  /// The integer of up to 15 digits with which `bytes` begin, and its length; a length of 0 where there is none so
  /// short. `isCanonical` also refuses zeros before other digits. Reads up to 17 bytes.
  @inline(__always)
  static func prefix(of bytes: UnsafePointer<UInt8>, isCanonical: Bool) -> (number: Int64, length: Int) {
    let isNegative = bytes[0] == UInt8(ascii: "-")
    let digits = bytes + (isNegative ? 1 : 0)
    let first = word(digits)
    let length = digitCount(first)
    var number: UInt64
    var total = length
    if length < 8 {
      if length == 0 { return (0, 0) }
      number = value(of: first, digits: length)
    } else {
      let second = word(digits + 8)
      let rest = digitCount(second)
      if rest == 8 { return (0, 0) }
      number = value(of: first, digits: 8)
      if rest > 0 {
        for _ in 0..<rest { number *= 10 }
        number += value(of: second, digits: rest)
      }
      total += rest
    }
    if isCanonical, total > 1, digits[0] == UInt8(ascii: "0") { return (0, 0) }
    let signed = Int64(bitPattern: number)
    return isNegative ? (-signed, total + 1) : (signed, total)
  }

  /// The integer that a whole field is, as far as 64 bits go.
  static func number(of field: Slice<UnsafeBufferPointer<UInt8>>, isCanonical: Bool) -> Int64? {
    guard let number = FieldKind.integer(field) else { return nil }
    guard isCanonical else { return number }
    let digits = field.first == UInt8(ascii: "-") ? field.dropFirst() : field
    return digits.count == 1 || digits.first != UInt8(ascii: "0") ? number : nil
  }

  /// Eight bytes, the first the lowest, each digit as its number.
  @inline(__always) private static func word(_ bytes: UnsafePointer<UInt8>) -> UInt64 {
    UInt64(littleEndian: UnsafeRawPointer(bytes).loadUnaligned(as: UInt64.self)) ^ 0x3030_3030_3030_3030
  }

  /// How many of the eight bytes are digits up to the first that is none.
  @inline(__always) private static func digitCount(_ word: UInt64) -> Int {
    // A carry reaches only bytes after one that is no digit.
    let others = ((word &+ 0x7676_7676_7676_7676) | word) & 0x8080_8080_8080_8080
    return others.trailingZeroBitCount >> 3
  }

  /// The number that the first `digits` bytes, 1 to 8, stand for: pairs, then fours, then all.
  @inline(__always) private static func value(of word: UInt64, digits: Int) -> UInt64 {
    var value = word &<< UInt64(64 - 8 * digits)
    value = (value &* 10 &+ value >> 8) & 0x00ff_00ff_00ff_00ff
    value = (value &* 100 &+ value >> 16) & 0x0000_ffff_0000_ffff
    return (value &* 10000 &+ value >> 32) & 0xffff_ffff
  }
}
