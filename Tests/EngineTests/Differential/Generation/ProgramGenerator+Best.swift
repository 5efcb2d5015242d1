import Syntax

extension ProgramGenerator {
  /// How a path's weight comes from that of a shorter path and an edge.
  private enum Step: CaseIterable {
    /// `best(Y, min(C)) :- best(X, D), e(X, Y, W), W >= 0, C = D + W`.
    case shortest
    /// `best(Y, min(C)) :- best(X, D), e(X, Y, W), C = max(D, W)`.
    case lowestPeak
    /// `best(Y, max(C)) :- best(X, D), e(X, Y, W), C = min(D, W)`.
    case widest
  }

  /// A recursion through `min` or `max` along a base relation that has two columns of one kind.
  mutating func addBest() {
    guard let edge = random.pick(base.filter { ends($0) != nil }), let (from, to) = ends(edge) else { return }
    let step = random.pick(Step.allCases) ?? .shortest
    let weightColumn = random.pick(
      edge.types.indices.filter { $0 != from && $0 != to && [.integer, .decimal].contains(edge.types[$0]) })
    let weightType = weightColumn.map { edge.types[$0] } ?? .integer
    let name = "d\(derived.count)"
    let isFromEverywhere = random.chance(30) && !isLarge
    var columns = edge.types.map { _ in Term.anonymous }
    (columns[from], columns[to]) = (.variable("X"), .variable("Y"))
    if let weightColumn { columns[weightColumn] = .variable("W") }
    let edgeAtom = Formula.atom(Atom(edge.name, columns))
    let weight = weightColumn == nil ? Term.integer(1) : .variable("W")
    let function: AggregateFunction = step == .widest ? .max : .min
    let source: [Term] = isFromEverywhere ? [.variable("S")] : []

    var start = columns
    if isFromEverywhere { start[from] = .variable("S") }
    var base = [Formula.atom(Atom(edge.name, start))]
    if step == .shortest, weightColumn != nil {
      base.append(.compare(weight, .greaterOrEqual, zero(weightType)))
    }
    if !isFromEverywhere {
      base.append(.compare(.variable("X"), .equal, .literal(pools.value(of: edge.types[from], &random))))
    }
    rules.append(
      .rule(Atom(name, source + [.variable("Y"), .aggregate(function, weight)]), .all(base)))

    var parts = [Formula.atom(Atom(name, source + [.variable("X"), .variable("D")])), edgeAtom]
    if random.chance(30) { parts.reverse() }
    let value: Term
    switch step {
    case .shortest:
      if weightColumn != nil { parts.append(.compare(weight, .greaterOrEqual, zero(weightType))) }
      value = .binary(.variable("D"), .add, weight)
    case .lowestPeak: value = .call("max", [.variable("D"), weight])
    case .widest: value = .call("min", [.variable("D"), weight])
    }
    parts.append(.compare(.variable("C"), .equal, value))
    if step == .shortest, weightType == .integer, random.chance(20) {
      parts.append(.compare(.variable("C"), .less, .integer(6)))
    }
    // By way of an ordinary relation, whose rows must go when the best value that they stood on is bettered.
    let between = random.chance(30) ? "h\(derived.count)" : nil
    if let between {
      rules.append(.rule(Atom(between, source + [.variable("Y"), .variable("C")]), .all(parts)))
      parts = [.atom(Atom(between, source + [.variable("Y"), .variable("C")]))]
    }
    rules.append(
      .rule(Atom(name, source + [.variable("Y"), .aggregate(function, .variable("C"))]), .all(parts)))
    let types = source.map { _ in edge.types[from] } + [edge.types[to], weightType]
    add(derived: RelationShape(name: name, types: types), hasFacts: random.chance(20))
    if let between { add(derived: RelationShape(name: between, types: types), hasFacts: false) }
  }

  private func zero(_ type: ColumnType) -> Term { type == .decimal ? .literal(.decimal(0)) : .integer(0) }
}
