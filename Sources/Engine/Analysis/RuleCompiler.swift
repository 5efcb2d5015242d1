import Syntax

/// Turns one rule, question or constraint into clauses and the auxiliary definitions that they read.
///
/// The way: a body is multiplied out into conjunctions; each becomes a ``Clause`` whose variables are
/// numbered; aggregates and negated bodies become auxiliary predicates of their own.
struct RuleCompiler {
  let catalog: Catalog
  let origin: Origin
  /// The auxiliary predicates made so far, by predicate.
  private(set) var auxiliaries: [Predicate: Definition] = [:]
  private var ordinal = 0
  /// The version that the rule as a whole gives; its parts may read the other one.
  private let view: DateView

  init(catalog: Catalog, origin: Origin, view: DateView) {
    self.catalog = catalog
    self.origin = origin
    self.view = view
  }

  var source: SourceText { origin.statement.source }

  /// The clauses of a body under a head. The head's terms may be aggregates when `allowsAggregates`.
  mutating func compile(
    head: Predicate, terms: [Term], body: Formula
  ) throws(EngineError) -> [Clause] {
    let alternatives = try body.alternatives(in: view, of: source)
    if terms.contains(where: \.isAggregate) {
      return [try aggregate(head: head, terms: terms, alternatives, view: view)]
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

  private mutating func add(_ literals: [FlatLiteral], to scope: inout ClauseScope) throws(EngineError) {
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

  private mutating func add(_ atom: Atom, _ literal: FlatLiteral, to scope: inout ClauseScope)
    throws(EngineError)
  {
    if let test = BuiltinTest(name: atom.relation.text) {
      try add(test, atom, view: literal.view, isNegated: false, to: &scope)
    } else {
      scope.body.append(.atom(try resolve(atom, view: literal.view, in: &scope)))
    }
  }

  private mutating func add(
    negation inner: Formula, _ literal: FlatLiteral, to scope: inout ClauseScope
  ) throws(EngineError) {
    let view = literal.view.flipped
    scope.view = view
    switch inner.kind {
    case .atom(let atom):
      if let test = BuiltinTest(name: atom.relation.text) {
        try add(test, atom, view: view, isNegated: true, to: &scope)
      } else {
        let namesAnonymous = scope.namesAnonymous
        scope.namesAnonymous = false
        scope.body.append(.absent(try resolve(atom, view: view, in: &scope)))
        scope.namesAnonymous = namesAnonymous
      }
    case .comparison(let comparison):
      try add(comparison, view: view, isNegated: true, range: literal.range, to: &scope)
    default:
      try add(group: inner, view: view, to: &scope)
    }
  }

  /// `not ( … )`: the body becomes an auxiliary predicate over the variables that it shares.
  private mutating func add(group: Formula, view: DateView, to scope: inout ClauseScope) throws(EngineError) {
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

  private mutating func add(
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

  private mutating func add(
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

  // MARK: Atoms and terms

  /// An atom with its arguments in the order of the columns.
  private mutating func resolve(
    _ atom: Atom, view: DateView, in scope: inout ClauseScope
  ) throws(EngineError) -> AtomLiteral {
    var values = try catalog.arrange(atom, in: source, isComplete: false)
    let name = atom.relation.text
    let predicate: Predicate
    if let document = atom.document {
      guard name != "evidence" else {
        throw fail(.invalidEvidence, "'evidence' has no citations of its own", document.range)
      }
      predicate = .citing(name, atom.modality)
      values.append(document)
    } else if name == "evidence" {
      predicate = .evidence
    } else {
      predicate = .relation(name, atom.modality, view)
    }
    var operands: [Operand] = []
    for (column, term) in values.enumerated() {
      guard let term, !term.isAnonymous else {
        operands.append(scope.namesAnonymous ? scope.freshAnonymous() : .anonymous)
        continue
      }
      let operand = try operand(term, in: &scope)
      if case .constant(let handle) = operand, let schema = catalog.schema(of: name), column < schema.arity {
        try catalog.check(handle, fits: column, of: schema, named: name, at: term.range, in: source)
      }
      operands.append(operand)
    }
    return AtomLiteral(predicate: predicate, operands: operands, range: atom.range)
  }

  /// An argument as an operand; what must be computed first becomes an equation before the atom.
  private mutating func operand(_ term: Term, in scope: inout ClauseScope) throws(EngineError) -> Operand {
    if term.isAnonymous {
      throw fail(
        .invalidHead, "'_' in a head says nothing of the value", term.range,
        mend: "name the variable and bind it in the body")
    }
    let expression = try placed(term, in: &scope)
    if case .operand(let operand) = expression.expression { return operand }
    let variable = scope.fresh()
    scope.body.append(
      .equation(PlacedExpression(expression: .operand(.variable(variable)), range: term.range), expression))
    return .variable(variable)
  }

  private mutating func placed(_ term: Term, in scope: inout ClauseScope) throws(EngineError)
    -> PlacedExpression
  {
    PlacedExpression(expression: try expression(term, in: &scope), range: term.range)
  }

  private mutating func expression(_ term: Term, in scope: inout ClauseScope) throws(EngineError)
    -> Expression
  {
    switch term.kind {
    case .variable(let name): return .operand(.variable(scope.number(of: name)))
    case .literal(let value): return .operand(.constant(catalog.values.handle(of: value)))
    case .anonymous:
      throw fail(
        .unsafeVariable, "'_' has no value to compute with", term.range, mend: "name the variable and bind it"
      )
    case .parameter(let name):
      throw fail(
        .unknownParameter, "parameter '\(name)' has no value", term.range,
        mend: "declare it ('parameter \(name) = …') or give it (--set \(name)=…)")
    case .negative(let inner): return .negative(try expression(inner, in: &scope))
    case .binary(let operation, let left, let right):
      return .arithmetic(operation, try expression(left, in: &scope), try expression(right, in: &scope))
    case .call(let name, let arguments): return try call(name, arguments, term.range, in: &scope)
    case .aggregate(let aggregate): return try lookup(aggregate, term.range, in: &scope)
    }
  }

  private mutating func call(
    _ name: Name, _ arguments: [Term], _ range: SourceRange, in scope: inout ClauseScope
  ) throws(EngineError) -> Expression {
    guard let function = BuiltinFunction(name: name.text) else {
      if AggregateFunction(rawValue: name.text) != nil {
        throw fail(
          .misplacedAggregate, "'\(name.text)(…)' stands in a head; in a body an aggregate has braces", range,
          mend: "write '\(name.text) V { … }'")
      }
      let names = BuiltinFunction.allCases.map(\.name)
      throw fail(
        .unknownFunction, "unknown function '\(name.text)'", name.range,
        mend: nearest(to: name.text, among: names).map { "did you mean '\($0)'?" })
    }
    guard function.arities.contains(arguments.count) else {
      throw fail(
        .wrongArity,
        "'\(name.text)' takes \(function.parameters.count) argument\(function.parameters.count == 1 ? "" : "s") (\(function.parameters.joined(separator: ", "))), not \(arguments.count)",
        range)
    }
    var compiled: [Expression] = []
    for argument in arguments { compiled.append(try expression(argument, in: &scope)) }
    return .call(function, compiled)
  }

  // MARK: Aggregates

  /// An aggregate in a body: its groups become a relation that the clause looks up.
  private mutating func lookup(
    _ aggregate: Aggregate, _ range: SourceRange, in scope: inout ClauseScope
  ) throws(EngineError) -> Expression {
    guard let body = aggregate.body else {
      throw fail(
        .misplacedAggregate, "'\(aggregate.function.rawValue)(…)' must be an argument of the head by itself",
        range,
        mend: "in a body write '\(aggregate.function.rawValue) V { … }'")
    }
    let view = scope.view
    let alternatives = try body.alternatives(in: view, of: source)
    let used = unique(
      body.variableUses.map(\.text) + (aggregate.value?.variableUses.map(\.text) ?? [])
        + (aggregate.key?.variableUses.map(\.text) ?? []))
    let group = used.filter { scope.isVisible($0) }
    let (spec, arity) = try aggregation(
      [aggregate], ranges: [range], group: group, alternatives, view: view, outer: scope)
    var definition = spec
    definition.slots = group.indices.map { .group($0) } + [.output(0)]
    let predicate = auxiliary()
    auxiliaries[predicate] = Definition(arity: arity, form: .aggregate(definition), origin: origin)
    let result = scope.fresh()
    let operands = group.map { Operand.variable(scope.number(of: $0)) }
    switch aggregate.function {
    case .count, .sum:
      scope.body.append(
        .lookup(
          GroupLookup(
            predicate: predicate, group: operands, result: result,
            valueOfNothing: catalog.values.handle(of: Int64(0)),
            range: range)))
    default:
      scope.body.append(
        .atom(AtomLiteral(predicate: predicate, operands: operands + [.variable(result)], range: range)))
    }
    return .operand(.variable(result))
  }

  /// A head with aggregates: the groups become a relation that one clause copies.
  private mutating func aggregate(
    head: Predicate, terms: [Term], _ alternatives: [[FlatLiteral]], view: DateView
  ) throws(EngineError) -> Clause {
    var aggregates: [Aggregate] = []
    var ranges: [SourceRange] = []
    var slots: [AggregateSpec.Slot] = []
    var groupTerms: [Term] = []
    for term in terms {
      if case .aggregate(let aggregate) = term.kind {
        slots.append(.output(aggregates.count))
        aggregates.append(aggregate)
        ranges.append(term.range)
      } else {
        slots.append(.group(groupTerms.count))
        groupTerms.append(term)
      }
    }
    var (spec, _) = try aggregation(
      aggregates, ranges: ranges, groupTerms: groupTerms, alternatives, view: view, outer: nil)
    spec.slots = slots
    let predicate = auxiliary()
    auxiliaries[predicate] = Definition(arity: terms.count, form: .aggregate(spec), origin: origin)
    let operands = terms.indices.map { Operand.variable($0) }
    return Clause(
      predicate: head, head: operands,
      body: [.atom(AtomLiteral(predicate: predicate, operands: operands, range: origin.statement.range))],
      variableNames: Array(repeating: nil, count: terms.count), origin: origin)
  }

  private mutating func aggregation(
    _ aggregates: [Aggregate], ranges: [SourceRange], group: [String], _ alternatives: [[FlatLiteral]],
    view: DateView, outer: ClauseScope
  ) throws(EngineError) -> (AggregateSpec, arity: Int) {
    let terms = group.map { Term(.variable($0), ranges[0]) }
    return try aggregation(
      aggregates, ranges: ranges, groupTerms: terms, alternatives, view: view, outer: outer)
  }

  /// The input of aggregates: one row a distinct solution of the body, with the columns that are wanted.
  private mutating func aggregation(
    _ aggregates: [Aggregate], ranges: [SourceRange], groupTerms: [Term], _ alternatives: [[FlatLiteral]],
    view: DateView, outer: ClauseScope?
  ) throws(EngineError) -> (AggregateSpec, arity: Int) {
    var columns: [ColumnSource] = groupTerms.map { .term($0) }
    var outputs: [AggregateSpec.Output] = []
    for (aggregate, range) in zip(aggregates, ranges) {
      if aggregate.key != nil, ![.first, .last, .list].contains(aggregate.function) {
        throw fail(
          .misplacedAggregate, "'\(aggregate.function.rawValue)' has no order", range,
          mend: "'by' goes with first, last and list")
      }
      var output = AggregateSpec.Output(function: aggregate.function, value: nil, key: nil, range: range)
      if let value = aggregate.value {
        output.value = columns.count
        columns.append(.term(value))
      } else if aggregate.function != .count {
        throw fail(
          .misplacedAggregate, "'\(aggregate.function.rawValue)' needs a value", range,
          mend: "write '\(aggregate.function.rawValue) V { … }'")
      }
      if let key = aggregate.key {
        output.key = columns.count
        columns.append(.term(key))
      }
      outputs.append(output)
    }
    // Sums and counts of solutions depend on how many solutions there are: all variables tell them apart.
    let countsSolutions = aggregates.contains {
      $0.function == .sum || $0.function == .avg || $0.value == nil
    }
    if countsSolutions {
      let names = unique(alternatives.joined().flatMap(\.variableNames))
      columns += names.map { .named($0) }
      var most = 0
      for literals in alternatives { most = max(most, try anonymousCount(of: literals)) }
      columns += (0..<most).map { .anonymous($0) }
    }
    let predicate = auxiliary()
    let inner = try clauses(predicate, columns: columns, alternatives: alternatives, outer: outer)
    if let direct = AggregateSpec.reading(inner, group: Array(groupTerms.indices), outputs: outputs) {
      return (direct, groupTerms.count + outputs.count)
    }
    auxiliaries[predicate] = Definition(arity: columns.count, form: .union, clauses: inner, origin: origin)
    return (
      AggregateSpec(input: predicate, group: Array(groupTerms.indices), outputs: outputs, slots: []),
      groupTerms.count + outputs.count
    )
  }

  /// What a column of an auxiliary predicate holds.
  private enum ColumnSource {
    case term(Term)
    /// A variable, or nothing in an alternative that does not have it.
    case named(String)
    /// The n-th `_` of the body.
    case anonymous(Int)
  }

  /// The clauses of an auxiliary predicate. A variable that the alternative does not bind itself but the
  /// rule around it does gets its values from there: the outer literals are put before the inner ones.
  private mutating func clauses(
    _ predicate: Predicate, columns: [ColumnSource], alternatives: [[FlatLiteral]], outer: ClauseScope?
  ) throws(EngineError) -> [Clause] {
    var result: [Clause] = []
    for literals in alternatives {
      var failure: EngineError?
      // Without the outer literals if that is safe; it is one relation for all groups then.
      for context in outer.map({ [[], $0.bindingLiterals] }) ?? [[]] {
        do throws(EngineError) {
          result.append(try clause(predicate, columns: columns, context: context, literals, outer: outer))
          failure = nil
          break
        } catch {
          failure = failure ?? error
        }
      }
      if let failure { throw failure }
    }
    return result
  }

  private mutating func clause(
    _ predicate: Predicate, columns: [ColumnSource], context: [FlatLiteral], _ literals: [FlatLiteral],
    outer: ClauseScope?
  ) throws(EngineError) -> Clause {
    var wanted: [String] = []
    for column in columns {
      switch column {
      case .term(let term): wanted += term.variableUses.map(\.text)
      case .named(let name) where outer?.isVisible(name) == true: wanted.append(name)
      case .named, .anonymous: break
      }
    }
    var scope = ClauseScope(head: [], literals: context + literals)
    scope.makeVisible(wanted)
    scope.namesAnonymous = columns.contains { if case .anonymous = $0 { true } else { false } }
    try add(context + literals, to: &scope)
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
    return try finish(scope, predicate: predicate, head: operands)
  }

  /// How many `_` the positive atoms of a conjunction have, arguments that are not named included.
  private func anonymousCount(of literals: [FlatLiteral]) throws(EngineError) -> Int {
    var count = 0
    for case .atom(let atom) in literals.map(\.kind) where BuiltinTest(name: atom.relation.text) == nil {
      for term in try catalog.arrange(atom, in: source, isComplete: false) where term?.isAnonymous != false {
        count += 1
      }
    }
    return count
  }

  // MARK: Ends

  private mutating func auxiliary() -> Predicate {
    ordinal += 1
    return .auxiliary(rule: origin.id, view: view, ordinal: ordinal)
  }

  private func finish(_ scope: ClauseScope, predicate: Predicate, head: [Operand]) throws(EngineError)
    -> Clause
  {
    let clause = Clause(
      predicate: predicate, head: head, body: testingLookups(scope.body), variableNames: scope.names,
      origin: origin)
    try Safety.check(clause)
    return clause
  }

  /// The body with a test in place of each equation that compares the result of a lookup with what is known
  /// without it: as an equation it might give the result its value before it is looked up.
  private func testingLookups(_ body: [BodyLiteral]) -> [BodyLiteral] {
    var results: Set<Int> = []
    for case .lookup(let lookup) in body { results.insert(lookup.result) }
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
      let bound = Safety.boundVariables(of: others)
      if (left.expression.variables + right.expression.variables).allSatisfy(bound.contains) {
        body[index] = .test(
          TestLiteral(
            kind: .comparison(.equal), arguments: [left, right], acceptsUnknown: false, isNegated: false,
            range: left.range.union(right.range)))
      }
    }
    return body
  }

  private func fail(
    _ code: DiagnosticCode, _ message: String, _ range: SourceRange, mend: String? = nil
  ) -> EngineError {
    .invalid(Diagnostic(.error, code, message, at: range, in: source, mend: mend))
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
