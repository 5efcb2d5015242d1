/// One day of the proleptic Gregorian calendar.
///
/// Every `Int32` is a day, so arithmetic on ``number`` in `Int` never traps. Written dates reach
/// from ``first`` to ``last``; the two extremes ``distantPast`` and ``distantFuture`` lie outside
/// that range and stand for an end that is open.
public struct Day: Hashable, Comparable, Sendable {
  /// Days since 1970-01-01, which is 0.
  public let number: Int32

  public init(number: Int32) {
    self.number = number
  }

  /// The day with this calendar date, with years counted as in ISO 8601: 0000 is the year before
  /// 0001.
  ///
  /// Nil when the calendar has no such day, or when the year is outside ``years``.
  public init?(year: Int, month: Int, day: Int) {
    guard Day.years.contains(year), (1...12).contains(month), day >= 1,
      day <= Day.count(ofMonth: month, year: year)
    else { return nil }
    self.init(unchecked: year, month, day)
  }

  /// Stands for a start that is open: earlier than every day that can be written.
  public static let distantPast = Day(number: .min)
  /// Stands for an end that is open: later than every day that can be written.
  public static let distantFuture = Day(number: .max)

  /// The years that dates can be written in.
  public static let years: ClosedRange<Int> = -5_000_000...5_000_000
  /// The first day of the first year of ``years``.
  public static let first = Day(unchecked: years.lowerBound, 1, 1)
  /// The last day of the last year of ``years``.
  public static let last = Day(unchecked: years.upperBound, 12, 31)

  /// Whether the day lies in one of the ``years`` that can be written.
  public var isWritable: Bool { self >= Day.first && self <= Day.last }

  public static func < (left: Day, right: Day) -> Bool { left.number < right.number }
}

extension Day {
  /// The calendar date.
  ///
  /// Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `civil_from_days`.
  public var civil: (year: Int, month: Int, day: Int) {
    // Years are counted from 1 March, so that a leap day is the last of its year, in eras of 400
    // years.
    let shifted = Int(number) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * marchMonth + 2) / 5 + 1)
  }

  /// 1 for Monday to 7 for Sunday, as in ISO 8601.
  public var weekday: Int {
    // 1970-01-01 is a Thursday.
    let remainder = (Int(number) + 3) % 7
    return (remainder < 0 ? remainder + 7 : remainder) + 1
  }

  /// The days of a month; `month` is 1 to 12.
  static func count(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  /// The day of a calendar date that is known to exist, in one of ``years``.
  init(unchecked year: Int, _ month: Int, _ day: Int) {
    self.init(number: Int32(clamping: Day.number(year, month, day)))
  }

  /// Days since 1970-01-01, for any year whose days `Int` can count.
  ///
  /// Source: as for ``civil``, `days_from_civil`.
  static func number(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let marchYear = month <= 2 ? year - 1 : year
    let era = (marchYear >= 0 ? marchYear : marchYear - 399) / 400
    let yearOfEra = marchYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }
}
