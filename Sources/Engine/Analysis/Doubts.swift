import Chronology
import Syntax

/// Warnings about what is allowed but seldom meant.
enum Doubts {
  static func about(
    head: Atom?, body: Formula, clauses: [Clause], in statement: Statement, _ calculator: Calculator
  ) -> [Diagnostic] {
    let failures = clauses.map { neverTrue($0, calculator) }
    // A literal that stands in several alternatives fails only if it does in all of them.
    let failing = failures.joined().filter { doubt in
      zip(clauses, failures).allSatisfy { clause, found in
        found.contains { $0.range == doubt.range } || !clause.body.contains { $0.range == doubt.range }
      }
    }
    return singletons(head: head, body: body, shown: [], in: statement)
      + unique(failing + clauses.flatMap(crossProduct))
  }

  /// A named variable used once, unless it starts with `_`.
  static func singletons(head: Atom?, body: Formula, shown: [Name], in statement: Statement) -> [Diagnostic] {
    var uses: [String: [SourceRange]] = [:]
    var order: [String] = []
    for use in (head?.variableUses ?? []) + body.variableUses + shown {
      if uses[use.text] == nil { order.append(use.text) }
      uses[use.text, default: []].append(use.range)
    }
    return order.compactMap { name in
      guard let places = uses[name], places.count == 1, !name.hasPrefix("_") else { return nil }
      return Diagnostic(
        .warning, .singletonVariable, "'\(name)' is used only once", at: places[0], in: statement.source,
        mend: "write _ or _\(name) if that is meant")
    }
  }

  /// Tests of constants that fail, a variable compared with itself, and bounds that exclude each other.
  private static func neverTrue(_ clause: Clause, _ calculator: Calculator) -> [Diagnostic] {
    var found: [Diagnostic] = []
    func doubt(_ range: SourceRange, _ why: String?) {
      found.append(
        Diagnostic(
          .warning, .neverTrue, "this can never be true", at: range, in: clause.origin.statement.source,
          mend: why))
    }
    var bounds: [Int: [(relation: ComparisonOperator, bound: Handle, range: SourceRange)]] = [:]
    for literal in clause.body {
      switch literal {
      case .test(let test):
        // An uncertain date may possibly lie on both sides of a bound.
        guard case .comparison(let relation) = test.kind, !test.isNegated, !test.acceptsUnknown else {
          continue
        }
        let (left, right) = (test.arguments[0].expression, test.arguments[1].expression)
        if let first = constant(left, calculator), let second = constant(right, calculator) {
          if let truth = try? calculator.compare(relation, first, second), truth == .no {
            doubt(test.range, nil)
          }
        } else if case .operand(.variable(let first)) = left, case .operand(.variable(let second)) = right {
          // A date may be possibly before itself.
          if first == second,
            relation == .notEqual || !test.acceptsUnknown && [.less, .greater].contains(relation)
          {
            doubt(test.range, "both sides are the same")
          }
        } else if case .operand(.variable(let variable)) = left, let bound = constant(right, calculator) {
          bounds[variable, default: []].append((relation, bound, test.range))
        } else if case .operand(.variable(let variable)) = right, let bound = constant(left, calculator) {
          bounds[variable, default: []].append((relation.mirrored, bound, test.range))
        }
      case .equation(let left, let right):
        if let first = constant(left.expression, calculator),
          let second = constant(right.expression, calculator)
        {
          if first != second { doubt(literal.range, nil) }
        } else if case .operand(.variable(let variable)) = left.expression,
          let bound = constant(right.expression, calculator)
        {
          bounds[variable, default: []].append((.equal, bound, literal.range))
        }
      case .atom, .absent, .lookup, .subquery: break
      }
    }
    for tests in bounds.values.sorted(by: { $0[0].range.lower < $1[0].range.lower }) where tests.count > 1 {
      for (index, second) in tests.enumerated() {
        if let first = tests[..<index].first(where: { excludes($0, second, calculator) }) {
          doubt(second.range, "'\(clause.origin.statement.source.text(first.range))' excludes it")
          break
        }
      }
    }
    return found
  }

