/// The distinct values of one or two columns of a table: what tells whether there is a row with a key, where no row itself
/// is wanted.
final class KeySet {
  let key: [Int]
  private var pairs = PairSet()
  private var rowCount = 0

  init(on key: [Int]) {
    precondition(key.count == 1 || key.count == 2)
    self.key = key
  }

  /// Takes in the rows of a table up to `count`.
  func extend<Limit: Polling>(_ columns: Columns, to count: Int, budget: Limit) throws(Limit.Failure) {
    let last = columns.column(key[key.count - 1])
    let first = key.count == 1 ? nil : columns.column(key[0])
    for piece in Pieces(rowCount..<max(rowCount, count)) {
      try budget.poll()
      if let first {
        for row in piece { _ = try pairs.insert(first[row], last[row], budget: budget) }
      } else {
        for row in piece { _ = try pairs.insert(0, last[row], budget: budget) }
      }
      rowCount = piece.upperBound
    }
  }

  /// Writes the places of those keys of a batch that there are, or that there are not; gives how many they are. `words` are
  /// runs of the key's columns.
  func select(
    _ words: UnsafePointer<UnsafeMutablePointer<UInt32>>, count: Int, wanted: Bool,
    into selection: UnsafeMutablePointer<UInt32>
  ) -> Int {
    key.count == 1
      ? pairs.select(nil, words[0], count: count, wanted: wanted, into: selection)
      : pairs.select(words[0], words[1], count: count, wanted: wanted, into: selection)
  }

  var bytes: Int { pairs.bytes }
}
