import Syntax

/// Orders the literals of a clause and turns them into steps.
///
/// Atoms are ordered greedily by how many rows each is expected to give for one binding; everything else runs as
/// soon as its variables are bound. What can fail (a division) waits for all literals written before it,
/// so that `X != 0, Y = 10 / X` is safe in any order of the atoms.
struct Planner {
  private let clause: Clause
  private let statistics: any Statistics
  /// The position of the atom that reads the newest rows, in a recursive clause.
  private let deltaAtom: Int?
  /// The positions of the atoms that refer to the stratum being computed.
  private let recursiveAtoms: [Int]
  private var bound: Set<Int>
  private var placed: [Int] = []
  private var remaining: [Int]

  static func plan(
    _ clause: Clause, statistics: any Statistics, bound: Set<Int> = [], recursiveAtoms: [Int] = [],
    deltaAtom: Int? = nil
  ) throws(EngineError) -> Plan {
    var planner = Planner(
      clause: clause, statistics: statistics, bound: bound, recursiveAtoms: recursiveAtoms,
      deltaAtom: deltaAtom)
    let order = try planner.order()
    return try planner.steps(in: order, initially: bound)
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

  private mutating func order() throws(EngineError) -> [Int] {
    placeReady()
    if let deltaAtom { place(deltaAtom) }
    while !remaining.isEmpty {
      placeReady()
      if let next = cheapestAtom() {
        place(next)
      } else if let waiting = remaining.first(where: { isReady($0, heedsOrder: false) }) {
        place(waiting)
      } else if !remaining.isEmpty {
        throw .bug("no order binds all variables of: \(clause.origin.statement.text)")
      }
    }
    return placed
  }

  private mutating func place(_ position: Int) {
    placed.append(position)
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
  private mutating func placeReady() {
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
    if case .operand(.variable) = other.expression { return true }
    return other.expression.variables.allSatisfy(bound.contains)
  }

  private func cheapestAtom() -> Int? {
    var best: (position: Int, cost: Double)?
    for position in remaining {
      guard case .atom(let atom) = clause.body[position] else { continue }
      let cost = expectedRows(atom, isGrowing: recursiveAtoms.contains(position))
      if best.map({ cost < $0.cost }) ?? true { best = (position, cost) }
    }
    return best?.position
  }

  /// How many rows of an atom match one binding of the variables bound so far. What is being computed counts as
  /// some thousand rows at least: it is small only at first, and reading all of it for each binding would last.
  private func expectedRows(_ atom: AtomLiteral, isGrowing: Bool) -> Double {
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

  // MARK: Steps

  private func steps(in order: [Int], initially: Set<Int>) throws(EngineError) -> Plan {
    // Which registers each step's successors read.
    var needed = Set<Int>()
    for case .variable(let variable) in clause.head { needed.insert(variable) }
    var neededAfter: [Set<Int>] = Array(repeating: [], count: order.count)
    for (index, position) in order.enumerated().reversed() {
      neededAfter[index] = needed
      needed.formUnion(clause.body[position].variables)
    }
    var bound = initially
    var steps: [Plan.Step] = []
    var live: [[Int]] = []
    for (index, position) in order.enumerated() {
      let after = neededAfter[index]
      switch clause.body[position] {
      case .atom(let atom):
        let access = access(atom, at: position, bound: bound, needed: after)
        steps.append(.access(access))
        bound.formUnion(atom.variables)
      case .absent(let atom):
        steps.append(.absent(access(atom, at: position, bound: bound, needed: after)))
      case .test(let test): steps.append(.test(test))
      case .equation(let left, let right):
        if case .operand(.variable(let variable)) = left.expression, !bound.contains(variable) {
          steps.append(.assign(register: variable, right))
          bound.insert(variable)
        } else if case .operand(.variable(let variable)) = right.expression, !bound.contains(variable) {
          steps.append(.assign(register: variable, left))
          bound.insert(variable)
        } else {
          steps.append(.equal(left, right))
        }
      case .lookup(let lookup):
        let atom = AtomLiteral(
          predicate: lookup.predicate, operands: lookup.group + [.variable(lookup.result)],
          range: lookup.range)
        steps.append(.lookup(lookup, access(atom, at: position, bound: bound, needed: after)))
        bound.insert(lookup.result)
      case .subquery(let subquery):
        var plans: [Plan] = []
        for part in subquery.clauses {
          plans.append(
            try Planner.plan(part, statistics: statistics, bound: Set(subquery.parameters.indices)))
        }
        steps.append(.subquery(subquery, plans))
        if let result = subquery.result { bound.insert(result) }
      }
      live.append(bound.intersection(after).sorted())
    }
    return Plan(
      steps: steps, live: live, head: clause.head, registerCount: clause.variableCount, origin: clause.origin,
      plannedSize: plannedSize)
  }

  private var plannedSize: Int {
    clause.body.reduce(0) { sum, literal in
      if case .atom(let atom) = literal { sum + statistics.size(of: atom.predicate) } else { sum }
    }
  }

  private func access(
    _ atom: AtomLiteral, at position: Int, bound: Set<Int>, needed: Set<Int>
  ) -> Plan.Access {
    var range = RowRange.all
    if let deltaAtom, recursiveAtoms.contains(position) {
      // Each combination of new rows once: atoms before the delta read only what was there before it.
      range = position == deltaAtom ? .delta : position < deltaAtom ? .old : .all
    }
    var access = Plan.Access(
      predicate: atom.predicate, range: range, isGrowing: recursiveAtoms.contains(position), key: [],
      checks: [], repeats: [], outputs: [],
      carried: bound.intersection(needed).sorted(), isExistence: false, literal: position)
    var first: [Int: Int] = [:]
    for (column, operand) in atom.operands.enumerated() {
      switch operand {
      case .anonymous: break
      case .constant: access.key.append((column, operand))
      case .variable(let variable):
        if bound.contains(variable) {
          access.key.append((column, operand))
        } else if let other = first[variable] {
          access.repeats.append((other, column))
        } else {
          first[variable] = column
          if needed.contains(variable) { access.outputs.append((column, variable)) }
        }
      }
    }
    access.isExistence = access.outputs.isEmpty
    if range == .delta {
      // A delta is read through; an index would not skip what is not new.
      access.checks = access.key
      access.key = []
    }
    return access
  }
}
