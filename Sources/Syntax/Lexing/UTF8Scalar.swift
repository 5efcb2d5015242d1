/// One scalar of UTF-8 text and the number of bytes it takes.
struct UTF8Scalar {
  var scalar: Unicode.Scalar
  var length: Int

  /// The scalar at an offset; nil where the bytes are not well-formed UTF-8 (Unicode, table 3-7).
  init?(_ bytes: [UInt8], at offset: Int) {
    guard offset < bytes.count else { return nil }
    let first = bytes[offset]
    func tail(_ index: Int, _ range: ClosedRange<UInt8> = 0x80...0xBF) -> UInt32? {
      guard offset + index < bytes.count, range.contains(bytes[offset + index]) else { return nil }
      return UInt32(bytes[offset + index] & 0x3F)
    }
    let value: UInt32
    switch first {
    case 0x00...0x7F:
      (value, length) = (UInt32(first), 1)
    case 0xC2...0xDF:
      guard let second = tail(1) else { return nil }
      (value, length) = (UInt32(first & 0x1F) << 6 | second, 2)
    case 0xE0...0xEF:
      let seconds: ClosedRange<UInt8> =
        first == 0xE0 ? 0xA0...0xBF : first == 0xED ? 0x80...0x9F : 0x80...0xBF
      guard let second = tail(1, seconds), let third = tail(2) else { return nil }
      (value, length) = (UInt32(first & 0x0F) << 12 | second << 6 | third, 3)
    case 0xF0...0xF4:
      let seconds: ClosedRange<UInt8> =
        first == 0xF0 ? 0x90...0xBF : first == 0xF4 ? 0x80...0x8F : 0x80...0xBF
      guard let second = tail(1, seconds), let third = tail(2), let fourth = tail(3) else { return nil }
      (value, length) = (UInt32(first & 0x07) << 18 | second << 12 | third << 6 | fourth, 4)
    default:
      return nil
    }
    guard let scalar = Unicode.Scalar(value) else { return nil }
    self.scalar = scalar
  }
}

extension Unicode.Scalar {
  /// A name or a variable may start with it.
  var startsWord: Bool { properties.isAlphabetic && properties.isIDStart }

  /// A name or a variable may go on with it.
  var continuesWord: Bool { properties.isIDContinue }

  var startsVariable: Bool { properties.isUppercase || properties.generalCategory == .titlecaseLetter }

  /// A space that is not ASCII: no-break, thin, ideographic, and the byte order mark.
  var isWideSpace: Bool {
    properties.generalCategory == .spaceSeparator || value == 0xFEFF || value == 0x2028
  }

  /// `U+00A0`.
  var codePoint: String {
    let digits = String(value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
