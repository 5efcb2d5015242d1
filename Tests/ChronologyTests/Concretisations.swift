import Chronology

/// A calendar that knows nothing of the one under test: it walks from 2026-01-01, month by month,
/// through the common years 2025 to 2027.
enum PlainCalendar {
  static let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  /// The number of 2026-01-01 in days since 1970-01-01: 56 years, 14 of them leap years.
  static let start2026 = 56 * 365 + 14

  /// The text of a day of 2026.
  static func text(_ number: Int) -> String {
    let (month, day) = civil(number)
    return "2026-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
  }

  /// The month, 1 to 12 in 2026, 13 to 24 in 2027, 0 to -11 in 2025, and the day of the month.
  static func civil(_ number: Int) -> (month: Int, day: Int) {
    var (month, day) = (-11, number - start2026 + 366)
    while day > length(month) { (month, day) = (month + 1, day - length(month)) }
    return (month, day)
  }

  static func length(_ month: Int) -> Int { lengths[(month + 11) % 12] }

  /// The day so many months later; an open end stays.
  static func adding(months: Int, to number: Int) -> Int {
    guard number != Ends.past, number != Ends.future else { return number }
    let (month, day) = civil(number)
    let before = (-11..<(month + months)).reduce(0) { $0 + length($1) }
    return start2026 - 365 + before + min(day, length(month + months)) - 1
  }
}

/// The two ends that a date has in one of the cases that it leaves open.
struct Ends: Hashable {
  static let past = Int(Int32.min)
  static let future = Int(Int32.max)
  var start: Int
  var finish: Int
}

/// A date in a window of few days, with every case that it leaves open.
struct Concretised {
  let date: UncertainDate
  let cases: [Ends]
  /// The days that it stands for where a coarse point is taken as a whole.
  var whole: Ends?

  /// One day of those given.
  static func point(_ days: ClosedRange<Int>) throws -> Concretised {
    let text = side(days)
    return Concretised(
      date: try UncertainDate(text), cases: days.map { Ends(start: $0, finish: $0) },
      whole: days.count == 1 ? Ends(start: days.lowerBound, finish: days.lowerBound) : nil)
  }

  /// A coarse date, as text, with its days.
  static func coarse(_ text: String, _ days: ClosedRange<Int>) throws -> Concretised {
    Concretised(
      date: try UncertainDate(text), cases: days.map { Ends(start: $0, finish: $0) },
      whole: Ends(start: days.lowerBound, finish: days.upperBound))
  }

  /// An interval between two sides, each a text with the days it may be; nil when no days are in
  /// order.
  static func interval(_ start: (text: String, days: [Int]), _ finish: (text: String, days: [Int])) throws
    -> Concretised?
  {
    let cases = start.days.flatMap { first in
      finish.days.filter { first <= $0 }.map { Ends(start: first, finish: $0) }
    }
    guard !cases.isEmpty else { return nil }
    return Concretised(date: try UncertainDate("\(start.text)/\(finish.text)"), cases: cases)
  }

  static func side(_ days: ClosedRange<Int>) -> String {
    days.count == 1
      ? PlainCalendar.text(days.lowerBound)
      : "[\(PlainCalendar.text(days.lowerBound))..\(PlainCalendar.text(days.upperBound))]"
  }

  /// Every point and interval whose days all lie in the window, and the intervals with an end
  /// without limit.
  ///
  /// An unknown end is one of far more days than can be tried: it is represented by `margin` days
  /// on each side of the window, and the extremes. That is enough for tests that look no further.
  static func all(in window: ClosedRange<Int>, margin: Int) throws -> [Concretised] {
    let ranges = window.flatMap { first in (first...window.upperBound).map { first...$0 } }
    let sides = ranges.map { (text: side($0), days: Array($0)) }
    let near = Array((window.lowerBound - margin)...(window.upperBound + margin))
    let any = [Ends.past] + near + [Ends.future]
    let starts = sides + [("..", [Ends.past]), ("", any)]
    let finishes = sides + [("..", [Ends.future]), ("", any)]
    var all = try ranges.map { try point($0) }
    for start in starts {
      for finish in finishes where !(start.text.isEmpty && finish.text.isEmpty) {
        if let interval = try interval(start, finish) { all.append(interval) }
      }
    }
    all.append(
      Concretised(
        date: .unknown, cases: ([Ends.past] + near + [Ends.future]).map { Ends(start: $0, finish: $0) }))
    return all
  }
}
