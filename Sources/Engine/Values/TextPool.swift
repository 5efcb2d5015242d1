/// Every distinct text once, as bytes in one arena, numbered from 0 in the order of first use.
struct TextPool {
  private var bytes: [UInt8] = []
  /// Where each text ends; text `n` starts where `n - 1` ends.
  private var ends: [Int] = []
  /// Open addressing: 0 is empty, else the text's number plus one below its hash's upper half.
  private var slots = [UInt64](repeating: 0, count: 64)

  var count: Int { ends.count }

  private func range(_ number: Int) -> Range<Int> {
    (number == 0 ? 0 : ends[number - 1])..<ends[number]
  }

  subscript(number: UInt32) -> String {
    guard Int(number) < ends.count else { return "" }
    return String(decoding: bytes[range(Int(number))], as: UTF8.self)
  }

  /// The order of texts: that of their Unicode scalars, which is that of their UTF-8 bytes.
  func areInIncreasingOrder(_ left: UInt32, _ right: UInt32) -> Bool {
    guard Int(left) < ends.count, Int(right) < ends.count else { return left < right }
    return bytes[range(Int(left))].lexicographicallyPrecedes(bytes[range(Int(right))])
  }

  mutating func number(of text: String) -> UInt32 {
    var text = text
    return text.withUTF8 { number(of: $0) }
  }

  mutating func number(of text: UnsafeBufferPointer<UInt8>) -> UInt32 {
    let hash = TextPool.hash(text)
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] != 0 {
      let entry = slots[slot]
      if entry >> 32 == hash >> 32, holds(text, at: Int(UInt32(truncatingIfNeeded: entry)) - 1) {
        return UInt32(truncatingIfNeeded: entry) - 1
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    bytes.append(contentsOf: text)
    ends.append(bytes.count)
    slots[slot] = (hash >> 32) << 32 | UInt64(ends.count)
    if ends.count * 2 > slots.count { grow() }
    return UInt32(ends.count - 1)
  }

  /// The number of a text that is already here; nothing is added.
  func existingNumber(of text: String) -> UInt32? {
    var text = text
    return text.withUTF8 { text in
      let hash = TextPool.hash(text)
      var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
      while slots[slot] != 0 {
        let entry = slots[slot]
        if entry >> 32 == hash >> 32, holds(text, at: Int(UInt32(truncatingIfNeeded: entry)) - 1) {
          return UInt32(truncatingIfNeeded: entry) - 1
        }
        slot = (slot + 1) & (slots.count - 1)
      }
      return nil
    }
  }

  private func holds(_ text: UnsafeBufferPointer<UInt8>, at number: Int) -> Bool {
    let range = range(number)
    return range.count == text.count && bytes[range].elementsEqual(text)
  }

  private mutating func grow() {
    slots = [UInt64](repeating: 0, count: slots.count * 2)
    bytes.withUnsafeBufferPointer { bytes in
      for number in ends.indices {
        let hash = TextPool.hash(UnsafeBufferPointer(rebasing: bytes[range(number)]))
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
        slots[slot] = (hash >> 32) << 32 | UInt64(number + 1)
      }
    }
  }

  private static func hash(_ text: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    // The multiplication leaves little in the low bits' neighbours: fold once more.
    hash ^= hash >> 32
    hash = hash &* 0x9e37_79b9_7f4a_7c15
    return hash ^ hash >> 29
  }
}
