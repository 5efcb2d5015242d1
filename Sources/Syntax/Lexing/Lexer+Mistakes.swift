extension Lexer {
  /// Marks of other languages, longest first, and what is written here instead.
  private static let foreignMarks: [(mark: StaticString, kind: Token.Kind, ours: String)] = [
    ("=:=", .equal, "="), ("=\\=", .notEqual, "!="), ("\\==", .notEqual, "!="), ("===", .equal, "="),
    ("==", .equal, "="), ("=<", .lessOrEqual, "<="), ("=>", .greaterOrEqual, ">="), ("<>", .notEqual, "!="),
    ("\\=", .notEqual, "!="), ("\\+", .exclamation, "not"), (":=", .equal, "="), ("&&", .comma, ","),
    ("||", .semicolon, ";"), ("&", .comma, ","), ("|", .semicolon, ";"), ("~=", .notEqual, "!="),
    ("->", .implies, ":-"),
  ]

  /// Characters that look like a mark of the grammar, or mean one, and what is written here instead.
  private static let lookAlikes: [(scalar: Unicode.Scalar, kind: Token.Kind, ours: String)] = [
    ("≠", .notEqual, "!="), ("≤", .lessOrEqual, "<="), ("≥", .greaterOrEqual, ">="),
    ("¬", .exclamation, "not"),
    ("∧", .comma, ","), ("∨", .semicolon, ";"), ("←", .implies, ":-"), ("–", .minus, "-"), ("—", .minus, "-"),
    ("−", .minus, "-"), ("×", .star, "*"), ("÷", .slash, "/"), ("，", .comma, ","), ("、", .comma, ","),
    ("；", .semicolon, ";"), ("：", .colon, ":"), ("。", .dot, "."), ("．", .dot, "."), ("？", .question, "?"),
    ("（", .leftParenthesis, "("), ("）", .rightParenthesis, ")"), ("؟", .question, "?"), ("،", .comma, ","),
    ("؛", .semicolon, ";"), ("…", .dotDot, ".."),
  ]

  /// What opens a quotation in print, and what closes it.
  private static let quotes: [(open: Unicode.Scalar, close: [Unicode.Scalar])] = [
    ("“", ["”", "“", "\""]), ("”", ["”", "\""]), ("„", ["“", "”", "\""]), ("«", ["»"]), ("»", ["«"]),
    ("‘", ["’", "'"]), ("’", ["’"]), ("'", ["'"]), ("`", ["`", "'"]), ("「", ["」"]),
  ]

  /// The token at the offset is none of the grammar's: reports it, and hands out what was meant.
  mutating func mistake(_ first: UInt8) -> Token.Kind {
    let lower = offset
    if first == 0 {
      advance(by: 1)
      reportNUL(at: lower)
      return .unusable
    }
    guard let next = UTF8Scalar(bytes, at: lower) else {
      advance(by: 1)
      reportInvalidUTF8(at: lower)
      return .unusable
    }
    if first >= 0x80, let kind = wideWord() { return kind }
    if let kind = foreignMark() ?? lookAlike(next) ?? quotation(next) ?? leadingDot(first) { return kind }
    advance(by: next.length)
    unexpected(next.scalar, lower)
    // Its writer meant a comment.
    if next.scalar == "#" { skipLine() }
    return .unusable
  }

  private mutating func foreignMark() -> Token.Kind? {
    let lower = offset
    for (mark, kind, ours) in Self.foreignMarks where starts(with: mark) {
      advance(by: mark.utf8CodeUnitCount)
      report(
        .unexpectedCharacter, "'\(text(lower, offset))' is not an operator", lower, offset,
        mend: "write '\(ours)'")
      return kind
    }
    return nil
  }

  private func starts(with mark: StaticString) -> Bool {
    mark.withUTF8Buffer { mark in
      offset + mark.count <= bytes.count && bytes[offset..<offset + mark.count].elementsEqual(mark)
    }
  }

  private mutating func lookAlike(_ next: UTF8Scalar) -> Token.Kind? {
    guard let (_, kind, ours) = Self.lookAlikes.first(where: { $0.scalar == next.scalar }) else { return nil }
    let lower = offset
    advance(by: next.length)
    report(
      .unexpectedCharacter, "unexpected character '\(next.scalar)' (\(next.scalar.codePoint))", lower, offset,
      mend: "write '\(ours)'")
    return kind
  }

  private mutating func quotation(_ next: UTF8Scalar) -> Token.Kind? {
    guard let (open, close) = Self.quotes.first(where: { $0.open == next.scalar }) else { return nil }
    let lower = offset
    var upper = lower + next.length
    // Among mistakes nobody is told, so that looking for the end of each would be in vain, and slow.
    while !isConfused, upper < bytes.count, bytes[upper] != Byte.newline {
      guard let here = UTF8Scalar(bytes, at: upper) else { break }
      if close.contains(here.scalar) {
        let inner = text(lower + next.length, upper)
        advance(to: upper + here.length)
        report(
          .unexpectedCharacter, "text stands in plain double quotes", lower, offset,
          mend: inner.utf8.count <= 60 && !inner.utf8.contains(Byte.quote)
            ? "write \"\(inner)\"" : "write it between '\"' and '\"'")
        return .mistakenValue
      }
      upper += here.length
    }
    advance(by: next.length)
    report(
      .unexpectedCharacter, "unexpected character '\(open)'", lower, offset,
      mend: "text with an apostrophe stands in double quotes: \"o'brien\"", confusing: true)
    return .unusable
  }

  /// `.5`
  private mutating func leadingDot(_ first: UInt8) -> Token.Kind? {
    guard first == Byte.dot else { return nil }
    let lower = offset
    advance(to: digits(from: lower + 1))
    report(
      .invalidNumber, "a decimal has a digit before its '.'", lower, offset,
      mend: "write 0\(text(lower, offset))")
    return .mistakenValue
  }

  private mutating func unexpected(_ scalar: Unicode.Scalar, _ lower: Int) {
    let mend: String? =
      switch scalar {
      case "#": "a comment starts with '%' or '//'"
      case "[", "]": "a list is not a value; write one fact for each of its members"
      case "~": "a date that is not certain is written with '@': @2026~"
      case "\\": "a condition is negated with 'not'"
      case "*": "this ends a comment that was not begun"
      default: nil
      }
    let shown =
      scalar.properties.generalCategory == .control || scalar.properties.generalCategory == .format
      ? "unexpected character \(scalar.codePoint)"
      : scalar.isASCII
        ? "unexpected character '\(scalar)'" : "unexpected character '\(scalar)' (\(scalar.codePoint))"
    report(.unexpectedCharacter, shown, lower, offset, mend: mend, confusing: true)
  }
}
