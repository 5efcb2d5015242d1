extension Lexer {
  /// EDTF text after `@`. It ends before what no date holds, before a single `.`, and outside brackets
  /// before the `?` that ends a question.
  mutating func date() -> Token.Kind {
    let lower = offset
    var upper = lower + 1
    scan: while upper < bytes.count {
      let here = bytes[upper]
      switch here {
      case Byte.minus, UInt8(ascii: "~"), Byte.percent, UInt8(ascii: ":"):
        // `:-` starts a body, and `@2026:` no date.
        if here == UInt8(ascii: ":"), !Byte.isDigit(byte(upper + 1)) { break scan }
        upper += 1
      case UInt8(ascii: "["), UInt8(ascii: "{"):
        // A set is a whole date, or one end of an interval.
        guard upper == lower + 1 || bytes[upper - 1] == Byte.slash else { break scan }
        upper = endOfSet(from: upper)
      case Byte.dot:
        guard byte(upper + 1) == Byte.dot else { break scan }
        upper += 2
      case Byte.slash:
        if byte(upper + 1) == Byte.slash || byte(upper + 1) == Byte.star { break scan }
        upper += 1
      case Byte.question:
        guard isQualifier(at: upper) else { break scan }
        upper += 1
      default:
        guard Byte.isWord(here) else { break scan }
        upper += 1
      }
    }
    advance(to: upper)
    if upper == lower + 1 {
      report(
        .invalidDate, "no date follows '@'", lower, upper, mend: "such as @2026, @2026-02, @1948/1949 or @..",
        confusing: true)
      return .mistakenValue
    }
    return .date
  }

  /// The `?` at an offset belongs to the date and does not end the question.
  private func isQualifier(at offset: Int) -> Bool {
    if depth > 0 { return true }
    let next = byte(offset + 1)
    if next == Byte.question || next == Byte.slash || next == Byte.minus || Byte.isWord(next) { return true }
    // What goes on after it can be no new statement.
    var after = offset + 1
    while byte(after) == 0x20 { after += 1 }
    switch byte(after) {
    case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ")"), Byte.dot: return true
    default: return false
    }
  }

  /// Where the set of dates that opens at an offset ends: on its line, and not far, for each `@[` asks.
  private func endOfSet(from lower: Int) -> Int {
    var upper = lower
    while !isConfused, upper < min(bytes.count, lower + 4_096), bytes[upper] != Byte.newline {
      upper += 1
      if bytes[upper - 1] == UInt8(ascii: "]") || bytes[upper - 1] == UInt8(ascii: "}") { return upper }
    }
    return lower + 1
  }

  /// `2026-02-04`, with four digits at `lower`; nil where they start no date.
  mutating func day(_ lower: Int) -> Token.Kind? {
    if byte(lower + 4) == Byte.slash { return yearsInterval(lower) }
    guard byte(lower + 4) == Byte.minus, Byte.isDigit(byte(lower + 5)) else { return nil }
    let monthEnd = digits(from: lower + 5)
    guard byte(monthEnd) == Byte.minus, Byte.isDigit(byte(monthEnd + 1)) else {
      return month(lower, monthEnd)
    }
    let end = digits(from: monthEnd + 1)
    guard monthEnd == lower + 7, end == lower + 10 else {
      return unpaddedDay(lower, monthEnd, end, "months and days have two digits")
    }
    advance(to: end)
    switch byte(end) {
    case UInt8(ascii: "T"):
      skipWord()
      while byte(offset) == UInt8(ascii: ":"), Byte.isDigit(byte(offset + 1)) {
        advance(by: 1)
        skipWord()
      }
      report(
        .invalidDate, "no time of day is kept", lower, offset, mend: "write \(text(lower, end))")
      return .mistakenValue
    case Byte.slash
    where Byte.isDigit(byte(end + 1)) || byte(end + 1) == Byte.dot && byte(end + 2) == Byte.dot:
      advance(by: 1)
      while Byte.isWord(byte(offset)) || byte(offset) == Byte.minus
        || byte(offset) == Byte.dot && byte(offset + 1) == Byte.dot
      { advance(by: byte(offset) == Byte.dot ? 2 : 1) }
      report(
        .invalidDate, "an interval of dates needs '@'", lower, offset, mend: "write @\(text(lower, offset))")
      return .mistakenValue
    case UInt8(ascii: "~"):
      advance(by: 1)
      report(
        .invalidDate, "a date that is not certain needs '@'", lower, offset,
        mend: "write @\(text(lower, offset))")
      return .mistakenValue
    default:
      skipWord()
      guard offset > end else { return .day }
      report(
        .invalidDate, "'\(text(lower, offset).shortened(to: 40))' is not a date", lower, offset,
        mend: "a day is written as 2026-02-04")
      return .mistakenValue
    }
  }

  /// `2026-02` without `@`: a month, or a subtraction?
  private mutating func month(_ lower: Int, _ end: Int) -> Token.Kind? {
    guard end == lower + 7, !Byte.isWord(byte(end)) else { return nil }
    let month = (bytes[lower + 5] &- 0x30) * 10 + (bytes[lower + 6] &- 0x30)
    guard month <= 12 || bytes[lower + 5] == UInt8(ascii: "0") else { return nil }
    advance(to: byte(end) == UInt8(ascii: "~") ? end + 1 : end)
    let mayBeSubtraction = month >= 10 && offset == end
    report(
      .invalidDate, "a date that is not a whole day needs '@'", lower, offset,
      mend: "write @\(text(lower, offset))"
        + (mayBeSubtraction ? ", or \(text(lower, lower + 4)) - \(text(lower + 5, end)) to subtract" : ""))
    return .mistakenValue
  }

  /// `2026-2-4`
  private mutating func unpaddedDay(_ lower: Int, _ monthEnd: Int, _ end: Int, _ message: String) -> Token
    .Kind?
  {
    guard monthEnd - lower <= 7, end - monthEnd <= 3, !Byte.isWord(byte(end)) else { return nil }
    let month = text(lower + 5, monthEnd)
    let day = text(monthEnd + 1, end)
    let padded =
      text(lower, lower + 4) + "-" + (month.utf8.count == 1 ? "0" : "") + month + "-"
      + (day.utf8.count == 1 ? "0" : "") + day
    advance(to: end)
    report(.invalidDate, message, lower, end, mend: "write \(padded)")
    return .mistakenValue
  }

  /// `1948/1949` is a division of two years that hardly anybody wants, and `2026/02/04` is no division at all.
  private mutating func yearsInterval(_ lower: Int) -> Token.Kind? {
    let end = digits(from: lower + 5)
    if byte(end) == Byte.slash, Byte.isDigit(byte(end + 1)), (6...7).contains(end - lower) {
      return unpaddedDay(lower, end, digits(from: end + 1), "a date is written with '-'")
    }
    let isOpen = end == lower + 5 && byte(end) == Byte.dot && byte(end + 1) == Byte.dot
    guard isOpen || end == lower + 9 && !Byte.isWord(byte(end)) && byte(end) != Byte.minus else { return nil }
    advance(to: isOpen ? end + 2 : end)
    let division = isOpen ? "" : ", or \(text(lower, lower + 4)) / \(text(lower + 5, end)) to divide"
    report(
      .invalidDate, "an interval of dates needs '@'", lower, offset,
      mend: "write @\(text(lower, offset))\(division)")
    return .mistakenValue
  }

  /// `04/02/2026`, `4.2.2026`, `04-02-2026`, with one or two digits before `end`; nil where it is no date.
  mutating func dayLast(_ lower: Int, _ end: Int) -> Token.Kind? {
    let separator = byte(end)
    guard separator == Byte.slash || separator == Byte.dot || separator == Byte.minus,
      Byte.isDigit(byte(end + 1))
    else { return nil }
    let second = digits(from: end + 1)
    guard second - end <= 3, byte(second) == separator else { return nil }
    let last = digits(from: second + 1)
    guard last - second == 5, !Byte.isWord(byte(last)) else { return nil }
    advance(to: last)
    report(
      .invalidDate, "a date starts with its year", lower, last, mend: "write YYYY-MM-DD, such as 2026-02-04")
    return .mistakenValue
  }
}
