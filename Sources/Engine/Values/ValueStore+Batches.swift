extension ValueStore {
  /// The words of a batch of integers.
  func putWords(of integers: UnsafeBufferPointer<Int64>, into words: UnsafeMutablePointer<UInt32>) {
    let bias: Int64 = 1 << (Handle.payloadBits - 1)
    var outside: UInt64 = 0
    for (index, integer) in integers.enumerated() {
      let payload = UInt64(bitPattern: integer &+ bias)
      outside |= payload >> Handle.payloadBits
      words[index] = Handle(.smallInteger, UInt32(truncatingIfNeeded: payload) & Handle.payloadMask).word
    }
    guard outside != 0 else { return }
    for (index, integer) in integers.enumerated() { words[index] = handle(of: integer).word }
  }

  /// The words of a batch of texts, which are known to be UTF-8.
  func putWords(
    of spans: UnsafeBufferPointer<TextSpan>, in source: UnsafePointer<UInt8>,
    into words: UnsafeMutablePointer<UInt32>
  ) {
    // A text's word is its number, for the tag of texts is 0.
    texts.number(spans, of: source, into: words)
  }

  /// Takes in all values of another store; gives what its handles are here.
  func takeIn<Limit: Polling>(
    _ other: ValueStore, budget: Limit = Unlimited()
  ) throws(Limit.Failure) -> HandleMap {
    var map = HandleMap()
    map[.text] = try texts.numbers(of: other.texts, budget: budget)
    map[.largeInteger] = try integers.numbers(of: other.integers, budget: budget)
    map[.decimal] = try decimals.numbers(of: other.decimals, budget: budget)
    map[.date] = try dates.numbers(of: other.dates, budget: budget)
    map[.duration] = try durations.numbers(of: other.durations, budget: budget)
    return map
  }
}

/// What the handles of one ``ValueStore`` are in another.
struct HandleMap {
  /// The new number of each old one, by tag; empty for a tag whose handles hold their values themselves.
  private var numbers: [[UInt32]] = Array(repeating: [], count: 8)

  fileprivate subscript(tag: Handle.Tag) -> [UInt32] {
    get { numbers[Int(tag.rawValue)] }
    set { numbers[Int(tag.rawValue)] = newValue }
  }

  /// Rewrites the words of a column that holds values of these kinds.
  func apply(to words: UnsafeMutablePointer<UInt32>, count: Int, kinds: KindSet) {
    for (tag, numbers) in numbers.enumerated() where !numbers.isEmpty {
      let first = UInt32(tag) << Handle.payloadBits
      guard kinds.contains(KindSet(Handle(word: first).kind)) else { continue }
      numbers.withUnsafeBufferPointer { numbers in
        for index in 0..<count {
          let number = Int(words[index] &- first)
          if number < numbers.count { words[index] = first | numbers[number] }
        }
      }
    }
  }
}
