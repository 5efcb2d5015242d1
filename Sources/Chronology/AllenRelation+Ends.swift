/// What a relation of two intervals requires of their four ends.
///
/// All is said in one form, that one end is at least so many days after another, because it can be
/// decided exactly whether uncertain ends may meet a set of such requirements (a system of
/// difference constraints).
struct EndRequirement: Sendable {
  enum End: Int, Sendable {
    case start, finish, otherStart, otherFinish
  }

  let earlier: End
  let gap: Int
  let later: End

  init(_ earlier: End, _ gap: Int, before later: End) {
    self.earlier = earlier
    self.gap = gap
    self.later = later
  }

  private static func same(_ one: End, _ other: End) -> [EndRequirement] {
    [EndRequirement(one, 0, before: other), EndRequirement(other, 0, before: one)]
  }

  // Kept, so that a test makes no array.
  static let before = [EndRequirement(.finish, 2, before: .otherStart)]
  static let meets = [
    EndRequirement(.finish, 1, before: .otherStart), EndRequirement(.otherStart, -1, before: .finish),
  ]
  static let overlaps = [
    EndRequirement(.start, 1, before: .otherStart), EndRequirement(.otherStart, 0, before: .finish),
    EndRequirement(.finish, 1, before: .otherFinish),
  ]
  static let starts = same(.start, .otherStart) + [EndRequirement(.finish, 1, before: .otherFinish)]
  static let during = [
    EndRequirement(.otherStart, 1, before: .start), EndRequirement(.finish, 1, before: .otherFinish),
  ]
  static let finishes = [EndRequirement(.otherStart, 1, before: .start)] + same(.finish, .otherFinish)
  static let equals = same(.start, .otherStart) + same(.finish, .otherFinish)

  /// An interval does not finish before it starts.
  static let interval = [EndRequirement(.start, 0, before: .finish)]
  static let otherInterval = [EndRequirement(.otherStart, 0, before: .otherFinish)]
  /// A point starts and finishes on the same day.
  static let point = same(.start, .finish)
  static let otherPoint = same(.otherStart, .otherFinish)
}

extension AllenRelation {
  /// Nil for a relation that is defined by its inverse.
  var requirements: [EndRequirement]? {
    switch self {
    case .before: EndRequirement.before
    case .meets: EndRequirement.meets
    case .overlaps: EndRequirement.overlaps
    case .starts: EndRequirement.starts
    case .during: EndRequirement.during
    case .finishes: EndRequirement.finishes
    case .equals: EndRequirement.equals
    case .after, .metBy, .overlappedBy, .startedBy, .contains, .finishedBy: nil
    }
  }
}
