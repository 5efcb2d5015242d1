// Year, month and day, each with its own errors.
extension DateReader {
  static let dayExample = "dates are written year-month-day, as in 2026-02-04"

  /// A number as written, with the digits that are `X`, of which bit 0 is the last.
  struct Digits {
    var value = 0
    var count = 0
    var unspecified: UInt8 = 0
  }

  mutating func calendarDate() throws(DateError) -> WrittenDate {
    var written = try skip("Y") ? longYear() : year()
    guard skip("-") else { return written }
    let monthOffset = position
    let month = try pair("month")
    written.month = UInt8(month.value)
    written.unspecified.insert(WrittenDate.Unspecified(rawValue: month.unspecified << 2))
    if month.unspecified == 0 && !(1...12).contains(month.value) && written.yearPart == nil {
      throw noSuchMonth(month.value, monthOffset)
    }
    if month.unspecified != 0, !(1...12).contains(where: { DateReader.fits($0, month) }) {
      throw noSuchMonth(nil, monthOffset)
    }
    guard isNext("-") else { return written }
    if written.yearPart != nil && month.unspecified == 0 {
      throw DateError("a part of the year has no days", offset: position, mend: DateReader.monthNumbers)
    }
    position += 1
    let dayOffset = position
    let day = try pair("day")
    if day.value == 0 && day.unspecified == 0 {
      throw DateError(
        "there is no day 00", offset: dayOffset, mend: "write XX, or leave the day out, where it is not known"
      )
    }
    written.day = UInt8(day.value)
    written.unspecified.insert(WrittenDate.Unspecified(rawValue: day.unspecified))
    guard written.calendarBounds != nil else { throw noSuchDay(written, day, dayOffset) }
    return written
  }

  /// Four digits, with a `-` before a negative year.
  private mutating func year() throws(DateError) -> WrittenDate {
    let offset = position
    var written = WrittenDate(kind: .calendar)
    if skip("-") { written.marks.insert(.negativeYear) }
    let digitsOffset = position
    let digits = digits(atMost: 9)
    guard digits.count == 4 else { throw notAYear(digits, from: offset, digitsFrom: digitsOffset) }
    if digits.value == 0 && digits.unspecified == 0 && !written.marks.isEmpty {
      throw DateError("there is no year -0000", offset: offset, mend: "write 0000 for the year before 0001")
    }
    written.yearDigits = UInt32(digits.value)
    written.unspecified = WrittenDate.Unspecified(rawValue: digits.unspecified << 4)
    return written
  }

  /// `Y` has been read: a year of more than four digits.
  private mutating func longYear() throws(DateError) -> WrittenDate {
    let offset = position - 1
    var written = WrittenDate(kind: .calendar)
    if skip("-") { written.marks.insert(.negativeYear) }
    let digitsOffset = position
    let digits = digits(atMost: 30)
    if isNext("E") {
      throw DateError("a year has no exponent", offset: position, mend: "write its digits, as in Y17000")
    }
    guard digits.count > 0 else { throw unexpected() }
    guard digits.unspecified == 0 else {
      throw DateError(
        "a year written with 'Y' has no X", offset: digitsOffset, mend: "write a range: [Y12000..Y12999]")
    }
    guard digits.count > 4, !isNext("0", ahead: digitsOffset - position) else {
      let fourDigits = DateReader.padded(digits.value)
      throw DateError(
        "'Y' stands before a year of five or more digits", offset: offset,
        mend: digits.value <= 9999
          ? "write \(written.marks.isEmpty ? "" : "-")\(fourDigits)" : "leave out the zeros")
    }
    guard digits.value <= Day.years.upperBound else {
      throw DateError(
        "the year is out of range", offset: offset,
        mend: "years reach from Y\(Day.years.lowerBound) to Y\(Day.years.upperBound)")
    }
    written.yearDigits = UInt32(digits.value)
    return written
  }

  /// `-` has been read: two digits.
  private mutating func pair(_ name: String) throws(DateError) -> Digits {
    let offset = position
    let digits = digits(atMost: 3)
    guard digits.count != 0 else {
      if isNext("W") {
        throw DateError(
          "a date has no week number", offset: position, mend: "write its days, as in 2026-02-02/2026-02-08")
      }
      throw unexpected(mend: "a \(name) of two digits follows the '-'")
    }
    guard digits.count == 2 else {
      throw DateError(
        "a \(name) has two digits", offset: offset,
        mend: digits.count == 1 && digits.value > 0 ? "write 0\(digits.value)" : nil)
    }
    return digits
  }

  /// Digits and `X`, as many as there are up to a limit; a value too great for a year stays too
  /// great.
  private mutating func digits(atMost limit: Int) -> Digits {
    var digits = Digits()
    while digits.count < limit, let byte = peek() {
      if DateReader.isDigit(byte) {
        digits.value = min(digits.value * 10 + Int(byte - UInt8(ascii: "0")), 1_000_000_000)
        digits.unspecified <<= 1
      } else if byte == UInt8(ascii: "X") {
        digits.value = min(digits.value * 10, 1_000_000_000)
        digits.unspecified = digits.unspecified << 1 | 1
      } else {
        break
      }
      digits.count += 1
      position += 1
    }
    return digits
  }

  static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

  private static func fits(_ value: Int, _ digits: Digits) -> Bool {
    (digits.unspecified & 2 != 0 || value / 10 == digits.value / 10)
      && (digits.unspecified & 1 != 0 || value % 10 == digits.value % 10)
  }
}
