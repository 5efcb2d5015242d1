import Chronology

/// Distinct values of one type, numbered from 0 in the order of first use.
struct Numbered<Element: NumberedElement> {
  private var elements: [Element] = []
  /// Open addressing: 0 is empty, else an element's number plus one below its hash.
  private var slots = [UInt64](repeating: 0, count: 16)

  /// The element of a number that ``number(of:)`` has given.
  subscript(number: UInt32) -> Element { elements[Int(number)] }

  mutating func number(of element: Element) -> UInt32 {
    let hash = (element.bits &* 0x9e37_79b9_7f4a_7c15) >> 32
    var slot = Int(hash) & (slots.count - 1)
    while slots[slot] != 0 {
      let number = Int(slots[slot] & 0xffff_ffff) - 1
      if slots[slot] >> 32 == hash, elements[number] == element { return UInt32(number) }
      slot = (slot + 1) & (slots.count - 1)
    }
    elements.append(element)
    slots[slot] = hash << 32 | UInt64(elements.count)
    if elements.count * 4 > slots.count * 3 { grow() }
    return UInt32(elements.count - 1)
  }

  /// The numbers here of all elements of another, by their numbers there.
  mutating func numbers(of other: Numbered) -> [UInt32] { other.elements.map { number(of: $0) } }

  private mutating func grow() {
    var larger = [UInt64](repeating: 0, count: slots.count * 2)
    for entry in slots where entry != 0 {
      var slot = Int(entry >> 32) & (larger.count - 1)
      while larger[slot] != 0 { slot = (slot + 1) & (larger.count - 1) }
      larger[slot] = entry
    }
    slots = larger
  }
}

/// A value that ``Numbered`` can number.
protocol NumberedElement: Equatable {
  /// 64 bits that equal values have in common, and others seldom.
  var bits: UInt64 { get }
}

extension Int64: NumberedElement {
  // The upper bits are folded onto the lower, from where a multiplication spreads them.
  var bits: UInt64 { UInt64(bitPattern: self ^ self >> 32) }
}

/// Zero and minus zero are one value, which their owner sees to.
extension Double: NumberedElement {
  var bits: UInt64 { bitPattern ^ bitPattern >> 32 }
}

extension UncertainDate: NumberedElement {
  var bits: UInt64 { UInt64(truncatingIfNeeded: hashValue) }
}

extension Period: NumberedElement {
  var bits: UInt64 { UInt64(truncatingIfNeeded: hashValue) }
}
