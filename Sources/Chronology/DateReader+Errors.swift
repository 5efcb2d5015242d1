// What a text that is not a date is told.
extension DateReader {
  static let monthNumbers = "months are 01 to 12, seasons 21 to 24, quarters 33 to 36"

  private static let monthNames = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November",
    "December",
  ]

  /// What is written at these bytes.
  func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range.clamped(to: bytes.indices)], as: UTF8.self)
  }

  /// The character at the position does not belong there, or the text ends too early.
  func unexpected(mend: String? = nil) -> DateError {
    guard let character = text(position..<bytes.count).unicodeScalars.first else {
      return DateError("the date is cut short", offset: position, mend: mend)
    }
    let shown = character.properties.generalCategory == .control ? "a control character" : "'\(character)'"
    let known: String? =
      switch character {
      case "@": "leave out the '@'"
      case "x", "u", "U", "*": "write 'X' for a digit that is not known"
      case "y": "write 'Y' before a year of five or more digits"
      case "‐", "‑", "–", "—", "−": "write '-' within a date and '/' between two dates"
      case "?", "~", "%": "a qualifier stands at the end of the date"
      case "S": "write a range, as in [1950..1959]"
      case "{": "write each date by itself"
      default: nil
      }
    return DateError("\(shown) has no place here in a date", offset: position, mend: known ?? mend)
  }

  func notAYear(_ digits: Digits, from offset: Int, digitsFrom digitsOffset: Int) -> DateError {
    // A letter in the place of a digit is better named than counted.
    if digits.count == 0 { return unexpected(mend: DateReader.dayExample) }
    if digits.count < 4, let next = peek(), next != UInt8(ascii: "-"), next != UInt8(ascii: "/") {
      return unexpected(mend: DateReader.dayExample)
    }
    let digitsText = text(digitsOffset..<position)
    let mend: String =
      switch digits.count {
      case 8 where digits.unspecified == 0:
        "write \(digitsText.prefix(4))-\(digitsText.dropFirst(4).prefix(2))-\(digitsText.suffix(2))"
      case 5... where digits.unspecified == 0 && !digitsText.hasPrefix("0"):
        "write Y\(text(offset..<position))"
      default: DateReader.dayExample
      }
    return DateError("a year has four digits", offset: offset, mend: mend)
  }

  /// The month does not exist; nil for one with unspecified digits.
  func noSuchMonth(_ month: Int?, _ offset: Int) -> DateError {
    let written = text(offset..<offset + 2)
    return DateError(
      month == nil ? "no month is written \(written)" : "there is no month \(written)", offset: offset,
      mend: month == 0 ? "write XX, or leave the month out, where it is not known" : DateReader.monthNumbers)
  }

  /// The month has no such day, in the year as written.
  func noSuchDay(_ written: WrittenDate, _ day: Digits, _ offset: Int) -> DateError {
    let dayText = text(offset..<offset + 2)
    let monthIsKnown = written.unspecified.isDisjoint(with: .anyMonth)
    let yearIsKnown = written.unspecified.isDisjoint(with: .anyYear)
    guard monthIsKnown, let name = DateReader.monthNames.dropFirst(Int(written.month) - 1).first else {
      return DateError("no month has a day \(dayText)", offset: offset, mend: "days are 01 to 31")
    }
    var year = WrittenDate(kind: .calendar, marks: written.marks.intersection(.negativeYear))
    year.yearDigits = written.yearDigits
    year.unspecified = written.unspecified.intersection(.anyYear)
    var yearText: [UInt8] = []
    year.write(.all, to: &yearText)
    let place = "\(name) \(String(decoding: yearText, as: UTF8.self))"
    let days = Day.count(ofMonth: Int(written.month), year: yearIsKnown ? written.signedYear : 4)
    return DateError(
      day.unspecified == 0 ? "there is no \(day.value) \(place)" : "no day of \(place) is written \(dayText)",
      offset: offset, mend: yearIsKnown ? "\(place) has \(days) days" : "\(name) has at most \(days) days")
  }

  static func padded(_ year: Int) -> String {
    let digits = String(year)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
