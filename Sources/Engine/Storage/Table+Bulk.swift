/// Adding many rows at a time: they are appended as they come, and sorted when all are there, which drops those that
/// are repeated. Nothing may be read from the table in between.
extension Table {
  /// Rows are sorted when there are so many, or twice as many as remained after they were last sorted.
  static let leastBulkLimit = 1 << 20
  /// Fewer rows than this are told apart one by one, and stay in the order in which they came.
  static let leastSorted = 4096

  /// Has the rows that are added up to ``endBulk()`` sorted rather than looked up one by one. To a table that
  /// has rows, or keeps the best of them only, rows are added as always.
  func beginBulk() {
    guard count == 0, !keepsBest, arity > 0 else { return }
    bulkStart = 0
  }

  /// Sorts what was added.
  func endBulk() {
    guard bulkStart != nil else { return }
    bulkStart = nil
    bulkLimit = Table.leastBulkLimit
    if count < Table.leastSorted || !sortBulkRows() { insertBulkRows() }
  }

  /// Appends rows as they are.
  func appendInBulk(from source: UnsafePointer<UnsafeMutablePointer<UInt32>>, count length: Int) {
    let own = columns.pointers
    for column in 0..<arity { (own[column] + count).update(from: source[column], count: length) }
    count += length
    guard count >= bulkLimit else { return }
    if sortBulkRows() {
      bulkLimit = max(Table.leastBulkLimit, count * 2)
    } else {
      bulkStart = nil
      insertBulkRows()
    }
  }

  /// False where the rows are too wide to be sorted.
  private func sortBulkRows() -> Bool {
    guard var packed = PackedRows(columns, count: count) else { return false }
    packed.sort()
    packed.unpack(into: columns)
    count = packed.count
    sortedCount = count
    return true
  }

  /// Looks up one by one the rows that have been appended.
  private func insertBulkRows() {
    let end = count
    count = 0
    sortedCount = 0
    memberCount = 0
    // A row is written before or where it is read.
    for row in 0..<end { insert(from: columns.pointers, at: row) }
  }
}
