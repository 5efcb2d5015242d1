import Syntax

/// Every variable that is read must be bound by a positive atom, an equation or an aggregate.
enum Safety {
  /// The variables that a body binds, whatever the order in which it is evaluated.
  static func boundVariables(of body: [BodyLiteral], initially: Set<Int> = []) -> Set<Int> {
    var bound = initially
    for case .atom(let atom) in body { bound.formUnion(atom.variables) }
    var changed = true
    while changed {
      let before = bound.count
      for literal in body {
        switch literal {
        case .equation(let left, let right):
          bind(left, from: right, &bound)
          bind(right, from: left, &bound)
        case .lookup(let lookup):
          if literal.variables.allSatisfy({ $0 == lookup.result || bound.contains($0) }) {
            bound.insert(lookup.result)
          }
        case .subquery(let subquery):
          if let result = subquery.result, subquery.parameters.allSatisfy(bound.contains) {
            bound.insert(result)
          }
        case .atom, .absent, .test: break
        }
      }
      changed = bound.count > before
    }
    return bound
  }

  private static func bind(_ side: PlacedExpression, from other: PlacedExpression, _ bound: inout Set<Int>) {
    guard case .operand(.variable(let variable)) = side.expression, !bound.contains(variable) else { return }
    if other.expression.variables.allSatisfy(bound.contains) { bound.insert(variable) }
  }

  /// Throws a diagnostic for each variable that nothing binds, at its first use that needs it bound. The
  /// literals at some positions do not count as binding.
  static func check(
    _ clause: Clause, initially: Set<Int> = [], without positions: Set<Int> = []
  ) throws(EngineError) {
    let bound = boundVariables(
      of: clause.body.indices.filter { !positions.contains($0) }.map { clause.body[$0] }, initially: initially
    )
    var places: [Int: SourceRange?] = [:]
    for case .variable(let variable) in clause.head where !bound.contains(variable) {
      places[variable] = .some(nil)
    }
    for literal in clause.body {
      for variable in literal.variables where !bound.contains(variable) && places[variable]??.count == nil {
        places[variable] = literal.range
      }
    }
    guard !places.isEmpty else { return }
    let statement = clause.origin.statement
    var diagnostics: [Diagnostic] = []
    for (variable, place) in places.sorted(by: { $0.key < $1.key }) {
      guard let name = clause.variableNames[variable] else { continue }
      let range = statement.place(of: name, within: place) ?? place ?? statement.range
      diagnostics.append(
        Diagnostic(
          .error, .unsafeVariable, "nothing gives '\(name)' a value", at: range, in: statement.source,
          mend: "bind it with an atom that is not negated, or with '\(name) = …'"))
    }
    guard !diagnostics.isEmpty else {
      // Only a made-up variable is left without a value: what it stands for names unbound variables.
      throw .invalid(
        Diagnostic(
          .error, .unsafeVariable, "this cannot be computed: a variable in it has no value",
          at: places.values.compactMap { $0 }.first ?? statement.range, in: statement.source))
    }
    throw .invalid(diagnostics)
  }
}

extension Statement {
  /// The first place of a variable in the statement, within a range where one is given.
  func place(of variable: String, within range: SourceRange?) -> SourceRange? {
    let uses: [Name]
    switch kind {
    case .rule(let rule): uses = rule.head.variableUses + rule.body.variableUses
    case .query(let query):
      uses = query.body.variableUses + (query.shown ?? []) + query.ordering.map(\.variable)
    case .constraint(let body): uses = body.variableUses
    default: uses = []
    }
    return uses.first { use in
      use.text == variable
        && (range.map { use.range.lower >= $0.lower && use.range.upper <= $0.upper } ?? true)
    }?.range
  }
}
