/// A set of pairs of words: for each first word a set of second words, in the form that its size asks for.
///
/// One or two words stand in the entry itself; up to eight are a list; more are a hash table, or a bitmap where
/// that is no larger. Unsafe memory. The invariant: an entry's `block` was taken from the arena with its
/// `log`, holds `count` words in the form that `form` names, and belongs to this entry alone.
struct PairSet: ~Copyable {
  enum Form: UInt8 { case inline, list, hash, bitmap }

  struct Entry {
    /// Two words for an inline entry; for a bitmap the number of its first word of bits.
    var first: UInt32 = 0
    var second: UInt32 = 0
    var block: UnsafeMutablePointer<UInt32>?
    var count: UInt32 = 0
    var log: UInt8 = 0
    var form = Form.inline

    /// About how many steps it takes to go through it.
    @inline(__always) var size: Int { block == nil ? 1 : 1 << Int(log) }
  }

  private static let listLog = 3
  /// Marks an empty slot of a hash table. The word of "no value" is stored as another that no value has.
  static let empty = UInt32.max

  var directory = KeyDirectory()
  private(set) var entries: UnsafeMutablePointer<Entry>
  private(set) var capacity = 16
  private var arena = WordArena()
  var count = 0

  init() {
    entries = .allocate(capacity: 16)
    entries.initialize(repeating: Entry(), count: 16)
  }

  deinit { entries.deallocate() }

  var bytes: Int { directory.bytes + capacity * MemoryLayout<Entry>.stride + arena.bytes }

  @inline(__always) static func storable(_ word: UInt32) -> UInt32 {
    word == empty ? empty - 1 : word
  }

  @inline(__always) func contains(_ key: UInt32, _ value: UInt32) -> Bool {
    let number = directory.number(of: key)
    return number >= 0 && contains(at: number, PairSet.storable(value))
  }

  /// Whether the entry of this number has a storable value.
  @inline(__always) private func contains(at number: Int, _ value: UInt32) -> Bool {
    let entry = entries + number
    switch entry.pointee.form {
    case .inline:
      return (entry.pointee.count > 0 && entry.pointee.first == value)
        || (entry.pointee.count > 1 && entry.pointee.second == value)
    case .list:
      guard let block = entry.pointee.block else { return false }
      for index in 0..<Int(entry.pointee.count) where block[index] == value { return true }
      return false
    case .hash:
      guard let block = entry.pointee.block else { return false }
      let mask = 1 << Int(entry.pointee.log) - 1
      var place = PairSet.hash(value) & mask
      while block[place] != PairSet.empty {
        if block[place] == value { return true }
        place = (place + 1) & mask
      }
      return false
    case .bitmap:
      guard let block = entry.pointee.block else { return false }
      let place = Int(value >> 5) - Int(entry.pointee.first)
      return place >= 0 && place < 1 << Int(entry.pointee.log) && block[place] >> (value & 31) & 1 == 1
    }
  }

  /// Writes the places of those pairs of a batch that are here, or of those that are not; gives how many they are. Without
  /// `keys` all pairs have the key 0.
  func select(
    _ keys: UnsafePointer<UInt32>?, _ values: UnsafePointer<UInt32>, count length: Int, wanted: Bool,
    into selection: UnsafeMutablePointer<UInt32>
  ) -> Int {
    var kept = 0
    let only = directory.number(of: 0)
    for place in 0..<length {
      let number = keys.map { directory.number(of: $0[place]) } ?? only
      let isHere = number >= 0 && contains(at: number, PairSet.storable(values[place]))
      selection[kept] = UInt32(place)
      kept += isHere == wanted ? 1 : 0
    }
    return kept
  }

  /// Adds pairs, and copies the new ones one after the other to two other columns; gives how many were new.
  mutating func insert<Limit: Polling>(
    _ keys: UnsafePointer<UInt32>, _ values: UnsafePointer<UInt32>, count length: Int,
    newKeys: UnsafeMutablePointer<UInt32>, newValues: UnsafeMutablePointer<UInt32>, budget: Limit
  ) throws(Limit.Failure) -> Int {
    var end = 0
    for index in 0..<length {
      let (key, value) = (keys[index], values[index])
      if try insert(key, value, budget: budget) {
        newKeys[end] = key
        newValues[end] = value
        end += 1
      }
    }
    return end
  }

