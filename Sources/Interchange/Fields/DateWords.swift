import Chronology

/// Dates with the English name of their month.
enum DateWords {
  private static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
  ]

  /// `24 Oct 2019`, `24-Oct-2019`, `October 24, 2019`, `Oct 2019`; nil for anything else.
  static func date(_ text: ArraySlice<UInt8>) -> UncertainDate? {
    guard (8...30).contains(text.count), text.contains(where: isLetter) else { return nil }
    let parts = text.split { byte in byte == 0x20 || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ",") }
    guard (2...3).contains(parts.count), let last = parts.last, last.count == 4,
      let year = DateText.number(last)
    else { return nil }
    if parts.count == 2 { return month(parts[0]).flatMap { DateText.month(year, $0) } }
    let (month, day) =
      if let month = month(parts[0]) { (month, DateText.number(parts[1])) } else {
        (month(parts[1]) ?? 0, DateText.number(parts[0]))
      }
    guard let day, day < 32, case .date(let date) = DateText.day(year, month, day) else { return nil }
    return date
  }

  /// The month that a word names, in full or by three letters or more, with or without a full stop.
  private static func month(_ word: ArraySlice<UInt8>) -> Int? {
    let name = word.last == UInt8(ascii: ".") ? word.dropLast() : word
    guard name.count >= 3, name.allSatisfy(isLetter) else { return nil }
    let lower = name.map { $0 | 0x20 }
    return months.firstIndex { $0.utf8.starts(with: lower) }.map { $0 + 1 }
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }
}
