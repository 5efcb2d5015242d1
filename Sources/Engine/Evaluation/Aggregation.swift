import Chronology
import Syntax

/// Makes one row of each group of an aggregate's input.
struct Aggregation {
  private let spec: AggregateSpec
  private let arity: Int
  private let values: ValueStore
  private let origin: Origin
  private let budget: Budget

  init(_ spec: AggregateSpec, arity: Int, values: ValueStore, origin: Origin, budget: Budget) {
    self.spec = spec
    self.arity = arity
    self.values = values
    self.origin = origin
    self.budget = budget
  }

  func result(of input: Table) throws(EngineError) -> Table {
    let groups = Table(arity: spec.group.count)
    var states: [[State]] = []
    for row in 0..<input.count where input.isLive(row) {
      if row & 1023 == 0 { try budget.poll() }
      let key = spec.group.map { input.handle(row, $0) }
      let group: Int
      if let known = groups.find(key) {
        group = known
      } else {
        groups.insert(key)
        group = groups.count - 1
        states.append(spec.outputs.map { State($0.function) })
      }
      for (position, output) in spec.outputs.enumerated() {
        do throws(ValueProblem) {
          try states[group][position].add(
            output.value.map { input.handle(row, $0) }, key: output.key.map { input.handle(row, $0) }, values)
        } catch {
          throw .invalid(error.diagnostic(at: output.range, in: origin))
        }
      }
    }
    let result = Table(arity: arity)
    for group in 0..<groups.count {
      var outputs: [Handle] = []
      for (position, output) in spec.outputs.enumerated() {
        do throws(ValueProblem) {
          outputs.append(try states[group][position].result(values))
        } catch {
          throw .invalid(error.diagnostic(at: output.range, in: origin))
        }
      }
      result.insert(
        spec.slots.map { slot in
          switch slot {
          case .group(let index): groups.handle(group, index)
          case .output(let index): outputs[index]
          }
        })
    }
    return result
  }

  /// What is known of one aggregate of one group.
  private struct State {
    private let function: AggregateFunction
    private var rows = 0
    private var distinct: Set<Handle> = []
    private var best: (key: Handle, value: Handle)?
    private var pairs: Set<KeyedValue> = []
    private var integers: Int64 = 0
    private var decimals = 0.0
    private var period: Period?
    private var hasDecimals = false

    private struct KeyedValue: Hashable {
      var key: Handle
      var value: Handle
    }

    init(_ function: AggregateFunction) { self.function = function }

    mutating func add(_ value: Handle?, key: Handle?, _ values: ValueStore) throws(ValueProblem) {
      rows += 1
      guard let value else { return }
      switch function {
      case .count: distinct.insert(value)
      case .sum, .avg: try addToSum(value, values)
      case .min, .first: choose(value, key ?? value, values) { values.precedes($0, $1) }
      case .max, .last: choose(value, key ?? value, values) { values.precedes($1, $0) }
      case .list: pairs.insert(KeyedValue(key: key ?? value, value: value))
      }
    }

    /// Keeps the value whose key comes first in an order; of equal keys the least value.
    private mutating func choose(
      _ value: Handle, _ key: Handle, _ values: ValueStore, _ precedes: (Handle, Handle) -> Bool
    ) {
      guard let known = best else {
        best = (key, value)
        return
      }
      if precedes(key, known.key) || (key == known.key && values.precedes(value, known.value)) {
        best = (key, value)
      }
    }

    private mutating func addToSum(_ value: Handle, _ values: ValueStore) throws(ValueProblem) {
      if let integer = values.integer(of: value), period == nil {
        let (sum, overflow) = integers.addingReportingOverflow(integer)
        guard !overflow else {
          throw ValueProblem(
            code: .integerOverflow, message: "\(function.rawValue): \(integers) + \(integer) is outside the range of 64-bit integers")
        }
        integers = sum
      } else if let decimal = values.decimal(of: value), period == nil {
        decimals += decimal
        hasDecimals = true
      } else if let added = values.duration(of: value), function == .sum, rows == 1 || period != nil {
        guard let sum = period.map({ $0.adding(added) }) ?? added else {
          throw ValueProblem(
            code: .typeMismatch, message: "sum: months and days cannot be added, or the sum is too large",
            mend: "sum durations of one unit")
        }
        period = sum
      } else {
        throw ValueProblem(
          code: .typeMismatch,
          message: "\(function.rawValue) does not take \(SyntaxPrinter.text(of: values.value(of: value))) (\(value.kind.phrase)) here",
          mend: "it takes numbers")
      }
    }

    func result(_ values: ValueStore) throws(ValueProblem) -> Handle {
      switch function {
      case .count: return values.handle(of: Int64(distinct.isEmpty ? rows : distinct.count))
      case .sum:
        if let period { return values.handle(of: .duration(period)) }
        guard hasDecimals else { return values.handle(of: integers) }
        return values.handle(of: try finite(decimals + Double(integers)))
      case .avg: return values.handle(of: try finite((decimals + Double(integers)) / Double(rows)))
      case .min, .max, .first, .last: return best?.value ?? .none
      case .list:
        let sorted = pairs.sorted {
          $0.key == $1.key ? values.precedes($0.value, $1.value) : values.precedes($0.key, $1.key)
        }
        return values.handle(of: unique(sorted.map(\.value)).map { values.value(of: $0).plainText }.joined(separator: ", "))
      }
    }

    private func finite(_ decimal: Double) throws(ValueProblem) -> Double {
      guard decimal.isFinite else {
        throw ValueProblem(code: .integerOverflow, message: "\(function.rawValue) is too large for a decimal")
      }
      return decimal
    }
  }
}
