/// Tests. Each says ``Truth/yes`` when it is true for all days that the two dates may be,
/// ``Truth/no`` when it is true for none, and ``Truth/unknown`` otherwise: never less than the
/// bounds permit.
///
/// The two dates are taken as independent, even when their texts are equal: `2026-02` and `2026-02`
/// may be different days. Within one date, start and finish go together: those of a point are the
/// same day.
extension UncertainDate {
  /// Whether it finishes before the other starts.
  public func isBefore(_ other: UncertainDate) -> Truth {
    Truth(certain: finish.latest < other.start.earliest, possible: finish.earliest < other.start.latest)
  }

  /// Whether it starts after the other finishes.
  public func isAfter(_ other: UncertainDate) -> Truth { other.isBefore(self) }

  /// Whether it neither starts nor finishes later than the other.
  public func isAtOrBefore(_ other: UncertainDate) -> Truth {
    Truth(
      certain: start.latest <= other.start.earliest && finish.latest <= other.finish.earliest,
      possible: start.earliest <= other.start.latest && finish.earliest <= other.finish.latest)
  }

  /// Whether it neither starts nor finishes earlier than the other.
  public func isAtOrAfter(_ other: UncertainDate) -> Truth { other.isAtOrBefore(self) }

  /// Whether the two share a day.
  public func intersects(_ other: UncertainDate) -> Truth {
    Truth(
      certain: start.latest <= other.finish.earliest && other.start.latest <= finish.earliest,
      possible: start.earliest <= other.finish.latest && other.start.earliest <= finish.latest)
  }

  /// Whether the other lies wholly inside this one, which is taken as ``isIn(_:)`` takes it.
  public func covers(_ other: UncertainDate) -> Truth { other.isIn(self) }

  /// Whether it lies wholly inside the other.
  ///
  /// Here, and here only, a point that names a run of days as a whole (a year, a month, a season,
  /// `199X`) contains all of these days. A point that is approximate, or of which a part is
  /// unspecified (`2004-XX`, `[a..b]`), is one day among those it may be, so hardly anything is
  /// certainly inside it.
  public func isIn(_ other: UncertainDate) -> Truth {
    if !other.isInterval && other.first.isSpan {
      return Truth(
        certain: other.start.contains(span),
        possible: other.start.earliest <= start.latest && finish.earliest <= other.start.latest)
    }
    let certain = other.start.latest <= start.earliest && finish.latest <= other.finish.earliest
    let possible = other.start.earliest <= start.latest && finish.earliest <= other.finish.latest
    // What a single day contains is that day.
    guard possible && !other.isInterval else { return Truth(certain: certain, possible: possible) }
    let latestLow = max(start.earliest, finish.earliest, other.start.earliest)
    let earliestHigh = min(start.latest, finish.latest, other.start.latest)
    return Truth(certain: certain, possible: latestLow <= earliestHigh)
  }

  /// Whether the two share a day, or the later one starts no more than the period after the earlier
  /// one finishes.
  ///
  /// Months are counted by the calendar from the day on which the earlier one finishes: 28 February
  /// is within a month of 31 January. Nothing is within a negative period.
  public func isWithin(_ period: Period, of other: UncertainDate) -> Truth {
    guard period.count >= 0 else { return .no }
    // Each starts no later than the period after the other finishes; for dates that share a day,
    // that is so anyway.
    func certain(_ one: UncertainDate, _ other: UncertainDate) -> Bool {
      one.start.latest.number <= other.finish.earliest.number(adding: period)
    }
    func possible(_ one: UncertainDate, _ other: UncertainDate) -> Bool {
      one.start.earliest.number <= other.finish.latest.number(adding: period)
    }
    return Truth(
      certain: certain(self, other) && certain(other, self),
      possible: possible(self, other) && possible(other, self))
  }

  /// Whether the other starts on the day on which this one finishes, or later, by no more than the
  /// period.
  ///
  /// Months are counted by the calendar. Nothing follows within a negative period.
  public func isFollowed(within period: Period, by other: UncertainDate) -> Truth {
    guard period.count >= 0 else { return .no }
    let certain =
      finish.latest <= other.start.earliest
      && other.start.latest.number <= finish.earliest.number(adding: period)
    // The finish from which the other start is reached, if from any: the last that is not after it.
    let best = min(finish.latest, other.start.latest)
    let possible = finish.earliest <= best && other.start.earliest.number <= best.number(adding: period)
    return Truth(certain: certain, possible: possible)
  }
}
