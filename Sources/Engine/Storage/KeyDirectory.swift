/// Numbers words in the order in which they are met: an array where they lie close together, else a hash table.
///
/// Unsafe memory. The invariants: direct, `slots` addresses `capacity` words and word `base + i` has number
/// `slots[i] - 1`; hashed, `capacity` is a power of two of which at least half the pairs are empty, pair `i` is
/// `slots[2 * i]` (the word) and `slots[2 * i + 1]` (the number plus one, 0 for empty).
struct KeyDirectory: ~Copyable {
  private var slots: UnsafeMutablePointer<UInt32>
  private var capacity: Int
  private var isDirect = false
  private var base: UInt32 = 0
  private(set) var count = 0
  private var least: UInt32 = .max
  private var greatest: UInt32 = 0

  init() {
    capacity = 16
    slots = .allocate(capacity: 32)
    slots.initialize(repeating: 0, count: 32)
  }

  deinit { slots.deallocate() }

  /// The number of a word, or -1.
  @inline(__always) func number(of word: UInt32) -> Int {
    if isDirect {
      let place = Int(word &- base)
      return place < capacity ? Int(slots[place]) - 1 : -1
    }
    return hashedNumber(of: word)
  }

  private func hashedNumber(of word: UInt32) -> Int {
    var place = KeyDirectory.hash(word) & (capacity - 1)
    while true {
      let number = slots[2 * place + 1]
      if number == 0 { return -1 }
      if slots[2 * place] == word { return Int(number) - 1 }
      place = (place + 1) & (capacity - 1)
    }
  }

  /// The number of a word, which is given the next one if it has none.
  @inline(__always)
  mutating func findOrAdd<Limit: Polling>(
    _ word: UInt32, budget: Limit = Unlimited()
  ) throws(Limit.Failure) -> Int {
    let number = number(of: word)
    return number >= 0 ? number : try add(word, budget)
  }

  private mutating func add<Limit: Polling>(_ word: UInt32, _ budget: Limit) throws(Limit.Failure) -> Int {
    least = min(least, word)
    greatest = max(greatest, word)
    let added = count + 1
    let span = Int(greatest) - Int(least) + 1
    if isDirect {
      if Int(word &- base) >= capacity {
        if span <= 8 * added + 4096 { try makeDirect(span, budget) } else { try makeHashed(added, budget) }
      }
    } else if added * 2 > capacity {
      if span <= 4 * added { try makeDirect(span, budget) } else { try makeHashed(added, budget) }
    }
    count = added
    put(word, added)
    return added - 1
  }

  private func put(_ word: UInt32, _ number: Int) {
    if isDirect {
      slots[Int(word &- base)] = UInt32(number)
      return
    }
    var place = KeyDirectory.hash(word) & (capacity - 1)
    while slots[2 * place + 1] != 0 { place = (place + 1) & (capacity - 1) }
    slots[2 * place] = word
    slots[2 * place + 1] = UInt32(number)
  }

  /// Moves to other slots, of so many 32-bit words: `put` writes a word and its number plus one into them. Stays as it
  /// is where the budget is spent.
  private mutating func move<Limit: Polling>(
    to length: Int, _ budget: Limit, put: (UnsafeMutablePointer<UInt32>, UInt32, UInt32) -> Void
  ) throws(Limit.Failure) {
    try budget.expect(bytes: length * 4)
    let fresh = UnsafeMutablePointer<UInt32>.allocate(capacity: length)
    do throws(Limit.Failure) {
      try fresh.initialize(repeating: 0, count: length, budget: budget)
      for piece in Pieces(0..<capacity) {
        try budget.poll()
        for place in piece {
          if isDirect {
            if slots[place] != 0 { put(fresh, base &+ UInt32(place), slots[place]) }
          } else if slots[2 * place + 1] != 0 {
            put(fresh, slots[2 * place], slots[2 * place + 1])
          }
        }
      }
    } catch {
      fresh.deallocate()
      throw error
    }
    slots.deallocate()
    slots = fresh
  }

  private mutating func makeDirect<Limit: Polling>(
    _ span: Int, _ budget: Limit
  ) throws(Limit.Failure) {
    // Room on both sides, so that words in any order are taken in with few moves.
    let slack = min(span / 2 + 64, Int(least))
    let newBase = least - UInt32(slack)
    let size = slack + span + span / 2 + 64
    try move(to: size, budget) { fresh, word, number in fresh[Int(word &- newBase)] = number }
    capacity = size
    base = newBase
    isDirect = true
  }

  /// Room for so many words.
  private mutating func makeHashed<Limit: Polling>(
    _ added: Int, _ budget: Limit
  ) throws(Limit.Failure) {
    var size = 32
    while size < added * 4 { size *= 2 }
    try move(to: 2 * size, budget) { fresh, word, number in
      var place = KeyDirectory.hash(word) & (size - 1)
      while fresh[2 * place + 1] != 0 { place = (place + 1) & (size - 1) }
      fresh[2 * place] = word
      fresh[2 * place + 1] = number
    }
    capacity = size
    isDirect = false
  }

  @inline(__always) private static func hash(_ word: UInt32) -> Int {
    Int(truncatingIfNeeded: Hashing.add(word, to: Hashing.seed) >> 20)
  }

  var bytes: Int { capacity * (isDirect ? 4 : 8) }
}
