import Syntax

/// Parts of a rule that become predicates of their own, or are asked anew for each binding: negated bodies and the
/// inputs of aggregates.
extension RuleCompiler {
  /// `not ( … )`: the body becomes an auxiliary predicate over the variables that it shares, or a subquery.
  mutating func add(group: Formula, view: DateView, to scope: inout ClauseScope) throws(EngineError) {
    let shared = unique(group.variableUses.map(\.text)).filter { scope.isVisible($0) }
    let alternatives = try group.alternatives(in: view, of: source)
    let variables = shared.map { scope.number(of: $0) }
    guard FlatLiteral.bind(shared, inEach: alternatives) else {
      let clauses = try clauses(auxiliary(), columns: [], alternatives: alternatives, parameters: shared)
      scope.body.append(
        .subquery(Subquery(parameters: variables, clauses: clauses, use: .absence, range: group.range)))
      return
    }
    let predicate = auxiliary()
    let clauses = try clauses(predicate, columns: shared.map { .named($0) }, alternatives: alternatives)
    auxiliaries[predicate] = Definition(arity: shared.count, form: .union, clauses: clauses, origin: origin)
    scope.body.append(
      .absent(
        AtomLiteral(predicate: predicate, operands: variables.map { .variable($0) }, range: group.range)))
  }

  /// What a column of an auxiliary predicate holds.
  enum ColumnSource {
    case term(Term)
    /// A variable, or nothing in an alternative that does not have it.
    case named(String)
    /// The n-th `_` of the body.
    case anonymous(Int)
  }

  /// The clauses of a part, one an alternative. `parameters` have values before the part is asked.
  mutating func clauses(
    _ predicate: Predicate, columns: [ColumnSource], alternatives: [[FlatLiteral]], parameters: [String] = []
  ) throws(EngineError) -> [Clause] {
    var result: [Clause] = []
    for literals in alternatives {
      result.append(try clause(predicate, columns: columns, literals, parameters: parameters))
    }
    return result
  }

  private mutating func clause(
    _ predicate: Predicate, columns: [ColumnSource], _ literals: [FlatLiteral], parameters: [String]
  ) throws(EngineError) -> Clause {
    var scope = ClauseScope(head: [], literals: literals, parameters: parameters)
    for column in columns {
      switch column {
      case .term(let term): scope.makeVisible(term.variableUses.map(\.text))
      case .named, .anonymous: break
      }
    }
    scope.namesAnonymous = columns.contains { if case .anonymous = $0 { true } else { false } }
    try add(literals, to: &scope)
    let anonymous = scope.anonymousVariables
    var operands: [Operand] = []
    for column in columns {
      switch column {
      case .term(let term): operands.append(try operand(term, in: &scope))
      case .named(let name):
        operands.append(scope.hasVariable(name) ? .variable(scope.number(of: name)) : .constant(.none))
      case .anonymous(let index):
        operands.append(index < anonymous.count ? .variable(anonymous[index]) : .constant(.none))
      }
    }
    return try finish(scope, predicate: predicate, head: operands)
  }

  /// How many `_` the positive atoms of a conjunction have, arguments that are not named included.
  func anonymousCount(of literals: [FlatLiteral]) throws(EngineError) -> Int {
    var count = 0
    for case .atom(let atom) in literals.map(\.kind) where BuiltinTest(name: atom.relation.text) == nil {
      let terms = try catalog.arrange(atom, in: source, isComplete: false)
      count += terms.count { $0?.isAnonymous != false }
      if atom.document?.isAnonymous == true { count += 1 }
    }
    return count
  }
}
