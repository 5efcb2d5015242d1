extension Lexer {
  /// Skips spaces and comments; true where what follows is the first on its line.
  mutating func skipSpace() -> Bool {
    clearDocumentation()
    var startsLine = offset == 0 || (offset == 3 && byte(0) == 0xEF)
    while offset < bytes.count {
      let first = bytes[offset]
      switch first {
      case 0x20, 0x09, 0x0B, 0x0C, 0x0D:
        advance(by: 1)
      case Byte.newline:
        startsLine = true
        advance(by: 1)
      case Byte.percent:
        skipLineComment()
      case Byte.slash where byte(offset + 1) == Byte.slash:
        let lower = offset
        let isDocumentation =
          startsLine && byte(offset + 2) == Byte.slash && byte(offset + 3) != Byte.slash
        skipLineComment()
        if isDocumentation { note(documentation: SourceRange(lower, offset)) }
      case Byte.slash where byte(offset + 1) == Byte.star:
        skipBlockComment()
      case 0x80...:
        guard let next = UTF8Scalar(bytes, at: offset), next.scalar.isWideSpace else { return startsLine }
        advance(by: next.length)
      default:
        return startsLine
      }
    }
    return startsLine
  }

  private mutating func skipLineComment() {
    let lower = offset
    var upper = lower
    var isASCII = true
    while upper < bytes.count, bytes[upper] != Byte.newline {
      if bytes[upper] >= 0x80 || bytes[upper] == 0 { isASCII = false }
      upper += 1
    }
    advance(to: upper)
    if !isASCII { check(lower, upper) }
  }

  mutating func skipLine() {
    var upper = offset
    while upper < bytes.count, bytes[upper] != Byte.newline { upper += 1 }
    advance(to: upper)
  }

  private mutating func skipBlockComment() {
    let lower = offset
    var upper = lower + 2
    while upper < bytes.count, !(bytes[upper] == Byte.star && byte(upper + 1) == Byte.slash) {
      upper += 1
    }
    guard upper < bytes.count else {
      report(
        .unterminatedComment, "this comment does not end", lower, lower + 2, mend: "end it with '*/'",
        confusing: true)
      advance(to: bytes.count)
      return
    }
    advance(to: upper + 2)
    check(lower, upper)
  }

  /// Reports the first byte of a range that is not UTF-8, or is NUL.
  mutating func check(_ lower: Int, _ upper: Int) {
    var offset = lower
    while offset < upper {
      if bytes[offset] != 0, bytes[offset] < 0x80 {
        offset += 1
      } else if bytes[offset] == 0 {
        return reportNUL(at: offset)
      } else if let next = UTF8Scalar(bytes, at: offset) {
        offset += next.length
      } else {
        return reportInvalidUTF8(at: offset)
      }
    }
  }

  mutating func reportNUL(at offset: Int) {
    report(
      .nulByte, "NUL byte at offset \(offset)", offset, offset + 1,
      mend: "a program is text; is this a binary file?",
      confusing: true)
  }

  mutating func reportInvalidUTF8(at offset: Int) {
    let digits = String(byte(offset), radix: 16, uppercase: true)
    report(
      .invalidUTF8, "byte 0x\(digits) at offset \(offset) is not UTF-8", offset, offset + 1,
      mend: "save the text as UTF-8", confusing: true)
  }
}
