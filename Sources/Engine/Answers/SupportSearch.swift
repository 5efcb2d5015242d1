import Syntax

/// Looks backwards from a row to the base facts of one derivation.
///
/// Inside a recursive stratum only rows that were there before are taken, so the search ends.
struct SupportSearch {
  let evaluator: Evaluator
  let budget: Budget
  private var strata: [Predicate: Int] = [:]
  private var seen: Set<Row> = []
  private var found: [(FactKey, Int)] = []
  /// How many rows of one aggregate's group are followed.
  static let mostInputs = 1000
  /// How many ways to derive a row are looked at for one from rows that were there before it.
  private static let mostWays = 4096

  struct Row: Hashable {
    var predicate: Predicate
    var values: [Handle]
  }

  init(evaluator: Evaluator, strata: [Stratum], budget: Budget) {
    self.evaluator = evaluator
    self.budget = budget
    for (index, stratum) in strata.enumerated() {
      for predicate in stratum.predicates { self.strata[predicate] = index }
    }
  }

  mutating func facts(of predicate: Predicate, _ values: [Handle]) throws(EngineError) -> [(FactKey, Int)] {
    var stack = [Row(predicate: predicate, values: values)]
    while let row = stack.popLast() {
      guard seen.insert(row).inserted else { continue }
      try budget.poll()
      // The last pushed is looked at first: push in reverse to keep the order of the body.
      stack += try parts(of: row).reversed()
    }
    return found
  }

  /// The rows that one derivation of a row uses; base facts are noted instead.
  private mutating func parts(of row: Row) throws(EngineError) -> [Row] {
    if case .relation(let name, let modality, .possible) = row.predicate {
      // Where nothing was in doubt, the certain rows were taken; they have the derivations.
      let certain = Predicate.relation(name, modality, .certain)
      if try evaluator.isDecided(certain) {
        return try parts(of: Row(predicate: certain, values: row.values))
      }
    }
    switch row.predicate {
    case .citing(let relation, let filter):
      let document = row.values.last.flatMap(text(of:))
      note(relation, filter, Array(row.values.dropLast())) { $0.document.text == document }
      return []
    case .evidence:
      if let cited = EvidenceTables.citation(of: row.values, in: evaluator.catalog) {
        found.append((cited.key, cited.row))
      }
      return []
    case .demanded(let part) where part.role == .demand:
      // That a row was asked for is no reason for it.
      return []
    case .relation, .auxiliary, .base, .demanded: break
    }
    let definition = try evaluator.program.definition(of: row.predicate)
    for key in definition.facts {
      if let position = try evaluator.catalog.facts[key]?.table.find(row.values, budget: budget) {
        found.append((key, position))
        return []
      }
    }
    if case .aggregate(let spec) = definition.form {
      return try inputs(of: spec, row)
    }
    for clause in definition.clauses {
      if let parts = try derivation(of: row, by: clause) { return parts }
    }
    return []
  }

  private func text(of handle: Handle) -> String? { evaluator.catalog.values.text(of: handle) }

  /// Notes the facts with these values that have such a citation.
  private mutating func note(
    _ relation: String, _ filter: ModalityFilter, _ values: [Handle], citedBy isCitation: (Citation) -> Bool
  ) {
    for modality in Modality.allCases where filter == .any || filter == .only(modality) {
      let key = FactKey(relation: relation, modality: modality)
      guard let store = evaluator.catalog.facts[key], let position = store.table.find(values) else {
        continue
      }
      if store.citations(of: position).contains(where: isCitation) { found.append((key, position)) }
    }
  }

  private func derivation(of row: Row, by clause: Clause) throws(EngineError) -> [Row]? {
    guard let initial = clause.bindings(of: clause.head, to: row.values) else { return nil }
    let goal = namingEverything(clause)
    let plan = try Planner.plan(goal, statistics: evaluator, bound: Set(initial.keys))
    let age = try age(of: row)
    var parts: [Row]?
    var bindings: [Handle] = []
    var ways = 0
    let pipeline = try Pipeline(
      plan, table: evaluator.table(of:), calculator: evaluator.calculator, budget: budget, initial: initial,
      into: .each { values throws(EngineError) in
        ways += 1
        let rows = goal.body.compactMap { literal -> Row? in
          switch literal {
          case .atom(let atom): return SupportSearch.row(atom, values)
          case .lookup(let lookup): return SupportSearch.row(lookup.atom, values)
          case .absent, .test, .equation, .subquery: return nil
          }
        }
        var isEarlier = true
        for part in rows where strata[part.predicate] == strata[row.predicate] {
          if let age, let other = try self.age(of: part), other >= age { isEarlier = false }
        }
        if isEarlier || parts == nil { (parts, bindings) = (rows, values) }
        return !isEarlier && ways < SupportSearch.mostWays
      })
    try pipeline.run()
    guard let parts else { return nil }
    return try parts + aggregated(in: clause, bindings)
  }

  /// The rows that the aggregates of a clause's subqueries read for a binding of its variables.
  private func aggregated(in clause: Clause, _ bindings: [Handle]) throws(EngineError) -> [Row] {
    var rows: [Row] = []
    for case .subquery(let subquery) in clause.body where subquery.result != nil {
      for part in subquery.clauses {
        let goal = namingEverything(part)
        var initial: [Int: Handle] = [:]
        for (register, parameter) in subquery.parameters.enumerated() {
          initial[register] = bindings[parameter]
        }
        let plan = try Planner.plan(goal, statistics: evaluator, bound: Set(initial.keys))
        var solutions = 0
        let pipeline = try Pipeline(
          plan, table: evaluator.table(of:), calculator: evaluator.calculator, budget: budget,
          initial: initial,
          into: .each { values throws(EngineError) in
            solutions += 1
            for case .atom(let atom) in goal.body { rows.append(SupportSearch.row(atom, values)) }
            return solutions < SupportSearch.mostInputs
          })
        try pipeline.run()
      }
    }
    return rows
  }

  private static func row(_ atom: AtomLiteral, _ values: [Handle]) -> Row {
    Row(predicate: atom.predicate, values: atom.operands.values(values))
  }

  /// The clause with a variable for each `_` of its positive atoms and all variables in the head.
  private func namingEverything(_ clause: Clause) -> Clause {
    var clause = clause.namingEverything
    clause.head = clause.variableNames.indices.map { .variable($0) }
    return clause
  }

  /// When a row was added: see ``Evaluator/age(of:_:budget:)``. What is not kept has no age, and needs none: it is no part of a
  /// recursion.
  private func age(of row: Row) throws(EngineError) -> (Int, Int)? {
    if try evaluator.program.definition(of: row.predicate).isStreamed { return nil }
    return try evaluator.age(of: row.predicate, row.values, budget: budget)
  }
}
