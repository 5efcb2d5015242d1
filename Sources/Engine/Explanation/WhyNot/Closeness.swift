import Chronology
import Syntax

/// How near a miss is: what is less is nearer.
struct Closeness: Comparable {
  /// What sort of miss it is; then `distance` counts.
  enum Rank: Int {
    case same, modality, near, other
  }

  var rank: Rank
  /// From 0 for the same to 1 for what has nothing in common.
  var distance: Double

  static let possible = Closeness(rank: .same, distance: 0)

  static func < (left: Closeness, right: Closeness) -> Bool {
    (left.rank.rawValue, left.distance) < (right.rank.rawValue, right.distance)
  }
}

/// How far apart two values are, and in what words they differ.
struct ValueDifference {
  let asked: Handle
  let found: Handle
  let values: ValueStore

  /// Days apart at which dates count as half as far apart as can be.
  private static let halfDays = 30.0

  /// From 0 to 1: names by their letters, dates by the days between them, numbers by their ratio.
  var distance: Double {
    if let first = values.text(of: asked), let second = values.text(of: found) {
      return 1 - Similarity.dice(first, second)
    }
    if let first = values.date(of: asked), let second = values.date(of: found) {
      guard let days = ValueDifference.days(from: first, to: second) else { return 0.01 }
      return Double(abs(days)) / (Double(abs(days)) + Self.halfDays)
    }
    if let first = values.decimal(of: asked), let second = values.decimal(of: found) {
      let size = abs(first) + abs(second)
      return size > 0 ? min(1, abs(first - second) / size) : 0
    }
    return 1
  }

  /// `tokayev, not zardari`; of dates also how far it is.
  var words: String {
    let (new, old) = (text(found), text(asked))
    guard let first = values.date(of: asked), let second = values.date(of: found) else {
      return "\(new), not \(old)"
    }
    guard let distance = ValueDifference.phrase(from: first, to: second) else {
      return "\(new), which may share days with \(old)"
    }
    return "\(new), \(distance) \(old)"
  }

  /// `4 days after`, of the second date; `at least` for dates that are no single days. Nil where they may share a day.
  static func phrase(from first: UncertainDate, to second: UncertainDate) -> String? {
    guard let days = days(from: first, to: second) else { return nil }
    let count = abs(days) == 1 ? "1 day" : "\(abs(days)) days"
    let least = first.day == nil || second.day == nil ? "at least " : ""
    return "\(least)\(count) \(days > 0 ? "after" : "before")"
  }

  private func text(_ handle: Handle) -> String { values.value(of: handle).plainText }

  /// How many days the second date is after the first, before where negative; nil where they may share a day.
  static func days(from first: UncertainDate, to second: UncertainDate) -> Int? {
    if first.intersects(second) != .no { return nil }
    if first.span.latest < second.span.earliest {
      return Int(second.span.earliest.number) - Int(first.span.latest.number)
    }
    return Int(second.span.latest.number) - Int(first.span.earliest.number)
  }
}
