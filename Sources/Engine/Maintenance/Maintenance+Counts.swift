import Syntax

/// Counts: what has come and gone is counted, and the rest of a group need not be looked at.
extension Maintenance {
  /// How many rows have come to each group and gone from it.
  struct CountChanges {
    let added: Table
    let removed: Table
  }

  /// Nil where solutions cannot be counted one by one.
  func changedCounts(
    of spec: AggregateSpec, _ input: Definition, _ origin: Origin
  ) throws(EngineError) -> CountChanges? {
    let values = evaluator.catalog.values
    let added = Aggregation(spec, values: values, origin: origin, budget: budget)
    let removed = Aggregation(spec, values: values, origin: origin, budget: budget)
    if input.isStreamed {
      guard input.clauses.count == 1, let clause = input.clauses.first,
        !clause.hasLooseAbsence(where: { changed($0, .added) != nil || changed($0, .removed) != nil }),
        let losses = clause.losses(changed), let gains = clause.countedGains(changed)
      else { return nil }
      for loss in losses { try run(loss.clause, from: loss.position, into: .aggregation(removed)) }
      for (gain, isSubtracted) in gains {
        try run(gain.clause, from: gain.position, into: .aggregation(isSubtracted ? removed : added))
      }
    } else if let change = change(of: spec.input) {
      try added.add(contentsOf: change.added)
      try removed.add(contentsOf: change.removed)
    }
    return CountChanges(added: try added.result(), removed: try removed.result())
  }

  /// Adds to the counts of groups, and takes off. A group of none has no row.
  func change(_ table: Table, by changes: CountChanges, _ spec: AggregateSpec) throws(EngineError) {
    let columns = spec.groupColumns
    let results = spec.slots.indices.filter { if case .output = spec.slots[$0] { true } else { false } }
    let values = evaluator.catalog.values
    var counts: [[Handle]: Int64] = [:]
    for (rows, sign) in [(changes.added, Int64(1)), (changes.removed, -1)] {
      for row in 0..<rows.count {
        let count = results.first.flatMap { values.integer(of: rows.handle(row, $0)) } ?? 0
        counts[columns.map { rows.handle(row, $0) }, default: 0] += sign * count
      }
    }
    for (group, change) in counts where change != 0 {
      let key = zip(columns, group).map { (column: $0, word: $1.word) }
      let known = try preparing { table.liveRows(with: key).first }
      let before = known.flatMap { row in results.first.flatMap { values.integer(of: table.handle(row, $0)) }
      }
      let count = (before ?? 0) + change
      if let known { table.remove(known) }
      guard count > 0 else { continue }
      var row = Array(repeating: values.handle(of: count), count: spec.slots.count)
      for (column, handle) in zip(columns, group) { row[column] = handle }
      table.insert(row)
    }
  }
}

extension AggregateSpec {
  /// Whether all results are how many rows of the input a group has.
  var countsRows: Bool {
    !outputs.isEmpty && outputs.allSatisfy { $0.function == .count && ($0.value == nil || $0.isDistinct) }
  }
}

extension Clause {
  /// Whether several rows may stand against one solution in an absence, among those that are asked about.
  fileprivate func hasLooseAbsence(where isAsked: (BodyLiteral) -> Bool) -> Bool {
    body.contains { literal in
      guard case .absent(let atom) = literal, atom.operands.contains(.anonymous) else { return false }
      return isAsked(literal)
    }
  }

  /// The variants of which the solutions, those of some taken off, are just those that have come: each solution of several
  /// literals that have changed is one of each set of them, and of one more odd set than even ones. Nil where there would
  /// be too many.
  fileprivate func countedGains(
    _ changed: (BodyLiteral, Side) -> Predicate?
  ) -> [(variant: Variant, isSubtracted: Bool)]? {
    changedSets(.added, changed)?.map { ($0.variant, $0.count % 2 == 0) }
  }
}
