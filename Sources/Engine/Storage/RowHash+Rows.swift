/// Rows told apart by all their columns.
extension RowHash {
  /// Adds to `columns`, which have room for them, those rows of `source` that they do not have yet; gives how many rows
  /// there are then.
  mutating func insert(
    from source: UnsafePointer<UnsafeMutablePointer<UInt32>>, _ length: Int, into columns: Columns,
    at count: Int
  ) -> Int {
    let (own, width) = (columns.pointers, columns.width)
    precondition(count + length <= columns.capacity)
    return withUnsafeTemporaryAllocation(of: UInt64.self, capacity: max(1, length)) { hashes in
      hash(of: width, length, into: hashes) { UnsafePointer(source[$0]) }
      var end = count
      for index in 0..<length {
        let (slot, known) = find(hashes[index]) { row in
          for column in 0..<width where own[column][row] != source[column][index] { return false }
          return true
        }
        guard known < 0 else { continue }
        for column in 0..<width { own[column][end] = source[column][index] }
        fill(slot, hash: hashes[index], row: end)
        end += 1
      }
      return end
    }
  }
}
