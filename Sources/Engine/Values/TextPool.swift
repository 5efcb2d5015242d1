import Glibc

/// Every distinct text once, as bytes in one arena, numbered from 0 in the order of first use.
///
/// Takes 8 bytes a text beside its own, and 12 to 24 for its slot.
///
/// Unsafe memory. The invariants: `bytes` addresses `byteCapacity` bytes, and text `n` is the initialised range
/// `starts[n]..<starts[n + 1]` of them; `starts` addresses `startCapacity` offsets, of which `count + 1` are
/// initialised, ascending from 0; every number in `slots` is below `count`.
struct TextPool: ~Copyable {
  private var bytes: UnsafeMutablePointer<UInt8>
  private var byteCapacity = 256
  private var starts: UnsafeMutablePointer<Int>
  private var startCapacity = 32
  private var slots = RowHash()
  private(set) var count = 0

  init() {
    bytes = TextPool.resized(nil, to: byteCapacity)
    starts = TextPool.resized(nil, to: startCapacity)
    starts.initialize(repeating: 0, count: 1)
  }

  deinit {
    free(bytes)
    free(starts)
  }

  // MARK: Texts of numbers

  /// The bytes of a text, valid until the next one is added; nothing for a number that was not given.
  private func utf8(_ number: UInt32) -> UnsafeBufferPointer<UInt8> {
    let number = Int(number)
    guard number < count else { return UnsafeBufferPointer(start: nil, count: 0) }
    return UnsafeBufferPointer(start: bytes + starts[number], count: starts[number + 1] - starts[number])
  }

  subscript(number: UInt32) -> String { String(decoding: utf8(number), as: UTF8.self) }

  /// The order of texts: that of their Unicode scalars, which is that of their UTF-8 bytes.
  func areInIncreasingOrder(_ left: UInt32, _ right: UInt32) -> Bool {
    guard Int(left) < count, Int(right) < count else { return left < right }
    return utf8(left).lexicographicallyPrecedes(utf8(right))
  }

  // MARK: Numbers of texts

  mutating func number(of text: String) -> UInt32 {
    var text = text
    return text.withUTF8 { number(of: $0) }
  }

  mutating func number(of text: UnsafeBufferPointer<UInt8>) -> UInt32 {
    let text = UnsafeRawBufferPointer(text)
    return number(of: text, hash: TextHash.hash(text))
  }

  /// The numbers of a batch of texts. All are hashed before the first is looked up, so that the memory
  /// that the look-ups need is on its way together.
  mutating func number(
    _ texts: UnsafeBufferPointer<TextSpan>, of source: UnsafePointer<UInt8>,
    into numbers: UnsafeMutablePointer<UInt32>
  ) {
    for (index, span) in texts.enumerated() { numbers[index] = TextHash.hash(span.bytes(of: source)) }
    if count >= 1 << 12 {
      var touched = 0
      for index in 0..<texts.count {
        touched |= starts[RowHash.row(in: slots.peek(TextPool.slotHash(numbers[index]))) + 1]
      }
      // The sum is never so large: it is only there so that the reads are.
      if touched == .max { return }
    }
    for (index, span) in texts.enumerated() {
      numbers[index] = number(of: span.bytes(of: source), hash: numbers[index])
    }
  }

  /// The numbers here of all texts of another pool, by their numbers there.
  mutating func numbers<Limit: Polling>(
    of other: borrowing TextPool, budget: Limit = Unlimited()
  ) throws(Limit.Failure) -> [UInt32] {
    var numbers: [UInt32] = []
    numbers.reserveCapacity(other.count)
    for piece in Pieces(0..<other.count) {
      try budget.poll()
      try slots.makeRoom(for: piece.count, budget: budget)
      for place in piece { numbers.append(number(of: other.utf8(UInt32(place)))) }
    }
    return numbers
  }

  /// Grows ahead for so many texts more where that takes long.
  mutating func makeRoom<Limit: Polling>(for added: Int, budget: Limit) throws(Limit.Failure) {
    try slots.makeRoom(for: added, budget: budget)
  }

  @inline(__always)
  private mutating func number(of text: UnsafeRawBufferPointer, hash: UInt32) -> UInt32 {
    let (slot, known) = slots.find(TextPool.slotHash(hash)) { number in
      let start = starts[number]
      return starts[number + 1] - start == text.count && TextHash.areEqual(text, bytes + start)
    }
    return known >= 0 ? UInt32(known) : add(text, hash: hash, in: slot)
  }

  /// The hash as slots have it: in the upper half.
  @inline(__always) private static func slotHash(_ hash: UInt32) -> UInt64 { UInt64(hash) << 32 }

  private mutating func add(_ text: UnsafeRawBufferPointer, hash: UInt32, in slot: Int) -> UInt32 {
    let end = starts[count] + text.count
    if end > byteCapacity {
      let larger = max(byteCapacity * 2, end)
      bytes = TextPool.resized(bytes, to: larger)
      byteCapacity = larger
    }
    if count + 2 > startCapacity {
      starts = TextPool.resized(starts, to: startCapacity * 2)
      startCapacity *= 2
    }
    if let source = text.baseAddress {
      UnsafeMutableRawPointer(bytes + starts[count]).copyMemory(from: source, byteCount: text.count)
    }
    slots.fill(slot, hash: TextPool.slotHash(hash), row: count)
    count += 1
    (starts + count).initialize(to: end)
    return UInt32(count - 1)
  }

  /// A longer block with the elements of another, which is gone then: the allocator moves large ones without a copy.
  private static func resized<Element: BitwiseCopyable>(
    _ elements: UnsafeMutablePointer<Element>?, to capacity: Int
  ) -> UnsafeMutablePointer<Element> {
    let size = capacity * MemoryLayout<Element>.stride
    guard let memory = realloc(elements, size) else { preconditionFailure("no memory for \(size) bytes") }
    return memory.bindMemory(to: Element.self, capacity: capacity)
  }
}
