import Syntax

extension SupportSearch {
  /// The rows of an aggregate's group; of those, for least and greatest values, the ones that have them.
  func inputs(of spec: AggregateSpec, _ row: Row) throws(EngineError) -> [Row] {
    var key: [Handle] = []
    var results: [Handle] = Array(repeating: .none, count: spec.outputs.count)
    for (column, slot) in spec.slots.enumerated() {
      switch slot {
      case .group(let index):
        while key.count <= index { key.append(.none) }
        key[index] = row.values[column]
      case .output(let index): results[index] = row.values[column]
      }
    }
    let table = try solutions(of: spec, in: key)
    var group: [Int] = []
    for piece in Pieces(0..<table.count, length: 1 << 12) {
      try budget.poll()
      group += piece.filter { position in
        table.isLive(position) && zip(spec.group, key).allSatisfy { table.handle(position, $0) == $1 }
      }
    }
    let chosen = zip(spec.outputs, results).map { chosenRow(of: $0, giving: $1, in: group, of: table) }
    let positions = chosen.contains(nil) ? group : unique(chosen.compactMap { $0 })
    return positions.prefix(SupportSearch.mostInputs).map {
      Row(predicate: spec.input, values: table.row($0))
    }
  }

  /// The rows of an aggregate's input, at least those of a group. Where they are not kept those of the group are
  /// computed, or as many as are followed.
  private func solutions(of spec: AggregateSpec, in key: [Handle]) throws(EngineError) -> Table {
    let definition = try evaluator.program.definition(of: spec.input)
    guard definition.isStreamed else { return try evaluator.table(of: spec.input) }
    let needsAll = spec.outputs.allSatisfy(\.isOfOneRow)
    let solutions = Table(arity: definition.arity)
    for clause in definition.clauses {
      guard let initial = clause.bindings(of: spec.group.map { clause.head[$0] }, to: key) else { continue }
      let plan = try Planner.plan(clause, statistics: evaluator, bound: Set(initial.keys))
      let pipeline = try Pipeline(
        plan, table: evaluator.table(of:), calculator: evaluator.calculator, budget: budget, initial: initial,
        into: .each { values throws(EngineError) in
          solutions.insert(values)
          return needsAll || solutions.count < SupportSearch.mostInputs
        })
      try pipeline.run()
    }
    return solutions
  }

  /// The row that gave a least or greatest value; nil for the aggregates that are of all rows.
  private func chosenRow(
    of output: AggregateSpec.Output, giving result: Handle, in group: [Int], of table: Table
  ) -> Int? {
    guard let value = output.value else { return nil }
    let values = evaluator.catalog.values
    let key = output.key ?? value
    let candidates = group.filter { table.handle($0, value) == result }
    func isBefore(_ first: Int, _ second: Int) -> Bool {
      values.precedes(table.handle(first, key), table.handle(second, key))
    }
    switch output.function {
    case .min, .first: return candidates.min(by: isBefore)
    case .max, .last: return candidates.max(by: isBefore)
    case .count, .sum, .avg, .list: return nil
    }
  }
}

extension AggregateSpec.Output {
  /// Whether the result is the value of one row.
  fileprivate var isOfOneRow: Bool {
    switch function {
    case .min, .max, .first, .last: true
    case .count, .sum, .avg, .list: false
    }
  }
}
