/// A length of time as the calendar counts it: in days, or in months, never both.
///
/// A number of months has no fixed number of days, so the two kinds cannot be compared with each
/// other.
public struct Period: Hashable, Sendable {
  public enum Unit: Hashable, Sendable {
    case days
    case months
  }

  public let unit: Unit
  public let count: Int32

  public init(_ unit: Unit, _ count: Int32) {
    self.unit = unit
    self.count = count
  }

  public static func days(_ count: Int32) -> Period { Period(.days, count) }
  public static func months(_ count: Int32) -> Period { Period(.months, count) }

  /// Reads `30d`, `2w` (14 days), `6mo`, `1y` (12 months), with a `-` in front for a negative one.
  ///
  /// Nil when the text has another form, or when the number of days or months does not fit 32 bits.
  public init?(_ text: some StringProtocol) {
    var magnitude = 0
    var digits = 0
    var bytes = text.utf8[...]
    let isNegative = bytes.first == UInt8(ascii: "-")
    if isNegative { bytes.removeFirst() }
    while let byte = bytes.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
      magnitude = magnitude * 10 + Int(byte - UInt8(ascii: "0"))
      // More than any count that fits; stopping here also keeps the product above in range.
      guard magnitude <= 10_000_000_000 else { return nil }
      digits += 1
      bytes.removeFirst()
    }
    guard digits > 0 else { return nil }
    let unit: Unit
    let factor: Int
    if bytes.elementsEqual("d".utf8) {
      (unit, factor) = (.days, 1)
    } else if bytes.elementsEqual("w".utf8) {
      (unit, factor) = (.days, 7)
    } else if bytes.elementsEqual("mo".utf8) {
      (unit, factor) = (.months, 1)
    } else if bytes.elementsEqual("y".utf8) {
      (unit, factor) = (.months, 12)
    } else {
      return nil
    }
    guard let count = Int32(exactly: (isNegative ? -magnitude : magnitude) * factor) else { return nil }
    self.init(unit, count)
  }
}

extension Period: CustomStringConvertible {
  /// The one text that equal periods share: in the largest unit of its kind that divides it, so
  /// `2w` for 14 days.
  public var description: String {
    switch unit {
    case .days: count != 0 && count % 7 == 0 ? "\(count / 7)w" : "\(count)d"
    case .months: count != 0 && count % 12 == 0 ? "\(count / 12)y" : "\(count)mo"
    }
  }
}

extension Period {
  /// Whether it has a meaning to ask which of the two is longer: both count days, or both count
  /// months.
  public func isComparable(with other: Period) -> Bool { unit == other.unit }

  /// Whether this is the shorter of the two; nil when they are not comparable.
  public func isShorter(than other: Period) -> Bool? {
    isComparable(with: other) ? count < other.count : nil
  }

  /// The order for sorting, which is total: every number of days comes before every number of
  /// months.
  public static func precedes(_ left: Period, _ right: Period) -> Bool {
    left.unit == right.unit ? left.count < right.count : left.unit == .days
  }

  /// The same length the other way; nil when the count does not fit.
  public func negated() -> Period? {
    count == .min ? nil : Period(unit, -count)
  }

  /// The two together; nil when they are not comparable or the count does not fit.
  public func adding(_ other: Period) -> Period? {
    let (sum, overflow) = count.addingReportingOverflow(other.count)
    return isComparable(with: other) && !overflow ? Period(unit, sum) : nil
  }

  /// The length `factor` times; nil when the count does not fit.
  public func multiplied(by factor: Int64) -> Period? {
    let (product, overflow) = Int64(count).multipliedReportingOverflow(by: factor)
    guard !overflow, let product = Int32(exactly: product) else { return nil }
    return Period(unit, product)
  }
}
