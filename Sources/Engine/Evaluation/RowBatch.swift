/// Rows on their way to a table one by one, put into it so many at a time that the table need not be asked for each.
struct RowBatch {
  private let table: Table
  private let columns: Columns
  private var count = 0

  init(_ table: Table) {
    self.table = table
    columns = Columns(width: table.arity, capacity: Batch.capacity)
  }

  /// Adds a row by its words from the first column to the last.
  @inline(__always)
  mutating func add(_ budget: Budget, _ word: (Int) -> UInt32) throws(EngineError) {
    for column in 0..<table.arity { columns.column(column)[count] = word(column) }
    count += 1
    if count == Batch.capacity { try flush(budget) }
  }

  private mutating func flush(_ budget: Budget) throws(EngineError) {
    try budget.poll()
    try table.insert(from: columns.pointers, count: count, budget: budget)
    count = 0
  }

  /// The table with all rows that were added.
  mutating func finish(_ budget: Budget) throws(EngineError) -> Table {
    try flush(budget)
    return table
  }
}
