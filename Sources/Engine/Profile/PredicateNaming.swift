import Syntax

/// What people call the predicates and clauses of a program.
struct PredicateNaming {
  let catalog: Catalog
  let program: Program

  func relation(_ predicate: Predicate) -> PlannedRelation {
    let arity = (try? program.definition(of: predicate))?.arity ?? 0
    switch predicate {
    case .relation(_, _, .possible):
      return PlannedRelation(name: "possible " + predicate.name, arity: arity, isRelation: true)
    case .base(let key):
      return PlannedRelation(name: "facts of \(key.relation)", arity: arity, isRelation: false)
    case .relation, .evidence:
      return PlannedRelation(name: predicate.name, arity: arity, isRelation: true)
    case .citing:
      // The document is no argument.
      return PlannedRelation(name: predicate.name, arity: arity - 1, isRelation: false)
    case .auxiliary(let rule, let view, let ordinal):
      let name = rule == 0 ? "the question" : "rule \(rule)"
      let whole = view == .possible ? name + " (possible rows)" : name
      if rule == 0, ordinal == 0 { return PlannedRelation(name: whole, arity: arity, isRelation: false) }
      let form = (try? program.definition(of: predicate))?.form
      let part = if case .aggregate = form { "the aggregate in " } else { "a part of " }
      return PlannedRelation(name: part + whole, arity: arity, isRelation: false)
    case .demanded(let part): return PlannedRelation(name: name(of: part), arity: arity, isRelation: false)
    }
  }

  /// `tc demanded by 1st argument`, and for the values that it is asked for `demand for tc by 1st argument`.
  private func name(of part: DemandedPart) -> String {
    let name = relation(part.predicate).name
    guard !part.adornment.isFree else { return name }
    let columns = part.adornment.bound.map { column in
      guard let relation = part.predicate.relation, let schema = catalog.schema(of: relation),
        column < schema.arity, let name = schema.columns[column].name
      else { return PredicateNaming.ordinal(column + 1) + " argument" }
      return name
    }.joined(separator: ", ")
    switch part.role {
    case .rows, .restriction: return "\(name) demanded by \(columns)"
    case .demand: return "demand for \(name) by \(columns)"
    case .chain: return "chain of \(name) from \(columns)"
    }
  }

  private static func ordinal(_ number: Int) -> String {
    switch (number % 100, number % 10) {
    case (11...13, _): "\(number)th"
    case (_, 1): "\(number)st"
    case (_, 2): "\(number)nd"
    case (_, 3): "\(number)rd"
    default: "\(number)th"
    }
  }

  /// A plan without steps for a clause.
  func plan(for clause: Clause) -> RulePlan {
    let statement = clause.origin.statement
    var plan = RulePlan(
      relation: relation(clause.predicate), rule: clause.origin.id == 0 ? nil : clause.origin.id,
      source: statement.source.name, line: statement.source.line(at: Int(statement.range.lower)))
    let all = (try? program.definition(of: clause.predicate))?.clauses ?? []
    let alternatives = all.filter { $0.origin === clause.origin && !$0.readsBase }.map(ClauseKey.init)
    if alternatives.count > 1, let index = alternatives.firstIndex(of: ClauseKey(clause)) {
      plan.alternative = index + 1
      plan.alternatives = alternatives.count
    }
    return plan
  }

  /// The plan of a clause whose rows are those of another predicate.
  func plan(reusing source: Predicate, _ clause: Clause) -> RulePlan {
    var plan = plan(for: clause)
    let text = clause.body.first.map { self.text(of: $0, in: clause) } ?? relation(source).label
    plan.steps = [PlanStep(kind: .reuse, text: text)]
    return plan
  }

  // MARK: Texts

  /// A literal as it is written.
  func text(of literal: BodyLiteral, in clause: Clause) -> String {
    switch literal {
    case .atom(let atom), .absent(let atom):
      switch atom.predicate {
      case .base: return relation(atom.predicate).label
      case .demanded(let part) where part.role != .rows: return relation(atom.predicate).label
      case .relation, .citing, .evidence, .auxiliary, .demanded: break
      }
      // What is made up of a whole rule has no text of its own; a question may be one atom.
      let isWhole = clause.origin.id != 0 && atom.range == clause.origin.statement.range
      if isWhole { return relation(atom.predicate).label }
      return text(atom.range, in: clause)
    case .test(let test):
      let text = self.text(test.range, in: clause)
      return test.isNegated && !text.hasPrefix("not") && !text.hasPrefix("!") ? "not " + text : text
    case .equation(let left, let right): return text(left.range.union(right.range), in: clause)
    case .lookup(let lookup): return text(lookup.range, in: clause)
    case .subquery(let subquery):
      let text = self.text(subquery.range, in: clause)
      if case .absence = subquery.use { return "not " + text }
      return text
    }
  }

  /// A part of a rule's text, on one line.
  func text(_ range: SourceRange, in clause: Clause) -> String {
    clause.origin.statement.source.text(range).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// A variable's name, or that of the column that it holds.
  func name(of register: Int, in clause: Clause) -> String? {
    clause.variableNames.indices.contains(register) ? clause.variableNames[register] : nil
  }

  func name(ofColumn column: Int, of predicate: Predicate, _ operand: Operand?, in clause: Clause) -> String {
    if case .demanded(let part) = predicate {
      switch part.role {
      case .rows, .restriction: return name(ofColumn: column, of: part.predicate, operand, in: clause)
      case .demand:
        guard part.adornment.bound.indices.contains(column) else { break }
        return name(ofColumn: part.adornment.bound[column], of: part.predicate, operand, in: clause)
      case .chain: break
      }
    }
    if case .evidence = predicate { return Schema.evidence.name(of: column) }
    if let relation = predicate.relation, let schema = catalog.schema(of: relation) {
      return column < schema.arity ? schema.name(of: column) : "from"
    }
    if case .variable(let variable)? = operand, let name = name(of: variable, in: clause) { return name }
    return String(column + 1)
  }
}

extension Clause {
  /// Whether it takes over the base facts of a relation, which is no part of the rule that it is said to come from.
  fileprivate var readsBase: Bool {
    body.contains { literal in
      if case .atom(let atom) = literal, case .base = atom.predicate { true } else { false }
    }
  }
}

extension Predicate {
  /// The predicate of the certain rows, where this is that of the possible ones.
  var certain: Predicate {
    if case .relation(let name, let modality, .possible) = self { return .relation(name, modality, .certain) }
    return self
  }
}
