extension Day {
  /// The day that is a period later, or earlier for a negative one.
  ///
  /// Months are those of the calendar: the day of the month stays, or becomes the month's last
  /// where the month is shorter, so that 31 January + 1mo is 28 or 29 February. ``distantPast`` and
  /// ``distantFuture`` stay as they are. Nil when the result cannot be written.
  public func adding(_ period: Period) -> Day? {
    guard self != .distantPast, self != .distantFuture else { return self }
    guard let number = Int32(exactly: number(adding: period)) else { return nil }
    let day = Day(number: number)
    return day.isWritable ? day : nil
  }

  /// The number of the day that a period leads to, however far that is; an open end stays where it
  /// is.
  ///
  /// For one period, it never falls as the day rises: the tests rely on that.
  func number(adding period: Period) -> Int {
    guard self != .distantPast, self != .distantFuture else { return Int(number) }
    switch period.unit {
    case .days:
      return Int(number) + Int(period.count)
    case .months:
      let (year, month, day) = civil
      let (targetYear, targetMonth) = Day.month(year, month, adding: Int(period.count))
      return Day.number(targetYear, targetMonth, min(day, Day.count(ofMonth: targetMonth, year: targetYear)))
    }
  }

  /// The month that is so many months after another.
  static func month(_ year: Int, _ month: Int, adding count: Int) -> (year: Int, month: Int) {
    let months = year * 12 + month - 1 + count
    let remainder = months % 12
    let index = remainder < 0 ? remainder + 12 : remainder
    return ((months - index) / 12, index + 1)
  }
}
