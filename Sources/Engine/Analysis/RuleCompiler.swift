import Syntax

/// Turns one rule, question or constraint into clauses and the auxiliary definitions that they read.
///
/// The way: a body is multiplied out into conjunctions; each becomes a ``Clause`` whose variables are
/// numbered; aggregates and negated bodies become auxiliary predicates of their own.
struct RuleCompiler {
  let catalog: Catalog
  let origin: Origin
  /// The auxiliary predicates made so far, by predicate.
  var auxiliaries: [Predicate: Definition] = [:]
  private var ordinal = 0
  /// The version that the rule as a whole gives; its parts may read the other one.
  private let view: DateView

  init(catalog: Catalog, origin: Origin, view: DateView) {
    self.catalog = catalog
    self.origin = origin
    self.view = view
  }

  var source: SourceText { origin.statement.source }

  /// The clauses of a body under a head, whose terms may be aggregates.
  mutating func compile(
    head: Predicate, terms: [Term], body: Formula
  ) throws(EngineError) -> [Clause] {
    let alternatives = try body.alternatives(in: view, of: source)
    if terms.contains(where: \.isAggregate) {
      return [try aggregate(head: head, terms: terms, alternatives)]
    }
    var clauses: [Clause] = []
    for literals in alternatives {
      var scope = ClauseScope(head: terms, literals: literals)
      try add(literals, to: &scope)
      var operands: [Operand] = []
      for term in terms { operands.append(try operand(term, in: &scope)) }
      clauses.append(try finish(scope, predicate: head, head: operands))
    }
    return clauses
  }

  // MARK: Literals

  mutating func add(_ literals: [FlatLiteral], to scope: inout ClauseScope) throws(EngineError) {
    for literal in literals {
      scope.view = literal.view
      switch literal.kind {
      case .atom(let atom): try add(atom, literal, to: &scope)
      case .comparison(let comparison):
        try add(comparison, view: literal.view, isNegated: false, range: literal.range, to: &scope)
      case .negation(let inner): try add(negation: inner, literal, to: &scope)
      }
    }
  }

  mutating func add(_ atom: Atom, _ literal: FlatLiteral, to scope: inout ClauseScope)
    throws(EngineError)
  {
    if let test = BuiltinTest(name: atom.relation.text) {
      try add(test, atom, view: literal.view, isNegated: false, to: &scope)
    } else {
      scope.body.append(.atom(try resolve(atom, view: literal.view, in: &scope)))
    }
  }

  mutating func add(
    negation inner: Formula, _ literal: FlatLiteral, to scope: inout ClauseScope
  ) throws(EngineError) {
    try add(negation: inner, view: literal.view.flipped, literal.range, to: &scope)
  }

  /// `not inner`, where `inner` reads a version of the relations.
  private mutating func add(
    negation inner: Formula, view: DateView, _ range: SourceRange, to scope: inout ClauseScope
  ) throws(EngineError) {
    scope.view = view
    switch inner.kind {
    case .atom(let atom):
      if let test = BuiltinTest(name: atom.relation.text) {
        try add(test, atom, view: view, isNegated: true, to: &scope)
      } else {
        scope.body.append(.absent(try resolveUncounted(atom, view: view, in: &scope)))
      }
    case .comparison(let comparison):
      try add(comparison, view: view, isNegated: true, range: range, to: &scope)
    case .possibly(let inner): try add(negation: inner, view: .possible, range, to: &scope)
    case .negation(let innermost) where innermost.isTest:
      try add(test: innermost, view: view.flipped, to: &scope)
    case .negation(let innermost):
      // Where it has no variables of its own it is the atom, but gives no variable a value.
      if case .atom(let atom) = innermost.kind,
        innermost.variableUses.allSatisfy({ scope.isVisible($0.text) })
      {
        scope.view = view.flipped
        let literal = try resolveUncounted(atom, view: view.flipped, in: &scope)
        scope.checks.insert(scope.body.count)
        scope.body.append(.atom(literal))
      } else {
        try add(group: inner, view: view, to: &scope)
      }
    case .conjunction, .disjunction: try add(group: inner, view: view, to: &scope)
    }
  }

  /// An atom under a negation, whose `_` tell no solutions apart.
  private mutating func resolveUncounted(
    _ atom: Atom, view: DateView, in scope: inout ClauseScope
  ) throws(EngineError) -> AtomLiteral {
    let namesAnonymous = scope.namesAnonymous
    scope.namesAnonymous = false
    defer { scope.namesAnonymous = namesAnonymous }
    return try resolve(atom, view: view, in: &scope)
  }

  /// A comparison or a test that gives no variable a value, since it stands under two negations.
  private mutating func add(
    test: Formula, view: DateView, to scope: inout ClauseScope
  ) throws(EngineError) {
    scope.view = view
    switch test.kind {
    case .atom(let atom):
      guard let builtin = BuiltinTest(name: atom.relation.text) else { return }
      try add(builtin, atom, view: view, isNegated: false, to: &scope)
    case .comparison(let comparison):
      let arguments = [try placed(comparison.left, in: &scope), try placed(comparison.right, in: &scope)]
      scope.body.append(
        .test(
          TestLiteral(
            kind: .comparison(comparison.relation), arguments: arguments, acceptsUnknown: view == .possible,
            isNegated: false, range: test.range)))
    case .possibly(let inner): try add(test: inner, view: .possible, to: &scope)
    case .negation, .conjunction, .disjunction: break
    }
  }

