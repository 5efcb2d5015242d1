import Syntax

/// Puts the values of parameters in place of `$name` throughout a statement.
struct ParameterSubstitution {
  let values: [String: Literal]
  let source: SourceText
  /// Whether there was any parameter.
  private(set) var wasUsed = false
  /// Those that have no value.
  private(set) var unknown: [(name: String, range: SourceRange)] = []

  init(values: [String: Literal], source: SourceText) {
    self.values = values
    self.source = source
  }

  mutating func statement(_ kind: Statement.Kind) -> Statement.Kind {
    switch kind {
    case .fact(let fact): .fact(Fact(atom(fact.atom), citations: fact.citations))
    case .rule(let rule): .rule(Rule(head: atom(rule.head), body: formula(rule.body)))
    case .query(let query):
      .query(Query(formula(query.body), shown: query.shown, ordering: query.ordering, limit: query.limit))
    case .constraint(let body): .constraint(formula(body))
    case .declaration, .include, .parameter, .command: kind
    }
  }

  private mutating func formula(_ formula: Formula) -> Formula {
    let kind: Formula.Kind =
      switch formula.kind {
      case .atom(let inner): .atom(atom(inner))
      case .comparison(let inner):
        .comparison(
          Comparison(term(inner.left), inner.relation, term(inner.right), range: inner.range))
      case .negation(let inner): .negation(self.formula(inner))
      case .possibly(let inner): .possibly(self.formula(inner))
      case .conjunction(let parts): .conjunction(parts.map { self.formula($0) })
      case .disjunction(let parts): .disjunction(parts.map { self.formula($0) })
      }
    return Formula(kind, formula.range)
  }

  private mutating func atom(_ atom: Atom) -> Atom {
    var changed = atom
    for position in changed.arguments.indices where !Self.isPlain(changed.arguments[position].value) {
      changed.arguments[position].value = term(changed.arguments[position].value)
    }
    changed.document = atom.document.map { term($0) }
    return changed
  }

  /// Whether there is nothing inside to look through; most arguments of most facts are such.
  private static func isPlain(_ term: Term) -> Bool {
    switch term.kind {
    case .variable, .anonymous, .literal: true
    case .parameter, .call, .negative, .binary, .aggregate: false
    }
  }

  private mutating func term(_ term: Term) -> Term {
    let kind: Term.Kind
    switch term.kind {
    case .variable, .anonymous, .literal: return term
    case .parameter(let name):
      wasUsed = true
      guard let value = values[name] else {
        unknown.append((name, term.range))
        return term
      }
      kind = .literal(value)
    case .call(let name, let arguments): kind = .call(name, arguments.map { self.term($0) })
    case .negative(let inner): kind = .negative(self.term(inner))
    case .binary(let operation, let left, let right):
      kind = .binary(operation, self.term(left), self.term(right))
    case .aggregate(let aggregate):
      kind = .aggregate(
        Aggregate(
          aggregate.function, value: aggregate.value.map { self.term($0) },
          key: aggregate.key.map { self.term($0) }, body: aggregate.body.map { formula($0) }))
    }
    return Term(kind, term.range)
  }

  func mistake(_ name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .error, .unknownParameter, "unknown parameter '$\(name)'", at: range, in: source,
      mend: nearest(to: name, among: values.keys.sorted()).map { "did you mean '$\($0)'?" }
        ?? "declare it first: parameter \(name).")
  }
}
