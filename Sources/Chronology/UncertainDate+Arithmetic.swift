extension UncertainDate {
  /// The date a period later, or earlier for a negative one.
  ///
  /// Months are those of the calendar, as in ``Day/adding(_:)``. A date keeps its form where the
  /// period is a multiple of its unit (`2026-02` + 1mo is `2026-03`); otherwise its bounds move,
  /// and the result is the range of days `[2026-03-03..2026-03-30]` for `2026-02` + 30d. Qualifiers
  /// stay; an open or unknown end stays so. Of every day that the date may be, the day a period
  /// later is among those that the result may be.
  ///
  /// Throws where a day of the result could not be written, being outside ``Day/years``.
  public func adding(_ period: Period) throws(DateError) -> UncertainDate {
    guard let newFirst = UncertainDate.moved(first, start, by: period) else { throw outOfRange(period) }
    guard isInterval else { return newFirst }
    guard let newSecond = UncertainDate.moved(second, finish, by: period),
      let interval = UncertainDate(
        from: newFirst.first, newFirst.start, to: newSecond.first, newSecond.start)
    else { throw outOfRange(period) }
    return interval
  }

  /// One end, moved; as a point, whatever its kind.
  private static func moved(_ written: WrittenDate, _ bounds: Bounds, by period: Period) -> UncertainDate? {
    switch written.kind {
    case .unknownDate, .open, .absent: return UncertainDate(written, bounds)
    // What is known of this end comes from the other one.
    case .unknownEnd: return UncertainDate(written, .all)
    case .calendar, .range: break
    }
    guard let earliest = bounds.earliest.adding(period), let latest = bounds.latest.adding(period) else {
      return nil
    }
    let newBounds = Bounds(earliest, latest)
    // Of approximate dates near the end of a month, the form alone could lose a day: 28 February
    // may be 1 March, which leads to 1 April, a unit more from 28 March than `~` allows for.
    if let form = written.shifted(by: period), let formBounds = form.calendarBounds,
      formBounds.contains(newBounds)
    {
      return UncertainDate(form, formBounds)
    }
    return UncertainDate(oneOf: newBounds, marks: written.marks)
  }

  private func outOfRange(_ period: Period) -> DateError {
    DateError(
      "\(self) + \(period) is out of range",
      mend: "years reach from Y\(Day.years.lowerBound) to Y\(Day.years.upperBound)")
  }
}
