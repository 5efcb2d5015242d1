import Syntax

/// Orders the literals of a clause and turns them into steps.
///
/// Atoms are ordered by what they are expected to cost: the best order of all where there is much to read and the
/// atoms are few, else greedily by how many rows each gives for one binding. Everything else runs as soon as
/// its variables are bound. What can fail (a division) waits for all literals written before it,
/// so that `X != 0, Y = 10 / X` is safe in any order of the atoms.
struct Planner {
  let clause: Clause
  let statistics: any Statistics
  /// The position of the atom that reads the newest rows, in a recursive clause.
  let deltaAtom: Int?
  /// The positions of the atoms that refer to the stratum being computed.
  let recursiveAtoms: [Int]
  /// The atom whose values are added to the head's without a binding for each.
  var unitedAtom: Int?
  var bound: Set<Int>
  private(set) var placed: [Placement] = []
  /// How many bindings there are expected to be after the atoms placed so far, and after each of them in all.
  var expected = 1.0
  var cost = 0.0
  /// The sorted groups whose making is part of the cost.
  var grouped: Set<Grouping> = []
  private(set) var remaining: [Int]

  /// What comes next in a plan.
  enum Placement {
    /// The literal at a position of the body.
    case literal(Int)
    /// A variable of the atoms that form a cycle.
    case variable(Plan.Intersection)
  }

  /// `tally` are the columns of the head that are read, where it is enough to know how many solutions there are for each
  /// of their values: see ``Plan/weight``.
  static func plan(
    _ clause: Clause, statistics: any Statistics, bound: Set<Int> = [], recursiveAtoms: [Int] = [],
    deltaAtom: Int? = nil, takesRuns: Bool = false, tally: Set<Int>? = nil
  ) throws(EngineError) -> Plan {
    let planner = Planner(
      clause: clause, statistics: statistics, bound: bound, recursiveAtoms: recursiveAtoms,
      deltaAtom: deltaAtom)
    var chosen = planner
    try chosen.order()
    if takesRuns, let united = planner.unitableAtom() {
      var uniting = planner
      uniting.unitedAtom = united
      let isOrdered: Void? = try? uniting.order()
      if isOrdered != nil, united == deltaAtom || uniting.cost <= chosen.cost { chosen = uniting }
    }
    if let cycle = planner.cycle(worthwhileAgainst: chosen.cost) {
      var joining = planner
      try joining.order(joining: cycle)
      if statistics.tuning.joins == .generic || joining.cost < chosen.cost * Planner.mostExtraCost {
        chosen = joining
      }
    }
    return try chosen.steps(initially: bound, tally: tally)
  }

  private init(
    clause: Clause, statistics: any Statistics, bound: Set<Int>, recursiveAtoms: [Int], deltaAtom: Int?
  ) {
    self.clause = clause
    self.statistics = statistics
    self.bound = bound
    self.recursiveAtoms = recursiveAtoms
    self.deltaAtom = deltaAtom
    remaining = Array(clause.body.indices)
  }

  // MARK: Order

  /// Places all literals, and the variables of atoms that form a cycle before what else is left of those.
  private mutating func order(joining cycle: Cycle? = nil) throws(EngineError) {
    if let unitedAtom, unitedAtom != deltaAtom { remaining.removeAll { $0 == unitedAtom } }
    placeReady()
    if let deltaAtom { place(deltaAtom) } else if cycle == nil { searchOrder() }
    while !remaining.isEmpty {
      placeReady()
      let next = cheapestAtom { cycle?.isOpen($0, bound) != true }
      if let cycle, let variable = nextVariable(of: cycle), next.map({ variable.rows <= $0.rows }) ?? true {
        place(variable)
      } else if let next = next?.position {
        place(next)
      } else if let waiting = remaining.first(where: { isReady($0, heedsOrder: false) }) {
        place(waiting)
      } else if !remaining.isEmpty {
        throw .bug("no order binds all variables of: \(clause.origin.statement.text)")
      }
    }
    if let unitedAtom, case .atom(let atom) = clause.body[unitedAtom] {
      // All that the head and the union read must be known without it.
      let read = clause.head.dropLast() + atom.operands.dropLast()
      for case .variable(let variable) in read where !bound.contains(variable) {
        throw .bug("a union lacks a variable")
      }
    }
  }

