extension DemandRewriting {
  /// The predicates that may as well be computed in full, by the strata of the rewritten program: those that are
  /// needed in full too, and those for which nothing below is bound.
  func needless(_ strata: [Stratum]) throws(EngineError) -> Set<Predicate> {
    var asked: Set<Predicate> = []
    var inFull: Set<Predicate> = []
    var binding: Set<Predicate> = []
    for stratum in strata {
      var binds = false
      for predicate in stratum.predicates {
        guard case .demanded(let part) = predicate else {
          inFull.insert(predicate)
          continue
        }
        asked.insert(part.predicate)
        if part.role == .rows, !part.adornment.isFree, survey.isWorthBinding(part.predicate) { binds = true }
        if let definition = definitions[predicate],
          definition.inputs.contains(where: binding.contains)
        {
          binds = true
        }
      }
      if binds { binding.formUnion(stratum.predicates) }
    }
    var needless = asked.intersection(inFull)
    for stratum in strata {
      for case .demanded(let part) in stratum.predicates
      where part.role == .rows && !binding.contains(.demanded(part)) {
        needless.insert(part.predicate)
      }
    }
    return needless
  }

  /// The rows of one recursion from which on computing relations in full is better.
  ///
  /// Where a relation is asked in one way, or along a chain, there are hardly more rows than in full. Where it asks
  /// itself in several ways, there may be several times as many.
  var mostRows: Int? {
    var ways: [Predicate: Int] = [:]
    for case .demanded(let part) in definitions.keys
    where part.role == .rows && survey.isRecursive(part.predicate) {
      ways[part.predicate, default: 0] += 1
    }
    return ways.filter { $0.value > 1 }.keys.compactMap { survey.manyRows(of: $0) }.max()
  }
}
