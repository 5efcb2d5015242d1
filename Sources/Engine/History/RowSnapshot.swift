/// The rows that a table has at a moment. The table may change later, or another may take its place.
struct RowSnapshot {
  private let table: Table
  private let moment: Table.Moment

  init(_ table: Table) {
    self.table = table
    moment = table.moment
  }

  /// The rows that `later` has and the snapshot has not, and those that only the snapshot has.
  ///
  /// O(changes) where it is the same table, else O(rows).
  func changes(
    to later: Table, budget: Budget
  ) throws(EngineError) -> (added: [[Handle]], removed: [[Handle]]) {
    if let (added, removed) = later.changes(since: moment) {
      return (added.map(later.row), removed.map(later.row))
    }
    let before = unchanged
    var added: [[Handle]] = []
    for row in later.liveRows {
      if row % 1024 == 0 { try budget.poll() }
      if before.arity != later.arity || !before.contains({ later.columns.column($0)[row] }) {
        added.append(later.row(row))
      }
    }
    var removed: [[Handle]] = []
    // Most often the rows that are no longer there are none.
    if before.arity == later.arity, before.liveCount + added.count == later.liveCount {
      return (added, [])
    }
    for row in before.liveRows {
      if row % 1024 == 0 { try budget.poll() }
      if before.arity != later.arity || !later.contains({ before.columns.column($0)[row] }) {
        removed.append(before.row(row))
      }
    }
    return (added, removed)
  }

  /// A table that holds the rows of the moment: the table itself where it is still as it was.
  private var unchanged: Table {
    if table.moment == moment { return table }
    let copy = Table(arity: table.arity)
    for row in table.rows(at: moment) { copy.insert(from: table.columns.pointers, at: row) }
    return copy
  }
}