  mutating func place(_ position: Int) {
    if case .atom(let atom) = clause.body[position], position != deltaAtom { reckon(atom, at: position) }
    placed.append(.literal(position))
    remaining.removeAll { $0 == position }
    switch clause.body[position] {
    case .atom(let atom): bound.formUnion(atom.variables)
    case .equation(let left, let right):
      bound.formUnion(left.expression.variables)
      bound.formUnion(right.expression.variables)
    case .lookup(let lookup): bound.insert(lookup.result)
    case .subquery(let subquery): if let result = subquery.result { bound.insert(result) }
    case .absent, .test: break
    }
  }

  /// Places everything but atoms that can run now.
  mutating func placeReady() {
    while let next = remaining.first(where: { isReady($0, heedsOrder: true) }) { place(next) }
  }

  private func isReady(_ position: Int, heedsOrder: Bool) -> Bool {
    let isFallible: Bool
    switch clause.body[position] {
    case .atom: return false
    case .absent(let atom):
      guard atom.variables.allSatisfy(bound.contains) else { return false }
      isFallible = false
    case .test(let test):
      guard test.variables.allSatisfy(bound.contains) else { return false }
      isFallible = test.isFallible
    case .equation(let left, let right):
      guard canEvaluate(left, right) || canEvaluate(right, left) else { return false }
      isFallible = left.expression.isFallible || right.expression.isFallible
    case .lookup(let lookup):
      let group = lookup.group.allSatisfy {
        if case .variable(let variable) = $0 { bound.contains(variable) } else { true }
      }
      guard group else { return false }
      isFallible = false
    case .subquery(let subquery):
      guard subquery.parameters.allSatisfy(bound.contains) else { return false }
      isFallible = subquery.isFallible
    }
    return !isFallible || !heedsOrder || remaining.first == position
  }

  /// Whether one side of an equation is known and the other is known too or a variable to bind.
  private func canEvaluate(_ known: PlacedExpression, _ other: PlacedExpression) -> Bool {
    guard known.expression.variables.allSatisfy(bound.contains) else { return false }
    if case .operand(.variable(let variable)) = other.expression { return !isResultToCome(variable) }
    return other.expression.variables.allSatisfy(bound.contains)
  }

  /// Whether a literal that is still to be placed gives a variable its value, and would give it another.
  private func isResultToCome(_ variable: Int) -> Bool {
    remaining.contains { position in
      switch clause.body[position] {
      case .lookup(let lookup): lookup.result == variable
      case .subquery(let subquery): subquery.result == variable
      case .atom, .absent, .test, .equation: false
      }
    }
  }

  /// Places a variable, and the atoms that are thereby done with.
  private mutating func place(_ variable: NextVariable) {
    reckon(variable)
    placed.append(.variable(variable.intersection))
    bound.insert(variable.intersection.register)
    for source in variable.intersection.sources where clause.body[source.literal].isKnown(bound) {
      remaining.removeAll { $0 == source.literal }
    }
  }

  private func cheapestAtom(where isCandidate: (Int) -> Bool) -> (position: Int, rows: Double)? {
    var best: (position: Int, rows: Double)?
    for position in remaining where isCandidate(position) {
      guard case .atom(let atom) = clause.body[position] else { continue }
      let rows = expectedRows(atom, isGrowing: recursiveAtoms.contains(position))
      if best.map({ rows < $0.rows }) ?? true { best = (position, rows) }
    }
    return best
  }

  /// How many rows of an atom match one binding of the variables bound so far. What is being computed counts as
  /// some thousand rows at least: it is small only at first, and reading all of it for each binding would last.
  func expectedRows(_ atom: AtomLiteral, isGrowing: Bool) -> Double {
    let fewest = isGrowing ? 1024 : 0
    let fewestDistinct = isGrowing ? 32 : 1
    var rows = Double(max(fewest, statistics.size(of: atom.predicate)))
    var known = Set<Int>()
    var allBound = true
    for (column, operand) in atom.operands.enumerated() {
      switch operand {
      case .constant: break
      case .variable(let variable) where bound.contains(variable) || !known.insert(variable).inserted: break
      case .variable, .anonymous:
        allBound = false
        continue
      }
      rows /= Double(max(fewestDistinct, statistics.distinctValues(of: atom.predicate, column: column)))
    }
    return allBound ? min(rows, 1) : rows
  }
}
