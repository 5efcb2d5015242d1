/// Finds the numbers of many rows of a table of one or two columns, which tells its rows apart without their numbers.
///
/// A table's own ``Table/find(_:budget:)`` looks through all rows with the same first column, which is too much for as
/// many rows as a file has. The numbers are taken in when they are first asked for, up to the rows that there are then.
struct RowFinder: ~Copyable {
  private var rows = RowHash()
  /// How many of the first rows have been taken in.
  private var count = 0

  /// The number of the live row with these words; nil where there is none.
  mutating func find<Limit: Polling>(
    in table: Table, budget: Limit, _ word: (Int) -> UInt32
  ) throws(Limit.Failure) -> Int? {
    if count < table.count { try takeIn(table, budget) }
    let own = table.columns.pointers
    let found = rows.find(Hashing.hash(of: table.arity, word)) { row in
      for column in 0..<table.arity where own[column][row] != word(column) { return false }
      return table.isLive(row)
    }
    return found.row < 0 ? nil : found.row
  }

  private mutating func takeIn<Limit: Polling>(_ table: Table, _ budget: Limit) throws(Limit.Failure) {
    let own = table.columns.pointers
    try rows.reserve(table.count, budget: budget)
    for piece in Pieces(count..<table.count) {
      try budget.poll()
      for row in piece where table.isLive(row) {
        let hash = Hashing.hash(of: table.arity) { own[$0][row] }
        rows.fill(rows.find(hash) { _ in false }.slot, hash: hash, row: row)
      }
      count = piece.upperBound
    }
  }
}
