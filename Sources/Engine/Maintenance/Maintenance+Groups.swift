import Syntax

/// Aggregates: the groups that what has changed belongs to are made anew.
extension Maintenance {
  /// Gives false where that is given up.
  func renewGroups(of predicate: Predicate, _ spec: AggregateSpec) throws(EngineError) -> Bool {
    guard let table = tables[predicate], let origin = definitions[predicate]?.origin else { return false }
    let input = try evaluator.program.definition(of: spec.input)
    if spec.countsRows, let counts = try changedCounts(of: spec, input, origin) {
      try change(table, by: counts, spec)
      return true
    }
    guard let groups = try changedGroups(of: spec, input) else { return false }
    guard groups.count > 0 else { return true }
    let result: Table
    if spec.group.isEmpty {
      let aggregated = try evaluator.aggregate(spec, origin, budget: budget)
      sawUnknown = sawUnknown || !aggregated.isDecided
      result = aggregated.table
    } else {
      result = try aggregate(spec, input, in: groups, origin)
    }
    try replaceRows(of: table, in: groups, by: result, spec)
    return true
  }

  /// The groups that rows have come to or gone from.
  private func changedGroups(of spec: AggregateSpec, _ input: Definition) throws(EngineError) -> Table? {
    let groups = Table(arity: spec.group.count)
    guard input.isStreamed else {
      if let change = change(of: spec.input) {
        groups.insert(contentsOf: change.added.projected(to: spec.group))
        groups.insert(contentsOf: change.removed.projected(to: spec.group))
      }
      return groups
    }
    for var clause in input.clauses {
      clause.head = spec.group.map { clause.head[$0] }
      guard let losses = clause.losses(changed) else { return nil }
      for variant in losses + clause.gains(changed) {
        try run(variant.clause, from: variant.position, into: groups)
      }
    }
    return groups
  }

  /// The rows of some groups.
  private func aggregate(
    _ spec: AggregateSpec, _ input: Definition, in groups: Table, _ origin: Origin
  ) throws(EngineError) -> Table {
    let aggregation = Aggregation(spec, values: evaluator.catalog.values, origin: origin, budget: budget)
    let keys = hand(groups)
    for clause in input.isStreamed ? input.clauses : [Clause(reading: spec.input, input.arity, origin)] {
      let joined = clause.joined(with: keys, spec.group.map { clause.head[$0] })
      try run(joined.clause, from: joined.position, into: .aggregation(aggregation))
    }
    return try aggregation.result()
  }

  /// Puts the rows of groups in the place of those that they had.
  private func replaceRows(
    of table: Table, in groups: Table, by result: Table, _ spec: AggregateSpec
  ) throws(EngineError) {
    let columns = spec.groupColumns
    for group in 0..<groups.count {
      let key = columns.enumerated().map { (column: $1, word: groups.handle(group, $0).word) }
      let rows = try preparing { table.liveRows(with: key) }
      for row in rows where result.find(table.row(row)) == nil { table.remove(row) }
    }
    table.insert(contentsOf: result)
  }
}

extension AggregateSpec {
  /// The columns of the result that have the group's values, in their order.
  var groupColumns: [Int] {
    var columns: [Int] = Array(repeating: 0, count: group.count)
    for (column, slot) in slots.enumerated() {
      if case .group(let place) = slot, columns.indices.contains(place) { columns[place] = column }
    }
    return columns
  }
}

extension Clause {
  /// The clause that has all rows of a predicate.
  init(reading predicate: Predicate, _ arity: Int, _ origin: Origin) {
    let operands = (0..<arity).map { Operand.variable($0) }
    self.init(
      predicate: predicate, head: operands,
      body: [.atom(AtomLiteral(predicate: predicate, operands: operands, range: origin.statement.range))],
      variableNames: Array(repeating: nil, count: arity), origin: origin)
  }
}

extension Table {
  /// The distinct rows of some columns.
  func projected(to columns: [Int]) -> Table {
    let projected = Table(arity: columns.count)
    for row in liveRows { projected.insert(columns.map { handle(row, $0) }) }
    return projected
  }

  /// The live rows that have words in some columns; all where there are none. An index is made where there is none.
  func liveRows(with key: [(column: Int, word: UInt32)]) -> [Int] {
    guard !key.isEmpty else { return Array(liveRows) }
    let sorted = key.sorted { $0.column < $1.column }
    let index = index(on: sorted.map(\.column))
    let number = index.number { sorted[$0].word }
    guard number >= 0 else { return [] }
    var rows = index.base(number).map(index.row(at:))
    var row = index.newest(number)
    while row >= 0 {
      rows.append(row)
      row = index.older(than: row)
    }
    return rows.filter(isLive)
  }
}
