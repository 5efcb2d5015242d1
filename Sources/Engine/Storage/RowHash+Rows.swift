/// Rows told apart by all their columns.
extension RowHash {
  /// Adds to `columns`, which have room for them, some rows of `source`, those that they do not have yet; gives how many
  /// rows there are then.
  mutating func insert<Limit: Polling>(
    from source: UnsafePointer<UnsafeMutablePointer<UInt32>>, _ rows: Range<Int>, into columns: Columns,
    at count: Int, budget: Limit
  ) throws(Limit.Failure) -> Int {
    let (own, width, start) = (columns.pointers, columns.width, rows.lowerBound)
    precondition(count + rows.count <= columns.capacity)
    try makeRoom(for: rows.count, budget: budget)
    return withUnsafeTemporaryAllocation(of: UInt64.self, capacity: max(1, rows.count)) { hashes in
      hash(of: width, rows.count, into: hashes) { UnsafePointer(source[$0] + start) }
      var end = count
      for index in rows {
        let hash = hashes[index - start]
        let (slot, known) = find(hash) { row in
          for column in 0..<width where own[column][row] != source[column][index] { return false }
          return true
        }
        guard known < 0 else { continue }
        for column in 0..<width { own[column][end] = source[column][index] }
        fill(slot, hash: hash, row: end)
        end += 1
      }
      return end
    }
  }
}
