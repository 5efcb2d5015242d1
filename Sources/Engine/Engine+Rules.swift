public import Syntax

/// What defining a rule or a constraint did.
public struct RuleDefinition: Sendable {
  /// The rule's number, by which it can be forgotten.
  public let id: Int
  /// False where the same rule was known already.
  public let isNew: Bool
  /// Doubts: unused variables, unknown relations, tests that can never be true.
  public let warnings: [Diagnostic]
}

extension Engine {
  /// Defines a rule. A relation in its body that nothing defines is a warning, since it may be defined next.
  public func define(_ rule: Rule, in statement: Statement) throws(EngineError) -> RuleDefinition {
    try checkIsPresent(statement)
    let head = rule.head
    let source = statement.source
    try refuseReserved(head.relation, in: source)
    if catalog.schema(of: head.relation.text)?.isBuiltIn == true, head.relation.text == "evidence" {
      throw reserved(head.relation, in: source)
    }
    guard case .only = head.modality else {
      throw .invalid(
        Diagnostic(
          .error, .invalidHead, "'any' does not say how far the head holds", at: head.range, in: source,
          mend: Modality.allCases.map(\.rawValue).joined(separator: ", ")))
    }
    if let document = head.document {
      throw .invalid(
        Diagnostic(
          .error, .invalidHead, "what a rule derives is not cited", at: document.range, in: source,
          mend: "its citations are those of the facts it stands on"))
    }
    let text = SyntaxPrinter.text(of: statement.kind)
    if let known = catalog.rule(withText: text) {
      return RuleDefinition(id: known.origin.id, isNew: false, warnings: [])
    }
    try checkHead(head, in: source)
    return try add(
      StoredRule(
        origin: Origin(id: catalog.nextRule, statement: statement), head: head, body: rule.body, text: text))
  }

  /// Defines a constraint: each row of its body is a violation, which ``check()`` reports.
  public func constrain(_ body: Formula, in statement: Statement) throws(EngineError) -> RuleDefinition {
    try checkIsPresent(statement)
    let text = SyntaxPrinter.text(of: statement.kind)
    if let known = catalog.rule(withText: text) {
      return RuleDefinition(id: known.origin.id, isNew: false, warnings: [])
    }
    return try add(
      StoredRule(
        origin: Origin(id: catalog.nextRule, statement: statement), head: nil, body: body, text: text))
  }

  /// Forgets a rule or constraint; false where there is none of that number, or the past is looked at.
  @discardableResult public func forget(rule number: Int) -> Bool {
    guard past.isPresent, let rule = catalog.remove(rule: number) else { return false }
    note(.forgotten(rule))
    return true
  }

  // MARK: Adding

  private func add(_ rule: StoredRule) throws(EngineError) -> RuleDefinition {
    let relation = rule.head?.relation.text
    let before = relation.flatMap { catalog.schemas[$0] }
    var isShaped = false
    if let head = rule.head, let relation, catalog.schema(of: relation) == nil {
      isShaped = catalog.noteShape(
        of: relation, arity: head.arguments.count, statement: rule.origin.statement)
    }
    catalog.add(rule)
    do throws(EngineError) {
      let warnings = try validate(rule)
      if let relation, isShaped {
        note(.shaped(relation, before: before, after: catalog.schemas[relation]))
      }
      note(.defined(rule))
      return RuleDefinition(id: rule.origin.id, isNew: true, warnings: warnings)
    } catch {
      _ = catalog.remove(rule: rule.origin.id)
      if let relation, isShaped { catalog.setSchema(before, of: relation) }
      throw error
    }
  }

  /// Compiles and stratifies a rule that has just been added; gives the doubts about it.
  private func validate(_ rule: StoredRule) throws(EngineError) -> [Diagnostic] {
    let statement = rule.origin.statement
    let clauses: [Clause]
    if let head = rule.head {
      let predicate = Predicate.relation(head.relation.text, head.modality, .certain)
      try analyse(predicate)
      clauses = try program.definition(of: predicate).clauses.filter { $0.origin === rule.origin }
    } else {
      let question = try compileQuestion(
        body: rule.body, shown: defaultColumns(of: rule.body), statement: statement, id: rule.origin.id,
        view: .certain)
      defer { program.remove(question.predicates) }
      try analyse(question.answer)
      clauses = question.clauses
    }
    return unknownRelations(in: rule.body, .warning, of: statement)
      + Doubts.about(
        head: rule.head, body: rule.body, clauses: clauses, in: statement, evaluator.calculator)
  }

  private func analyse(_ predicate: Predicate) throws(EngineError) {
    let strata = try Stratification.of([predicate], in: program, isIncremental: true)
    try KindInference.check(strata, program: program, catalog: catalog)
  }

  private func checkHead(_ head: Atom, in source: SourceText) throws(EngineError) {
    let schema = catalog.schema(of: head.relation.text)
    for (column, term) in try catalog.arrange(head, in: source, isComplete: true).enumerated() {
      guard let term, case .literal(let value) = term.kind, let schema else { continue }
      try catalog.check(
        catalog.values.handle(of: value), fits: column, of: schema, named: head.relation.text, at: term.range,
        in: source)
    }
  }

  /// A diagnostic for each relation of a body that nothing defines.
  func unknownRelations(
    in body: Formula, _ severity: Diagnostic.Severity, of statement: Statement
  ) -> [Diagnostic] {
    unique(body.relationUses.filter { BuiltinTest(name: $0.text) == nil && !catalog.isKnown($0.text) })
      .map { catalog.unknownRelation($0, severity, in: statement.source) }
  }

  /// An error for each relation that a rule or constraint uses and nothing defines: what the end of a file asks.
  public func undefinedRelations() -> [Diagnostic] {
    catalog.rules.values.sorted { $0.origin.id < $1.origin.id }.flatMap {
      unknownRelations(in: $0.body, .error, of: $0.origin.statement)
    }
  }
}

extension Formula {
  /// The names of the relations that a formula reads, aggregates' bodies included, in the order written.
  var relationUses: [Name] {
    switch kind {
    case .atom(let atom):
      [atom.relation] + atom.arguments.flatMap(\.value.relationUses) + (atom.document?.relationUses ?? [])
    case .comparison(let comparison): comparison.left.relationUses + comparison.right.relationUses
    case .negation(let inner), .possibly(let inner): inner.relationUses
    case .conjunction(let parts), .disjunction(let parts): parts.flatMap(\.relationUses)
    }
  }
}

extension Term {
  fileprivate var relationUses: [Name] {
    switch kind {
    case .variable, .anonymous, .literal, .parameter: []
    case .call(_, let arguments): arguments.flatMap(\.relationUses)
    case .negative(let inner): inner.relationUses
    case .binary(_, let left, let right): left.relationUses + right.relationUses
    case .aggregate(let aggregate):
      (aggregate.value?.relationUses ?? []) + (aggregate.key?.relationUses ?? [])
        + (aggregate.body?.relationUses ?? [])
    }
  }
}
