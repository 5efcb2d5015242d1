import Chronology
import Syntax

extension Literal {
  /// Numbers, then dates, durations, texts.
  private var rank: Int {
    switch self {
    case .integer, .decimal: 0
    case .date: 1
    case .duration: 2
    case .text: 3
    }
  }

  /// The order of `order by`, of rows, and of `min` and `max`: total over all values.
  func precedes(_ other: Literal) -> Bool {
    switch (self, other) {
    case (.integer(let left), .integer(let right)): left < right
    case (.decimal(let left), .decimal(let right)): left < right
    // Where the two are equal as numbers the integer comes first.
    case (.integer(let left), .decimal(let right)): !isLess(right, than: left)
    case (.decimal(let left), .integer(let right)): isLess(left, than: right)
    case (.date(let left), .date(let right)): left < right
    case (.duration(let left), .duration(let right)):
      left.unit == right.unit ? left.count < right.count : left.unit == .days
    case (.text(let left), .text(let right)): left.utf8.lexicographicallyPrecedes(right.utf8)
    default: rank < other.rank
    }
  }
}

/// Exact, where converting the integer to a decimal would round it.
private func isLess(_ decimal: Double, than integer: Int64) -> Bool {
  guard let whole = Int64(exactly: decimal.rounded(.down)) else { return decimal < 0 }
  return whole < integer
}

/// Whether a row comes before another of the same length, by its columns from left to right.
func rowPrecedes(_ left: [Literal], _ right: [Literal]) -> Bool {
  left.lexicographicallyPrecedes(right) { $0.precedes($1) }
}
