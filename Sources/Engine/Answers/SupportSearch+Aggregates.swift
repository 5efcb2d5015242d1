import Syntax

extension SupportSearch {
  /// The rows of an aggregate's group; of those, for least and greatest values, the ones that have them.
  func inputs(of spec: AggregateSpec, _ row: Row) throws(EngineError) -> [Row] {
    let table = try evaluator.table(of: spec.input)
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
    let group = (0..<table.count).filter { position in
      zip(spec.group, key).allSatisfy { table.handle(position, $0) == $1 }
    }
    let chosen = zip(spec.outputs, results).map { chosenRow(of: $0, giving: $1, in: group, of: table) }
    let positions = chosen.contains(nil) ? group : unique(chosen.compactMap { $0 })
    return positions.prefix(SupportSearch.mostInputs).map {
      Row(predicate: spec.input, values: table.row($0))
    }
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
