import Syntax

/// Looks at the rules that could give what was asked for, how far each comes, and what is nearly there.
final class WhyNotSearch {
  let prober: Prober
  let words: LiteralWords

  init(_ engine: Engine, _ budget: Budget) {
    prober = Prober(engine, budget)
    words = LiteralWords(engine.evaluator)
  }

  var catalog: Catalog { prober.catalog }

  // MARK: What was asked for

  /// Nil where a question, of which these are the clauses, has a row.
  func search(_ question: [Clause], _ body: Formula) throws(EngineError) -> WhyNot? {
    for clause in question {
      var clause = clause
      clause.head = []
      if try prober.rows(of: clause, limit: 1)?.rows.isEmpty == false { return nil }
    }
    guard case .atom = body.kind, let clause = question.first, question.count == 1,
      let pattern = try pattern(of: clause)
    else {
      let goals = try question.map { clause throws(EngineError) in
        RuleGoal(clause, number: nil, of: question.count)
      }
      let best = try best(of: goals)
      return WhyNot(
        asked: nil, near: [],
        attempts: try best.map { best throws(EngineError) in [try attempt(best)] } ?? [],
        furtherRules: 0)
    }
    let progress = try progress(of: pattern)
    var attempts: [RuleAttempt] = []
    for found in progress.prefix(WhyNot.mostRules) { attempts.append(try attempt(found)) }
    // Last, when all is computed that the rules need: what is near does not depend on what was asked before.
    let near = try NearRows(prober, clause.origin).nearest(to: pattern).map(\.miss)
    return WhyNot(
      asked: describe(pattern, naming: clause.variableNames), near: near, attempts: attempts,
      furtherRules: progress.count - attempts.count)
  }

  /// The one atom that a question asks for; nil where it asks for more.
  private func pattern(of clause: Clause) throws(EngineError) -> RowPattern? {
    var values = [Handle](repeating: .none, count: clause.variableCount)
    var found: AtomLiteral?
    for literal in clause.body {
      switch literal {
      case .equation(let left, let right):
        // A computed argument.
        guard case .operand(.variable(let variable)) = left.expression,
          let value = try? prober.evaluator.calculator.evaluate(right.expression, { values[$0] })
        else { return nil }
        values[variable] = value
      case .atom(let atom):
        guard found == nil else { return nil }
        if case .auxiliary = atom.predicate { return nil }
        found = atom
      case .absent, .test, .lookup, .subquery: return nil
      }
    }
    return found.map { RowPattern($0, values) }
  }

  func describe(_ pattern: RowPattern, naming names: [String?]) -> AtomPattern? {
    let relation: String
    let filter: ModalityFilter
    var operands = pattern.operands
    var ending = ""
    let texts = operands.map { operand in
      switch operand {
      case .constant(let value): SyntaxPrinter.text(of: words.value(of: value))
      case .variable(let variable): names.indices.contains(variable) ? names[variable] ?? "_" : "_"
      case .anonymous: "_"
      }
    }
    switch pattern.predicate {
    case .relation(let name, let modality, _): (relation, filter) = (name, modality)
    case .citing(let name, let modality):
      (relation, filter) = (name, modality)
      operands.removeLast()
      ending = " from \(texts.last ?? "_")"
    case .evidence: (relation, filter) = ("evidence", .only(.actual))
    case .auxiliary, .base, .demanded: return nil
    }
    let prefix =
      switch filter {
      case .any: "any "
      case .only(.actual): ""
      case .only(let modality): modality.rawValue + " "
      }
    return AtomPattern(
      relation: relation, modality: filter,
      values: operands.map { if case .constant(let value) = $0 { words.value(of: value) } else { nil } },
      isCited: !ending.isEmpty,
      text: "\(prefix)\(relation)(\(texts.prefix(operands.count).joined(separator: ", ")))\(ending)")
  }

  // MARK: Rules

  /// How far each rule comes that could give a row, the most promising first.
  func progress(of pattern: RowPattern) throws(EngineError) -> [RuleProgress] {
    var found: [RuleProgress] = []
    for goals in try RuleGoal.goals(for: pattern, in: prober) {
      if let best = try best(of: goals) { found.append(best) }
    }
    // A stable sort: of rules that come equally far the one that was defined first.
    return found.enumerated().sorted {
      $0.element.depth != $1.element.depth ? $0.element.depth > $1.element.depth : $0.offset < $1.offset
    }.map(\.element)
  }

  /// The most promising conjunction of a rule.
  private func best(of goals: [RuleGoal]) throws(EngineError) -> RuleProgress? {
    var best: RuleProgress?
    for goal in goals {
      let progress = try RuleProgress(goal, prober)
      if best.map({ progress.depth > $0.depth }) ?? true { best = progress }
    }
    return best
  }

  func attempt(_ progress: RuleProgress) throws(EngineError) -> RuleAttempt {
    try AttemptBuilder(progress, self).build()
  }
}
