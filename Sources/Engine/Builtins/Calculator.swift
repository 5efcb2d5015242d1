import Chronology
import Syntax

/// Computes expressions over handles.
struct Calculator {
  let values: ValueStore
  let today: Handle
  /// Whether what is computed is of no use any more, so that what takes long is given up: some value will do.
  var isSpent: () -> Bool = { false }

  /// The value of an expression; nil where it has none (the year of a date that leaves it open).
  func evaluate(
    _ expression: Expression, _ register: (Int) -> Handle
  ) throws(ValueProblem) -> Handle? {
    switch expression {
    case .operand(.variable(let variable)): return register(variable)
    case .operand(.constant(let handle)): return handle
    case .operand(.anonymous): return nil
    case .negative(let inner):
      guard let value = try evaluate(inner, register) else { return nil }
      return try negate(value)
    case .arithmetic(let operation, let left, let right):
      guard let left = try evaluate(left, register), let right = try evaluate(right, register) else {
        return nil
      }
      return try compute(operation, left, right)
    case .call(let function, let arguments):
      var evaluated: [Handle] = []
      evaluated.reserveCapacity(arguments.count)
      for argument in arguments {
        guard let value = try evaluate(argument, register) else { return nil }
        evaluated.append(value)
      }
      return try call(function, evaluated)
    }
  }

  // MARK: Arithmetic

  private func negate(_ value: Handle) throws(ValueProblem) -> Handle {
    if let integer = values.integer(of: value) {
      let (result, overflow) = Int64(0).subtractingReportingOverflow(integer)
      if overflow { throw self.overflow("-(\(integer))") }
      return values.handle(of: result)
    }
    if value.tag == .decimal, let decimal = values.decimal(of: value) { return values.handle(of: -decimal) }
    if let period = values.duration(of: value), let result = period.negated() {
      return values.handle(of: .duration(result))
    }
    throw mismatch("-", [value], mend: nil)
  }

  func compute(_ operation: ArithmeticOperator, _ left: Handle, _ right: Handle) throws(ValueProblem)
    -> Handle
  {
    if let first = values.integer(of: left), let second = values.integer(of: right) {
      return try values.handle(of: integers(operation, first, second))
    }
    if let first = values.decimal(of: left), let second = values.decimal(of: right) {
      return try values.handle(of: decimals(operation, first, second))
    }
    if let date = values.date(of: left) { return try dates(operation, date, left, right) }
    if let period = values.duration(of: left) {
      if operation == .add, let date = values.date(of: right) { return try shift(date, by: period) }
      return try durations(operation, period, left, right)
    }
    if operation == .multiply, values.duration(of: right) != nil, values.integer(of: left) != nil {
      return try compute(.multiply, right, left)
    }
    throw mismatch(
      operation.rawValue, [left, right], mend: left.kind == .text ? "use concat(…) to join texts" : nil)
  }

  private func integers(_ operation: ArithmeticOperator, _ left: Int64, _ right: Int64) throws(ValueProblem)
    -> Int64
  {
    let (result, overflow): (Int64, Bool)
    switch operation {
    case .add: (result, overflow) = left.addingReportingOverflow(right)
    case .subtract: (result, overflow) = left.subtractingReportingOverflow(right)
    case .multiply: (result, overflow) = left.multipliedReportingOverflow(by: right)
    case .divide, .modulo:
      guard right != 0 else { throw divisionByZero("\(left) \(operation.rawValue) 0") }
      (result, overflow) =
        operation == .divide
        ? left.dividedReportingOverflow(by: right) : left.remainderReportingOverflow(dividingBy: right)
    }
    guard !overflow || operation == .modulo else {
      throw self.overflow("\(left) \(operation.rawValue) \(right)")
    }
    return overflow ? 0 : result
  }

  private func decimals(_ operation: ArithmeticOperator, _ left: Double, _ right: Double) throws(ValueProblem)
    -> Double
  {
    let result: Double
    switch operation {
    case .add: result = left + right
    case .subtract: result = left - right
    case .multiply: result = left * right
    case .divide, .modulo:
      guard right != 0 else { throw divisionByZero("\(left) \(operation.rawValue) \(right)") }
      result = operation == .divide ? left / right : left.truncatingRemainder(dividingBy: right)
    }
    guard result.isFinite else {
      throw ValueProblem(
        code: .integerOverflow, message: "\(left) \(operation.rawValue) \(right) is too large for a decimal")
    }
    return result
  }

  private func dates(
    _ operation: ArithmeticOperator, _ date: UncertainDate, _ left: Handle, _ right: Handle
  ) throws(ValueProblem) -> Handle {
    if let period = values.duration(of: right) {
      if operation == .add { return try shift(date, by: period) }
      if operation == .subtract, let negated = period.negated() { return try shift(date, by: negated) }
    }
    let mend =
      right.kind == .date
      ? "days_between(D, E) gives the days from D to E"
      : right.kind == .integer ? "write a duration: \(values.integer(of: right) ?? 0)d" : nil
    throw mismatch(operation.rawValue, [left, right], mend: mend)
  }

  private func shift(_ date: UncertainDate, by period: Period) throws(ValueProblem) -> Handle {
    do throws(DateError) {
      return values.handle(of: try date.adding(period))
    } catch {
      throw ValueProblem(
        code: .invalidArgument, message: "\(date) + \(period): \(error.message)", mend: error.mend)
    }
  }

  private func durations(
    _ operation: ArithmeticOperator, _ period: Period, _ left: Handle, _ right: Handle
  ) throws(ValueProblem) -> Handle {
    if let other = values.duration(of: right), operation == .add || operation == .subtract {
      guard other.unit == period.unit else {
        throw ValueProblem(
          code: .typeMismatch,
          message: "\(period) \(operation.rawValue) \(other): months and days have no common measure",
          mend: "write both in days or both in months")
      }
      let second = operation == .add ? other : other.negated()
      guard let second, let sum = period.adding(second) else {
        throw overflow("\(period) \(operation.rawValue) \(other)")
      }
      return values.handle(of: .duration(sum))
    }
    if let factor = values.integer(of: right), operation == .multiply {
      guard let product = period.multiplied(by: factor) else { throw overflow("\(period) * \(factor)") }
      return values.handle(of: .duration(product))
    }
    throw mismatch(operation.rawValue, [left, right], mend: nil)
  }

  // MARK: Problems

  func show(_ handle: Handle) -> String { SyntaxPrinter.text(of: values.value(of: handle)) }

  private func overflow(_ expression: String) -> ValueProblem {
    ValueProblem(code: .integerOverflow, message: "\(expression) is outside the range of 64-bit integers")
  }

  private func divisionByZero(_ expression: String) -> ValueProblem {
    ValueProblem(
      code: .divisionByZero, message: "division by zero: \(expression)",
      mend: "test the divisor before it: Y != 0")
  }

  func mismatch(_ operation: String, _ operands: [Handle], mend: String?) -> ValueProblem {
    let shown = operands.map { "\(show($0)) (\($0.kind.phrase))" }.joined(separator: " and ")
    return ValueProblem(code: .typeMismatch, message: "'\(operation)' does not take \(shown)", mend: mend)
  }
}
