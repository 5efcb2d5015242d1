/// The distinct values of one column of a table for each key of some others, in ascending order of words.
///
/// Unsafe memory is in the buffers' hands; the invariant here: `starts` has one number a key and one more, ascending up to
/// the number of `values`. Nothing changes after the groups are made, so pointers stay valid as long as this object.
final class SortedGroups {
  struct Shape: Hashable {
    /// The key's columns in ascending order; none for one group of all values.
    var key: [Int]
    var column: Int
    /// Further columns that must equal that of the value.
    var equal: [Int] = []
  }

  let shape: Shape
  /// How many rows the table had when the groups were made.
  let rowCount: Int
  /// The least and the greatest value; nil where there is none.
  let range: ClosedRange<UInt32>?
  private var numbering: KeyNumbering
  private var starts = WordBuffer()
  private var words = WordBuffer()

  /// O(rows) for each digit of the numbers of keys and of the values.
  init<Limit: Polling>(of table: Table, _ shape: Shape, budget: Limit) throws(Limit.Failure) {
    precondition(([shape.column] + shape.key + shape.equal).allSatisfy { $0 >= 0 && $0 < table.arity })
    self.shape = shape
    rowCount = table.count
    var numbering = KeyNumbering(of: table.columns, on: shape.key)
    try budget.expect(bytes: table.count * 8)
    let pairs = Columns(width: 2, capacity: table.count)
    let (keys, values) = (pairs.column(0), pairs.column(1))
    var count = 0
    if shape.equal.isEmpty {
      let source = table.columns.column(shape.column)
      try table.forEachLiveRun(in: 0..<table.count) { (rows) throws(Limit.Failure) in
        if shape.key.isEmpty {
          try (keys + count).initialize(repeating: 0, count: rows.count, budget: budget)
        } else {
          try numbering.findOrAdd(rows, into: keys + count, budget: budget)
        }
        try (values + count).update(from: source + rows.lowerBound, count: rows.count, budget: budget)
        count += rows.count
      }
    } else {
      let columns = table.columns.pointers
      for piece in Pieces(0..<table.count) {
        try budget.poll()
        for row in piece where table.isLive(row) {
          let value = columns[shape.column][row]
          guard shape.equal.allSatisfy({ columns[$0][row] == value }) else { continue }
          keys[count] = shape.key.isEmpty ? 0 : UInt32(try numbering.findOrAdd(row, budget: budget))
          values[count] = value
          count += 1
        }
      }
    }
    self.numbering = numbering
    // Two columns always fit.
    if var packed = try PackedRows.packing(pairs, count: count, budget: budget) {
      try packed.sort(budget: budget)
      try packed.unpack(into: pairs, budget: budget)
      count = packed.count
    }
    try words.resize(to: count, budget: budget)
    try words.base.update(from: values, count: count, budget: budget)
    for piece in Pieces(0..<count) {
      try budget.poll()
      for place in piece {
        while starts.count <= Int(keys[place]) { starts.append(UInt32(place)) }
      }
    }
    starts.append(UInt32(count))
    range = try pairs.range(of: 1, count: count, budget: budget)
  }

  var bytes: Int { numbering.bytes + starts.bytes + words.bytes }

  /// All values, one group after the other.
  var values: UnsafePointer<UInt32> { UnsafePointer(words.base) }

  /// Writes where the group of each binding starts in ``values`` and ends; both are 0 where there is none. `keys` are runs
  /// of the key's columns.
  func find(
    _ keys: UnsafePointer<UnsafeMutablePointer<UInt32>>, count: Int,
    starts first: UnsafeMutablePointer<UInt32>,
    ends: UnsafeMutablePointer<UInt32>
  ) {
    let starts = starts.base
    let groupCount = self.starts.count - 1
    if shape.key.isEmpty {
      first.update(repeating: 0, count: count)
      ends.update(repeating: groupCount > 0 ? starts[1] : 0, count: count)
      return
    }
    for place in 0..<count {
      let number = number(place, keys)
      let isKnown = number >= 0 && number < groupCount
      first[place] = isKnown ? starts[number] : 0
      ends[place] = isKnown ? starts[number + 1] : 0
    }
  }

  @inline(__always)
  private func number(_ place: Int, _ keys: UnsafePointer<UnsafeMutablePointer<UInt32>>) -> Int {
    shape.key.count == 1 ? numbering.number(of: keys[0][place]) : numbering.number { keys[$0][place] }
  }
}

extension Table {
  /// The groups of a shape, made now if there were none for the rows as they are. The table must be done: no row may be
  /// added while they are in use.
  func groups<Limit: Polling>(
    _ shape: SortedGroups.Shape, budget: Limit = Unlimited()
  ) throws(Limit.Failure) -> SortedGroups {
    if let known = indexes.sortedGroups[shape], known.rowCount == count { return known }
    let groups = try SortedGroups(of: self, shape, budget: budget)
    indexes.sortedGroups[shape] = groups
    return groups
  }
}