  /// Adds a pair; gives whether it is new.
  @inline(__always)
  mutating func insert<Limit: Polling>(
    _ key: UInt32, _ value: UInt32, budget: Limit = Unlimited()
  ) throws(Limit.Failure) -> Bool {
    let isNew = try insert(at: number(adding: key, budget: budget), PairSet.storable(value), budget: budget)
    if isNew { count += 1 }
    return isNew
  }

  /// The number of a key's entry, which is made where there is none.
  @inline(__always)
  mutating func number<Limit: Polling>(adding key: UInt32, budget: Limit) throws(Limit.Failure) -> Int {
    let number = try directory.findOrAdd(key, budget: budget)
    if number >= capacity { try grow(budget) }
    return number
  }

  /// Adds a storable value to an entry; the caller counts it.
  @inline(__always)
  mutating func insert<Limit: Polling>(
    at number: Int, _ value: UInt32, budget: Limit
  ) throws(Limit.Failure) -> Bool {
    let entry = entries + number
    if entry.pointee.form == .bitmap, let block = entry.pointee.block {
      let place = Int(value >> 5) - Int(entry.pointee.first)
      if place >= 0, place < 1 << Int(entry.pointee.log) {
        let bit = UInt32(1) << (value & 31)
        if block[place] & bit != 0 { return false }
        block[place] |= bit
        entry.pointee.count += 1
        return true
      }
    }
    return try insertSlowly(entry, value, budget)
  }

  private mutating func insertSlowly<Limit: Polling>(
    _ entry: UnsafeMutablePointer<Entry>, _ value: UInt32, _ budget: Limit
  ) throws(Limit.Failure) -> Bool {
    let held = Int(entry.pointee.count)
    switch entry.pointee.form {
    case .inline:
      if held > 0, entry.pointee.first == value { return false }
      if held > 1, entry.pointee.second == value { return false }
      if held == 0 {
        entry.pointee.first = value
      } else if held == 1 {
        entry.pointee.second = value
      } else {
        let block = arena.take(log: PairSet.listLog)
        block[0] = entry.pointee.first
        block[1] = entry.pointee.second
        block[2] = value
        entry.pointee.block = block
        entry.pointee.log = UInt8(PairSet.listLog)
        entry.pointee.form = .list
      }
      entry.pointee.count += 1
      return true
    case .list:
      guard let block = entry.pointee.block else { return false }
      for index in 0..<held where block[index] == value { return false }
      if held < 1 << PairSet.listLog {
        block[held] = value
        entry.pointee.count += 1
        return true
      }
      try reshape(entry, adding: value, budget)
      return true
    case .hash:
      guard let block = entry.pointee.block else { return false }
      let size = 1 << Int(entry.pointee.log)
      var place = PairSet.hash(value) & (size - 1)
      while block[place] != PairSet.empty {
        if block[place] == value { return false }
        place = (place + 1) & (size - 1)
      }
      if (held + 1) * 4 > size * 3 {
        try reshape(entry, adding: value, budget)
      } else {
        block[place] = value
        entry.pointee.count += 1
      }
      return true
    case .bitmap:
      // The value lies outside the bits: `insert` has looked there.
      try reshape(entry, adding: value, budget)
      return true
    }
  }

