extension Lexer {
  /// What starts with a digit: an integer, a decimal, a duration, or a day.
  mutating func number() -> Token.Kind {
    let lower = offset
    let end = digits(from: lower)
    let next = byte(end)
    // Most numbers end here.
    if !Byte.isWord(next), next != Byte.dot, next != Byte.minus, next != Byte.slash, next < 0x80 {
      return integer(lower, end)
    }
    if end - lower == 4, let kind = day(lower) { return kind }
    if end - lower <= 2, let kind = dayLast(lower, end) { return kind }
    var upper = end
    var isDecimal = false
    if next == Byte.dot, Byte.isDigit(byte(end + 1)) {
      isDecimal = true
      upper = digits(from: end + 1)
    }
    if byte(upper) | 0x20 == UInt8(ascii: "e") {
      let sign = byte(upper + 1) == Byte.minus || byte(upper + 1) == UInt8(ascii: "+") ? 1 : 0
      if Byte.isDigit(byte(upper + 1 + sign)) {
        isDecimal = true
        upper = digits(from: upper + 1 + sign)
      }
    }
    advance(to: upper)
    skipWord()
    if offset > upper { return suffixed(lower, upper, isDecimal: isDecimal) }
    return isDecimal ? decimal(lower, upper) : integer(lower, upper)
  }

  func digits(from lower: Int) -> Int {
    var upper = lower
    while upper < bytes.count, Byte.isDigit(bytes[upper]) { upper += 1 }
    return upper
  }

  private mutating func integer(_ lower: Int, _ upper: Int) -> Token.Kind {
    advance(to: upper)
    return checkLeadingZero(lower, upper) ? .integer : .mistakenValue
  }

  private mutating func decimal(_ lower: Int, _ upper: Int) -> Token.Kind {
    guard checkLeadingZero(lower, upper) else { return .mistakenValue }
    guard let value = Double(text(lower, upper)), value.isFinite else {
      report(
        .invalidNumber, "this number is too large for a decimal", lower, upper,
        mend: "decimals go up to about 1.8e308")
      return .mistakenValue
    }
    return .decimal
  }

  /// A code such as `042` would silently lose its zero.
  private mutating func checkLeadingZero(_ lower: Int, _ upper: Int) -> Bool {
    guard bytes[lower] == UInt8(ascii: "0"), lower + 1 < upper, Byte.isDigit(bytes[lower + 1]) else {
      return true
    }
    var plain = lower
    while plain + 1 < upper, bytes[plain] == UInt8(ascii: "0"), Byte.isDigit(bytes[plain + 1]) { plain += 1 }
    report(
      .invalidNumber, "a number has no leading zero", lower, upper,
      mend: "write \(text(plain, upper)) for the number or \"\(text(lower, upper))\" for the text")
    return false
  }

  /// Digits with letters after them: `30d`, or a mistake.
  private mutating func suffixed(_ lower: Int, _ end: Int, isDecimal: Bool) -> Token.Kind {
    let suffix = text(end, offset)
    let written = text(lower, offset)
    let number = text(lower, end)
    switch suffix {
    case "d", "w", "mo", "y":
      guard isDecimal else { return .duration }
      report(
        .invalidNumber, "a duration is a whole number of its unit", lower, offset,
        mend: "such as 30d, 2w, 6mo, 1y")
    case "m", "month", "months", "mon":
      report(
        .invalidNumber, "unknown unit '\(suffix)' of a duration", lower, offset,
        mend: "write \(number)mo for months")
    case "day", "days", "week", "weeks", "year", "years":
      let unit = suffix.prefix(1)
      report(
        .invalidNumber, "unknown unit '\(suffix)' of a duration", lower, offset,
        mend: "write \(number)\(unit)")
    case "h", "hour", "hours", "min", "minutes", "s", "sec", "seconds":
      report(
        .invalidNumber, "unknown unit '\(suffix)' of a duration", lower, offset,
        mend: "the units are d, w, mo and y: no time of day is kept")
    default:
      if suffix.utf8.allSatisfy({ $0 == 0x5F || Byte.isDigit($0) }) {
        let plain = String(decoding: written.utf8.filter { $0 != 0x5F }, as: UTF8.self)
        report(.invalidNumber, "a number is written without '_'", lower, offset, mend: "write \(plain)")
      } else if written.utf8.count == 4,
        written.utf8.allSatisfy({ Byte.isDigit($0) || $0 == UInt8(ascii: "X") })
      {
        report(
          .invalidDate, "a date that is not a whole day needs '@'", lower, offset, mend: "write @\(written)")
      } else {
        report(
          .invalidNumber, "'\(written.shortened(to: 40))' is neither a number nor a name", lower, offset,
          mend: written.utf8.count > 40
            ? "text that starts with a digit needs quotes" : "write \"\(written)\"")
      }
    }
    return .mistakenValue
  }
}

extension String {
  /// The text, cut to a number of scalars with `…` in place of the rest.
  func shortened(to limit: Int) -> String {
    let scalars = unicodeScalars
    guard let end = scalars.index(scalars.startIndex, offsetBy: limit, limitedBy: scalars.endIndex),
      end < scalars.endIndex
    else { return self }
    return String(scalars[..<end]) + "…"
  }
}