  private typealias Bound = (relation: ComparisonOperator, bound: Handle, range: SourceRange)

  /// Whether no value satisfies both bounds.
  private static func excludes(_ first: Bound, _ second: Bound, _ calculator: Calculator) -> Bool {
    func holds(_ relation: ComparisonOperator, _ left: Handle, _ right: Handle) -> Bool? {
      (try? calculator.compare(relation, left, right)).flatMap { $0 == .unknown ? nil : $0 == .yes }
    }
    if first.relation == .equal { return holds(second.relation, first.bound, second.bound) == false }
    if second.relation == .equal { return holds(first.relation, second.bound, first.bound) == false }
    let (upper, lower): (Bound, Bound)
    switch (first.relation, second.relation) {
    case (.less, .greater), (.less, .greaterOrEqual), (.lessOrEqual, .greater),
      (.lessOrEqual, .greaterOrEqual):
      (upper, lower) = (first, second)
    case (.greater, .less), (.greater, .lessOrEqual), (.greaterOrEqual, .less),
      (.greaterOrEqual, .lessOrEqual):
      (upper, lower) = (second, first)
    default: return false
    }
    let isStrict = upper.relation == .less || lower.relation == .greater
    // An uncertain date or an interval may lie on both sides; plain values may not.
    guard upper.bound.tag != .date, lower.bound.tag != .date else { return false }
    return holds(isStrict ? .less : .lessOrEqual, lower.bound, upper.bound) == false
  }

  private static func constant(_ expression: Expression, _ calculator: Calculator) -> Handle? {
    guard expression.variables.isEmpty else { return nil }
    return (try? calculator.evaluate(expression) { _ in .none }) ?? nil
  }

  /// Positive atoms that share no variable with the others: every row meets every row.
  private static func crossProduct(_ clause: Clause) -> [Diagnostic] {
    // What has one value, and what one match is enough for, multiplies nothing.
    let atoms = clause.body.filter { if case .atom(let atom) = $0 { !atom.isResultOfAll } else { false } }
    let fixed = Safety.boundVariables(
      of: clause.body.filter { if case .atom(let atom) = $0 { atom.isResultOfAll } else { true } })
    var uses: [Int: Int] = [:]
    for case .variable(let variable) in clause.head { uses[variable, default: 0] += 2 }
    for literal in clause.body { for variable in Set(literal.variables) { uses[variable, default: 0] += 1 } }
    var groups: [(variables: Set<Int>, range: SourceRange)] = []
    for atom in atoms {
      let variables = Set(atom.variables).subtracting(fixed)
      if variables.contains(where: { uses[$0, default: 0] > 1 }) { groups.append((variables, atom.range)) }
    }
    guard groups.count > 1 else { return [] }
    // Comparisons and equations connect atoms as well.
    var links = groups.map(\.variables)
    for literal in clause.body {
      if case .atom = literal { continue }
      links.append(Set(literal.variables))
    }
    var reached = groups[0].variables
    var changed = true
    while changed {
      let before = reached.count
      for link in links where !link.isDisjoint(with: reached) { reached.formUnion(link) }
      changed = reached.count > before
    }
    guard let apart = groups.first(where: { $0.variables.isDisjoint(with: reached) }) else { return [] }
    return [
      Diagnostic(
        .warning, .crossProduct,
        "nothing connects this with what stands before it: every row meets every row",
        at: apart.range, in: clause.origin.statement.source, mend: "share a variable, or compare one")
    ]
  }
}

extension AtomLiteral {
  /// Whether it is the result of an aggregate over all rows, which is one value.
  fileprivate var isResultOfAll: Bool {
    if case .auxiliary = predicate { operands.count == 1 } else { false }
  }
}

extension ComparisonOperator {
  /// The operator with its sides exchanged.
  fileprivate var mirrored: ComparisonOperator {
    switch self {
    case .equal, .notEqual: self
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    }
  }
}