  mutating func add(
    _ comparison: Comparison, view: DateView, isNegated: Bool, range: SourceRange, to scope: inout ClauseScope
  ) throws(EngineError) {
    let left = try placed(comparison.left, in: &scope)
    let right = try placed(comparison.right, in: &scope)
    if comparison.relation == .equal, !isNegated {
      scope.body.append(.equation(left, right))
    } else {
      scope.body.append(
        .test(
          TestLiteral(
            kind: .comparison(comparison.relation), arguments: [left, right],
            acceptsUnknown: view == .possible, isNegated: isNegated, range: range)))
    }
  }

  mutating func add(
    _ test: BuiltinTest, _ atom: Atom, view: DateView, isNegated: Bool, to scope: inout ClauseScope
  ) throws(EngineError) {
    guard atom.arguments.count == test.parameters.count else {
      throw fail(
        .wrongArity,
        "'\(test.name)' takes \(test.parameters.count) arguments (\(test.parameters.joined(separator: ", "))), not \(atom.arguments.count)",
        atom.range)
    }
    if atom.modality != .only(.actual) || atom.document != nil {
      throw fail(
        .unexpectedToken, "'\(test.name)' is a test: it has no modality and no citations", atom.range)
    }
    var arguments: [PlacedExpression] = []
    for argument in atom.arguments {
      if let label = argument.label {
        throw fail(.unknownColumn, "the arguments of '\(test.name)' have no names", label.range)
      }
      arguments.append(try placed(argument.value, in: &scope))
    }
    scope.body.append(
      .test(
        TestLiteral(
          kind: .builtin(test), arguments: arguments, acceptsUnknown: view == .possible, isNegated: isNegated,
          range: atom.range)))
  }

  // MARK: Ends

  mutating func auxiliary() -> Predicate {
    ordinal += 1
    return .auxiliary(rule: origin.id, view: view, ordinal: ordinal)
  }

  func finish(_ scope: ClauseScope, predicate: Predicate, head: [Operand]) throws(EngineError)
    -> Clause
  {
    let clause = Clause(
      predicate: predicate, head: head,
      body: RuleCompiler.testingLookups(scope.body, initially: Set(0..<scope.parameterCount)),
      variableNames: scope.names, origin: origin)
    try Safety.check(clause, initially: Set(0..<scope.parameterCount), without: scope.checks)
    return clause
  }

  /// The body with a test in place of each equation that compares the result of a lookup with what is known
  /// without it: as an equation it might give the result its value before it is looked up.
  static func testingLookups(_ body: [BodyLiteral], initially: Set<Int>) -> [BodyLiteral] {
    var results: Set<Int> = []
    for literal in body {
      if case .lookup(let lookup) = literal { results.insert(lookup.result) }
      if case .subquery(let subquery) = literal, let result = subquery.result { results.insert(result) }
    }
    guard !results.isEmpty else { return body }
    func isResult(_ side: PlacedExpression) -> Bool {
      if case .operand(.variable(let variable)) = side.expression {
        results.contains(variable)
      } else {
        false
      }
    }
    var body = body
    for index in body.indices {
      guard case .equation(let left, let right) = body[index], isResult(left) || isResult(right) else {
        continue
      }
      var others = body
      others.remove(at: index)
      let bound = Safety.boundVariables(of: others, initially: initially)
      if (left.expression.variables + right.expression.variables).allSatisfy(bound.contains) {
        body[index] = .test(
          TestLiteral(
            kind: .comparison(.equal), arguments: [left, right], acceptsUnknown: false, isNegated: false,
            range: left.range.union(right.range)))
      }
    }
    return body
  }

  func fail(
    _ code: DiagnosticCode, _ message: String, _ range: SourceRange, mend: String? = nil
  ) -> EngineError {
    .invalid(Diagnostic(.error, code, message, at: range, in: source, mend: mend))
  }
}

extension Formula {
  /// Whether it is a comparison or a test, and so reads no relation.
  fileprivate var isTest: Bool {
    switch kind {
    case .atom(let atom): BuiltinTest(name: atom.relation.text) != nil
    case .comparison(let comparison): !comparison.left.hasAggregate && !comparison.right.hasAggregate
    case .possibly(let inner): inner.isTest
    case .negation, .conjunction, .disjunction: false
    }
  }
}

extension Term {
  var isAggregate: Bool { if case .aggregate = kind { true } else { false } }
  var isAnonymous: Bool { if case .anonymous = kind { true } else { false } }
}

/// The elements once each, in the order of their first occurrence.
func unique<Element: Hashable>(_ elements: some Sequence<Element>) -> [Element] {
  var seen = Set<Element>()
  return elements.filter { seen.insert($0).inserted }
}
