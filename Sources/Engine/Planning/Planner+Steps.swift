import Syntax

/// The order of a clause's literals turned into the steps of a plan.
extension Planner {
  func steps(initially: Set<Int>, tally: Set<Int>?) throws(EngineError) -> Plan {
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
        steps.append(.lookup(lookup, access(lookup.atom, at: position, bound: bound, needed: after)))
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
    access.limit = atom.limit
    if atom.limit != nil, access.key.count == atom.operands.count, access.key.count > 1 {
      // Such rows are not found by membership: groups are looked through, small ones where none are there yet.
      let ready = access.key.indices.filter {
        statistics.hasIndex(atom.predicate, on: [access.key[$0].column])
      }
      let places = ready.isEmpty ? Array(access.key.indices) : ready
      let distinct = places.map {
        statistics.distinctValues(of: atom.predicate, column: access.key[$0].column)
      }
      let best = distinct.indices.max { distinct[$0] < distinct[$1] }.map { places[$0] } ?? 0
      access.checks = access.key.indices.filter { $0 != best }.map { access.key[$0] }
      access.key = [access.key[best]]
    }
    if range == .delta {
      // A delta is read through; an index would not skip what is not new.
      access.checks = access.key
      access.key = []
    }
    return access
  }
}
