import Chronology
import Syntax

/// Rows with the numbers of their groups.
struct AccumulatorInput {
  let rows: AggregateRows
  /// One a row; a group's number is below that to which the accumulator was last grown.
  let groups: UnsafePointer<UInt32>
  /// Whether there is one group only, that of number 0.
  let isOneGroup: Bool
  /// For how many solutions each row stands; one where there are none.
  let weights: UnsafePointer<UInt32>?

  var indices: Range<Int> { 0..<rows.count }
  @inline(__always) func group(_ row: Int) -> Int { Int(groups[row]) }
}

/// What is known of one aggregate of every group while the input is read.
class Accumulator {
  fileprivate let output: AggregateSpec.Output
  fileprivate let values: ValueStore

  fileprivate init(_ output: AggregateSpec.Output, _ values: ValueStore) {
    self.output = output
    self.values = values
  }

  /// The words of the aggregated values, and of what they are ordered by.
  fileprivate func words(
    _ input: AccumulatorInput
  ) -> (values: UnsafePointer<UInt32>, keys: UnsafePointer<UInt32>)? {
    guard let value = output.value else { return nil }
    return (input.rows.column(value), input.rows.column(output.key ?? value))
  }

  /// Makes room for groups numbered from 0.
  func grow(to count: Int) {}
  func add(_ input: AccumulatorInput) throws(ValueProblem) {}
  func result(of group: Int, _ budget: Budget) throws(AggregateFailure) -> Handle { .none }
}

/// Why an aggregate has no result.
enum AggregateFailure: Error {
  case problem(ValueProblem)
  case stopped(EngineError)
}

extension Array {
  /// Sorts; throws where the budget is spent.
  fileprivate mutating func sort(
    _ budget: Budget, by precedes: (Element, Element) -> Bool
  ) throws(AggregateFailure) {
    var tally = WorkTally(budget)
    do {
      try sort { (first: Element, second: Element) throws in
        try tally.add(16)
        return precedes(first, second)
      }
    } catch {
      // Nothing else throws in between.
      throw .stopped(error as? EngineError ?? .bug("sorting has failed: \(error)"))
    }
  }
}

enum Accumulators {
  static func make(_ output: AggregateSpec.Output, _ values: ValueStore) -> Accumulator {
    switch output.function {
    case .count where output.value == nil || output.isDistinct: SolutionCount(output, values)
    case .count: DistinctCount(output, values)
    case .sum, .avg: Sum(output, values)
    case .min, .max, .first, .last: Best(output, values)
    case .list: List(output, values)
    }
  }
}

extension Array {
  fileprivate mutating func grow(to count: Int, filling element: Element) {
    while self.count < count { append(element) }
  }
}

/// `count { … }`, and `count(X)` where no group has a value twice.
final class SolutionCount: Accumulator {
  private var counts: [Int] = []

  override func grow(to count: Int) { counts.grow(to: count, filling: 0) }

  override func add(_ input: AccumulatorInput) {
    guard let weights = input.weights else {
      if input.isOneGroup { return add(solutions: input.rows.count) }
      for row in input.indices { counts[input.group(row)] += 1 }
      return
    }
    for row in input.indices { counts[input.group(row)] += Int(weights[row]) }
  }

  /// Counts solutions that are of the only group.
  func add(solutions count: Int) {
    grow(to: 1)
    counts[0] += count
  }

  override func result(of group: Int, _ budget: Budget) -> Handle { values.handle(of: Int64(counts[group])) }
}

private final class DistinctCount: Accumulator {
  private var counts: [Int] = []
  private var seen = PairSet()

  override func grow(to count: Int) { counts.grow(to: count, filling: 0) }

  override func add(_ input: AccumulatorInput) {
    guard let words = words(input)?.values else { return }
    for row in input.indices where seen.insert(input.groups[row], words[row]) {
      counts[input.group(row)] += 1
    }
  }

  override func result(of group: Int, _ budget: Budget) -> Handle { values.handle(of: Int64(counts[group])) }
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

  override func grow(to count: Int) { states.grow(to: count, filling: State()) }

  override func add(_ input: AccumulatorInput) throws(ValueProblem) {
    guard let words = words(input)?.values else { return }
    for row in input.indices { try add(Handle(word: words[row]), to: input.group(row)) }
  }

  private func add(_ value: Handle, to group: Int) throws(ValueProblem) {
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

  override func result(of group: Int, _ budget: Budget) throws(AggregateFailure) -> Handle {
    let state = states[group]
    if let period = state.period { return values.handle(of: .duration(period)) }
    if output.function == .sum, state.decimals.isEmpty { return values.handle(of: state.integers) }
    var decimals = state.decimals
    try decimals.sort(budget, by: <)
    var total = decimals.reduce(0, +) + Double(state.integers)
    if output.function == .avg { total /= Double(state.rows) }
    guard total.isFinite else {
      throw .problem(
        ValueProblem(
          code: .integerOverflow, message: "\(output.function.rawValue) is too large for a decimal"))
    }
    return values.handle(of: total)
  }
}

/// `min`, `max`, `first`, `last`: the value with the least or greatest key, of equal keys the least value.
private final class Best: Accumulator {
  /// The key and the value by group; both are "no value" for a group that has none yet.
  private var best: [(key: Handle, value: Handle)] = []
  private var isKnown: [Bool] = []

  override func grow(to count: Int) {
    best.grow(to: count, filling: (.none, .none))
    isKnown.grow(to: count, filling: false)
  }

  override func add(_ input: AccumulatorInput) {
    guard let words = words(input) else { return }
    let isGreatest = output.function == .max || output.function == .last
    for row in input.indices {
      let group = input.group(row)
      let (key, value) = (Handle(word: words.keys[row]), Handle(word: words.values[row]))
      guard isKnown[group] else {
        isKnown[group] = true
        best[group] = (key, value)
        continue
      }
      let known = best[group]
      if key == known.key {
        if value != known.value, precedes(value, known.value) { best[group] = (key, value) }
      } else if isGreatest ? precedes(known.key, key) : precedes(key, known.key) {
        best[group] = (key, value)
      }
    }
  }

  /// The order of values, for small integers without the dictionary.
  @inline(__always) private func precedes(_ left: Handle, _ right: Handle) -> Bool {
    if left.isSmallInteger, right.isSmallInteger { return left.payload < right.payload }
    return values.precedes(left, right)
  }

  override func result(of group: Int, _ budget: Budget) -> Handle { best[group].value }
}

/// `list`: the distinct values in the order of their keys, joined by commas.
private final class List: Accumulator {
  private struct Entry: Hashable {
    var key: Handle
    var value: Handle
  }

  private var entries: [Set<Entry>] = []

  override func grow(to count: Int) { entries.grow(to: count, filling: []) }

  override func add(_ input: AccumulatorInput) {
    guard let words = words(input) else { return }
    for row in input.indices {
      entries[input.group(row)].insert(
        Entry(key: Handle(word: words.keys[row]), value: Handle(word: words.values[row])))
    }
  }

  override func result(of group: Int, _ budget: Budget) throws(AggregateFailure) -> Handle {
    var sorted = Array(entries[group])
    try sorted.sort(budget) {
      $0.key == $1.key ? values.precedes($0.value, $1.value) : values.precedes($0.key, $1.key)
    }
    let texts = unique(sorted.map(\.value)).map { values.value(of: $0).plainText }
    return values.handle(of: texts.joined(separator: ", "))
  }
}
