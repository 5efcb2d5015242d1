/// Strata that were tried in vain to be brought up to date: for a while they are computed at once.
struct LostAttempts {
  private var streaks: [Predicate: (length: Int, toSkip: Int)] = [:]
  /// The most changes that are not tried after one another.
  private static let mostSkipped = 31

  /// Whether the stratum is not to be tried this time.
  mutating func isSkipped(_ stratum: Stratum) -> Bool {
    guard let key = stratum.predicates.first, let streak = streaks[key], streak.toSkip > 0 else {
      return false
    }
    streaks[key] = (streak.length, streak.toSkip - 1)
    return true
  }

  mutating func note(_ stratum: Stratum) {
    guard let key = stratum.predicates.first else { return }
    let length = (streaks[key]?.length ?? 0) + 1
    streaks[key] = (length, min(LostAttempts.mostSkipped, 1 << min(length + 1, 8) - 1))
  }

  mutating func forget(_ stratum: Stratum) {
    if let key = stratum.predicates.first { streaks[key] = nil }
  }
}
