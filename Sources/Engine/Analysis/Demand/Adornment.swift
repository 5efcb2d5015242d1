/// Which arguments of a predicate have known values when it is asked.
struct Adornment: Hashable {
  /// The positions with known values, ascending.
  let bound: [Int]

  /// Nothing is known.
  static let free = Adornment([])

  init(_ positions: some Sequence<Int>) { bound = Set(positions).sorted() }

  var isFree: Bool { bound.isEmpty }

  /// The positions without known values, ascending.
  func unbound(of arity: Int) -> [Int] { (0..<arity).filter { !bound.contains($0) } }

  /// The operands at the positions with known values.
  func bound(of operands: [Operand]) -> [Operand] { bound.map { operands[$0] } }
}
