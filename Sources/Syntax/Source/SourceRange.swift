/// A half-open range of UTF-8 byte offsets into one ``SourceText``.
public struct SourceRange: Hashable, Sendable {
  public var lower: UInt32
  public var upper: UInt32

  public init(_ lower: Int, _ upper: Int) {
    self.lower = UInt32(clamping: lower)
    self.upper = UInt32(clamping: max(lower, upper))
  }

  public var count: Int { Int(upper - lower) }
  public var bytes: Range<Int> { Int(lower)..<Int(upper) }

  /// The least range that holds both.
  public func union(_ other: SourceRange) -> SourceRange {
    SourceRange(Int(min(lower, other.lower)), Int(max(upper, other.upper)))
  }
}
