import Syntax

/// What a least or greatest value was chosen from.
extension ExplanationBuilder {
  /// How many other values are shown.
  private static let mostOthers = 2

  private struct Candidate {
    var value: Handle
    var clause: Clause
    var values: [Handle]
  }

  /// For a row of a relation that keeps the best of each group: how many there were to choose from. Nil for
  /// any other row, and where there was no choice.
  func best(_ way: DerivationSearch.Way, _ source: RowSource) throws(EngineError) -> Premise? {
    guard case .best(let column, let isGreatest) = source.definition.form else { return nil }
    let row = search.nodes[way.head].values
    var group = row
    group.remove(at: column)
    var candidates: [Candidate] = []
    for goal in try search.contestGoals(of: source, best: column) {
      let room = DerivationSearch.mostCounted + 1 - candidates.count
      for solution in try goal.solutions(for: group, limit: room) {
        let head = goal.clause.head.values(solution)
        let candidate = Candidate(value: head[column], clause: goal.clause, values: solution)
        if !uses(row, of: source, candidate) { candidates.append(candidate) }
      }
    }
    guard candidates.count > 1 else { return nil }
    let isMore = candidates.count > DerivationSearch.mostCounted
    var others: [BestUse.Candidate] = []
    var last = row[column]
    while others.count < Self.mostOthers, let next = next(after: last, in: candidates, isGreatest) {
      others.append(BestUse.Candidate(value: words.value(of: next.value), facts: try facts(of: next)))
      last = next.value
    }
    return Premise(
      written: "",
      ground: .best(
        BestUse(
          function: isGreatest ? "max" : "min", value: words.value(of: row[column]),
          group: group.map(words.value(of:)), count: min(candidates.count, DerivationSearch.mostCounted),
          isMore: isMore, others: others)))
  }

  /// The first candidate with the next worse value, in the order of rules and values.
  private func next(after value: Handle, in candidates: [Candidate], _ isGreatest: Bool) -> Candidate? {
    let store = search.evaluator.catalog.values
    func isWorse(_ first: Handle, than second: Handle) -> Bool {
      isGreatest ? store.precedes(first, second) : store.precedes(second, first)
    }
    func isBefore(_ first: Candidate, _ second: Candidate) -> Bool {
      if first.value != second.value { return isWorse(second.value, than: first.value) }
      if first.clause.origin.id != second.clause.origin.id {
        return first.clause.origin.id < second.clause.origin.id
      }
      for (left, right) in zip(first.values, second.values) where left != right {
        return store.precedes(left, right)
      }
      return false
    }
    var best: Candidate?
    for candidate in candidates where isWorse(candidate.value, than: value) {
      if best.map({ isBefore(candidate, $0) }) ?? true { best = candidate }
    }
    return best
  }

  /// Whether a candidate goes round by the row itself.
  private func uses(_ row: [Handle], of source: RowSource, _ candidate: Candidate) -> Bool {
    candidate.clause.body.contains { literal in
      guard case .atom(let atom) = literal, atom.predicate.relation == source.predicate.relation else {
        return false
      }
      return atom.operands.values(candidate.values) == row
    }
  }

  private func facts(of candidate: Candidate) throws(EngineError) -> [FactDescription] {
    var facts: [FactDescription] = []
    for case .atom(let atom) in candidate.clause.body {
      if let fact = try fact(atom.predicate, atom.operands.values(candidate.values)) { facts.append(fact) }
    }
    return facts
  }

  /// A row as a fact, with its citations where it was stated; nil for a part of a rule.
  private func fact(_ predicate: Predicate, _ row: [Handle]) throws(EngineError) -> FactDescription? {
    if let stated = try search.stated(predicate, row, citations) { return stated }
    guard let relation = predicate.relation else { return nil }
    return FactDescription(
      relation: relation, modality: predicate.modality, values: row.map(words.value(of:)), citations: [])
  }
}

extension Predicate {
  /// That of its rows, where they are of one.
  fileprivate var modality: Modality {
    switch self {
    case .relation(_, .only(let modality), _), .citing(_, .only(let modality)): modality
    case .base(let key): key.modality
    case .relation, .citing, .evidence, .auxiliary, .demanded: .actual
    }
  }
}

extension DerivationSearch {
  /// What finds all rows that a relation could keep for a group, by its rules and its stated facts.
  func contestGoals(of source: RowSource, best column: Int) throws(EngineError) -> [ClauseGoal] {
    if let goals = source.groupGoals { return goals }
    var clauses = source.definition.clauses
    if let origin = source.definition.origin {
      for key in source.definition.facts where evaluator.catalog.facts[key] != nil {
        clauses.append(reading(.base(key), source.definition.arity, origin))
      }
    }
    var goals: [ClauseGoal] = []
    for clause in clauses {
      var group = clause.head
      group.remove(at: column)
      goals.append(try ClauseGoal(clause, bound: group, in: self))
    }
    source.groupGoals = goals
    return goals
  }
}
