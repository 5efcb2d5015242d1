/// Up to ``Batch/capacity`` rows of an aggregate's input: a run of a batch's or a table's rows.
///
/// Unsafe memory. The invariant: each of `columns` addresses at least `start + count` words, for as long as the rows are
/// in use.
struct AggregateRows {
  private let columns: UnsafePointer<UnsafeMutablePointer<UInt32>>
  private let start: Int
  let count: Int

  init(_ columns: UnsafePointer<UnsafeMutablePointer<UInt32>>, from start: Int = 0, count: Int) {
    precondition(start >= 0 && count >= 0 && count <= Batch.capacity)
    self.columns = columns
    self.start = start
    self.count = count
  }

  @inline(__always) func column(_ column: Int) -> UnsafePointer<UInt32> {
    UnsafePointer(columns[column] + start)
  }
}
