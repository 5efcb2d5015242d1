/// A run of distinct words in ascending order that belongs to another.
///
/// Unsafe memory. The invariant: `base` addresses `count` words, which its owner keeps as they are while this is in use.
struct WordList {
  let base: UnsafePointer<UInt32>
  let count: Int

  @inline(__always) func dropFirst(_ length: Int) -> WordList {
    WordList(base: base + min(length, count), count: max(0, count - length))
  }

  @inline(__always) func prefix(_ length: Int) -> WordList {
    WordList(base: base, count: min(length, count))
  }

  /// About how many steps ``intersect(_:into:)`` takes, in steps of a loop over one list.
  @inline(__always) static func cost(_ first: Int, _ second: Int) -> Int {
    let (small, large) = first < second ? (first, second) : (second, first)
    return min(2 * (small + large), gallopCost(small, large))
  }

  @inline(__always) private static func gallopCost(_ small: Int, _ large: Int) -> Int {
    guard small > 0 else { return 0 }
    let ratio = large / small
    return small * (6 + 4 * (Int.bitWidth - ratio.leadingZeroBitCount))
  }

  /// Writes the words that both lists have; gives how many they are. The target, which holds as many words as the
  /// shorter list, may be this list.
  func intersect(_ other: WordList, into target: UnsafeMutablePointer<UInt32>) -> Int {
    let (small, large) = count < other.count ? (self, other) : (other, self)
    if WordList.gallopCost(small.count, large.count) >= 2 * (small.count + large.count) {
      return merge(other, into: target)
    }
    // Written words are found ones of the small list, never ahead of where it is read; in the large list all up to
    // the last found word have been passed.
    return small.gallop(large, into: target)
  }

  private func merge(_ other: WordList, into target: UnsafeMutablePointer<UInt32>) -> Int {
    let (left, right) = (base, other.base)
    var (i, j, kept) = (0, 0, 0)
    let room = min(count, other.count)
    while i < count, j < other.count, kept < room {
      let (x, y) = (left[i], right[j])
      target[kept] = x
      kept += x == y ? 1 : 0
      i += x <= y ? 1 : 0
      j += y <= x ? 1 : 0
    }
    return kept
  }

  private func gallop(_ large: WordList, into target: UnsafeMutablePointer<UInt32>) -> Int {
    var (from, kept) = (0, 0)
    for place in 0..<count {
      let word = base[place]
      var (low, step) = (from, 1)
      while low + step < large.count, large.base[low + step] < word {
        low += step
        step *= 2
      }
      low = large.base.firstPlace(in: low..<min(low + step, large.count), notBelow: word)
      if low == large.count { break }
      from = low
      if large.base[low] == word {
        target[kept] = word
        kept += 1
      }
    }
    return kept
  }
}
