/// The keys of an index that dead rows have: the rows of all others can be read without a look at each.
final class DirtyGroups {
  private var bits: [UInt64]
  /// With how many turns of its table's rows it was made.
  let turns: Int

  /// O(rows), with a bit for each row and each key.
  init(of table: Table, in index: KeyIndex) {
    bits = Array(repeating: 0, count: index.keyCount / 64 + 1)
    turns = table.removals.turns.count
    table.removals.forEachDead { row in
      let number = index.number { table.columns.column(index.key[$0])[row] }
      if number >= 0, number >> 6 < bits.count { bits[number >> 6] |= 1 << UInt64(number & 63) }
    }
  }

  /// Whether some row of a key, by its number, may be dead.
  @inline(__always) func contains(_ number: Int) -> Bool {
    let word = number >> 6
    return word < bits.count && bits[word] >> UInt64(number & 63) & 1 == 1
  }
}

extension Table {
  /// Parts a range of rows, or of places that are those of rows, where dead ones are.
  func forEachLiveRun<Failure: Error>(
    in range: Range<Int>, row: (Int) -> Int = { $0 }, _ body: (Range<Int>) throws(Failure) -> Void
  ) throws(Failure) {
    var start = range.lowerBound
    for place in range where !isLive(row(place)) {
      if start < place { try body(start..<place) }
      start = place + 1
    }
    if start < range.upperBound { try body(start..<range.upperBound) }
  }
}
