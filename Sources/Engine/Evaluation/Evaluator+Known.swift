extension Evaluator {
  /// The predicates of strata whose rows are there: base facts and, where `includingDerived`, what has been
  /// computed and is up to date with all that it reads.
  func known(in strata: [Stratum], includingDerived: Bool) throws(EngineError) -> Set<Predicate> {
    var known: Set<Predicate> = []
    for stratum in strata {
      if try isKnown(stratum, among: known, includingDerived) { known.formUnion(stratum.predicates) }
    }
    return known
  }

  private func isKnown(
    _ stratum: Stratum, among known: Set<Predicate>, _ includingDerived: Bool
  ) throws(EngineError) -> Bool {
    var derived: [Predicate] = []
    for predicate in stratum.predicates where try plainFacts(of: predicate) == nil {
      derived.append(predicate)
    }
    if derived.isEmpty { return true }
    guard includingDerived else { return false }
    if case .relation(let name, let modality, .possible) = derived[0],
      known.contains(.relation(name, modality, .certain)), try aliasIfDecided(stratum)
    {
      return true
    }
    for predicate in derived {
      guard let inputs = materializations[predicate]?.inputs.keys, inputs.allSatisfy(known.contains) else {
        return false
      }
    }
    return try isFresh(stratum)
  }
}
