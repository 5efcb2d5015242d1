import Syntax

/// What is found of an answer when its computation is stopped.
///
/// Rows of a union of rules are true as soon as they are there, in the midst of a recursion too, as long as more of what
/// the rules read could only give more rows. Where all of a relation must be known first, for a negation or an
/// aggregate, no rows are taken.
extension Evaluator {
  /// Seconds that may be spent on what follows from the rows that were there when the limit was reached.
  private static let grace = 0.05

  /// True rows of a predicate after ``materialize(_:budget:)-([Stratum],_)`` was stopped in one of its strata: in any
  /// order, and perhaps twice. What is computed for that is forgotten again.
  func rowsFound(
    of answer: Predicate, _ strata: [Stratum], _ interrupt: Interrupt
  ) throws(EngineError) -> Table {
    let kept = materializations
    defer {
      materializations = kept
      unfinishedTables = [:]
    }
    let budget = Budget(Limits(timeout: Evaluator.grace), interrupt)
    var incomplete: Set<Predicate> = []
    for stratum in strata where try !isStreamed(stratum) {
      if try isUpToDate(stratum) { continue }
      if try !complete(stratum, incomplete, budget) { incomplete.formUnion(stratum.predicates) }
    }
    return try table(of: answer)
  }

  /// Takes the rows of a stratum that was stopped or that reads what is incomplete; gives whether they are all.
  private func complete(
    _ stratum: Stratum, _ incomplete: Set<Predicate>, _ budget: Budget
  ) throws(EngineError) -> Bool {
    let wasStopped = stratum.predicates.contains(where: unfinishedTables.keys.contains)
    if !wasStopped, try isMonotone(stratum, in: incomplete) {
      do throws(EngineError) {
        _ = try compute(stratum, mostRows: nil, budget: budget)
        return try !reads(stratum, incomplete)
      } catch {
        // What it has found up to then is among the unfinished tables.
        guard case .stopped = error else { throw error }
      }
    }
    for predicate in stratum.predicates where try plainFacts(of: predicate) == nil {
      let definition = try program.definition(of: predicate)
      materializations[predicate] = Materialization(
        table: unfinishedTables[predicate] ?? Table(arity: definition.arity), group: Set(stratum.predicates),
        definition: definition, ruleStamp: 0, inputs: [:], factInputs: [:], isDecided: false)
    }
    return false
  }

  private func isUpToDate(_ stratum: Stratum) throws(EngineError) -> Bool {
    if stratum.predicates.contains(where: unfinishedTables.keys.contains) { return false }
    if try aliasIfDecided(stratum) { return true }
    return try isFresh(stratum)
  }

  private func reads(_ stratum: Stratum, _ predicates: Set<Predicate>) throws(EngineError) -> Bool {
    for predicate in stratum.predicates {
      let read = try program.definition(of: predicate).clauses.flatMap(\.dependencies)
      if read.contains(where: { predicates.contains($0.predicate) }) { return true }
    }
    return false
  }

  /// Whether more rows of some predicates could only give more rows of a stratum's.
  private func isMonotone(_ stratum: Stratum, in incomplete: Set<Predicate>) throws(EngineError) -> Bool {
    for predicate in stratum.predicates {
      let definition = try program.definition(of: predicate)
      let read = definition.clauses.flatMap(\.dependencies)
      let needed: [Predicate]
      switch definition.form {
      case .union: needed = read.filter(\.isNegative).map(\.predicate)
      case .best: needed = read.map(\.predicate)
      case .aggregate(let spec): needed = read.map(\.predicate) + (try sources(of: spec))
      }
      if needed.contains(where: incomplete.contains) { return false }
    }
    return true
  }

  /// Keeps the rows of a stratum that is stopped, where they are true.
  func keepUnfinished(_ stratum: Stratum, _ tables: [Predicate: Table]) throws(EngineError) {
    for predicate in stratum.predicates {
      guard case .union = try program.definition(of: predicate).form else { return }
    }
    unfinishedTables = tables
  }
}
