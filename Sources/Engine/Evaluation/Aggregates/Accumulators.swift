import Chronology
import Syntax

/// What is known of one aggregate of every group while the input is read.
class Accumulator {
  fileprivate let output: AggregateSpec.Output
  fileprivate let input: Table
  fileprivate let values: ValueStore

  fileprivate init(_ output: AggregateSpec.Output, of input: Table, _ values: ValueStore) {
    self.output = output
    self.input = input
    self.values = values
  }

  /// The aggregated value in a row of the input.
  fileprivate func value(_ row: Int) -> Handle { output.value.map { input.handle(row, $0) } ?? .none }

  /// What the value is ordered by.
  fileprivate func key(_ row: Int) -> Handle { output.key.map { input.handle(row, $0) } ?? value(row) }

  /// Begins another group; groups are numbered from 0.
  func addGroup() {}
  func add(_ row: Int, to group: Int) throws(ValueProblem) {}
  func result(of group: Int) throws(ValueProblem) -> Handle { .none }
}

enum Accumulators {
  static func make(_ output: AggregateSpec.Output, of input: Table, _ values: ValueStore) -> Accumulator {
    switch output.function {
    case .count where output.value == nil: SolutionCount(output, of: input, values)
    case .count: DistinctCount(output, of: input, values)
    case .sum, .avg: Sum(output, of: input, values)
    case .min, .max, .first, .last: Best(output, of: input, values)
    case .list: List(output, of: input, values)
    }
  }
}

private final class SolutionCount: Accumulator {
  private var counts: [Int] = []

  override func addGroup() { counts.append(0) }
  override func add(_ row: Int, to group: Int) { counts[group] += 1 }
  override func result(of group: Int) -> Handle { values.handle(of: Int64(counts[group])) }
}

private final class DistinctCount: Accumulator {
  private var counts: [Int] = []
  private var seen = PairSet()

  override func addGroup() { counts.append(0) }

  override func add(_ row: Int, to group: Int) {
    if seen.insert(UInt32(truncatingIfNeeded: group), value(row).word) { counts[group] += 1 }
  }

  override func result(of group: Int) -> Handle { values.handle(of: Int64(counts[group])) }
}

/// `sum` and `avg`.
private final class Sum: Accumulator {
  private struct State {
    var rows = 0
    var integers: Int64 = 0
    /// Added in ascending order at the end, so that the sum does not depend on the order of rows.
    var decimals: [Double] = []
    var period: Period?
  }

  private var states: [State] = []

  override func addGroup() { states.append(State()) }

  override func add(_ row: Int, to group: Int) throws(ValueProblem) {
    let value = value(row)
    states[group].rows += 1
    if let integer = values.integer(of: value), states[group].period == nil {
      let (sum, overflow) = states[group].integers.addingReportingOverflow(integer)
      guard !overflow else {
        throw ValueProblem(
          code: .integerOverflow,
          message:
            "\(output.function.rawValue): \(states[group].integers) + \(integer) is outside the range of 64-bit integers"
        )
      }
      states[group].integers = sum
    } else if value.tag == .decimal, let decimal = values.decimal(of: value), states[group].period == nil {
      states[group].decimals.append(decimal)
    } else if let added = values.duration(of: value), output.function == .sum,
      states[group].rows == 1 || states[group].period != nil
    {
      guard let sum = states[group].period.map({ $0.adding(added) }) ?? added else {
        throw ValueProblem(
          code: .typeMismatch, message: "sum: months and days cannot be added, or the sum is too large",
          mend: "sum durations of one unit")
      }
      states[group].period = sum
    } else {
      let shown = SyntaxPrinter.text(of: values.value(of: value))
      throw ValueProblem(
        code: .typeMismatch,
        message: "\(output.function.rawValue) does not take \(shown) (\(value.kind.phrase)) here",
        mend: "it takes numbers")
    }
  }

  override func result(of group: Int) throws(ValueProblem) -> Handle {
    let state = states[group]
    if let period = state.period { return values.handle(of: .duration(period)) }
    if output.function == .sum, state.decimals.isEmpty { return values.handle(of: state.integers) }
    var total = state.decimals.sorted().reduce(0, +) + Double(state.integers)
    if output.function == .avg { total /= Double(state.rows) }
    guard total.isFinite else {
      throw ValueProblem(
        code: .integerOverflow, message: "\(output.function.rawValue) is too large for a decimal")
    }
    return values.handle(of: total)
  }
}

/// `min`, `max`, `first`, `last`: the value with the least or greatest key, of equal keys the least value.
private final class Best: Accumulator {
  private var best: [(key: Handle, value: Handle)?] = []

  override func addGroup() { best.append(nil) }

  override func add(_ row: Int, to group: Int) {
    let (key, value) = (key(row), value(row))
    guard let known = best[group] else {
      best[group] = (key, value)
      return
    }
    let isGreatest = output.function == .max || output.function == .last
    let isBetter = isGreatest ? values.precedes(known.key, key) : values.precedes(key, known.key)
    if isBetter || (key == known.key && values.precedes(value, known.value)) { best[group] = (key, value) }
  }

  override func result(of group: Int) -> Handle { best[group]?.value ?? .none }
}

/// `list`: the distinct values in the order of their keys, joined by commas.
private final class List: Accumulator {
  private struct Entry: Hashable {
    var key: Handle
    var value: Handle
  }

  private var entries: [Set<Entry>] = []

  override func addGroup() { entries.append([]) }

  override func add(_ row: Int, to group: Int) {
    entries[group].insert(Entry(key: key(row), value: value(row)))
  }

  override func result(of group: Int) -> Handle {
    let sorted = entries[group].sorted {
      $0.key == $1.key ? values.precedes($0.value, $1.value) : values.precedes($0.key, $1.key)
    }
    let texts = unique(sorted.map(\.value)).map { values.value(of: $0).plainText }
    return values.handle(of: texts.joined(separator: ", "))
  }
}
