/// Distinct values of one type, numbered from 0 in the order of first use.
struct Numbered<Element: Hashable> {
  private var elements: [Element] = []
  private var numbers: [Element: UInt32] = [:]

  /// The element of a number that ``number(of:)`` has given.
  subscript(number: UInt32) -> Element { elements[Int(number)] }

  mutating func number(of element: Element) -> UInt32 {
    if let number = numbers[element] { return number }
    let number = UInt32(elements.count)
    elements.append(element)
    numbers[element] = number
    return number
  }

  /// The numbers here of all elements of another, by their numbers there.
  mutating func numbers(of other: Numbered) -> [UInt32] { other.elements.map { number(of: $0) } }
}
