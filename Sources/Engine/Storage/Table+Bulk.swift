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

  /// Sorts what was added. Where that is broken off, rows may be lost and others be there twice.
  func endBulk<Limit: Polling>(budget: Limit = Unlimited()) throws(Limit.Failure) {
    guard let tuning = bulk else { return }
    bulk = nil
    bulkLimit = Table.leastBulkLimit
    let isSorted = count < tuning.leastSortedRows ? false : try sortBulkRows(tuning.threads, budget)
    if !isSorted { try insertBulkRows(budget) }
    columns.trim(to: count)
  }

  /// Appends rows as they are.
  func appendInBulk<Limit: Polling>(
    from source: UnsafePointer<UnsafeMutablePointer<UInt32>>, count length: Int, budget: Limit
  ) throws(Limit.Failure) {
    if count + length > columns.capacity, count >= bulkLimit, let bulk {
      if try sortBulkRows(bulk.threads, budget) {
        bulkLimit = max(Table.leastBulkLimit, count * 2)
      } else {
        self.bulk = nil
        try insertBulkRows(budget)
        return try insert(from: source, count: length, budget: budget)
      }
    }
    columns.reserve(count + length)
    for piece in Pieces(0..<length) {
      if length > Batch.capacity { try budget.poll() }
      columns.write(from: source, piece, at: count)
      count += piece.count
    }
  }

  /// Adds the rows of stages, one stage after the other; in bulk each stage is copied by a thread of its own.
  func insert<Limit: Polling>(
    contentsOf stages: some Collection<RowStaging>, budget: Limit = Unlimited()
  ) throws(Limit.Failure) {
    let stages = Array(stages)
    let total = stages.reduce(0) { $0 + $1.count }
    guard bulk != nil, count < bulkLimit || count + total <= columns.capacity else {
      for stage in stages { try insert(from: stage.columns.pointers, count: stage.count, budget: budget) }
      return
    }
    columns.reserve(count + total)
    var starts = [count]
    for stage in stages { starts.append((starts.last ?? 0) + stage.count) }
    // Each thread reads its own stage and writes to rows of its own.
    nonisolated(unsafe) let (columns, parts) = (columns, Array(zip(stages, starts)))
    try Threads.run(parts.count, budget) { (part, budget) throws(Limit.Failure) in
      let (stage, start) = parts[part]
      for piece in Pieces(0..<stage.count) {
        try budget.poll()
        columns.write(from: stage.columns.pointers, piece, at: start + piece.lowerBound)
      }
    }
    count += total
  }

  /// False where the rows are too wide to be sorted.
  private func sortBulkRows<Limit: Polling>(
    _ threads: Int, _ budget: Limit
  ) throws(Limit.Failure) -> Bool {
    let rows = try PackedRows.packing(columns, count: count, threads: threads, budget: budget)
    guard var packed = rows else { return false }
    try packed.sort(budget: budget)
    try packed.unpack(into: columns, budget: budget)
    count = packed.count
    sortedCount = count
    return true
  }

  /// Looks up one by one the rows that have been appended.
  private func insertBulkRows<Limit: Polling>(_ budget: Limit) throws(Limit.Failure) {
    let end = count
    count = 0
    sortedCount = 0
    memberCount = 0
    // A row is written before or where it is read.
    for piece in Pieces(0..<end) {
      try budget.poll()
      try makeRoom(for: piece.count, budget: budget)
      for row in piece { insert(from: columns.pointers, at: row) }
    }
  }
}
