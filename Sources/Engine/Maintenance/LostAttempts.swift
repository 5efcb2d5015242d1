/// Strata that were tried in vain to be brought up to date: for a while they are computed at once after a change of the
/// kind that is as large.
struct LostAttempts {
  /// What was tried: rows that go are another matter than rows that only come.
  struct Kind: Hashable {
    private let stratum: Predicate?
    private let loses: Bool

    init(_ stratum: Stratum, loses: Bool) {
      self.stratum = stratum.predicates.first
      self.loses = loses
    }
  }

  private struct Streak {
    var length = 0
    var toSkip = 0
    /// How many rows had changed, the least of all attempts in vain.
    var size = Int.max
  }

  private var streaks: [Kind: Streak] = [:]
  /// The most changes that are not tried after one another.
  private static let mostSkipped = 31

  /// Whether it is not to be tried this time, with so many rows changed.
  mutating func isSkipped(_ kind: Kind, size: Int) -> Bool {
    guard let streak = streaks[kind], streak.toSkip > 0, size >= streak.size else { return false }
    streaks[kind]?.toSkip -= 1
    return true
  }

  /// Takes note of an attempt in vain.
  mutating func note(_ kind: Kind, size: Int) {
    var streak = streaks[kind] ?? Streak()
    streak.length += 1
    streak.toSkip = min(LostAttempts.mostSkipped, 1 << min(streak.length + 1, 8) - 1)
    streak.size = min(streak.size, size)
    streaks[kind] = streak
  }

  /// Takes note of one that did it: those after smaller changes will.
  mutating func forget(_ kind: Kind, size: Int) {
    guard let streak = streaks[kind], size >= streak.size else { return }
    streaks[kind] = nil
  }
}
