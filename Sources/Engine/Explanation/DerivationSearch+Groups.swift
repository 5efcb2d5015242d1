import Syntax

/// The rows that aggregates are made from.
extension DerivationSearch {
  /// The rows of an aggregate's group: how many, and the few that are followed, those that gave a least or greatest
  /// value first.
  func group(
    of source: RowSource, _ spec: AggregateSpec, _ row: [Handle]
  ) throws(EngineError) -> (count: Int, chosen: [[Handle]]) {
    var key: [Handle] = Array(repeating: .none, count: spec.group.count)
    var results: [Handle] = Array(repeating: .none, count: spec.outputs.count)
    for (column, slot) in spec.slots.enumerated() {
      switch slot {
      case .group(let index): key[index] = row[column]
      case .output(let index): results[index] = row[column]
      }
    }
    let definition = try evaluator.program.definition(of: spec.input)
    let rows = Table(arity: definition.arity)
    for goal in try groupGoals(of: source, spec, definition) {
      for solution in try goal.solutions(for: key, limit: .max) {
        try budget.poll()
        rows.insert(goal.clause.head.values(solution))
      }
    }
    return (rows.count, try choose(spec.outputs, results, from: rows).map(rows.row))
  }

  private func groupGoals(
    of source: RowSource, _ spec: AggregateSpec, _ definition: Definition
  ) throws(EngineError) -> [ClauseGoal] {
    if let goals = source.groupGoals { return goals }
    var goals: [ClauseGoal] = []
    if definition.isStreamed {
      for clause in definition.clauses {
        goals.append(try ClauseGoal(clause, bound: spec.group.map { clause.head[$0] }, in: self))
      }
    } else {
      guard let origin = source.definition.origin else { throw .bug("an aggregate without a rule") }
      let clause = reading(spec.input, definition.arity, origin)
      goals.append(try ClauseGoal(clause, bound: spec.group.map { .variable($0) }, in: self))
    }
    source.groupGoals = goals
    return goals
  }

  /// A clause whose solutions are the rows of a predicate.
  func reading(_ predicate: Predicate, _ arity: Int, _ origin: Origin) -> Clause {
    let operands = (0..<arity).map { Operand.variable($0) }
    let atom = AtomLiteral(predicate: predicate, operands: operands, range: origin.statement.range)
    return Clause(
      predicate: predicate, head: operands, body: [.atom(atom)],
      variableNames: Array(repeating: nil, count: arity), origin: origin)
  }

  /// A solution of a part of a rule.
  struct PartSolution {
    var clause: Clause
    var values: [Handle]
  }

  /// The solutions of a part that is asked for values of the rule around it: how many, and the few that are
  /// followed. Nil for a part that must have none.
  func solutions(
    of subquery: Subquery, _ values: [Handle]
  ) throws(EngineError) -> (count: Int, chosen: [PartSolution])? {
    guard case .aggregate(let spec, let result, _) = subquery.use else { return nil }
    let parameters = subquery.parameters.map { values[$0] }
    let rows = Table(arity: subquery.clauses.first?.head.count ?? 0)
    var solutions: [PartSolution] = []
    for clause in subquery.clauses {
      let goal = try ClauseGoal(
        clause, bound: parameters.indices.map { .variable($0) }, in: self)
      for solution in try goal.solutions(for: parameters, limit: .max) {
        try budget.poll()
        let before = rows.count
        rows.insert(goal.clause.head.values(solution))
        if rows.count > before { solutions.append(PartSolution(clause: goal.clause, values: solution)) }
      }
    }
    return (rows.count, try choose(spec.outputs, [values[result]], from: rows).map { solutions[$0] })
  }

  /// The rows that give the results where single rows do, then the first by their values; as many as are followed.
  private func choose(
    _ outputs: [AggregateSpec.Output], _ results: [Handle], from rows: Table
  ) throws(EngineError) -> [Int] {
    let values = evaluator.catalog.values
    var tally = WorkTally(budget)
    func isBefore(_ first: Int, _ second: Int) -> Bool {
      for column in 0..<rows.arity where rows.handle(first, column) != rows.handle(second, column) {
        return values.precedes(rows.handle(first, column), rows.handle(second, column))
      }
      return false
    }
    var chosen: [Int] = []
    for (output, result) in zip(outputs, results) {
      guard let value = output.value else { continue }
      let key = output.key ?? value
      var best: Int?
      for row in 0..<rows.count where rows.handle(row, value) == result {
        try tally.add(8)
        guard let known = best else {
          best = row
          continue
        }
        let (new, old) = (rows.handle(row, key), rows.handle(known, key))
        let isBetter: Bool
        switch output.function {
        case .min, .first: isBetter = values.precedes(new, old) || new == old && isBefore(row, known)
        case .max, .last: isBetter = values.precedes(old, new) || new == old && isBefore(row, known)
        case .count, .sum, .avg, .list: isBetter = false
        }
        if isBetter { best = row }
      }
      switch output.function {
      case .min, .max, .first, .last: if let best, !chosen.contains(best) { chosen.append(best) }
      case .count, .sum, .avg, .list: break
      }
    }
    while chosen.count < min(DerivationSearch.mostInputs, rows.count) {
      var next: Int?
      for row in 0..<rows.count where !chosen.contains(row) {
        try tally.add(8)
        if next.map({ isBefore(row, $0) }) ?? true { next = row }
      }
      guard let next else { break }
      chosen.append(next)
    }
    return Array(chosen.prefix(max(DerivationSearch.mostInputs, outputs.count)))
  }
}
