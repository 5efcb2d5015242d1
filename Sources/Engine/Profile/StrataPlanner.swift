import Syntax

/// Plans what a question needs as ``Evaluator/materialize(_:budget:)`` would compute it, and computes nothing.
struct StrataPlanner {
  private let evaluator: Evaluator
  private let statistics: ExpectedStatistics
  private let naming: PredicateNaming
  private var plan = QueryPlan()
  /// The predicates that steps read.
  private var read: Set<Predicate> = []
  private var kept: [(predicate: Predicate, isStated: Bool)] = []
  /// The predicates of which it is sure that no test of theirs is in doubt.
  private var decided: Set<Predicate> = []

  /// `isOnDemand` says that the strata are those of a ``DemandedQuestion``.
  static func plan(
    _ strata: [Stratum], _ evaluator: Evaluator, isOnDemand: Bool
  ) throws(EngineError) -> QueryPlan {
    var planner = StrataPlanner(evaluator)
    planner.plan.isOnDemand = isOnDemand
    for stratum in strata { try planner.take(stratum) }
    return planner.result()
  }

  private init(_ evaluator: Evaluator) {
    self.evaluator = evaluator
    statistics = ExpectedStatistics(evaluator)
    naming = PredicateNaming(catalog: evaluator.catalog, program: evaluator.program)
  }

  private var program: Program { evaluator.program }

  private func result() -> QueryPlan {
    var plan = plan
    for (predicate, isStated) in kept where read.contains(predicate) {
      let name = decided.contains(predicate) ? predicate.certain : predicate
      let known = KnownRelation(
        relation: naming.relation(name), rows: statistics.size(of: predicate),
        kind: isStated ? .facts : .computed)
      if !plan.known.contains(known) { plan.known.append(known) }
    }
    plan.known.sort { $0.relation.name < $1.relation.name }
    return plan
  }

  // MARK: Strata

  private mutating func take(_ stratum: Stratum) throws(EngineError) {
    if try evaluator.isStreamed(stratum) { return try expectStreamed(stratum) }
    if try isKnown(stratum) {
      for predicate in stratum.predicates {
        statistics.noteKnown(predicate)
        if try evaluator.isDecided(predicate) { decided.insert(predicate) }
        kept.append((predicate, try evaluator.isStated(predicate)))
      }
      return
    }
    // The rows of such a predicate are those of another.
    if let source = certain(of: stratum), decided.contains(source) {
      for predicate in stratum.predicates {
        statistics.expected[predicate] = statistics.expected[source]
        decided.insert(predicate)
      }
      return
    }
    try plan(stratum)
    if try isSurelyDecided(stratum) { decided.formUnion(stratum.predicates) }
  }

  /// Whether all rows are there and rest on what is there.
  private func isKnown(_ stratum: Stratum) throws(EngineError) -> Bool {
    if let source = certain(of: stratum), statistics.known.contains(source), decided.contains(source) {
      return try evaluator.aliasIfDecided(stratum)
    }
    for predicate in stratum.predicates where try !evaluator.isStated(predicate) {
      guard let inputs = evaluator.materializations[predicate]?.inputs.keys,
        inputs.allSatisfy(statistics.known.contains)
      else { return false }
    }
    return try evaluator.isFresh(stratum)
  }

  /// The predicate of the certain rows where the stratum is that of the possible ones.
  private func certain(of stratum: Stratum) -> Predicate? {
    switch stratum.predicates.first {
    case .relation(let name, let modality, .possible)?: return .relation(name, modality, .certain)
    case .auxiliary(let rule, .possible, _)?:
      // A part of a rule may be read though the rule's relation is not computed.
      guard !plan.isOnDemand, let head = evaluator.catalog.rules[rule]?.head else { return nil }
      return .relation(head.relation.text, head.modality, .certain)
    default: return nil
    }
  }

  /// Whether no literal can be in doubt, nor any that it reads.
  private func isSurelyDecided(_ stratum: Stratum) throws(EngineError) -> Bool {
    let group = Set(stratum.predicates)
    for predicate in stratum.predicates {
      let definition = try program.definition(of: predicate)
      for clause in definition.clauses {
        guard
          clause.dependencies.allSatisfy({ group.contains($0.predicate) || decided.contains($0.predicate) })
        else { return false }
        for literal in clause.body {
          switch literal {
          case .test, .subquery: return false
          case .atom, .absent, .equation, .lookup: break
          }
        }
      }
      if case .aggregate(let spec) = definition.form, !decided.contains(spec.input) { return false }
    }
    return true
  }

  // MARK: Rules

