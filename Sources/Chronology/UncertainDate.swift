/// A date as documents give it: a day, or days that it may be, or an interval between two such dates.
public struct UncertainDate: Hashable, Sendable {
  /// The days on which it may start.
  public let start: Bounds
  /// The days on which it may finish; of a date that is not an interval, the same as ``start``.
  public let finish: Bounds
  let first: WrittenDate
  let second: WrittenDate

  /// Reads EDTF, without the `@` that stands before it in a program.
  public init(_ text: some StringProtocol) throws(DateError) {
    try self.init(utf8: text.utf8)
  }

  /// Reads EDTF from its UTF-8 bytes.
  public init(utf8 bytes: some Collection<UInt8>) throws(DateError) {
    let text = String(decoding: bytes, as: UTF8.self)
    let parts = text.split(separator: "-").compactMap { Int($0) }
    guard parts.count == 3, let day = Day(year: parts[0], month: parts[1], day: parts[2]) else {
      throw DateError("this is not a date", offset: 0, mend: nil)
    }
    self.init(day)
  }

  /// A plain day; ``unknown`` for a day that cannot be written.
  public init(_ day: Day) {
    let (year, month, number) = day.civil
    var written = WrittenDate(kind: .calendar)
    written.yearDigits = UInt32(year.magnitude)
    if year < 0 { written.marks.insert(.negativeYear) }
    written.month = UInt8(month)
    written.day = UInt8(number)
    start = Bounds(day, day)
    finish = start
    first = written
    second = WrittenDate(kind: .absent)
  }

  /// `..`: the date is not known.
  public static let unknown = UncertainDate(unknown: ())

  private init(unknown: ()) {
    start = .all
    finish = .all
    first = WrittenDate(kind: .unknownDate)
    second = WrittenDate(kind: .absent)
  }

  /// Whether it is written as two dates with a `/` between them.
  public var isInterval: Bool { second.kind != .absent }

  /// The day, where it is a plain day without a qualifier.
  public var day: Day? { start.isExact && !isInterval ? start.earliest : nil }

  /// Whether an end of it is marked `?` or `%`.
  public var isUncertain: Bool { false }
  /// Whether an end of it is marked `~` or `%`.
  public var isApproximate: Bool { false }
}

extension UncertainDate: CustomStringConvertible {
  public var description: String {
    let (y, m, d) = start.earliest.civil
    return "\(y)-\(m)-\(d)"
  }
}

extension UncertainDate: Comparable {
  /// The order for sorting: by the earliest start, then by the latest finish, then by the text.
  public static func < (left: UncertainDate, right: UncertainDate) -> Bool {
    (left.start.earliest, left.finish.latest, left.description)
      < (right.start.earliest, right.finish.latest, right.description)
  }
}

extension UncertainDate {
  public func isBefore(_ other: UncertainDate) -> Truth { .unknown }
  public func isAfter(_ other: UncertainDate) -> Truth { .unknown }
  public func isAtOrBefore(_ other: UncertainDate) -> Truth { .unknown }
  public func isAtOrAfter(_ other: UncertainDate) -> Truth { .unknown }
  public func isWithin(_ period: Period, of other: UncertainDate) -> Truth { .unknown }
  public func isFollowed(within period: Period, by other: UncertainDate) -> Truth { .unknown }
  public func intersects(_ other: UncertainDate) -> Truth { .unknown }
  public func covers(_ other: UncertainDate) -> Truth { .unknown }
  public func isIn(_ other: UncertainDate) -> Truth { .unknown }
  public func allen(_ relation: AllenRelation, _ other: UncertainDate) -> Truth { .unknown }

  public var year: Int? { nil }
  public var month: Int? { nil }
  public var dayOfMonth: Int? { nil }
  public var quarter: Int? { nil }
  public var weekday: Int? { nil }
  public var startDate: UncertainDate { self }
  public var finishDate: UncertainDate { self }
  public var length: Period? { nil }
  public func daysUntil(_ other: UncertainDate) -> Int? { nil }
  public func adding(_ period: Period) throws(DateError) -> UncertainDate { self }
  public func truncated(to unit: DateUnit) -> UncertainDate? { nil }
}
