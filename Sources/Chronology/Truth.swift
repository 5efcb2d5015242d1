/// What a test on uncertain dates says, in Kleene's strong three-valued logic.
public enum Truth: Hashable, Sendable {
  /// False for every day that the dates may be.
  case no
  /// True for some of the days that the dates may be, and false for others.
  case unknown
  /// True for every day that the dates may be.
  case yes

  public init(_ value: Bool) {
    self = value ? .yes : .no
  }

  /// What is known of a statement that is certain, or only possible; what is certain is possible.
  public init(certain: Bool, possible: Bool) {
    self = certain ? .yes : possible ? .unknown : .no
  }

  /// Whether this is ``yes``.
  public var isCertain: Bool { self == .yes }
  /// Whether this is ``yes`` or ``unknown``.
  public var isPossible: Bool { self != .no }

  /// The lesser of the two; the right side is not evaluated where the left one is ``no``.
  public static func && (left: Truth, right: @autoclosure () throws -> Truth) rethrows -> Truth {
    switch left {
    case .no: .no
    case .yes: try right()
    case .unknown: try right() == .no ? .no : .unknown
    }
  }

  /// The greater of the two; the right side is not evaluated where the left one is ``yes``.
  public static func || (left: Truth, right: @autoclosure () throws -> Truth) rethrows -> Truth {
    switch left {
    case .yes: .yes
    case .no: try right()
    case .unknown: try right() == .yes ? .yes : .unknown
    }
  }

  public static prefix func ! (value: Truth) -> Truth {
    switch value {
    case .no: .yes
    case .unknown: .unknown
    case .yes: .no
    }
  }
}
