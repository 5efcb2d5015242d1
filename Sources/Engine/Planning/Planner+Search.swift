/// The search for the cheapest order of the atoms.
extension Planner {
  /// With more atoms the greedy order is taken.
  private static let mostAtoms = 10

  /// Places all atoms in the order of the least cost, by dynamic programming over the sets of atoms placed first:
  /// what comes after a set depends on the set alone. Does nothing where a search does not pay.
  mutating func searchOrder() {
    var atoms: [Int] = []
    var rows = 0
    for position in remaining {
      guard case .atom(let atom) = clause.body[position] else { continue }
      atoms.append(position)
      rows += statistics.size(of: atom.predicate)
    }
    guard atoms.count > 1, atoms.count <= Planner.mostAtoms, rows >= statistics.tuning.leastSearchedRows
    else { return }
    var best = [Planner?](repeating: nil, count: 1 << atoms.count)
    best[0] = self
    for placed in best.indices {
      guard let planner = best[placed] else { continue }
      for (index, position) in atoms.enumerated() where placed & 1 << index == 0 {
        var next = planner
        next.place(position)
        next.placeReady()
        let set = placed | 1 << index
        if best[set].map({ next.cost < $0.cost }) ?? true { best[set] = next }
      }
      if placed != best.count - 1 { best[placed] = nil }
    }
    if let found = best.last, let found { self = found }
  }

  /// Adds to ``cost`` what it takes to read an atom for each binding expected so far, in rows looked at.
  mutating func reckon(_ atom: AtomLiteral, at position: Int) {
    let size = Double(statistics.size(of: atom.predicate))
    var key: [Int] = []
    for (column, operand) in atom.operands.enumerated() {
      switch operand {
      case .constant: key.append(column)
      case .variable(let variable) where bound.contains(variable): key.append(column)
      case .variable, .anonymous: break
      }
    }
    let found = expected * expectedRows(atom, isGrowing: recursiveAtoms.contains(position))
    if key.isEmpty {
      cost += expected * size
    } else {
      cost += expected * Planner.lookUpCost + found
      let isMade = recursiveAtoms.contains(position) || statistics.hasIndex(atom.predicate, on: key)
      if !isMade { cost += size * Planner.indexCost }
    }
    expected = found
  }

  /// What a look-up in an index costs, in rows read one after the other.
  private static let lookUpCost = 1.5
  /// What a row costs that is put into an index.
  private static let indexCost = 3.0
}
