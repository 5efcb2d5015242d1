import Syntax

/// Comparisons that an index in the order of a column answers: see ``Plan/Window``.
extension Planner {
  /// The window of an atom that is looked up by a key, from the tests that come directly after it.
  func window(
    of atom: AtomLiteral, at position: Int, before next: some Sequence<Int>, bound: Set<Int>
  ) -> Plan.Window? {
    guard !recursiveAtoms.contains(position), atom.limit == nil,
      Set(atom.variables).count == atom.variables.count
    else {
      return nil
    }
    let known = atom.operands.filter { operand in
      switch operand {
      case .variable(let variable): bound.contains(variable)
      case .constant: true
      case .anonymous: false
      }
    }
    guard !known.isEmpty else { return nil }
    var window: Plan.Window?
    for position in next {
      guard case .test(let test) = clause.body[position], let found = self.bound(test, by: bound),
        let column = atom.operands.firstIndex(of: .variable(found.register)),
        window.map({ $0.column == column }) ?? true
      else { break }
      window = window ?? Plan.Window(column: column, register: found.register, bounds: [])
      window?.bounds.append(found.bound)
    }
    return window
  }

  /// A comparison as a bound of a variable that is not known yet by one side that is.
  private func bound(
    _ test: TestLiteral, by known: Set<Int>
  ) -> (register: Int, bound: Plan.Window.Bound)? {
    guard case .comparison(let relation) = test.kind, !test.isNegated,
      let mirrored = relation.mirrored, test.arguments.count == 2
    else { return nil }
    let (left, right) = (test.arguments[0], test.arguments[1])
    func isKnown(_ side: PlacedExpression) -> Bool {
      side.expression.variables.allSatisfy(known.contains) && !side.expression.isFallible
    }
    if case .operand(.variable(let variable)) = left.expression, !known.contains(variable), isKnown(right) {
      return (variable, .init(relation: relation, expression: right, test: test))
    }
    if case .operand(.variable(let variable)) = right.expression, !known.contains(variable), isKnown(left) {
      return (variable, .init(relation: mirrored, expression: left, test: test))
    }
    return nil
  }
}

extension ComparisonOperator {
  /// What holds of the sides the other way round; nil for an operator that bounds nothing.
  fileprivate var mirrored: ComparisonOperator? {
    switch self {
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    case .equal, .notEqual: nil
    }
  }
}
