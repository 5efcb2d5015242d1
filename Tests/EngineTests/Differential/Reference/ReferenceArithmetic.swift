import Chronology
import Syntax

extension ArithmeticOperator {
  /// The value of `left op right`.
  func apply(_ left: Literal, _ right: Literal) throws(ReferenceError) -> Literal {
    switch (left, right) {
    case (.integer(let left), .integer(let right)): return .integer(try integer(left, right))
    case (.decimal(let left), .decimal(let right)): return try decimal(left, right)
    case (.integer(let left), .decimal(let right)): return try decimal(Double(left), right)
    case (.decimal(let left), .integer(let right)): return try decimal(left, Double(right))
    case (.duration(let left), .duration(let right)): return .duration(try period(left, right))
    case (.duration(let period), .integer(let factor)) where self == .multiply,
      (.integer(let factor), .duration(let period)) where self == .multiply:
      guard let product = period.multiplied(by: factor) else { throw .failed(.integerOverflow) }
      return .duration(product)
    case (.duration(let period), .date(let date)) where self == .add: return .date(try shift(date, period))
    case (.date(let date), .duration(let period)): return .date(try shift(date, period))
    default: throw .failed(.typeMismatch)
    }
  }

  private func integer(_ left: Int64, _ right: Int64) throws(ReferenceError) -> Int64 {
    if (self == .divide || self == .modulo) && right == 0 { throw .failed(.divisionByZero) }
    let (result, overflow) =
      switch self {
      case .add: left.addingReportingOverflow(right)
      case .subtract: left.subtractingReportingOverflow(right)
      case .multiply: left.multipliedReportingOverflow(by: right)
      case .divide: left.dividedReportingOverflow(by: right)
      // The remainder of Int64.min by -1 is 0, though the division overflows.
      case .modulo: right == -1 ? (0, false) : left.remainderReportingOverflow(dividingBy: right)
      }
    if overflow { throw .failed(.integerOverflow) }
    return result
  }

  private func decimal(_ left: Double, _ right: Double) throws(ReferenceError) -> Literal {
    if (self == .divide || self == .modulo) && right == 0 { throw .failed(.divisionByZero) }
    let result =
      switch self {
      case .add: left + right
      case .subtract: left - right
      case .multiply: left * right
      case .divide: left / right
      case .modulo: left.truncatingRemainder(dividingBy: right)
      }
    return try .finite(result)
  }

  private func period(_ left: Period, _ right: Period) throws(ReferenceError) -> Period {
    guard left.isComparable(with: right), self == .add || self == .subtract else {
      throw .failed(.typeMismatch)
    }
    guard let second = self == .add ? right : right.negated(), let sum = left.adding(second) else {
      throw .failed(.integerOverflow)
    }
    return sum
  }

  private func shift(_ date: UncertainDate, _ period: Period) throws(ReferenceError) -> UncertainDate {
    let amount: Period
    switch self {
    case .add: amount = period
    case .subtract:
      guard let negative = period.negated() else { throw .failed(.integerOverflow) }
      amount = negative
    case .multiply, .divide, .modulo: throw .failed(.typeMismatch)
    }
    do { return try date.adding(amount) } catch { throw .failed(.invalidArgument) }
  }
}

extension Literal {
  /// A decimal that may enter a relation: never NaN or infinite, and zero without a sign.
  static func finite(_ value: Double) throws(ReferenceError) -> Literal {
    guard value.isFinite else { throw .failed(.integerOverflow) }
    return .decimal(value == 0 ? 0 : value)
  }

  func negated() throws(ReferenceError) -> Literal {
    switch self {
    case .integer(let value):
      if value == .min { throw .failed(.integerOverflow) }
      return .integer(-value)
    case .decimal(let value): return try .finite(-value)
    case .duration(let period):
      guard let negated = period.negated() else { throw .failed(.integerOverflow) }
      return .duration(negated)
    case .text, .date: throw .failed(.typeMismatch)
    }
  }
}
