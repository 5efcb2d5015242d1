import Chronology
import Syntax

extension ReferenceEvaluator {
  /// Calls `visit` for each way to make the body true that extends the environment, possibly more
  /// than once for one of them, until it returns false.
  /// - Returns: whether no visit returned false.
  @discardableResult
  func solve(
    _ body: ReferenceBody, _ environment: Environment, _ view: ReferenceView,
    _ visit: (Environment) throws -> Bool
  ) throws -> Bool {
    for goals in body.alternatives {
      if try !solve(goals[...], environment, view, visit) { return false }
    }
    return true
  }

  private func solve(
    _ goals: ArraySlice<ReferenceGoal>, _ environment: Environment, _ view: ReferenceView,
    _ visit: (Environment) throws -> Bool
  ) throws -> Bool {
    guard let goal = goals.first else { return try visit(environment) }
    let rest = goals.dropFirst()
    switch goal {
    case .match(let source, let slots):
      for row in candidates(table(source, view), slots, environment) {
        try spend()
        guard let extended = unified(slots, row, environment) else { continue }
        if try !solve(rest, extended, view, visit) { return false }
      }
      return true
    case .compare(let left, let relation, let right):
      if let (name, other) = unbound(left, right, environment) ?? unbound(right, left, environment) {
        guard let value = try value(of: other, environment) else { return true }
        var extended = environment
        extended[name] = value
        return try solve(rest, extended, view, visit)
      }
      guard let left = try value(of: left, environment), let right = try value(of: right, environment),
        view.accepts(try relation.holds(left, right))
      else { return true }
      return try solve(rest, environment, view, visit)
    case .test(let name, let terms):
      guard let row = try row(terms, environment), view.accepts(try ReferenceTests.apply(name, row)) else {
        return true
      }
      return try solve(rest, environment, view, visit)
    case .negation(let body):
      if try isSolvable(body, environment, view.opposite) { return true }
      return try solve(rest, environment, view, visit)
    case .possibly(let body):
      guard try isSolvable(body, environment, .possible) else { return true }
      return try solve(rest, environment, view, visit)
    case .aggregate(let name, let aggregate, let body):
      let solutions = try solutions(body, environment, view)
      guard let value = try value(of: aggregate, over: solutions), environment[name, default: value] == value
      else { return true }
      var extended = environment
      extended[name] = value
      return try solve(rest, extended, view, visit)
    }
  }

  /// The name of the first term and the other one, where the first is a variable to be bound.
  private func unbound(_ term: Term, _ other: Term, _ environment: Environment) -> (String, Term)? {
    guard case .variable(let name) = term.kind, environment[name] == nil else { return nil }
    return (name, other)
  }

  /// Under the eager policy every solution is looked at, so that none that fails is missed.
  private func isSolvable(
    _ body: ReferenceBody, _ environment: Environment, _ view: ReferenceView
  ) throws -> Bool {
    var isSolvable = false
    try solve(body, environment, view) { _ in
      isSolvable = true
      return policy == .eager
    }
    return isSolvable
  }

  /// The distinct solutions of a body: what its variables, each `_` among them, are bound to.
  func solutions(
    _ body: ReferenceBody, _ environment: Environment, _ view: ReferenceView
  ) throws -> Set<Environment> {
    var solutions: Set<Environment> = []
    try solve(body, environment, view) { solution in
      solutions.insert(solution.filter { !$0.key.hasPrefix("#") })
      return true
    }
    return solutions
  }

  /// The rows that agree with the first bound slot; all rows where none is bound.
  private func candidates(
    _ table: ReferenceTable, _ slots: [ReferenceSlot], _ environment: Environment
  ) -> [[Literal]] {
    for column in slots.indices {
      switch slots[column] {
      case .constant(let value): return table.rows(where: column, is: value)
      case .variable(let name):
        if let value = environment[name] { return table.rows(where: column, is: value) }
      }
    }
    return table.rows
  }

  /// The environment in which the slots equal the row; nil where there is none.
  private func unified(
    _ slots: [ReferenceSlot], _ row: [Literal], _ environment: Environment
  ) -> Environment? {
    guard slots.count == row.count else { return nil }
    var extended = environment
    for column in row.indices {
      switch slots[column] {
      case .constant(let constant):
        if constant != row[column] { return nil }
      case .variable(let name):
        if let known = extended[name] {
          if known != row[column] { return nil }
        } else {
          extended[name] = row[column]
        }
      }
    }
    return extended
  }
}

extension ReferenceView {
  func accepts(_ truth: Truth) -> Bool {
    switch truth {
    case .yes: true
    case .unknown: self == .possible
    case .no: false
    }
  }
}
