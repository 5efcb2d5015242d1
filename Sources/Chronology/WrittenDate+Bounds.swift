extension WrittenDate {
  /// The year with its sign; unspecified digits count as 0.
  var signedYear: Int { marks.contains(.negativeYear) ? -Int(yearDigits) : Int(yearDigits) }

  var hasMonth: Bool { month != 0 || !unspecified.isDisjoint(with: .anyMonth) }
  var hasDay: Bool { day != 0 || !unspecified.isDisjoint(with: .anyDay) }
  var yearPart: YearPart? { YearPart(code: month) }

  /// How many of the year's digits are unspecified, counted from the right up to the first that is
  /// written.
  var trailingUnspecifiedYearDigits: Int {
    (~(unspecified.rawValue >> 4)).trailingZeroBitCount
  }

  /// One unit of the precision of a calendar date: a day, a month, a season, a year, ten years.
  var unit: Period {
    if hasDay { return .days(1) }
    if let yearPart { return .months(Int32(yearPart.length)) }
    if hasMonth { return .months(1) }
    return .months(12 * WrittenDate.powerOfTen(trailingUnspecifiedYearDigits))
  }

  /// Whether it names a run of days as a whole: a year, month, season, quarter or decade, neither
  /// approximate nor with an unspecified part inside it (`2004-XX` is one month of 2004 of which it
  /// is not known which).
  var isSpan: Bool {
    guard kind == .calendar, !marks.contains(.approximate) else { return false }
    if unspecified.isEmpty { return true }
    return !hasMonth && unspecified == WrittenDate.yearEnding(trailingUnspecifiedYearDigits)
  }

  /// The days that a calendar date may be, with `~` taken into account; nil when there is no such
  /// day.
  ///
  /// Where the days do not lie side by side, as those of `2004-XX-15`, all between the first and
  /// the last count.
  var calendarBounds: Bounds? {
    guard let exact = unqualifiedBounds else { return nil }
    return marks.contains(.approximate) ? widened(exact) : exact
  }

  private var unqualifiedBounds: Bounds? {
    if !unspecified.isEmpty { return patternBounds }
    let year = signedYear
    if let yearPart { return yearPart.bounds(in: year) }
    guard month != 0 else { return Bounds(Day(unchecked: year, 1, 1), Day(unchecked: year, 12, 31)) }
    let lastDay = Day.count(ofMonth: Int(month), year: year)
    guard day != 0 else {
      return Bounds(Day(unchecked: year, Int(month), 1), Day(unchecked: year, Int(month), lastDay))
    }
    guard day <= lastDay else { return nil }
    let exact = Day(unchecked: year, Int(month), Int(day))
    return Bounds(exact, exact)
  }

  /// The bounds, a unit wider on each side, within the days that can be written.
  private func widened(_ bounds: Bounds) -> Bounds {
    let unit = self.unit
    let earlier = bounds.earliest.number(adding: Period(unit.unit, -unit.count))
    // From the day after the last, which begins a month where this one ends a month: 28 February
    // becomes 31 March.
    let later = Day(number: bounds.latest.number + 1).number(adding: unit) - 1
    return Bounds(
      max(.first, Day(number: Int32(clamping: earlier))), min(.last, Day(number: Int32(clamping: later))))
  }
}

// Dates with unspecified digits: the first and the last day among those that the digits fit.
extension WrittenDate {
  private var patternBounds: Bounds? {
    // Whether a year has such a day depends only on its having a 29 February, so two years stand
    // for all.
    let fitsCommon = yearPart != nil || !days(of: 2001).isEmpty
    let fitsLeap = yearPart != nil || !days(of: 2000).isEmpty
    guard fitsLeap || fitsCommon else { return nil }
    let isNegative = marks.contains(.negativeYear)
    let magnitudes = (0..<yearCount).lazy.map(yearMagnitude)
    // There is no year -0000.
    let fits = { (year: Int) in (Day.isLeap(year) ? fitsLeap : fitsCommon) && !(isNegative && year == 0) }
    guard let least = magnitudes.first(where: fits), let greatest = magnitudes.last(where: fits) else {
      return nil
    }
    let (first, last) = isNegative ? (-greatest, -least) : (least, greatest)
    if let yearPart {
      return Bounds(yearPart.bounds(in: first).earliest, yearPart.bounds(in: last).latest)
    }
    guard let earliest = days(of: first).first, let latest = days(of: last).last else { return nil }
    return Bounds(earliest, latest)
  }

  /// How many years without sign the written digits fit.
  private var yearCount: Int {
    Int(WrittenDate.powerOfTen(unspecified.intersection(.anyYear).rawValue.nonzeroBitCount))
  }

  /// The year without sign at an index among those that the written digits fit, in rising order.
  private func yearMagnitude(_ index: Int) -> Int {
    var year = Int(yearDigits)
    var rest = index
    var place = 1
    for digit in 0..<4 {
      if unspecified.rawValue & (0x10 << UInt8(digit)) != 0 {
        year += rest % 10 * place
        rest /= 10
      }
      place *= 10
    }
    return year
  }

  /// The first and the last day, rising, of each month of the year that the written digits fit.
  private func days(of year: Int) -> [Day] {
    (1...12).filter { WrittenDate.matches($0, month, unspecified.rawValue >> 2, isWritten: hasMonth) }
      .flatMap { month in
        let days = (1...Day.count(ofMonth: month, year: year)).filter {
          WrittenDate.matches($0, day, unspecified.rawValue, isWritten: hasDay)
        }
        return [days.first, days.last].compactMap { $0 }.map { Day(unchecked: year, month, $0) }
      }
  }

  /// Whether a number of two digits fits those written, of which bit 0 of `unspecified` leaves out
  /// the units and bit 1 the tens.
  private static func matches(_ value: Int, _ digits: UInt8, _ unspecified: UInt8, isWritten: Bool) -> Bool {
    guard isWritten else { return true }
    let tensFit = unspecified & 2 != 0 || value / 10 == Int(digits) / 10
    let unitsFit = unspecified & 1 != 0 || value % 10 == Int(digits) % 10
    return tensFit && unitsFit
  }

  static func powerOfTen(_ exponent: Int) -> Int32 {
    (0..<exponent).reduce(1) { power, _ in power * 10 }
  }

  /// The last digits of the year, so many of them.
  static func yearEnding(_ count: Int) -> Unspecified {
    Unspecified(rawValue: ((1 << UInt8(count)) - 1) << 4)
  }
}
