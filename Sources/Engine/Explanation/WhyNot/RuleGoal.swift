import Syntax

/// A conjunction of a rule that is to give a row.
struct RuleGoal {
  /// What the rule makes of the solutions of its body.
  enum Form {
    case plain
    /// One row a group: the predicate that has them, and the columns that are results with their functions.
    case aggregate(RowPattern, outputs: [(column: Int, function: AggregateFunction)])
  }

  /// The rule's number; nil for a question.
  let rule: Int?
  let body: Conjunction
  /// Whether it is of a part of the rule: a negated body, or what feeds an aggregate.
  private(set) var isPart = false
  /// How many conjunctions the rule has.
  let alternatives: Int
  var form = Form.plain
  /// What was asked for.
  var pattern: RowPattern?
  /// The columns in which the head never is what was asked for.
  var mismatch: HeadMismatch?

  enum HeadMismatch {
    case constant(column: Int, asked: Handle, given: Handle)
    case variable(name: String, Handle, Handle)
  }

  /// A conjunction of a question.
  init(_ clause: Clause, number: Int?, of alternatives: Int) {
    rule = number
    body = Conjunction(clause, given: [:])
    self.alternatives = alternatives
  }

  /// A conjunction whose head is to be a row.
  private init(_ clause: Clause, rule: Int, head: [Operand], for pattern: RowPattern, of alternatives: Int) {
    self.rule = rule
    self.alternatives = alternatives
    self.pattern = pattern
    var given: [Int: Handle] = [:]
    var clause = clause
    var first: [Int: Operand] = [:]
    for (column, operand) in head.enumerated() {
      switch (pattern.operands[column], operand) {
      case (.constant(let asked), .constant(let constant)):
        if asked != constant, mismatch == nil {
          mismatch = .constant(column: column, asked: asked, given: constant)
        }
      case (.constant(let asked), .variable(let variable)):
        if let known = given[variable], known != asked, mismatch == nil {
          mismatch = .variable(name: clause.variableNames[variable] ?? "one value", known, asked)
        }
        given[variable] = given[variable] ?? asked
      case (.variable(let variable), _):
        // The same variable in two columns: they must be equal.
        if let other = first[variable] {
          // It is written nowhere.
          let end = Int(clause.origin.statement.range.upper)
          let range = SourceRange(end, end)
          clause.body.append(
            .equation(
              PlacedExpression(expression: .operand(other), range: range),
              PlacedExpression(expression: .operand(operand), range: range)))
        } else {
          first[variable] = operand
        }
      case (.anonymous, _), (.constant, .anonymous): break
      }
    }
    body = Conjunction(clause, given: given)
  }

  /// The conjunctions of each rule that could give a row, in the order of the rules.
  static func goals(for pattern: RowPattern, in prober: Prober) throws(EngineError) -> [[RuleGoal]] {
    guard case .relation(let name, let filter, let view) = pattern.predicate else {
      return try partGoals(for: pattern, in: prober)
    }
    var goals: [[RuleGoal]] = []
    let modalities: [Modality] =
      if case .only(let modality) = filter { [modality] } else { Modality.allCases }
    for modality in modalities where !prober.catalog.rules(of: name, modality: modality).isEmpty {
      let predicate = Predicate.relation(name, .only(modality), view)
      let definition = try prober.program.definition(of: predicate)
      for rule in prober.catalog.rules(of: name, modality: modality) {
        let number = rule.origin.id
        let clauses = definition.clauses.filter { $0.origin.id == number }
        if let grouped = try aggregate(rule, clauses, for: pattern.reading(predicate), in: prober, view) {
          goals.append(grouped)
        } else {
          goals.append(
            clauses.map {
              RuleGoal($0, rule: number, head: $0.head, for: pattern.reading(predicate), of: clauses.count)
            })
        }
      }
    }
    return goals
  }

  /// The conjunctions of a rule whose head has aggregates: its body for the values of the group. Nil for other rules.
  private static func aggregate(
    _ rule: StoredRule, _ clauses: [Clause], for pattern: RowPattern, in prober: Prober, _ view: DateView
  ) throws(EngineError) -> [RuleGoal]? {
    guard let head = rule.head, clauses.count == 1, case .atom(let atom)? = clauses[0].body.first,
      clauses[0].body.count == 1,
      case .aggregate(let spec) = try prober.program.definition(of: atom.predicate).form
    else { return nil }
    let terms = try prober.catalog.arrange(head, in: rule.origin.statement.source, isComplete: true)
    var groupTerms: [Term] = []
    var columns: [Int] = []
    var outputs: [(column: Int, function: AggregateFunction)] = []
    for (column, slot) in spec.slots.enumerated() {
      switch slot {
      case .group:
        if let term = terms[column] { groupTerms.append(term) }
        columns.append(column)
      case .output(let index): outputs.append((column, spec.outputs[index].function))
      }
    }
    // The body as it was written: what feeds the aggregate may have other columns. Its parts are of a rule of their own.
    let origin = Origin(id: -rule.origin.id, statement: rule.origin.statement)
    var compiler = RuleCompiler(catalog: prober.catalog, origin: origin, view: view)
    let compiled = try compiler.compile(head: Prober.predicate, terms: groupTerms, body: rule.body)
    prober.keep(compiler.auxiliaries)
    let group = RowPattern(pattern.predicate, columns.map { pattern.operands[$0] })
    return compiled.map { clause in
      var goal = RuleGoal(clause, rule: rule.origin.id, head: clause.head, for: group, of: compiled.count)
      goal.pattern = pattern
      goal.form = .aggregate(pattern.reading(atom.predicate), outputs: outputs)
      return goal
    }
  }

  /// The conjunctions of a part of a rule: what feeds an aggregate of a body, or a negated body.
  private static func partGoals(for pattern: RowPattern, in prober: Prober) throws(EngineError)
    -> [[RuleGoal]]
  {
    guard case .auxiliary(let rule, _, _) = pattern.predicate else { return [] }
    var definition = try prober.program.definition(of: pattern.predicate)
    var pattern = pattern
    if case .aggregate(let spec) = definition.form {
      definition = try prober.program.definition(of: spec.input)
      pattern = try input(of: pattern, spec, in: prober)
    }
    guard case .auxiliary = pattern.predicate else { return [] }
    let clauses = definition.clauses
    return [
      clauses.map { clause in
        var goal = RuleGoal(clause, rule: abs(rule), head: clause.head, for: pattern, of: clauses.count)
        goal.isPart = true
        return goal
      }
    ]
  }

  /// The rows that a row of an aggregate is made from.
  static func input(
    of pattern: RowPattern, _ spec: AggregateSpec, in prober: Prober
  ) throws(EngineError) -> RowPattern {
    let arity = try prober.program.definition(of: spec.input).arity
    var operands = [Operand](repeating: .anonymous, count: arity)
    for (column, slot) in spec.slots.enumerated() {
      if case .group(let index) = slot { operands[spec.group[index]] = pattern.operands[column] }
    }
    return RowPattern(spec.input, operands)
  }

  /// Its literals as they were written.
  func literals(_ words: LiteralWords) -> LiteralList {
    isPart ? LiteralList(part: body.clause, words) : LiteralList(body.clause, words)
  }
}
