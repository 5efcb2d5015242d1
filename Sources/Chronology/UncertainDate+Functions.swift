/// What can be said of every day that a date may be: nil where that differs from one of these days
/// to the other.
extension UncertainDate {
  /// The year in which all its days lie.
  public var year: Int? {
    guard let (first, last) = civilSpan, first.year == last.year else { return nil }
    return first.year
  }

  /// The month, 1 to 12, in which all its days lie; of a point also where only the year differs, as
  /// in `19XX-12`.
  public var month: Int? {
    if let writtenMonth { return writtenMonth }
    guard let (first, last) = civilSpan, first.year == last.year, first.month == last.month else {
      return nil
    }
    return first.month
  }

  /// The day of the month, 1 to 31; of a point also where only month or year differ, as in
  /// `19XX-12-25`.
  public var dayOfMonth: Int? {
    if !isInterval, first.kind == .calendar, !first.marks.contains(.approximate), first.day != 0,
      first.unspecified.isDisjoint(with: .anyDay)
    {
      return Int(first.day)
    }
    return civilSpan != nil && span.isExact ? span.earliest.civil.day : nil
  }

  /// The quarter of the year, 1 to 4.
  public var quarter: Int? {
    if let month { return (month + 2) / 3 }
    guard let (first, last) = civilSpan, first.year == last.year,
      (first.month + 2) / 3 == (last.month + 2) / 3
    else {
      return nil
    }
    return (first.month + 2) / 3
  }

  /// The day of the week, 1 for Monday to 7 for Sunday, of a date that is one known day.
  public var weekday: Int? {
    civilSpan != nil && span.isExact ? span.earliest.weekday : nil
  }

  /// The days from start to finish, both included.
  ///
  /// Nil unless both are known days. A point of more than one possible day says when, not for how
  /// long, so it has no length either.
  public var length: Period? {
    guard start.isExact, finish.isExact, civilSpan != nil else { return nil }
    return Int32(exactly: Int(finish.latest.number) - Int(start.earliest.number) + 1).map { .days($0) }
  }

  /// What is written before the `/`, as a date of its own; a point itself.
  ///
  /// An open start is ``unknown``; an unknown one is a day up to the latest on which the date may
  /// finish.
  public var startDate: UncertainDate { isInterval ? end(first, start) : self }

  /// What is written after the `/`, as a date of its own; a point itself.
  public var finishDate: UncertainDate { isInterval ? end(second, finish) : self }

  private func end(_ written: WrittenDate, _ bounds: Bounds) -> UncertainDate {
    switch written.kind {
    case .calendar: UncertainDate(written, written.calendarBounds ?? bounds)
    case .range: UncertainDate(written, bounds)
    case .unknownEnd: UncertainDate(oneOf: bounds)
    case .open, .unknownDate, .absent: .unknown
    }
  }

  /// The days from its finish to the start of the other; negative when the other lies before it, 0
  /// when they share a day.
  public func daysUntil(_ other: UncertainDate) -> Int? {
    // Of the two distances one at most is not 0 for any two days: forth from this to the other, and
    // back.
    let forth = UncertainDate.distances(from: finish, to: other.start)
    let back = UncertainDate.distances(from: other.finish, to: start)
    guard forth.lowerBound == forth.upperBound, back.lowerBound == back.upperBound else { return nil }
    return forth.lowerBound - back.lowerBound
  }

  /// The least and the greatest number of days from one to the other; 0 where the other is not
  /// later.
  private static func distances(from one: Bounds, to other: Bounds) -> ClosedRange<Int> {
    let least = max(0, Int(other.earliest.number) - Int(one.latest.number))
    return least...max(least, Int(other.latest.number) - Int(one.earliest.number))
  }

  /// The month that a point is written with.
  private var writtenMonth: Int? {
    guard !isInterval, first.kind == .calendar, !first.marks.contains(.approximate),
      (1...12).contains(first.month),
      first.unspecified.isDisjoint(with: .anyMonth)
    else { return nil }
    return Int(first.month)
  }

  /// The calendar dates of its first and its last possible day; nil when one of them is without
  /// limit.
  private var civilSpan: (first: (year: Int, month: Int, day: Int), last: (year: Int, month: Int, day: Int))?
  {
    guard span.earliest.isWritable, span.latest.isWritable else { return nil }
    return (span.earliest.civil, span.latest.civil)
  }
}
