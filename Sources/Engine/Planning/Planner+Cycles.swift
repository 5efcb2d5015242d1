import Syntax

/// Bodies whose atoms form a cycle: see ``Cycle``.
extension Planner {
  /// A variable that can be bound next, with how many values it is expected to have for one binding.
  struct NextVariable {
    var intersection: Plan.Intersection
    var rows: Double
    /// The expected length of each source's list, and the share of it that the shortest list has.
    var lists: [(length: Double, share: Double)]
  }

  /// Sorted groups that a plan uses.
  struct Grouping: Hashable {
    var predicate: Predicate
    var shape: SortedGroups.Shape
  }

  /// How many times the cost of an order of atoms may be that of an order of variables which is taken all the same: what
  /// is expected of the first takes all values to have equally many rows, and is too little where they have not.
  static let mostExtraCost = 2.0
  /// An order that is expected to cost less than this is good enough.
  private static let leastCost = 20_000.0
  /// What a value costs that is tested, in rows read one after the other.
  private static let testCost = 0.4
  /// What a row costs that is put into sorted groups.
  private static let groupingCost = 4.0
  /// What it costs to look up the lists of a binding.
  private static let listCost = 1.5

  /// The cycle that atoms form which are done, with that which reads the newest rows, if joining it by its variables may
  /// cost less than so much.
  func cycle(worthwhileAgainst cost: Double) -> Cycle? {
    switch statistics.tuning.joins {
    case .ordinary: return nil
    case .byCost: guard cost > Planner.leastCost else { return nil }
    case .generic: break
    }
    var atoms: [Int: Set<Int>] = [:]
    for (position, literal) in clause.body.enumerated() {
      guard case .atom(let atom) = literal, atom.limit == nil,
        position == deltaAtom || !recursiveAtoms.contains(position)
      else {
        continue
      }
      atoms[position] = Set(atom.variables).subtracting(bound)
    }
    return atoms.count > 2 ? Cycle(of: atoms) : nil
  }

  /// The variable of the cycle that is expected to have the fewest values.
  func nextVariable(of cycle: Cycle) -> NextVariable? {
    var best: NextVariable?
    for variable in cycle.variables.subtracting(bound).sorted() {
      guard let next = next(variable, of: cycle) else { continue }
      if best.map({ next.rows < $0.rows }) ?? true { best = next }
    }
    return best
  }

  private func next(_ variable: Int, of cycle: Cycle) -> NextVariable? {
    var sources: [(source: Plan.Intersection.Source, length: Double, share: Double)] = []
    for position in cycle.atoms.keys.sorted() where remaining.contains(position) {
      guard case .atom(let atom) = clause.body[position], let source = source(variable, atom, position) else {
        continue
      }
      let distinct = statistics.distinctValues(of: atom.predicate, column: source.shape.column)
      var length = Double(statistics.size(of: atom.predicate))
      for column in source.shape.key {
        length /= Double(max(1, statistics.distinctValues(of: atom.predicate, column: column)))
      }
      length = min(length, Double(distinct))
      sources.append((source, length, length / Double(max(1, distinct))))
    }
    // What all rows of an atom allow tells little where another atom allows values for what is known: the atom is looked
    // up later by the value, which excludes as much.
    if sources.contains(where: { !$0.source.key.isEmpty }) {
      sources.removeAll { $0.source.key.isEmpty }
    } else if let least = sources.min(by: { $0.length < $1.length }) {
      sources = [least]
    }
    guard let shortest = sources.indices.min(by: { sources[$0].length < sources[$1].length }) else {
      return nil
    }
    var rows = sources[shortest].length
    for index in sources.indices where index != shortest { rows *= sources[index].share }
    return NextVariable(
      intersection: Plan.Intersection(register: variable, sources: sources.map(\.source)), rows: rows,
      lists: sources.map { ($0.length, $0.share) })
  }

  /// What an atom allows for a variable; nil where it does not have it.
  private func source(_ variable: Int, _ atom: AtomLiteral, _ position: Int) -> Plan.Intersection.Source? {
    var columns: [Int] = []
    var key: [(column: Int, value: Operand)] = []
    for (column, operand) in atom.operands.enumerated() {
      switch operand {
      case .variable(variable): columns.append(column)
      case .variable(let other): if bound.contains(other) { key.append((column, operand)) }
      case .constant: key.append((column, operand))
      case .anonymous: break
      }
    }
    guard let column = columns.first else { return nil }
    return Plan.Intersection.Source(
      predicate: atom.predicate,
      shape: SortedGroups.Shape(key: key.map(\.column), column: column, equal: Array(columns.dropFirst())),
      key: key.map(\.value), literal: position)
  }

  /// Adds to ``cost`` what it takes to bind a variable for each binding expected so far.
  mutating func reckon(_ next: NextVariable) {
    let shortest = next.lists.map(\.length).min() ?? 0
    cost += expected * (Planner.listCost * Double(next.lists.count) + shortest * Planner.testCost)
    for source in next.intersection.sources
    where grouped.insert(Grouping(predicate: source.predicate, shape: source.shape)).inserted {
      cost += Double(statistics.size(of: source.predicate)) * Planner.groupingCost
    }
    expected *= next.rows
    cost += expected
  }
}

extension BodyLiteral {
  /// Whether all variables have values.
  func isKnown(_ bound: Set<Int>) -> Bool { variables.allSatisfy(bound.contains) }
}
