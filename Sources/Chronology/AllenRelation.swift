/// The thirteen ways in which two intervals can lie, of which exactly one holds for any two.
///
/// An interval is a run of whole days, from its start `s` to its finish `f`, both included; a
/// single day is the interval that starts and finishes on it. The other interval is `s'` to `f'`.
/// Since both ends are included, two intervals meet when they are adjacent, with no day between
/// them and none in common; intervals that share only one day overlap. A relation that a single day
/// cannot be in, such as overlapping, never holds for it.
///
/// Source: J. F. Allen, "Maintaining Knowledge about Temporal Intervals", Communications of the ACM
/// 26(11), 1983, figure 2, with days in place of instants.
public enum AllenRelation: String, CaseIterable, Sendable {
  /// At least one day lies between: `f + 1 < s'`.
  case before
  /// The other starts on the next day: `f + 1 = s'`.
  case meets
  /// `s < s'`, `s' ≤ f`, `f < f'`.
  case overlaps
  /// `s = s'`, `f < f'`.
  case starts
  /// `s > s'`, `f < f'`.
  case during
  /// `s > s'`, `f = f'`.
  case finishes
  /// `s = s'`, `f = f'`.
  case equals
  case after
  case metBy = "met_by"
  case overlappedBy = "overlapped_by"
  case startedBy = "started_by"
  case contains
  case finishedBy = "finished_by"

  /// The relation of the second interval to the first.
  public var inverse: AllenRelation {
    switch self {
    case .before: .after
    case .meets: .metBy
    case .overlaps: .overlappedBy
    case .starts: .startedBy
    case .during: .contains
    case .finishes: .finishedBy
    case .equals: .equals
    case .after: .before
    case .metBy: .meets
    case .overlappedBy: .overlaps
    case .startedBy: .starts
    case .contains: .during
    case .finishedBy: .finishes
    }
  }
}
