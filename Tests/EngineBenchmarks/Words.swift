@testable import Engine

/// Inputs, the same every time.
enum Words {
  /// The same words in an order without a pattern.
  static func shuffled(_ words: some Sequence<UInt32>) -> [UInt32] {
    var words = Array(words)
    var random = Random(seed: UInt64(words.count))
    for index in words.indices.reversed() where index > 0 {
      words.swapAt(index, Int(random.next() % UInt64(index + 1)))
    }
    return words
  }

  /// Distinct words far apart, without a pattern.
  static func scattered(_ count: Int) -> [UInt32] {
    // An odd factor permutes the words of a power of two.
    (0..<UInt32(count)).map { $0 &* 2_654_435_761 & 0x1fff_ffff }
  }
}

/// Marsaglia's xorshift64.
struct Random {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9e37_79b9_7f4a_7c15 | 1 }

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }
}

/// Keeps a structure that cannot be copied, for a closure to read.
final class Holder<Held: ~Copyable> {
  var held: Held

  init(_ held: consuming Held) { self.held = held }
}

extension Columns {
  /// Columns that hold rows given column by column.
  convenience init(_ columns: [[UInt32]]) {
    let count = columns.first?.count ?? 0
    self.init(width: columns.count, capacity: count)
    for (number, words) in columns.enumerated() {
      words.withUnsafeBufferPointer { words in
        if let base = words.baseAddress { column(number).update(from: base, count: words.count) }
      }
    }
  }
}
