/// Which rows of a table are dead, and in what order rows died or came back.
struct Removals {
  private var bits: [UInt64] = []
  /// How many rows are dead.
  private(set) var count = 0
  /// The rows that died or came back, oldest first: a row that died after a moment and came back is there twice.
  private(set) var turns: [UInt32] = []

  @inline(__always) func contains(_ row: Int) -> Bool {
    let word = row >> 6
    return word < bits.count && bits[word] >> UInt64(row & 63) & 1 == 1
  }

  /// Turns a live row into a dead one, or a dead row into a live one.
  mutating func turn(_ row: Int) {
    let word = row >> 6
    while bits.count <= word { bits.append(0) }
    bits[word] ^= 1 << UInt64(row & 63)
    count += bits[word] >> UInt64(row & 63) & 1 == 1 ? 1 : -1
    turns.append(UInt32(row))
  }

  /// Goes through the dead rows, ascending.
  func forEachDead(_ body: (Int) -> Void) {
    for (word, value) in bits.enumerated() {
      var left = value
      while left != 0 {
        body(word << 6 | left.trailingZeroBitCount)
        left &= left - 1
      }
    }
  }

  /// The rows that were turned an odd number of times since the first `count` turns, in ascending order: those that are
  /// now what they were not.
  func turned(since count: Int) -> [Int] {
    guard count < turns.count else { return [] }
    var odd: Set<UInt32> = []
    for row in turns[count...] where odd.insert(row).inserted == false { odd.remove(row) }
    return odd.sorted().map(Int.init)
  }
}
