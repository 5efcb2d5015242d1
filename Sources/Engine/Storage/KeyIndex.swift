/// The rows of a table by the values of some of its columns.
///
/// Rows with one key are a chain from the newest to the oldest, so that a delta, the newest rows, is read
/// without the others. Unsafe memory: the invariant is that `next` addresses `capacity` words of which the
/// first `rowCount` are initialised, each a row number plus one, smaller than its own, or 0 at the end.
final class KeyIndex {
  let key: [Int]
  private let columns: Columns
  private var slots = Slots()
  private var next: UnsafeMutablePointer<UInt32>
  private var capacity: Int
  private(set) var rowCount = 0

  init(of columns: Columns, on key: [Int]) {
    precondition(key.allSatisfy { $0 >= 0 && $0 < columns.width })
    self.columns = columns
    self.key = key
    capacity = max(16, columns.capacity)
    next = .allocate(capacity: capacity)
  }

  deinit { next.deallocate() }

  var keyCount: Int { slots.count }
  var bytes: Int { capacity * 4 + slots.bytes }

  /// Adds the rows up to `count`.
  func extend(to count: Int) {
    guard count > rowCount else { return }
    precondition(count <= columns.capacity || columns.width == 0)
    if count > capacity {
      let larger = max(count, capacity * 2)
      let words = UnsafeMutablePointer<UInt32>.allocate(capacity: larger)
      words.update(from: next, count: rowCount)
      next.deallocate()
      next = words
      capacity = larger
    }
    let pointers = columns.pointers
    for row in rowCount..<count {
      let hash = self.hash(of: row)
      let (slot, known) = slots.find(hash) { other in
        for column in key where pointers[column][other] != pointers[column][row] { return false }
        return true
      }
      if let known {
        next[row] = UInt32(known + 1)
        slots.replace(slot, hash: hash, row: row)
      } else {
        next[row] = 0
        slots.fill(slot, hash: hash, row: row, rehash: self.hash(of:))
      }
    }
    rowCount = count
  }

  private func hash(of row: Int) -> UInt64 {
    var hash = Hashing.seed
    let pointers = columns.pointers
    for column in key { hash = Hashing.add(pointers[column][row], to: hash) }
    return hash
  }

  /// The newest row with a key, whose words are given by their position in ``key``; -1 if there is none.
  @inline(__always) func newest(_ word: (Int) -> UInt32) -> Int {
    var hash = Hashing.seed
    for position in 0..<key.count { hash = Hashing.add(word(position), to: hash) }
    let pointers = columns.pointers
    let found = slots.find(hash) { row in
      for position in 0..<key.count where pointers[key[position]][row] != word(position) { return false }
      return true
    }
    return found.row ?? -1
  }

  /// The next older row with the same key, or -1.
  @inline(__always) func older(than row: Int) -> Int {
    Int(next[row]) - 1
  }
}
