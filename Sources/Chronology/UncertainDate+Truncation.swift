extension UncertainDate {
  /// The day, month, quarter, year, decade or century in which all its days lie, or the week as the
  /// interval from its Monday to its Sunday.
  ///
  /// The result has no qualifier. Nil when the days lie in more than one such unit, or not all of
  /// the unit can be written. Decades and centuries are those of the written digits: 199X is 1990
  /// to 1999, 19XX is 1900 to 1999; with years of five or more digits, where `X` cannot be written,
  /// they are intervals.
  public func truncated(to unit: DateUnit) -> UncertainDate? {
    guard span.earliest.isWritable, span.latest.isWritable else { return nil }
    let first = span.earliest.civil
    switch unit {
    case .day: return span.isExact ? UncertainDate(span.earliest) : nil
    case .week: return week
    case .month: return month == nil ? nil : whole(WrittenDate(year: first.year, month: first.month))
    case .quarter: return whole(WrittenDate(year: first.year, month: 32 + (first.month + 2) / 3))
    case .year: return whole(WrittenDate(year: first.year))
    case .decade: return years(sharing: 1, first.year)
    case .century: return years(sharing: 2, first.year)
    }
  }

  /// The point that is written so, if all days of this date are in it.
  private func whole(_ written: WrittenDate) -> UncertainDate? {
    guard let bounds = written.calendarBounds, bounds.contains(span) else { return nil }
    return UncertainDate(written, bounds)
  }

  private var week: UncertainDate? {
    let monday = Day(number: span.earliest.number - Int32(span.earliest.weekday - 1))
    let sunday = Day(number: monday.number + 6)
    guard monday.isWritable, sunday.isWritable, span.latest <= sunday else { return nil }
    return UncertainDate.interval(from: monday, to: sunday)
  }

  /// The years that have all digits but the last ones in common with `year`.
  private func years(sharing digits: Int, _ year: Int) -> UncertainDate? {
    let size = Int(WrittenDate.powerOfTen(digits))
    let stem = Int(year.magnitude) / size * size
    guard stem > 9999 else {
      var written = WrittenDate(year: year)
      written.yearDigits = UInt32(stem)
      written.unspecified = WrittenDate.yearEnding(digits)
      return whole(written)
    }
    let years = year < 0 ? (-stem - size + 1)...(-stem) : stem...(stem + size - 1)
    guard let first = Day(year: years.lowerBound, month: 1, day: 1),
      let last = Day(year: years.upperBound, month: 12, day: 31), first <= span.earliest, span.latest <= last
    else { return nil }
    return UncertainDate.interval(from: first, to: last)
  }

  private static func interval(from first: Day, to last: Day) -> UncertainDate? {
    let (first, last) = (UncertainDate(first), UncertainDate(last))
    return UncertainDate(from: first.first, first.start, to: last.first, last.start)
  }
}
