/// Adding many rows at a time: they are appended as they come, and sorted when all are there, which drops those that
/// are repeated. Nothing may be read from the table in between.
extension Table {
  /// Before more room is taken than was reserved, rows are sorted when there are so many, or twice as many as remained
  /// after they were last sorted.
  static let leastBulkLimit = 1 << 20

  /// Has the rows that are added up to ``endBulk()`` sorted rather than looked up one by one. To a table that
  /// has rows, or keeps the best of them only, rows are added as always.
  ///
  /// Rows fewer than the tuning says are told apart one by one, and stay in the order in which they came.
  func beginBulk(_ tuning: Tuning = Tuning()) {
    guard count == 0, !keepsBest, arity > 0 else { return }
    bulk = tuning
  }

  /// Sorts what was added.
  func endBulk() {
    guard let tuning = bulk else { return }
    bulk = nil
    bulkLimit = Table.leastBulkLimit
    if count < tuning.leastSortedRows || !sortBulkRows(tuning.threads) { insertBulkRows() }
    columns.trim(to: count)
  }

  /// Appends rows as they are.
  func appendInBulk(from source: UnsafePointer<UnsafeMutablePointer<UInt32>>, count length: Int) {
    if count + length > columns.capacity, count >= bulkLimit, let bulk {
      if sortBulkRows(bulk.threads) {
        bulkLimit = max(Table.leastBulkLimit, count * 2)
      } else {
        self.bulk = nil
        insertBulkRows()
        return insert(from: source, count: length)
      }
    }
    columns.reserve(count + length)
    columns.write(from: source, count: length, at: count)
    count += length
  }

  /// Adds the rows of stages, one stage after the other; in bulk each stage is copied by a thread of its own.
  func insert(contentsOf stages: some Collection<RowStaging>) {
    let stages = Array(stages)
    let total = stages.reduce(0) { $0 + $1.count }
    guard bulk != nil, count < bulkLimit || count + total <= columns.capacity else {
      for stage in stages { insert(from: stage.columns.pointers, count: stage.count) }
      return
    }
    columns.reserve(count + total)
    var starts = [count]
    for stage in stages { starts.append((starts.last ?? 0) + stage.count) }
    // Each thread reads its own stage and writes to rows of its own.
    nonisolated(unsafe) let (columns, parts) = (columns, Array(zip(stages, starts)))
    Threads.run(parts.count) { part in
      let (stage, start) = parts[part]
      columns.write(from: stage.columns.pointers, count: stage.count, at: start)
    }
    count += total
  }

  /// False where the rows are too wide to be sorted.
  private func sortBulkRows(_ threads: Int) -> Bool {
    guard var packed = PackedRows(columns, count: count, threads: threads) else { return false }
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
