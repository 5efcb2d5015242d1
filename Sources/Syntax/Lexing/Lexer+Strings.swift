extension Lexer {
  /// Text in double quotes, on one line.
  mutating func string() -> Token.Kind {
    let lower = offset
    var upper = lower + 1
    var hasEscapes = false
    var isASCII = true
    scan: while upper < bytes.count {
      switch bytes[upper] {
      case Byte.quote:
        advance(to: upper + 1)
        if !isASCII { check(lower, upper) }
        if hasEscapes { checkEscapes(lower + 1, upper) }
        return hasEscapes ? .escapedString : .string
      case Byte.backslash:
        hasEscapes = true
        // What follows is skipped unseen, be it a quote; a line end is not.
        upper += upper + 1 < bytes.count && bytes[upper + 1] != Byte.newline ? 2 : 1
      case Byte.newline:
        break scan
      case 0x80..., 0:
        isASCII = false
        upper += 1
      default:
        upper += 1
      }
    }
    report(
      .unterminatedString, "this text does not end on its line", lower, lower + 1,
      mend: "end it with '\"'; a line end inside is written \\n", confusing: true)
    advance(to: upper)
    return .mistakenValue
  }

  private mutating func checkEscapes(_ lower: Int, _ upper: Int) {
    var offset = lower
    while offset < upper {
      guard bytes[offset] == Byte.backslash else {
        offset += 1
        continue
      }
      switch escape(at: offset, upper) {
      case .scalar(_, let length):
        offset += length
      case .mistake(let message, let length, let mend):
        report(.invalidEscape, message, offset, offset + length, mend: mend)
        offset += length
      }
    }
  }

  /// The text between the quotes of a string token, escapes replaced; a mistaken escape stands for itself.
  func unescaped(_ lower: Int, _ upper: Int) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(upper - lower)
    var offset = lower
    while offset < upper {
      guard bytes[offset] == Byte.backslash else {
        result.append(bytes[offset])
        offset += 1
        continue
      }
      switch escape(at: offset, upper) {
      case .scalar(let scalar, let length):
        result.append(contentsOf: String(Character(scalar)).utf8)
        offset += length
      case .mistake(_, let length, _):
        result.append(contentsOf: bytes[offset..<min(upper, offset + length)])
        offset += length
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private enum Escape {
    case scalar(Unicode.Scalar, length: Int)
    case mistake(String, length: Int, mend: String)
  }

  /// The escape whose backslash stands at an offset, in text that ends at `upper`.
  private func escape(at offset: Int, _ upper: Int) -> Escape {
    switch byte(offset + 1) {
    case Byte.quote: return .scalar("\"", length: 2)
    case Byte.backslash: return .scalar("\\", length: 2)
    case UInt8(ascii: "n"): return .scalar("\n", length: 2)
    case UInt8(ascii: "t"): return .scalar("\t", length: 2)
    case UInt8(ascii: "u"): return scalarEscape(at: offset, upper)
    default:
      let length = 1 + max(1, UTF8Scalar(bytes, at: offset + 1)?.length ?? 1)
      return .mistake(
        "unknown escape '\(text(offset, min(upper, offset + length)))'", length: length,
        mend: "the escapes are \\\" \\\\ \\n \\t \\u{…}; a backslash is written \\\\")
    }
  }

  /// `\u{1F600}`
  private func scalarEscape(at offset: Int, _ upper: Int) -> Escape {
    let mend = "one to eight hexadecimal digits stand between the braces: \\u{e9}"
    guard byte(offset + 2) == UInt8(ascii: "{") else {
      return .mistake("this escape has no '{'", length: 2, mend: mend)
    }
    var end = offset + 3
    while end < upper, bytes[end] != UInt8(ascii: "}"), end < offset + 12 { end += 1 }
    guard end < upper, bytes[end] == UInt8(ascii: "}") else {
      return .mistake("this escape has no '}'", length: 3, mend: mend)
    }
    let digits = text(offset + 3, end)
    guard (1...8).contains(digits.utf8.count), digits.utf8.allSatisfy({ Byte.isWord($0) }),
      let value = UInt32(digits, radix: 16)
    else { return .mistake("'\(digits)' is not a hexadecimal number", length: end + 1 - offset, mend: mend) }
    guard let scalar = Unicode.Scalar(value) else {
      return .mistake(
        "'\(digits)' is no Unicode scalar", length: end + 1 - offset,
        mend: "scalars are 0 to D7FF and E000 to 10FFFF")
    }
    return .scalar(scalar, length: end + 1 - offset)
  }
}
