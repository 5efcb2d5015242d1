import Chronology
import Syntax

extension ComparisonOperator {
  /// What the comparison of two values says; unknown only for dates.
  func holds(_ left: Literal, _ right: Literal) throws(ReferenceError) -> Truth {
    switch self {
    case .equal: return left == right ? .yes : .no
    case .notEqual: return left != right ? .yes : .no
    case .less: return try Self.isLess(left, right)
    case .greater: return try Self.isLess(right, left)
    case .lessOrEqual: return try Self.isAtMost(left, right)
    case .greaterOrEqual: return try Self.isAtMost(right, left)
    }
  }

  private static func isLess(_ left: Literal, _ right: Literal) throws(ReferenceError) -> Truth {
    if case (.date(let left), .date(let right)) = (left, right) { return left.isBefore(right) }
    return try ordered(left, right) && left.precedes(right) ? .yes : .no
  }

  private static func isAtMost(_ left: Literal, _ right: Literal) throws(ReferenceError) -> Truth {
    if case (.date(let left), .date(let right)) = (left, right) { return left.isAtOrBefore(right) }
    return try ordered(left, right) && !right.precedes(left) ? .yes : .no
  }

  /// True, or a failure where two values have no order that means anything.
  private static func ordered(_ left: Literal, _ right: Literal) throws(ReferenceError) -> Bool {
    switch (left, right) {
    case (.integer, .integer), (.decimal, .decimal), (.text, .text): return true
    case (.duration(let left), .duration(let right)) where left.unit == right.unit: return true
    default: throw .failed(.typeMismatch)
    }
  }
}
