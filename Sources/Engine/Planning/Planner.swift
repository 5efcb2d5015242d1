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
  private var placed: [Placement] = []
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
    if case .operand(.variable) = other.expression { return true }
    return other.expression.variables.allSatisfy(bound.contains)
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

  // MARK: Steps

  private func steps(initially: Set<Int>, tally: Set<Int>?) throws(EngineError) -> Plan {
    let union = union
    let order = placed
    let weight = weight(tally)
    // Which registers each step's successors read.
    var needed = Set<Int>()
    for case .variable(let variable) in union.map({ [$0.head, .variable($0.key)] }) ?? clause.head {
      needed.insert(variable)
    }
    if let run = union?.run { needed.formUnion([run.start, run.end]) }
    var neededAfter: [Set<Int>] = Array(repeating: [], count: order.count)
    for (index, placement) in order.enumerated().reversed() {
      neededAfter[index] = needed
      needed.formUnion(variables(of: placement))
    }
    if weight != nil, !order.isEmpty { neededAfter[order.count - 1] = read(tally) }
    var bound = initially
    var steps: [Plan.Step] = []
    var live: [[Int]] = []
    var absorbed = 0
    for index in order.indices {
      if absorbed > 0 {
        absorbed -= 1
        continue
      }
      var after = neededAfter[index]
      guard case .literal(let position) = order[index] else {
        if case .variable(var intersection) = order[index] {
          intersection.carried = bound.intersection(after).sorted()
          intersection.weight = index == order.count - 1 ? weight : nil
          intersection.isExistence = weight == nil && !after.contains(intersection.register)
          steps.append(.intersect(intersection))
          bound.insert(intersection.register)
          live.append(bound.intersection(after).sorted())
        }
        continue
      }
      switch clause.body[position] {
      case .atom(let atom) where position == unitedAtom:
        var access = access(atom, at: position, bound: bound, needed: after)
        access.outputs.removeAll { $0.column != 0 }
        if let run = union?.run {
          steps.append(.runs(access, start: run.start, end: run.end))
          bound.formUnion([run.start, run.end])
        }
        bound.formUnion(atom.variables.dropLast())
      case .atom(let atom):
        let window = window(of: atom, at: position, before: literals(after: index), bound: bound)
        absorbed = window?.bounds.count ?? 0
        after = neededAfter[index + absorbed]
        var access = access(atom, at: position, bound: bound, needed: after)
        access.window = window
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
      steps: steps, live: live, head: clause.head, union: union, weight: weight,
      registerCount: clause.variableCount + (union?.run == nil ? 0 : 2) + (weight == nil ? 0 : 1),
      origin: clause.origin,
      plannedSize: plannedSize)
  }

  private func variables(of placement: Placement) -> [Int] {
    switch placement {
    case .literal(let position): clause.body[position].variables
    case .variable(let intersection):
      intersection.sources.flatMap(\.key).compactMap {
        if case .variable(let variable) = $0 { variable } else { nil }
      }
    }
  }

  /// The positions of the literals that follow one another directly after a place in the order.
  private func literals(after index: Int) -> [Int] {
    var positions: [Int] = []
    for placement in placed.dropFirst(index + 1) {
      guard case .literal(let position) = placement else { break }
      positions.append(position)
    }
    return positions
  }

  /// The register for the number of solutions, where the last step binds a variable that is not read.
  private func weight(_ tally: Set<Int>?) -> Int? {
    guard tally != nil, case .variable(let intersection)? = placed.last,
      !read(tally).contains(intersection.register)
    else { return nil }
    return clause.variableCount
  }

  /// The variables in some columns of the head.
  private func read(_ columns: Set<Int>?) -> Set<Int> {
    var variables: Set<Int> = []
    for (column, operand) in clause.head.enumerated() where columns?.contains(column) ?? true {
      if case .variable(let variable) = operand { variables.insert(variable) }
    }
    return variables
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
