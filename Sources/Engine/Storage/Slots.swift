/// An open-addressing hash table of row numbers: each slot holds a row and the upper half of its key's hash.
///
/// Unsafe memory. The invariant: `base` addresses `mask + 1` initialised slots, a power of two, of which at
/// least half are empty (0), so that every probe ends.
struct Slots: ~Copyable {
  private var base: UnsafeMutablePointer<UInt64>
  private var mask: Int
  private(set) var count = 0

  init() {
    mask = 15
    base = .allocate(capacity: 16)
    base.initialize(repeating: 0, count: 16)
  }

  deinit { base.deallocate() }

  var bytes: Int { (mask + 1) * 8 }

  /// The slot where a key stands or would stand. `matches` compares the key with that of a row.
  @inline(__always) func find(_ hash: UInt64, _ matches: (Int) -> Bool) -> (slot: Int, row: Int?) {
    let upper = hash >> 32
    var slot = Int(truncatingIfNeeded: hash) & mask
    while true {
      let entry = base[slot]
      if entry == 0 { return (slot, nil) }
      if entry >> 32 == upper {
        let row = Int(entry & 0xffff_ffff) - 1
        if matches(row) { return (slot, row) }
      }
      slot = (slot + 1) & mask
    }
  }

  /// Puts a row into an empty slot that ``find(_:_:)`` gave for the same hash just before.
  /// `rehash` gives the hash of any row that is in the table, this one included.
  @inline(__always) mutating func fill(_ slot: Int, hash: UInt64, row: Int, rehash: (Int) -> UInt64) {
    base[slot & mask] = hash >> 32 << 32 | UInt64(row + 1)
    count += 1
    if count * 2 > mask { grow(rehash) }
  }

  /// Gives a filled slot another row of the same key.
  @inline(__always) mutating func replace(_ slot: Int, hash: UInt64, row: Int) {
    base[slot & mask] = hash >> 32 << 32 | UInt64(row + 1)
  }

  private mutating func grow(_ rehash: (Int) -> UInt64) {
    let larger = (mask + 1) * 2
    let fresh = UnsafeMutablePointer<UInt64>.allocate(capacity: larger)
    fresh.initialize(repeating: 0, count: larger)
    for old in 0...mask where base[old] != 0 {
      let hash = rehash(Int(base[old] & 0xffff_ffff) - 1)
      var slot = Int(truncatingIfNeeded: hash) & (larger - 1)
      while fresh[slot] != 0 { slot = (slot + 1) & (larger - 1) }
      fresh[slot] = base[old]
    }
    base.deallocate()
    base = fresh
    mask = larger - 1
  }
}
