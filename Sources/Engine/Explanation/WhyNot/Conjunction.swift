import Syntax

/// The body of a clause of which some variables have values, to be asked literal by literal.
struct Conjunction {
  let clause: Clause
  /// The values that variables have from the start.
  let given: [Int: Handle]
  /// The positions of the literals in the order in which they are taken.
  let order: [Int]

  init(_ clause: Clause, given: [Int: Handle]) {
    self.clause = clause
    self.given = given
    order = ConjunctionOrder.positions(of: clause.body, given: Set(given.keys))
  }

  /// The variables that get values from the first literals of the order, in the order of their numbers.
  func variables(ofFirst count: Int) -> [Int] {
    var variables: Set<Int> = []
    for position in order.prefix(count) { variables.formUnion(clause.body[position].variables) }
    return variables.subtracting(given.keys).sorted()
  }

  /// The clause that gives those variables' values for each way to make the first literals true.
  func prefix(_ count: Int, of predicate: Predicate) -> Clause {
    var clause = clause
    clause.predicate = predicate
    clause.head = variables(ofFirst: count).map { .variable($0) }
    clause.body = order.prefix(count).map { clause.body[$0].substituting(given) }
    // What reads variables and no operands gets the values by equations.
    let read = Set(clause.body.flatMap(\.variables))
    let range = clause.origin.statement.range
    let equations = given.filter { read.contains($0.key) }.sorted { $0.key < $1.key }.map { variable, value in
      BodyLiteral.equation(
        PlacedExpression(expression: .operand(.variable(variable)), range: range),
        PlacedExpression(expression: .operand(.constant(value)), range: range))
    }
    clause.body = RuleCompiler.testingLookups(equations + clause.body, initially: [])
    return clause
  }

  /// The values of all variables, those that have none yet included, for a row of the prefix of some length.
  func values(_ row: [Handle], ofFirst count: Int) -> [Handle] {
    var values = [Handle](repeating: .none, count: clause.variableCount)
    for (variable, value) in given { values[variable] = value }
    for (variable, value) in zip(variables(ofFirst: count), row) { values[variable] = value }
    return values
  }
}

extension BodyLiteral {
  /// The literal with values in place of variables where it reads operands.
  fileprivate func substituting(_ values: [Int: Handle]) -> BodyLiteral {
    func operand(_ operand: Operand) -> Operand {
      if case .variable(let variable) = operand, let value = values[variable] {
        .constant(value)
      } else {
        operand
      }
    }
    switch self {
    case .atom(var atom):
      atom.operands = atom.operands.map(operand)
      return .atom(atom)
    case .absent(var atom):
      atom.operands = atom.operands.map(operand)
      return .absent(atom)
    case .lookup(var lookup):
      lookup.group = lookup.group.map(operand)
      return .lookup(lookup)
    case .test, .equation, .subquery: return self
    }
  }
}
