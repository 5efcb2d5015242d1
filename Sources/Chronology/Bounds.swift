/// The days that one end of a date may be: all from ``earliest`` to ``latest``.
public struct Bounds: Hashable, Sendable {
  public let earliest: Day
  /// Never before ``earliest``.
  public let latest: Day

  /// The days from one to the other, whichever of the two is first.
  public init(_ one: Day, _ other: Day) {
    earliest = min(one, other)
    latest = max(one, other)
  }

  /// Every day: what is known of a date that is not known.
  public static let all = Bounds(.distantPast, .distantFuture)

  /// Whether only one day is possible.
  public var isExact: Bool { earliest == latest }

  public func contains(_ day: Day) -> Bool { earliest <= day && day <= latest }

  func contains(_ other: Bounds) -> Bool { earliest <= other.earliest && other.latest <= latest }
}
