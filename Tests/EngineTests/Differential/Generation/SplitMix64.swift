/// A generator of random numbers that gives the same ones for the same seed, everywhere and always.
///
/// Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.
struct SplitMix64: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func int(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

  /// True in so many cases of a hundred.
  mutating func chance(_ percent: Int) -> Bool { int(1...100) <= percent }

  /// One of the elements; nil where there are none.
  mutating func pick<Element>(_ elements: [Element]) -> Element? { elements.randomElement(using: &self) }

  /// One of the choices, each as often as its weight says; nil where all weigh nothing.
  mutating func pick<Element>(weighted choices: [(weight: Int, Element)]) -> Element? {
    let total = choices.reduce(0) { $0 + $1.weight }
    guard total > 0 else { return nil }
    var rest = int(1...total)
    for (weight, element) in choices {
      rest -= weight
      if rest <= 0 { return element }
    }
    return nil
  }
}
