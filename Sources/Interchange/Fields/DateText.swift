package import Chronology

/// Dates as files write them: EDTF, and what people and programs commonly write.
///
/// `2019-10-24`, `@1948/1949`; `20191024`; `2019/10/24`, `2019.10`; `24 Oct 2019`, `24-Oct-2019`; `October 24, 2019`,
/// `October 2019`; and `24/10/2019` in the order that is given. A time of day after a whole day is left out. A year of
/// two digits is never read, since it may be of any century.
package enum DateText {
  /// A number, a number and a year, parted by `/`, `.` or `-`.
  struct Numbers {
    var first: Int
    var second: Int
    var year: Int
  }

  /// What a text was read as.
  package enum Reading {
    case date(UncertainDate)
    /// It is one only in an order, and which is not known.
    case unordered
    case none
  }

  /// Reads a date, whose numbers stand in the order given where they have to.
  package static func read(_ field: ArraySlice<UInt8>, _ order: DateOrder?) -> Reading {
    let text = trimmed(field)
    if let date = edtf(text) { return .date(date) }
    if let numbers = numbers(text) {
      // Whichever way round, it is the same day.
      let order = order ?? (numbers.first == numbers.second ? .dmy : nil)
      switch order {
      case .dmy: return day(numbers.year, numbers.second, numbers.first)
      case .mdy: return day(numbers.year, numbers.first, numbers.second)
      case .ymd: return .none
      case nil: return .unordered
      }
    }
    if let date = yearFirst(text) ?? compact(text) ?? DateWords.date(text) { return .date(date) }
    if let end = timeStart(text), let date = edtf(text[..<end]) ?? yearFirst(text[..<end]), date.day != nil {
      return .date(date)
    }
    return .none
  }

  /// Without the spaces around it.
  package static func trimmed(_ field: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var field = field
    while let first = field.first, first == 0x20 || first == 0x09 { field.removeFirst() }
    while let last = field.last, last == 0x20 || last == 0x09 { field.removeLast() }
    return field
  }

  private static func edtf(_ text: ArraySlice<UInt8>) -> UncertainDate? {
    let text = text.first == UInt8(ascii: "@") ? text.dropFirst() : text
    // What is not written with digits, signs and the letters of EDTF is refused without a look at why.
    guard let first = text.first, text.count <= 64 else { return nil }
    switch first {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "Y"), UInt8(ascii: "["),
      UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: "X"):
      return try? UncertainDate(utf8: text)
    default: return nil
    }
  }

  static func day(_ year: Int, _ month: Int, _ day: Int) -> Reading {
    Day(year: year, month: month, day: day).map { .date(UncertainDate($0)) } ?? .none
  }

  /// `24/10/2019`, whatever its order.
  static func numbers(_ field: ArraySlice<UInt8>) -> Numbers? {
    let text = trimmed(field)
    // Most dates start with their year, which is seen at once.
    guard (8...10).contains(text.count), text.prefix(3).contains(where: { $0 &- 0x30 > 9 }),
      let parts = parts(text), parts.count == 3,
      parts[0].count <= 2, parts[1].count <= 2, parts[2].count == 4,
      let first = number(parts[0]), let second = number(parts[1]), let year = number(parts[2]),
      first > 0, second > 0
    else { return nil }
    return Numbers(first: first, second: second, year: year)
  }

  /// `2019/10/24`, `2019.10`, `2019-1-5`
  private static func yearFirst(_ text: ArraySlice<UInt8>) -> UncertainDate? {
    guard let parts = parts(text), (2...3).contains(parts.count), parts[0].count == 4,
      parts.dropFirst().allSatisfy({ $0.count <= 2 }),
      let year = number(parts[0]), let month = number(parts[1])
    else { return nil }
    guard parts.count == 3 else { return self.month(year, month) }
    guard let number = number(parts[2]), case .date(let date) = day(year, month, number) else { return nil }
    return date
  }

  static func month(_ year: Int, _ month: Int) -> UncertainDate? {
    guard (1...12).contains(month), (0...9999).contains(year) else { return nil }
    let years = String(repeating: "0", count: max(0, 4 - String(year).count)) + String(year)
    return try? UncertainDate("\(years)-\(month < 10 ? "0" : "")\(month)")
  }

  /// `20191024`, of the years in which dates are written so.
  static func compact(_ text: ArraySlice<UInt8>) -> UncertainDate? {
    guard text.count == 8, let number = number(text), (1500...2199).contains(number / 10_000),
      case .date(let date) = day(number / 10_000, number / 100 % 100, number % 100)
    else { return nil }
    return date
  }

  /// The parts between `/`, `.` or `-`, of which only one kind stands in it.
  private static func parts(_ text: ArraySlice<UInt8>) -> [ArraySlice<UInt8>]? {
    guard text.count <= 10, let mark = text.first(where: { $0 == 0x2F || $0 == 0x2E || $0 == 0x2D }) else {
      return nil
    }
    return text.split(separator: mark, omittingEmptySubsequences: false)
  }

  static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    guard !digits.isEmpty, digits.count <= 8 else { return nil }
    var number = 0
    for byte in digits {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
      number = number * 10 + Int(byte - UInt8(ascii: "0"))
    }
    return number
  }

  /// Where a time of day begins that ends the text: `T14:30:00Z`, ` 14:30`.
  private static func timeStart(_ text: ArraySlice<UInt8>) -> Int? {
    guard let start = text.firstIndex(where: { $0 == UInt8(ascii: "T") || $0 == 0x20 }) else { return nil }
    let time = text[(start + 1)...]
    guard time.count >= 5, time[start + 3] == UInt8(ascii: ":"), let hour = number(time[..<(start + 3)]),
      let minute = number(time[(start + 4)..<(start + 6)]), hour < 25, minute < 60
    else { return nil }
    let isTime = time.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: ":"), UInt8(ascii: "."), UInt8(ascii: "+"),
        UInt8(ascii: "-"), UInt8(ascii: "Z"), 0x20:
        true
      default: false
      }
    }
    return isTime ? start : nil
  }
}
