/// Clauses that end in a union of rows: see ``Plan/Union``.
extension Planner {
  /// The position of the atom `q(U, W)` of a clause `p(X, W) :- …, q(U, W)`, both relations of pairs, where `W` occurs
  /// nowhere else. Waiting for the last place it gives the most rows, as nothing else needs them.
  func unitableAtom() -> Int? {
    guard clause.head.count == 2, case .variable(let value) = clause.head[1],
      clause.head[0] != clause.head[1], clause.body.count > 1,
      !clause.body.contains(where: \.isFallible)
    else { return nil }
    let places = clause.body.indices.filter { clause.body[$0].variables.contains(value) }
    guard places.count == 1, case .atom(let atom) = clause.body[places[0]], atom.operands.count == 2,
      case .variable(let key) = atom.operands[0], key != value, atom.operands[1] == .variable(value),
      statistics.takesRuns(atom.predicate)
    else { return nil }
    return places[0]
  }

  var union: Plan.Union? {
    guard let unitedAtom, case .atom(let atom) = clause.body[unitedAtom],
      case .variable(let key) = atom.operands[0]
    else { return nil }
    let count = clause.variableCount
    return Plan.Union(
      predicate: atom.predicate, isGrowing: recursiveAtoms.contains(unitedAtom), key: key,
      head: clause.head[0], run: unitedAtom == deltaAtom ? (count, count + 1) : nil, literal: unitedAtom)
  }
}
