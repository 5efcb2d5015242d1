import Chronology

extension Parser {
  /// A term of one token that is not a name; nil, without moving on, where the token is another.
  mutating func simpleTerm() throws(Failure) -> Term? {
    let kind: Term.Kind
    let range = token.range
    switch token.kind {
    case .variable:
      // `Visited(X, Y)`: a relation was meant.
      if lexer.byte(token.upper) == UInt8(ascii: "(") { return nil }
      kind = .variable(text(token))
    case .anonymous: kind = .anonymous
    case .parameter: kind = .parameter(lexer.text(token.lower + 1, token.upper))
    case .integer: kind = .literal(integer(isNegative: false))
    case .decimal: kind = .literal(.decimal(Double(text(token)) ?? 0))
    case .duration: kind = .literal(duration(isNegative: false))
    case .day: kind = .literal(day())
    case .date: kind = .literal(date())
    case .string, .escapedString: kind = .literal(.text(stringText()))
    // Reported already; as a constant it raises no further doubts.
    case .mistakenValue: kind = .literal(.text(""))
    default: return nil
    }
    advance()
    height = 1
    return Term(kind, range)
  }

  /// The number or duration after a `-`.
  mutating func negativeLiteral() throws(Failure) -> Literal? {
    let literal: Literal
    switch token.kind {
    case .integer: literal = integer(isNegative: true)
    case .decimal: literal = .decimal(-(Double(text(token)) ?? 0))
    case .duration: literal = duration(isNegative: true)
    case .mistakenValue: literal = .integer(0)
    default: return nil
    }
    advance()
    return literal
  }

  /// The text of a string token.
  func stringText() -> String {
    token.kind == .string
      ? lexer.text(token.lower + 1, token.upper - 1) : lexer.unescaped(token.lower + 1, token.upper - 1)
  }

  private mutating func integer(isNegative: Bool) -> Literal {
    var value: Int64 = 0
    for byte in lexer.bytes[token.lower..<token.upper] {
      let digit = Int64(byte &- 0x30)
      let (product, tooLarge) = value.multipliedReportingOverflow(by: 10)
      // Counted downwards, for the least integer has no positive twin.
      let (sum, overflow) = product.subtractingReportingOverflow(digit)
      guard !tooLarge, !overflow else { return integerOverflow(isNegative: isNegative) }
      value = sum
    }
    guard isNegative || value != .min else { return integerOverflow(isNegative: false) }
    return .integer(isNegative ? value : -value)
  }

  private mutating func integerOverflow(isNegative: Bool) -> Literal {
    let digits = (isNegative ? "-" : "") + text(token)
    lexer.report(
      .integerOverflow, "the integer \(digits.shortened(to: 40)) does not fit 64 bits", token.lower,
      token.upper,
      mend: "integers go from -9223372036854775808 to 9223372036854775807")
    return .integer(0)
  }

  private mutating func duration(isNegative: Bool) -> Literal {
    let written = text(token)
    if let period = Period(isNegative ? "-" + written : written) { return .duration(period) }
    lexer.report(
      .integerOverflow, "the duration \(written.shortened(to: 40)) is too long", token.lower, token.upper,
      mend: "durations go up to 2147483647 days or months")
    return .duration(Period(.days, 0))
  }

  /// `2026-02-04`, whose digits the lexer has seen.
  private mutating func day() -> Literal {
    func number(_ lower: Int, _ count: Int) -> Int {
      var value = 0
      for index in lower..<lower + count { value = value * 10 + Int(lexer.byte(index) &- 0x30) }
      return value
    }
    let lower = token.lower
    if let day = Day(year: number(lower, 4), month: number(lower + 5, 2), day: number(lower + 8, 2)) {
      return .date(UncertainDate(day))
    }
    return date(from: lower)
  }

  private mutating func date() -> Literal { date(from: token.lower + 1) }

  private mutating func date(from lower: Int) -> Literal {
    do {
      return .date(try UncertainDate(utf8: lexer.bytes[lower..<token.upper]))
    } catch {
      lexer.report(.invalidDate, error.message, token.lower, token.upper, mend: error.mend)
      return .date(.unknown)
    }
  }
}
