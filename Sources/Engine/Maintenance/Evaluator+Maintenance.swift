import Glibc

/// When rows are brought up to date rather than computed anew.
enum MaintenancePolicy {
  /// Where it takes less than a small part of the time that computing them took.
  case automatic
  /// Wherever it can be done.
  case always
  case never
}

extension Evaluator {
  /// The part of the time that computing a stratum took which may be lost in trying to bring it up to date.
  private static let mostLostTime = 0.1
  /// Seconds that may be lost in any case.
  private static let leastTime = 0.002

  /// Brings the rows of a stratum up to date with what has changed in what it reads; gives false where they have to be
  /// computed.
  func maintain(_ stratum: Stratum, budget: Budget) throws(EngineError) -> Bool {
    guard tuning.maintenance != .never,
      let maintenance = try Maintenance(of: stratum, evaluator: self, budget: budget)
    else { return false }
    let cost = stratum.predicates.reduce(0) { max($0, materializations[$1]?.cost ?? 0) }
    if tuning.maintenance == .automatic {
      budget.beginAttempt(seconds: max(Evaluator.leastTime, cost * Evaluator.mostLostTime))
    }
    var isDone = false
    defer {
      budget.endAttempt()
      // Tables that were changed in part only are worth nothing.
      if !isDone { forget(stratum.predicates) }
    }
    do throws(EngineError) {
      guard try maintenance.run() else { return false }
      try record(maintenance, cost: cost)
      isDone = true
      return true
    } catch {
      // What fails on the way may be of rows that have gone: computing tells.
      if case .invalid = error { return false }
      if budget.isAttemptOver { return false }
      throw error
    }
  }

  private func record(_ maintenance: Maintenance, cost: Double) throws(EngineError) {
    var made: [Predicate: Materialization] = [:]
    var isDecided = !maintenance.sawUnknown
    for predicate in maintenance.stratum.predicates {
      guard let known = materializations[predicate] else { continue }
      var record = try record(of: known.table, predicate, in: maintenance.group)
      record.cost = cost
      made[predicate] = record
      isDecided = isDecided && known.isDecided
      for input in record.inputs.keys where try !self.isDecided(input) { isDecided = false }
    }
    for predicate in made.keys { made[predicate]?.isDecided = isDecided }
    keep(made)
  }
}
