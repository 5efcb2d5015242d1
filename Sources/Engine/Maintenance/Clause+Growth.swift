import Syntax

extension Clause {
  /// Whether a head's operand is a sum of which another operand is a term, so that it grows with it.
  func adds(_ term: Operand, to head: Operand) -> Bool {
    guard case .variable(let variable) = term, case .variable(let result) = head else { return false }
    let others = body.filter { literal in
      guard case .equation = literal else { return literal.variables.contains(variable) }
      return false
    }
    // A value that is tested or joined may hold no longer when it is bettered.
    guard others.count == 1, case .atom? = others.first else { return false }
    for case .equation(let left, let right) in body {
      if left.expression.isVariable(result) { return right.expression.hasTerm(variable) }
      if right.expression.isVariable(result) { return left.expression.hasTerm(variable) }
    }
    return false
  }
}

extension Expression {
  fileprivate func isVariable(_ variable: Int) -> Bool {
    if case .operand(.variable(variable)) = self { true } else { false }
  }

  /// Whether this is a sum of which a variable is a term, and of nothing else of that variable.
  fileprivate func hasTerm(_ variable: Int) -> Bool {
    switch self {
    case .operand: isVariable(variable)
    case .arithmetic(.add, let left, let right):
      left.hasTerm(variable) && !right.variables.contains(variable)
        || right.hasTerm(variable) && !left.variables.contains(variable)
    case .arithmetic(.subtract, let left, let right):
      left.hasTerm(variable) && !right.variables.contains(variable)
    case .arithmetic, .negative, .call: false
    }
  }
}
