extension UncertainDate {
  /// Whether it lies so to the other.
  ///
  /// A point is an interval of one day; so the dates `2026-02` and `2026-02` may be
  /// ``AllenRelation/equals``, but never ``AllenRelation/overlaps``.
  public func allen(_ relation: AllenRelation, _ other: UncertainDate) -> Truth {
    guard let requirements = relation.requirements else { return other.allen(relation.inverse, self) }
    let ends = PossibleEnds(self, other)
    if ends.alwaysMeet(requirements) { return .yes }
    return Truth(certain: false, possible: ends.canMeet(requirements))
  }
}

/// The days that the four ends of two dates may be, in the order of ``EndRequirement/End``.
private struct PossibleEnds {
  let earliest: SIMD4<Int>
  let latest: SIMD4<Int>
  let own: [EndRequirement]
  let otherOwn: [EndRequirement]

  init(_ date: UncertainDate, _ other: UncertainDate) {
    earliest = SIMD4(
      Int(date.start.earliest.number), Int(date.finish.earliest.number), Int(other.start.earliest.number),
      Int(other.finish.earliest.number))
    latest = SIMD4(
      Int(date.start.latest.number), Int(date.finish.latest.number), Int(other.start.latest.number),
      Int(other.finish.latest.number))
    own = date.isInterval ? EndRequirement.interval : EndRequirement.point
    otherOwn = other.isInterval ? EndRequirement.otherInterval : EndRequirement.otherPoint
  }

  /// Whether all days do. The requirements are to link ends of different dates, which are
  /// independent, so that the worst case of each one occurs.
  func alwaysMeet(_ requirements: [EndRequirement]) -> Bool {
    requirements.allSatisfy { latest[$0.earlier.rawValue] + $0.gap <= earliest[$0.later.rawValue] }
  }

  /// Whether some days do.
  ///
  /// If any do, then so do the least: found by raising each end to what the others require of it,
  /// as Bellman and Ford find distances. With four ends, one that is still rising in the fifth
  /// round would rise for ever.
  func canMeet(_ requirements: [EndRequirement]) -> Bool {
    var least = earliest
    for _ in 0..<5 {
      let previous = least
      guard raise(&least, to: own), raise(&least, to: otherOwn), raise(&least, to: requirements) else {
        return false
      }
      if least == previous { return true }
    }
    return false
  }

  /// False when an end would have to be later than it may be.
  private func raise(_ least: inout SIMD4<Int>, to requirements: [EndRequirement]) -> Bool {
    for requirement in requirements {
      let later = requirement.later.rawValue
      least[later] = max(least[later], least[requirement.earlier.rawValue] + requirement.gap)
      if least[later] > latest[later] { return false }
    }
    return true
  }
}
