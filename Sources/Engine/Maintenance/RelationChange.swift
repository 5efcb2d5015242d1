/// What has changed in the rows of a relation: those that are there and were not, and those that were there and are not.
struct RelationChange {
  let added: Table
  let removed: Table

  /// What has changed in a table since a moment; nil where that cannot be told.
  init?(in table: Table, since moment: Table.Moment) {
    guard let changes = table.changes(since: moment) else { return nil }
    added = Table(table, rows: changes.added)
    removed = Table(table, rows: changes.removed)
  }

  private init(added: Table, removed: Table) {
    self.added = added
    self.removed = removed
  }

  var isEmpty: Bool { count == 0 }
  var count: Int { added.count + removed.count }

  /// The change of what a look-up of groups finds: a group without a row counts as one with the value of nothing.
  func completed(with valueOfNothing: Handle) -> RelationChange {
    func completing(_ rows: Table, from other: Table) -> Table {
      let completed = Table(rows, rows: rows.liveRows)
      let groups = Set((0..<rows.count).map { Array(rows.row($0).dropLast()) })
      for row in 0..<other.count {
        let group = Array(other.row(row).dropLast())
        if !groups.contains(group) { completed.insert(group + [valueOfNothing]) }
      }
      return completed
    }
    return RelationChange(
      added: completing(added, from: removed), removed: completing(removed, from: added))
  }
}

extension Table {
  /// A table of some rows of another.
  convenience init(_ other: Table, rows: some Sequence<Int>) {
    self.init(arity: other.arity)
    for row in rows { insert(from: other.columns.pointers, at: row) }
  }
}
