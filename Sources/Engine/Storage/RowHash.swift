/// An open-addressing hash table of numbers, of rows or of other things that have keys: each slot holds a number and the
/// upper half of its key's hash, which is all that decides the slot, so that growing needs no look at the keys.
///
/// Unsafe memory. The invariant: `base` addresses `mask + 1` initialised slots, a power of two, of which at
/// least a third are empty (0), so that every probe ends.
struct RowHash: ~Copyable {
  private var base: UnsafeMutablePointer<UInt64>
  private var mask: Int
  private(set) var count = 0
  /// What looking at slots ahead has read; kept so that it is read.
  private var touched: UInt64 = 0

  init() {
    mask = 15
    base = .allocate(capacity: 16)
    base.initialize(repeating: 0, count: 16)
  }

  deinit { base.deallocate() }

  var bytes: Int { (mask + 1) * 8 }

  /// The slot where a hash's probe begins. Reading slots of many keys first lets their cache misses overlap.
  @inline(__always) func peek(_ hash: UInt64) -> UInt64 { base[Int(hash >> 32) & mask] }

  /// The row in a slot's contents, or -1.
  @inline(__always) static func row(in entry: UInt64) -> Int { Int(entry & 0xffff_ffff) - 1 }

  /// Writes the hashes of a batch of keys, whose words are runs given by their position, and reads the slots where their
  /// probes begin, so that the cache misses overlap.
  @inline(__always) mutating func hash(
    of width: Int, _ length: Int, into hashes: UnsafeMutableBufferPointer<UInt64>,
    _ run: (Int) -> UnsafePointer<UInt32>
  ) {
    Hashing.put(of: width, length, into: hashes, run)
    for place in 0..<length { touched ^= peek(hashes[place]) }
  }

  /// The slot where a key stands or would stand, and its row or -1. `matches` compares the key with that of a row.
  @inline(__always) func find(_ hash: UInt64, _ matches: (Int) -> Bool) -> (slot: Int, row: Int) {
    let upper = hash >> 32
    var slot = Int(upper) & mask
    while true {
      let entry = base[slot]
      if entry == 0 { return (slot, -1) }
      if entry >> 32 == upper {
        let row = RowHash.row(in: entry)
        if matches(row) { return (slot, row) }
      }
      slot = (slot + 1) & mask
    }
  }

  /// The row of a key, or -1, where the first slot has been read by ``peek(_:)`` and nothing was added since.
  @inline(__always) func find(_ hash: UInt64, peeked: UInt64, _ matches: (Int) -> Bool) -> Int {
    if peeked == 0 { return -1 }
    if peeked >> 32 == hash >> 32 {
      let row = RowHash.row(in: peeked)
      if matches(row) { return row }
    }
    return find(hash, matches).row
  }

  /// Puts a row into an empty slot that ``find(_:_:)`` gave for the same hash just before.
  @inline(__always) mutating func fill(_ slot: Int, hash: UInt64, row: Int) {
    base[slot & mask] = (hash >> 32) << 32 | UInt64(row + 1)
    count += 1
    if count * 3 > mask * 2 { grow() }
  }

  /// Gives a filled slot another row of the same key.
  @inline(__always) mutating func replace(_ slot: Int, hash: UInt64, row: Int) {
    base[slot & mask] = (hash >> 32) << 32 | UInt64(row + 1)
  }

  /// Takes out the row with this hash for which `matches` holds, if there is one.
  mutating func remove(_ hash: UInt64, _ matches: (Int) -> Bool) {
    let found = find(hash, matches)
    guard found.row >= 0 else { return }
    var hole = found.slot
    count -= 1
    // What stands after it moves up, unless that would be before its own place.
    var slot = hole
    while true {
      slot = (slot + 1) & mask
      let entry = base[slot]
      guard entry != 0 else { break }
      let home = Int(entry >> 32) & mask
      if (slot - home) & mask >= (slot - hole) & mask {
        base[hole] = entry
        hole = slot
      }
    }
    base[hole] = 0
  }

  /// Makes room for so many rows.
  mutating func reserve<Limit: Polling>(
    _ rows: Int, budget: Limit = Unlimited()
  ) throws(Limit.Failure) {
    while rows * 2 > mask {
      try grow(by: max(2, (rows * 2 / (mask + 1)).roundedToPowerOfTwo), budget: budget)
    }
  }

  /// Grows ahead for so many rows more where that takes long, so that ``fill(_:hash:row:)`` need not.
  @inline(__always)
  mutating func makeRoom<Limit: Polling>(for added: Int, budget: Limit) throws(Limit.Failure) {
    if mask >= RowHash.leastLong, (count + added) * 3 > mask * 2 { try grow(budget: budget) }
  }

  /// With fewer slots growing takes less than a millisecond or two.
  private static let leastLong = 1 << 18 - 1

  private mutating func grow<Limit: Polling>(
    by factor: Int = 2, budget: Limit = Unlimited()
  ) throws(Limit.Failure) {
    let larger = (mask + 1) * factor
    try budget.expect(bytes: larger * 8)
    let fresh = UnsafeMutablePointer<UInt64>.allocate(capacity: larger)
    WordMemory.preferLargePages(fresh, larger * 8)
    do throws(Limit.Failure) {
      try fresh.initialize(repeating: 0, count: larger, budget: budget)
      for piece in Pieces(0..<(mask + 1)) {
        try budget.poll()
        for old in piece where base[old] != 0 {
          var slot = Int(base[old] >> 32) & (larger - 1)
          while fresh[slot] != 0 { slot = (slot + 1) & (larger - 1) }
          fresh[slot] = base[old]
        }
      }
    } catch {
      fresh.deallocate()
      throw error
    }
    base.deallocate()
    base = fresh
    mask = larger - 1
  }
}

extension Int {
  /// The least power of two that is no smaller.
  var roundedToPowerOfTwo: Int { self <= 1 ? 1 : 1 << (Int.bitWidth - (self - 1).leadingZeroBitCount) }
}
