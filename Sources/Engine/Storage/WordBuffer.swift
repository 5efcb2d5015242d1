/// A growable run of 32-bit words.
///
/// Unsafe memory. The invariant: `base` addresses `capacity` words that belong to this object alone, of which the
/// first `count <= capacity` are initialised. Growing moves the words, so a pointer is taken anew after it.
struct WordBuffer: ~Copyable {
  private(set) var base: UnsafeMutablePointer<UInt32>
  private(set) var capacity: Int
  private(set) var count = 0

  init(capacity: Int = 0) {
    self.capacity = max(4, capacity)
    base = WordMemory.take(self.capacity)
  }

  deinit { WordMemory.give(base, capacity) }

  @inline(__always) subscript(index: Int) -> UInt32 {
    get {
      assert(index >= 0 && index < count)
      return base[index]
    }
    set {
      assert(index >= 0 && index < count)
      base[index] = newValue
    }
  }

  @inline(__always) mutating func append(_ word: UInt32) {
    if count == capacity { reserve(count + 1) }
    base[count] = word
    count += 1
  }

  /// Makes the buffer longer with a word repeated, or shorter.
  mutating func resize<Limit: Polling>(
    to length: Int, filling word: UInt32 = 0, budget: Limit = Unlimited()
  ) throws(Limit.Failure) {
    precondition(length >= 0)
    if length > capacity { try budget.expect(bytes: (length - capacity) * 4) }
    reserve(length)
    if length > count {
      try (base + count).initialize(repeating: word, count: length - count, budget: budget)
    }
    count = length
  }

  mutating func reserve(_ length: Int) {
    guard length > capacity else { return }
    let larger = max(length, capacity * 2)
    base = WordMemory.resize(base, from: capacity, to: larger)
    capacity = larger
  }

  var bytes: Int { capacity * 4 }
}
