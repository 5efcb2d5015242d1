@testable import Engine

/// Rows of words for tests of the storage types.
struct StoredRows {
  var rows: [[UInt32]] = []

  /// So many rows, each column's words drawn from its range.
  static func random(_ count: Int, _ ranges: [ClosedRange<UInt32>], seed: UInt64) -> StoredRows {
    var random = SplitMix64(seed: seed)
    return StoredRows(rows: (0..<count).map { _ in ranges.map { UInt32.random(in: $0, using: &random) } })
  }

  func columns(width: Int) -> Columns {
    let columns = Columns(width: width, capacity: rows.count)
    for (row, words) in rows.enumerated() {
      for (column, word) in words.enumerated() { columns.column(column)[row] = word }
    }
    return columns
  }

  func insert(into table: Table) {
    let columns = columns(width: table.arity)
    withExtendedLifetime(columns) { table.insert(from: columns.pointers, count: rows.count) }
  }

  /// A table that has taken the rows in, so many at a time.
  func table(arity: Int, batch: Int = 1000, bulk: Tuning? = nil) -> Table {
    let table = Table(arity: arity)
    if let bulk { table.beginBulk(bulk) }
    for start in stride(from: 0, to: rows.count, by: batch) {
      let part = StoredRows(rows: Array(rows[start..<min(rows.count, start + batch)]))
      part.insert(into: table)
    }
    table.endBulk()
    return table
  }

  /// The distinct rows in the order of their words.
  var sorted: [[UInt32]] { Array(Set(rows)).sorted { $0.lexicographicallyPrecedes($1) } }
}

extension Table {
  /// All rows, in the order in which they are.
  var allWords: [[UInt32]] {
    (0..<count).map { row in (0..<arity).map { columns.column($0)[row] } }
  }
}
