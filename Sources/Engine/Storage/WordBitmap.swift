/// A list of words as bits, to tell of other words whether they are in it.
///
/// Unsafe memory. The invariant: `bits` addresses as many 64-bit words as hold one bit for each word of `domain`, and only
/// the bits of the words of `list` are set. Only words of the domain may be put in or asked for.
final class WordBitmap {
  /// The most words that a domain may span.
  static let mostWords = 1 << 27

  private let least: UInt32
  private let greatest: UInt32
  private let bits: UnsafeMutablePointer<UInt64>
  private var list: (words: UnsafePointer<UInt32>, count: Int)?

  /// Nil where the domain is too large.
  init?(over domain: ClosedRange<UInt32>) {
    guard domain.count <= WordBitmap.mostWords else { return nil }
    least = domain.lowerBound
    greatest = domain.upperBound
    let size = (domain.count + 63) / 64
    bits = .allocate(capacity: size)
    bits.initialize(repeating: 0, count: size)
  }

  deinit { bits.deallocate() }

  /// Whether the bits are those of a list.
  @inline(__always) func holds(_ words: UnsafePointer<UInt32>, _ count: Int) -> Bool {
    guard let list else { return false }
    return list.words == words && list.count == count
  }

  /// Takes a list in place of that before, which must still be there. O(both lists).
  func take(_ words: UnsafePointer<UInt32>, _ count: Int) {
    if let list {
      for place in 0..<list.count {
        let word = list.words[place] &- least
        bits[Int(word >> 6)] = 0
      }
    }
    precondition(count == 0 || (words[0] >= least && words[count - 1] <= greatest))
    for place in 0..<count {
      let word = words[place] &- least
      bits[Int(word >> 6)] |= 1 << UInt64(word & 63)
    }
    list = (words, count)
  }

  /// Writes those words of a list in the domain that the bits have; gives how many they are. The target may be the list.
  @inline(__always)
  func filter(_ words: UnsafePointer<UInt32>, _ count: Int, into target: UnsafeMutablePointer<UInt32>) -> Int
  {
    var kept = 0
    for place in 0..<count {
      let value = words[place]
      let word = value &- least
      target[kept] = value
      kept += Int(truncatingIfNeeded: bits[Int(word >> 6)] >> UInt64(word & 63) & 1)
    }
    return kept
  }

  /// How many words of a list in the domain the bits have.
  @inline(__always) func count(_ words: UnsafePointer<UInt32>, _ count: Int) -> Int {
    var found: UInt64 = 0
    for place in 0..<count {
      let word = words[place] &- least
      found &+= bits[Int(word >> 6)] >> UInt64(word & 63) & 1
    }
    return Int(found)
  }
}
