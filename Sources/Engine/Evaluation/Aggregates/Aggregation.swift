import Syntax

/// Makes one row of each group of the rows that it is fed.
final class Aggregation {
  private let spec: AggregateSpec
  private let values: ValueStore
  private let origin: Origin
  private let budget: Budget
  private var groups: GroupNumbering
  private let accumulators: [Accumulator]
  private let numbers = Columns(width: 1, capacity: Batch.capacity)

  init(_ spec: AggregateSpec, values: ValueStore, origin: Origin, budget: Budget) {
    self.spec = spec
    self.values = values
    self.origin = origin
    self.budget = budget
    groups = GroupNumbering(on: spec.group)
    accumulators = spec.outputs.map { Accumulators.make($0, values) }
  }

  /// Takes rows in. `weights` says for how many solutions each of them stands; one where there are none.
  func add(_ rows: AggregateRows, weights: UnsafePointer<UInt32>? = nil) throws(EngineError) {
    guard rows.count > 0 else { return }
    let numbers = numbers.column(0)
    try groups.number(rows, into: numbers, budget: budget)
    let input = AccumulatorInput(
      rows: rows, groups: UnsafePointer(numbers), isOneGroup: spec.group.isEmpty, weights: weights)
    for (position, accumulator) in accumulators.enumerated() {
      accumulator.grow(to: groups.count)
      do throws(ValueProblem) {
        try accumulator.add(input)
      } catch {
        throw failure(error, position)
      }
    }
  }

  /// Takes in the rows of a table. O(1) where all that is wanted is how many there are.
  func add(contentsOf table: Table) throws(EngineError) {
    if spec.group.isEmpty, table.liveCount > 0, accumulators.allSatisfy({ $0 is SolutionCount }) {
      groups.addOnly()
      for case let counter as SolutionCount in accumulators { counter.add(solutions: table.liveCount) }
      return
    }
    if table.hasDeadRows { return try add(liveRowsOf: table) }
    var start = 0
    while start < table.count {
      if start & 0xffff == 0 { try budget.poll() }
      let length = min(Batch.capacity, table.count - start)
      try add(AggregateRows(table.columns.pointers, from: start, count: length))
      start += length
    }
  }

  private func add(liveRowsOf table: Table) throws(EngineError) {
    let live = Columns(width: table.arity, capacity: Batch.capacity)
    var length = 0
    for row in 0..<table.count where table.isLive(row) {
      for column in 0..<table.arity { live.column(column)[length] = table.columns.column(column)[row] }
      length += 1
      if length == Batch.capacity {
        try budget.poll()
        try add(AggregateRows(live.pointers, count: length))
        length = 0
      }
    }
    try add(AggregateRows(live.pointers, count: length))
  }

  /// One row a group.
  func result() throws(EngineError) -> Table {
    let result = Table(arity: spec.slots.count)
    let rows = Columns(width: spec.slots.count, capacity: groups.count)
    for (column, slot) in spec.slots.enumerated() {
      switch slot {
      case .group(let index):
        try rows.column(column).update(
          from: groups.keys.column(index), count: groups.count, budget: budget)
      case .output(let index):
        let words = rows.column(column)
        // A list of many values takes its time.
        for piece in Pieces(0..<groups.count, length: 64) {
          try budget.poll()
          try values.makeRoom(for: piece.count, budget: budget)
          for group in piece {
            do throws(AggregateFailure) {
              words[group] = try accumulators[index].result(of: group, budget).word
            } catch {
              switch error {
              case .problem(let problem): throw failure(problem, index)
              case .stopped(let error): throw error
              }
            }
          }
        }
      }
    }
    try result.insert(from: rows.pointers, count: groups.count, budget: budget)
    return result
  }

  private func failure(_ problem: ValueProblem, _ position: Int) -> EngineError {
    .invalid(problem.diagnostic(at: spec.outputs[position].range, in: origin))
  }
}
