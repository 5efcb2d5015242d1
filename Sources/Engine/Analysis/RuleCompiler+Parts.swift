import Syntax

/// Parts of a rule that become predicates of their own: negated bodies and the inputs of aggregates.
extension RuleCompiler {
  /// `not ( … )`: the body becomes an auxiliary predicate over the variables that it shares.
  mutating func add(group: Formula, view: DateView, to scope: inout ClauseScope) throws(EngineError) {
    let shared = unique(group.variableUses.map(\.text)).filter { scope.isVisible($0) }
    let predicate = auxiliary()
    let inner = try clauses(
      predicate, columns: shared.map { .named($0) }, alternatives: group.alternatives(in: view, of: source),
      outer: scope)
    auxiliaries[predicate] = Definition(arity: shared.count, form: .union, clauses: inner, origin: origin)
    scope.body.append(
      .absent(
        AtomLiteral(
          predicate: predicate, operands: shared.map { .variable(scope.number(of: $0)) }, range: group.range))
    )
  }

  /// What a column of an auxiliary predicate holds.
  enum ColumnSource {
    case term(Term)
    /// A variable, or nothing in an alternative that does not have it.
    case named(String)
    /// The n-th `_` of the body.
    case anonymous(Int)
  }

  /// The clauses of an auxiliary predicate. A variable that an alternative does not bind itself but the rule
  /// around it does gets its values from there: some of the outer literals are put before the inner ones.
  mutating func clauses(
    _ predicate: Predicate, columns: [ColumnSource], alternatives: [[FlatLiteral]], outer: ClauseScope?
  ) throws(EngineError) -> [Clause] {
    let wanted = wantedNames(columns, outer: outer)
    var result: [Clause] = []
    for literals in alternatives {
      let context =
        outer.map { OuterContext($0, catalog, origin).literals(for: literals, reading: wanted) } ?? []
      result.append(try clause(predicate, columns: columns, context: context, literals, wanted: wanted))
    }
    return result
  }

  /// The variables that the columns are made from.
  private func wantedNames(_ columns: [ColumnSource], outer: ClauseScope?) -> [String] {
    var wanted: [String] = []
    for column in columns {
      switch column {
      case .term(let term): wanted += term.variableUses.map(\.text)
      case .named(let name) where outer?.isVisible(name) == true: wanted.append(name)
      case .named, .anonymous: break
      }
    }
    return wanted
  }

  private mutating func clause(
    _ predicate: Predicate, columns: [ColumnSource], context: [FlatLiteral], _ literals: [FlatLiteral],
    wanted: [String]
  ) throws(EngineError) -> Clause {
    var scope = ClauseScope(head: [], literals: context + literals)
    scope.makeVisible(wanted)
    scope.namesAnonymous = columns.contains { if case .anonymous = $0 { true } else { false } }
    try add(context, to: &scope)
    let borrowedCount = scope.body.count
    try add(literals, to: &scope)
    let anonymous = scope.anonymousVariables.suffix(try anonymousCount(of: literals))
    var operands: [Operand] = []
    for column in columns {
      switch column {
      case .term(let term): operands.append(try operand(term, in: &scope))
      case .named(let name):
        operands.append(scope.hasVariable(name) ? .variable(scope.number(of: name)) : .constant(.none))
      case .anonymous(let index):
        let position = anonymous.startIndex + index
        operands.append(position < anonymous.endIndex ? .variable(anonymous[position]) : .constant(.none))
      }
    }
    var clause = try finish(scope, predicate: predicate, head: operands)
    clause.borrowedCount = borrowedCount
    return clause
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
