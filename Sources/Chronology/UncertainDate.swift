/// A date as documents give it: a day, some day of a run of days, or an interval between two such
/// dates.
///
/// A date that is not an interval, a *point*, is one day, which ``start`` and ``finish`` tell
/// alike: that of `2026-02` is some day of that month. An interval starts on a day of ``start`` and
/// finishes on one of ``finish``, and never finishes before it starts. What is open, as the start
/// of `../2026`, is without limit; what is unknown, as the start of `/2026`, may be any day up to
/// the finish.
///
/// Two dates are equal when their canonical text, ``description``, is the same. Values are small
/// and without references: text is read once, and what tests need is kept.
///
/// Source: Extended Date/Time Format (EDTF), Library of Congress, 2019, which is ISO 8601-2:2019,
/// clause 4 and annex A: levels 0 and 1 without times of day; of level 2, `X` in any place, parts
/// of the year 25 to 41, and the range `[a..b]` of which one day is meant.
public struct UncertainDate: Hashable, Sendable {
  /// The days on which it may start.
  public let start: Bounds
  /// The days on which it may finish; for a point, the same as ``start``.
  public let finish: Bounds
  let first: WrittenDate
  /// What is written after the `/`.
  let second: WrittenDate

  /// A point with these bounds.
  init(_ written: WrittenDate, _ bounds: Bounds) {
    start = bounds
    finish = bounds
    first = written
    second = WrittenDate(kind: .absent)
  }

  /// An interval from one end to the other; nil when it must end before it starts.
  init?(from first: WrittenDate, _ start: Bounds, to second: WrittenDate, _ finish: Bounds) {
    guard start.earliest <= finish.latest else { return nil }
    // What one end says about the other: what starts in 2026 and finishes by 10 February started by
    // then, too.
    self.start = Bounds(start.earliest, min(start.latest, finish.latest))
    self.finish = Bounds(max(finish.earliest, start.earliest), finish.latest)
    // A range is written by its bounds, and has another form where only one day is left.
    self.first = first.kind == .range ? UncertainDate(oneOf: self.start, marks: first.marks).first : first
    self.second =
      second.kind == .range ? UncertainDate(oneOf: self.finish, marks: second.marks).first : second
  }

  /// A plain day; ``unknown`` for a day that cannot be written.
  public init(_ day: Day) {
    guard day.isWritable else {
      self = .unknown
      return
    }
    let (year, month, number) = day.civil
    self.init(WrittenDate(year: year, month: month, day: number), Bounds(day, day))
  }

  /// One day, of which only the bounds are known: `[a..b]`, the day itself where the bounds are
  /// exact, and ``unknown`` where they are open to both sides.
  public init(oneOf bounds: Bounds) {
    self.init(oneOf: bounds, marks: [])
  }

  init(oneOf bounds: Bounds, marks: WrittenDate.Marks) {
    let earliest = bounds.earliest.isWritable ? bounds.earliest : .distantPast
    let latest = bounds.latest.isWritable ? bounds.latest : .distantFuture
    let bounds = Bounds(earliest, latest)
    if bounds == .all {
      self = .unknown
    } else if bounds.isExact && !marks.contains(.approximate) {
      let (year, month, day) = bounds.earliest.civil
      self.init(WrittenDate(year: year, month: month, day: day, marks: marks), bounds)
    } else {
      self.init(WrittenDate(kind: .range, marks: marks.intersection(.qualifiers)), bounds)
    }
  }

  /// `..`: a date of which nothing is known.
  public static let unknown = UncertainDate(WrittenDate(kind: .unknownDate), .all)
}

extension UncertainDate {
  /// Whether it is written as two dates with a `/` between them.
  public var isInterval: Bool { second.kind != .absent }

  /// The day, where it is a plain day without a qualifier.
  public var day: Day? {
    guard start.isExact, !isInterval, first.kind == .calendar, first.unspecified.isEmpty,
      first.marks.isDisjoint(with: .qualifiers)
    else { return nil }
    return start.earliest
  }

  /// Whether an end of it is marked `?` or `%`: its source is in doubt. This has no influence on
  /// tests.
  public var isUncertain: Bool { first.marks.union(second.marks).contains(.uncertain) }

  /// Whether an end of it is marked `~` or `%`: its bounds are a unit of its precision wider on
  /// each side.
  public var isApproximate: Bool { first.marks.union(second.marks).contains(.approximate) }

  /// All days that belong to it or may do so.
  public var span: Bounds { Bounds(start.earliest, finish.latest) }
}

extension UncertainDate {
  public func hash(into hasher: inout Hasher) {
    hasher.combine(first)
    if isInterval { hasher.combine(second) }
    // What is written says all but the days of a range.
    if first.kind == .range || second.kind == .range {
      hasher.combine(start)
      hasher.combine(finish)
    }
  }
}

extension UncertainDate: CustomStringConvertible {
  /// The canonical EDTF, without `@`: dates are equal when this is.
  public var description: String {
    var text: [UInt8] = []
    write(to: &text)
    return String(decoding: text, as: UTF8.self)
  }

  /// Appends the UTF-8 bytes of ``description``.
  public func write(to text: inout [UInt8]) {
    first.write(start, to: &text)
    guard isInterval else { return }
    text.append(UInt8(ascii: "/"))
    second.write(finish, to: &text)
  }
}

extension UncertainDate: Comparable {
  /// The order for sorting, which is total: by the earliest start, then by the latest finish, then
  /// by the text.
  ///
  /// It says nothing of which date is before the other: that is for ``isBefore(_:)``.
  public static func < (left: UncertainDate, right: UncertainDate) -> Bool {
    if left.start.earliest != right.start.earliest { return left.start.earliest < right.start.earliest }
    if left.finish.latest != right.finish.latest { return left.finish.latest < right.finish.latest }
    return left != right && left.description.utf8.lexicographicallyPrecedes(right.description.utf8)
  }
}
