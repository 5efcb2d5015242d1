import Syntax

/// A clause that is asked for the values of its variables where some operands are given.
final class ClauseGoal {
  /// The clause with a variable for each `_` of its positive atoms.
  let clause: Clause
  private let given: [Operand]
  private let givenVariables: [Int]
  private let pipeline: Pipeline
  private let solutions: Solutions

  /// `given` are operands of the clause whose values are known when it is asked; `isRepeated` says whether it
  /// is going to be asked for many rows.
  init(
    _ clause: Clause, bound given: [Operand], isRepeated: Bool = false, in search: DerivationSearch
  ) throws(EngineError) {
    self.clause = clause.namingEverything
    self.given = given
    var goal = self.clause
    var results: Set<Int> = []
    for index in goal.body.indices {
      goal.body[index] = goal.body[index].reading(search.mapped)
      switch goal.body[index] {
      case .lookup(let lookup): results.insert(lookup.result)
      case .subquery(let subquery): if let result = subquery.result { results.insert(result) }
      case .atom, .absent, .test, .equation: break
      }
    }
    // The result of an aggregate is computed first, and then compared with what is given.
    let variables = Set(Operand.variables(of: given)).subtracting(results)
    goal.body = RuleCompiler.testingLookups(goal.body, initially: variables)
    goal.head = goal.variableNames.indices.map { .variable($0) }
    givenVariables = variables.sorted()
    let repeated = RepeatedStatistics(evaluator: search.evaluator)
    let plan = try Planner.plan(goal, statistics: isRepeated ? repeated : search.evaluator, bound: variables)
    let solutions = Solutions()
    self.solutions = solutions
    pipeline = try Pipeline(
      plan, table: search.evaluator.table(of:), calculator: search.evaluator.calculator,
      budget: search.budget,
      initial: Dictionary(uniqueKeysWithValues: variables.map { ($0, Handle.none) }),
      into: .each { row throws(EngineError) in solutions.take(row) })
  }

  private final class Solutions {
    var rows: [[Handle]] = []
    var limit = 0

    func take(_ row: [Handle]) -> Bool {
      rows.append(row)
      return rows.count < limit
    }
  }

  /// The values of all variables for each solution, at most `limit`.
  func solutions(for values: [Handle], limit: Int) throws(EngineError) -> [[Handle]] {
    guard let bindings = clause.bindings(of: given, to: values) else { return [] }
    solutions.rows = []
    solutions.limit = limit
    for variable in givenVariables { pipeline.bind(variable, to: bindings[variable] ?? .none) }
    try pipeline.run()
    let found = solutions.rows
    solutions.rows = []
    guard givenVariables.count < Set(Operand.variables(of: given)).count else { return found }
    return found.filter { given.values($0) == values }
  }
}

extension BodyLiteral {
  /// The literal with other predicates in place of its own.
  fileprivate func reading(_ other: (Predicate) -> Predicate) -> BodyLiteral {
    switch self {
    case .atom(var atom):
      atom.predicate = other(atom.predicate)
      return .atom(atom)
    case .absent(var atom):
      atom.predicate = other(atom.predicate)
      return .absent(atom)
    case .lookup(var lookup):
      lookup.predicate = other(lookup.predicate)
      return .lookup(lookup)
    case .subquery(var subquery):
      for part in subquery.clauses.indices {
        subquery.clauses[part].body = subquery.clauses[part].body.map { $0.reading(other) }
      }
      return .subquery(subquery)
    case .test, .equation: return self
    }
  }
}