  /// Moves an entry's words and one more into the form that now fits. Stays as it is where the budget is spent.
  private mutating func reshape<Limit: Polling>(
    _ entry: UnsafeMutablePointer<Entry>, adding value: UInt32, _ budget: Limit
  ) throws(Limit.Failure) {
    guard let old = entry.pointee.block else { return }
    let oldLog = Int(entry.pointee.log)
    var least = value
    var greatest = value
    try PairSet.forEach(entry.pointee, budget) { (word) throws(Limit.Failure) in
      least = min(least, word)
      greatest = max(greatest, word)
    }
    let held = Int(entry.pointee.count) + 1
    let span = Int(greatest >> 5) - Int(least >> 5) + 1
    var hashLog = 4
    while 1 << hashLog < held * 2 { hashLog += 1 }
    var bitLog = 0
    while 1 << bitLog < span { bitLog += 1 }
    let before = entry.pointee
    if bitLog <= hashLog + 1 {
      // Spare words go to both sides of the range.
      let spare = (1 << bitLog) - span
      let first = max(0, Int(least >> 5) - spare / 2)
      let block = try arena.take(log: bitLog, budget: budget)
      do throws(Limit.Failure) {
        try PairSet.forEach(before, budget) { (word) throws(Limit.Failure) in
          block[Int(word >> 5) - first] |= 1 << (word & 31)
        }
      } catch {
        arena.give(block, log: bitLog)
        throw error
      }
      block[Int(value >> 5) - first] |= 1 << (value & 31)
      entry.pointee = Entry(
        first: UInt32(first), block: block, count: UInt32(held), log: UInt8(bitLog), form: .bitmap)
    } else {
      let mask = (1 << hashLog) - 1
      let block = try arena.take(log: hashLog, filling: PairSet.empty, budget: budget)
      do throws(Limit.Failure) {
        try PairSet.forEach(before, budget) { (word) throws(Limit.Failure) in
          PairSet.put(word, into: block, mask)
        }
      } catch {
        arena.give(block, log: hashLog)
        throw error
      }
      PairSet.put(value, into: block, mask)
      entry.pointee = Entry(block: block, count: UInt32(held), log: UInt8(hashLog), form: .hash)
    }
    arena.give(old, log: oldLog)
  }

  static func forEach<Limit: Polling>(
    _ entry: Entry, _ budget: Limit, _ body: (UInt32) throws(Limit.Failure) -> Void
  ) throws(Limit.Failure) {
    guard let block = entry.block else {
      if entry.count > 0 { try body(entry.first) }
      if entry.count > 1 { try body(entry.second) }
      return
    }
    let size = 1 << Int(entry.log)
    switch entry.form {
    case .inline: break
    case .list: for index in 0..<Int(entry.count) { try body(block[index]) }
    case .hash:
      for piece in Pieces(0..<size) {
        try budget.poll()
        for place in piece where block[place] != empty { try body(block[place]) }
      }
    case .bitmap:
      for piece in Pieces(0..<size, length: Pieces.length / 16) {
        try budget.poll()
        for place in piece {
          var bits = block[place]
          while bits != 0 {
            try body((entry.first + UInt32(place)) << 5 | UInt32(bits.trailingZeroBitCount))
            bits &= bits - 1
          }
        }
      }
    }
  }

  private mutating func grow<Limit: Polling>(_ budget: Limit) throws(Limit.Failure) {
    try budget.expect(bytes: 2 * capacity * MemoryLayout<Entry>.stride)
    let larger = UnsafeMutablePointer<Entry>.allocate(capacity: capacity * 2)
    do throws(Limit.Failure) {
      for piece in Pieces(0..<capacity) {
        try budget.poll()
        (larger + piece.lowerBound).update(from: entries + piece.lowerBound, count: piece.count)
      }
      try (larger + capacity).initialize(repeating: Entry(), count: capacity, budget: budget)
    } catch {
      larger.deallocate()
      throw error
    }
    entries.deallocate()
    entries = larger
    capacity *= 2
  }

  /// Puts a word that is not there yet into a hash table with room for it.
  @inline(__always)
  private static func put(_ word: UInt32, into block: UnsafeMutablePointer<UInt32>, _ mask: Int) {
    var place = PairSet.hash(word) & mask
    while block[place] != PairSet.empty { place = (place + 1) & mask }
    block[place] = word
  }

  @inline(__always) static func hash(_ word: UInt32) -> Int {
    Int(truncatingIfNeeded: (UInt64(word) &* 0x9e37_79b9_7f4a_7c15) >> 32)
  }
}
