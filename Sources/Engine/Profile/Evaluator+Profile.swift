// What is told to a profile.
extension Evaluator {
  func citations(_ predicate: Predicate, budget: Budget) throws(EngineError) -> Table? {
    switch predicate {
    case .citing, .evidence:
      return try profiler.measure(.citations, of: predicate, nil) { () throws(EngineError) in
        try EvidenceTables.table(for: predicate, in: catalog, budget: budget)
      }
    case .relation, .auxiliary, .base, .demanded: return nil
    }
  }

  func compacted(_ table: Table, _ predicate: Predicate, budget: Budget) throws(EngineError) -> Table {
    guard table.hasDeadRows else { return table }
    return try profiler.measure(.best, of: predicate, nil) { () throws(EngineError) in
      try table.compacted(budget: budget)
    }
  }

  func noteKept(_ stratum: Stratum) throws(EngineError) {
    guard let profiler else { return }
    for predicate in stratum.predicates {
      // A part of a rule whose certain rows are taken for the possible ones has none.
      guard let table = try? table(of: predicate) else { continue }
      profiler.noteKept(
        predicate, named: try isDecided(predicate) ? predicate.certain : predicate, table,
        isStated: try isStated(predicate))
    }
  }

  /// Notes that a stratum has been computed, or has been given up.
  func noteEnd(of stratum: Stratum, isDone: Bool) {
    guard let profiler else { return }
    guard isDone else { return profiler.abandon() }
    profiler.end(rows: stratum.predicates.reduce(0) { $0 + ((try? table(of: $1))?.liveCount ?? 0) })
  }
}
