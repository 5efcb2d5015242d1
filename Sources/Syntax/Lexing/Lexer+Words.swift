extension Lexer {
  /// A name or a variable that starts at the offset with an ASCII letter or `_`.
  mutating func word(_ kind: Token.Kind) -> Token.Kind {
    let lower = offset
    skipWord()
    // `joint-declaration` is one name in its writer's mind, and nothing else makes sense of it.
    if byte(offset) == Byte.minus, kind == .name { return hyphenated(lower) }
    return kind
  }

  /// A word that starts with a letter beyond ASCII; nil where none does.
  mutating func wideWord() -> Token.Kind? {
    guard let first = UTF8Scalar(bytes, at: offset), first.scalar.startsWord else { return nil }
    let lower = offset
    advance(by: first.length)
    skipWord()
    if first.scalar.startsVariable { return .variable }
    return byte(offset) == Byte.minus ? hyphenated(lower) : .name
  }

  /// Moves past letters, digits and `_`.
  mutating func skipWord() {
    var upper = offset
    while upper < bytes.count {
      if Byte.isWord(bytes[upper]) {
        upper += 1
      } else if bytes[upper] >= 0x80, let next = UTF8Scalar(bytes, at: upper), next.scalar.continuesWord {
        upper += next.length
      } else {
        break
      }
    }
    advance(to: upper)
  }

  /// `joint-declaration`, `covid-19`; but `today-30d` and `year-Y` are subtractions.
  private mutating func hyphenated(_ lower: Int) -> Token.Kind {
    let end = offset
    while byte(offset) == Byte.minus, isNamePart(byte(offset + 1)) {
      if Byte.isDigit(byte(offset + 1)), offset == end, text(lower, end) == Keyword.today { break }
      advance(by: 1)
      skipWord()
    }
    guard offset > end else { return .name }
    let written = text(lower, offset)
    let joined = String(decoding: bytes[lower..<offset].map { $0 == Byte.minus ? 0x5F : $0 }, as: UTF8.self)
    report(
      .unexpectedCharacter, "a name has no '-'", lower, offset, mend: "write \(joined) or \"\(written)\"")
    return .name
  }

  private func isNamePart(_ byte: UInt8) -> Bool {
    Byte.isLowercase(byte) || Byte.isDigit(byte)
  }

  func text(_ lower: Int, _ upper: Int) -> String {
    String(decoding: bytes[lower..<min(max(lower, upper), bytes.count)], as: UTF8.self)
  }
}
