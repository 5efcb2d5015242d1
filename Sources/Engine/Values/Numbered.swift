import Chronology

/// Distinct values of one type, numbered from 0 in the order of first use.
struct Numbered<Element: NumberedElement>: ~Copyable {
  private var elements: [Element] = []
  private var slots = RowHash()

  /// The element of a number that ``number(of:)`` has given.
  subscript(number: UInt32) -> Element { elements[Int(number)] }

  mutating func number(of element: Element) -> UInt32 {
    let hash = element.bits &* 0x9e37_79b9_7f4a_7c15
    let (slot, known) = slots.find(hash) { elements[$0] == element }
    if known >= 0 { return UInt32(known) }
    elements.append(element)
    slots.fill(slot, hash: hash, row: elements.count - 1)
    return UInt32(elements.count - 1)
  }

  /// The numbers here of all elements of another, by their numbers there.
  mutating func numbers<Limit: Polling>(
    of other: borrowing Numbered, budget: Limit = Unlimited()
  ) throws(Limit.Failure) -> [UInt32] {
    var numbers: [UInt32] = []
    numbers.reserveCapacity(other.elements.count)
    for piece in Pieces(other.elements.indices) {
      try budget.poll()
      try makeRoom(for: piece.count, budget: budget)
      for place in piece { numbers.append(number(of: other.elements[place])) }
    }
    return numbers
  }

  /// Grows ahead for so many more where that takes long.
  mutating func makeRoom<Limit: Polling>(for added: Int, budget: Limit) throws(Limit.Failure) {
    try slots.makeRoom(for: added, budget: budget)
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