  private mutating func plan(_ stratum: Stratum) throws(EngineError) {
    var made = StratumPlan(
      relations: stratum.predicates.map(naming.relation), isRecursive: stratum.isRecursive)
    made.isConditional = certain(of: stratum) != nil
    var clauses: [Clause] = []
    for predicate in stratum.predicates {
      let definition = try program.definition(of: predicate)
      var isBest = false
      if case .best = definition.form { isBest = true }
      statistics.expected[predicate] = ExpectedStatistics.Relation(
        rows: 0, distinct: Array(repeating: 0, count: definition.arity),
        takesRuns: definition.arity == 2 && !isBest)
      if let source = definition.copied, !stratum.isRecursive, let clause = definition.clauses.first {
        read.insert(source)
        made.rules.append(naming.plan(reusing: source, clause))
        made.rules[made.rules.count - 1].steps[0].expected = statistics.table(of: source).map {
          Double($0.count)
        }
        statistics.expect(Double(statistics.size(of: source)), of: clause)
        plan.strata.append(made)
        return
      }
      try planSources(of: predicate, definition, in: &made)
      clauses += definition.clauses
    }
    try plan(clauses, of: stratum, in: &made)
    plan.strata.append(made)
  }

  /// What there is before a predicate's rules are run: facts, citations, or groups.
  private mutating func planSources(
    of predicate: Predicate, _ definition: Definition, in made: inout StratumPlan
  ) throws(EngineError) {
    let label = naming.relation(predicate).label
    switch predicate {
    case .citing, .evidence: made.works.append(PlannedWork(kind: .citations, text: label))
    case .relation, .auxiliary, .base, .demanded: break
    }
    var facts = 0
    for key in definition.facts { facts += evaluator.catalog.facts[key]?.table.liveCount ?? 0 }
    if facts > 0 {
      made.works.append(PlannedWork(kind: .facts, text: label, expected: Double(facts)))
      statistics.expected[predicate]?.rows += Double(facts)
      for column in 0..<definition.arity { statistics.expected[predicate]?.distinct[column] += Double(facts) }
    }
    guard case .aggregate(let spec) = definition.form else { return }
    let input = try program.definition(of: spec.input)
    var isKnown = true
    if input.isStreamed {
      for clause in input.clauses {
        read.formUnion(clause.dependencies.map(\.predicate))
        let plan = try Planner.plan(clause, statistics: statistics, tally: spec.tally)
        let described = describer.describe(plan, of: clause, feedsAggregate: true).plan
        isKnown = isKnown && described.steps.last?.expected != nil
        made.rules.append(described)
      }
    } else {
      read.insert(spec.input)
      isKnown = statistics.table(of: spec.input) != nil
    }
    let groups = statistics.groups(of: spec)
    made.aggregate = PlannedWork(
      kind: .aggregate, text: naming.text(of: spec, in: definition.origin), expected: isKnown ? groups : nil)
    statistics.expected[predicate]?.rows = groups
    statistics.expected[predicate]?.distinct = Array(repeating: groups, count: definition.arity)
  }

  private mutating func plan(
    _ clauses: [Clause], of stratum: Stratum, in made: inout StratumPlan
  ) throws(EngineError) {
    let group = Set(stratum.predicates)
    func recursiveAtoms(_ clause: Clause) -> [Int] {
      clause.body.indices.filter {
        if case .atom(let atom) = clause.body[$0] { group.contains(atom.predicate) } else { false }
      }
    }
    for clause in clauses {
      read.formUnion(clause.dependencies.map(\.predicate).filter { !group.contains($0) })
    }
    // What rules without recursion give is what the others start from.
    for clause in clauses where recursiveAtoms(clause).isEmpty {
      let plan = try Planner.plan(
        clause, statistics: statistics, takesRuns: statistics.takesRuns(clause.predicate))
      let described = describer.describe(plan, of: clause)
      made.rules.append(described.plan)
      statistics.expect(described.rows, of: clause)
    }
    for clause in clauses {
      let recursive = recursiveAtoms(clause)
      for newest in recursive {
        let plan = try Planner.plan(
          clause, statistics: statistics, recursiveAtoms: recursive, deltaAtom: newest,
          takesRuns: statistics.takesRuns(clause.predicate))
        made.rules.append(describer.describe(plan, of: clause, newest: newest).plan)
      }
    }
  }

  /// The clauses of an aggregate's input are planned with it; here it is only said how many rows they give.
  private mutating func expectStreamed(_ stratum: Stratum) throws(EngineError) {
    for predicate in stratum.predicates {
      let definition = try program.definition(of: predicate)
      statistics.expected[predicate] = ExpectedStatistics.Relation(
        rows: 0, distinct: Array(repeating: 0, count: definition.arity))
      for clause in definition.clauses {
        let plan = try Planner.plan(clause, statistics: statistics)
        statistics.expect(describer.describe(plan, of: clause).rows, of: clause)
      }
      if try isSurelyDecided(stratum) { decided.insert(predicate) }
    }
  }

  private var describer: PlanDescriber {
    PlanDescriber(naming: naming, statistics: statistics, table: statistics.table(of:))
  }
}

extension PredicateNaming {
  /// The aggregates as they are written: `count(T)`.
  func text(of spec: AggregateSpec, in origin: Origin?) -> String {
    guard let origin else { return "" }
    return unique(spec.outputs.map(\.range)).map { range in
      origin.statement.source.text(range).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }.joined(separator: ", ")
  }
}
