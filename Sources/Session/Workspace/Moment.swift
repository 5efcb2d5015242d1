import Chronology
import Engine
import Glibc

/// A moment in the dossier's own time, as it is written: a step's number, a date, or a date with a time of day.
///
/// A date or time stands for its end: `2026-02-11` is known by the end of that day, `2026-02-11T09:30` by the end of
/// that minute.
struct Moment {
  /// The number of the last step that had been done then; all of them where it is the greatest of all.
  let lastStep: Int
  /// As it is shown: `step 4`, `2026-02-11`, `2026-02-11 09:30`.
  let text: String

  /// Why a text is no moment.
  struct Refusal: Error {
    let message: String
    let mend: String
  }

  static let forms = "a date, a date with a time as 2026-02-11T09:30, or a step's number from ':journal'"

  /// The moment that a word says, or that a date says with the time of day in the next word; `now` is in seconds since the
  /// start of 1970.
  init(_ word: String, steps: [Step], now: Int) throws(Refusal) {
    let isNumber =
      !word.isEmpty && word.utf8.allSatisfy { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
    if isNumber {
      guard let number = Int(word), number == 0 || steps.contains(where: { $0.number == number }) else {
        let last = steps.last.map { "the last step is \($0.number)" } ?? "there is no step yet"
        throw Refusal(message: "there is no step \(word)", mend: "\(last); a year is written @2026")
      }
      lastStep = number
      text = number == 0 ? "before step 1" : "step \(number)"
      return
    }
    let parts = word.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard let date = PlainDate(parts[0]) else {
      throw Refusal(message: "'\(word)' is no moment", mend: "write \(Moment.forms)")
    }
    var end: Int?
    if parts.count == 2 {
      end = date.day.flatMap { Moment.end(of: $0, time: parts[1]) }
    } else {
      end = Moment.end(of: date.last)
    }
    guard let end else {
      throw Refusal(message: "'\(word)' is no moment", mend: "a time is written as 2026-02-11T09:30")
    }
    text = parts.joined(separator: " ")
    lastStep = end > now ? .max : steps.last { $0.time < end }?.number ?? 0
  }

  /// When a day ends by the clock of the system.
  private static func end(of day: Day) -> Int { seconds(Day(number: day.number + 1), 0) }

  /// When the minute or second that `09:30` or `09:30:15` names ends; nil for any other text.
  private static func end(of day: Day, time: String) -> Int? {
    let fields = time.split(separator: ":", omittingEmptySubsequences: false)
    let numbers = fields.compactMap { $0.utf8.count == 2 ? Int($0) : nil }
    guard numbers.count == fields.count, (2...3).contains(numbers.count), (0...23).contains(numbers[0]),
      numbers[1...].allSatisfy({ (0...59).contains($0) })
    else { return nil }
    let second = numbers[0] * 3600 + numbers[1] * 60
    return seconds(day, numbers.count == 3 ? second + numbers[2] + 1 : second + 60)
  }

  /// A time of a day, in seconds since the start of 1970. One that the clock passes over in spring is that an hour later.
  private static func seconds(_ day: Day, _ second: Int) -> Int {
    let civil = day.civil
    guard (1900...9999).contains(civil.year) else { return civil.year < 1900 ? .min : .max }
    var parts = tm()
    parts.tm_year = Int32(civil.year - 1900)
    parts.tm_mon = Int32(civil.month - 1)
    parts.tm_mday = Int32(civil.day)
    parts.tm_hour = Int32(second / 3600)
    parts.tm_min = Int32(second / 60 % 60)
    parts.tm_sec = Int32(second % 60)
    parts.tm_isdst = -1
    return mktime(&parts)
  }
}

/// A day, a month or a year as a user names a moment: with or without '@', and nothing uncertain about it.
struct PlainDate {
  let text: String
  /// The last of its days.
  let last: Day
  /// The day, where it is one.
  let day: Day?

  init?(_ written: String) {
    let text = written.hasPrefix("@") ? String(written.dropFirst()) : written
    let isPlain = text.utf8.allSatisfy {
      $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") || $0 == UInt8(ascii: "-")
    }
    guard isPlain, let date = try? UncertainDate(text), date.finish.latest.isWritable else { return nil }
    self.text = text
    last = date.finish.latest
    day = date.day
  }
}
