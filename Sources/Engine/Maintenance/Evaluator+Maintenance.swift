extension Evaluator {
  /// The part of the time that computing a stratum took which may be lost in trying to bring it up to date.
  private static let mostLostTime = 0.2
  /// Seconds that may be lost in any case.
  private static let leastTime = 0.002
  /// With a larger part of what a recursion reads gone, so much of it follows from that part that it is computed anew.
  private static let mostLostShare = 1.0 / 256

  /// Brings what a question reads, and has been computed before, up to date as far as that is worth it.
  func catchUp(_ strata: [Stratum], budget: Budget) throws(EngineError) {
    for stratum in strata where stratum.predicates.allSatisfy({ materializations[$0] != nil }) {
      if try !isFresh(stratum) { _ = try maintain(stratum, budget: budget) }
    }
  }

  /// Brings the rows of a stratum up to date with what has changed in what it reads; gives false where they have to be
  /// computed.
  func maintain(_ stratum: Stratum, budget: Budget) throws(EngineError) -> Bool {
    guard tuning.maintenance != .never,
      let maintenance = try Maintenance(of: stratum, evaluator: self, budget: budget)
    else { return false }
    let cost = stratum.predicates.reduce(0) { max($0, materializations[$1]?.cost ?? 0) }
    let (size, share) = (maintenance.changedRows, maintenance.lostShare)
    let kind = LostAttempts.Kind(stratum, loses: share > 0)
    var isDone = false
    // Tables that were changed in part only are worth nothing, nor are those that will be computed anew.
    defer { if !isDone { forget(stratum.predicates) } }
    if tuning.maintenance == .automatic {
      if cost > Evaluator.leastTime {
        if stratum.isRecursive, share > Evaluator.mostLostShare { return false }
        if lostAttempts.isSkipped(kind, size: size) { return false }
      }
      budget.beginAttempt(seconds: max(Evaluator.leastTime, cost * Evaluator.mostLostTime))
    }
    defer { budget.endAttempt() }
    do throws(EngineError) {
      guard try maintenance.run() else { return false }
      try record(maintenance, cost: cost)
      lostAttempts.forget(kind, size: size)
      isDone = true
      return true
    } catch {
      // What fails on the way may be of rows that have gone: computing tells.
      if case .invalid = error { return false }
      if budget.isAttemptOver {
        lostAttempts.note(kind, size: size)
        return false
      }
      throw error
    }
  }

  private func record(_ maintenance: Maintenance, cost: Double) throws(EngineError) {
    var made: [Predicate: Materialization] = [:]
    var isDecided = !maintenance.sawUnknown
    for predicate in maintenance.stratum.predicates {
      guard let known = materializations[predicate] else { continue }
      let table = known.table.isMostlyDead ? known.table.compacted() : known.table
      var record = try record(of: table, predicate, in: maintenance.group)
      record.cost = cost
      made[predicate] = record
      isDecided = isDecided && known.isDecided
      for input in record.inputs.keys where try !self.isDecided(input) { isDecided = false }
    }
    for predicate in made.keys { made[predicate]?.isDecided = isDecided }
    keep(made)
  }
}
