extension WrittenDate {
  /// The form of a plain day, month or year of a calendar; 0 leaves the month or the day out.
  init(year: Int, month: Int = 0, day: Int = 0, marks: Marks = []) {
    self.init(kind: .calendar, marks: marks.intersection(.qualifiers))
    yearDigits = UInt32(clamping: year.magnitude)
    if year < 0 { self.marks.insert(.negativeYear) }
    self.month = UInt8(clamping: month)
    self.day = UInt8(clamping: day)
  }

  /// Writes the canonical EDTF; `bounds` are those of a range.
  func write(_ bounds: Bounds, to text: inout [UInt8]) {
    switch kind {
    case .calendar: writeCalendar(to: &text)
    case .range: WrittenDate.writeRange(bounds, to: &text)
    case .unknownDate, .open: text += "..".utf8
    case .unknownEnd, .absent: break
    }
    switch marks.intersection(.qualifiers) {
    case .qualifiers: text.append(UInt8(ascii: "%"))
    case .uncertain: text.append(UInt8(ascii: "?"))
    case .approximate: text.append(UInt8(ascii: "~"))
    default: break
    }
  }

  private func writeCalendar(to text: inout [UInt8]) {
    if yearDigits > 9999 { text.append(UInt8(ascii: "Y")) }
    if marks.contains(.negativeYear) { text.append(UInt8(ascii: "-")) }
    if yearDigits > 9999 {
      text += String(yearDigits).utf8
    } else {
      for (index, place) in [1000, 100, 10, 1].enumerated() {
        let isUnspecified = unspecified.rawValue & (0x80 >> UInt8(index)) != 0
        text.append(WrittenDate.digit(Int(yearDigits) / place % 10, isUnspecified))
      }
    }
    if hasMonth { WrittenDate.writePair(month, unspecified.rawValue >> 2, to: &text) }
    if hasDay { WrittenDate.writePair(day, unspecified.rawValue, to: &text) }
  }

  private static func writePair(_ value: UInt8, _ unspecified: UInt8, to text: inout [UInt8]) {
    text.append(UInt8(ascii: "-"))
    text.append(digit(Int(value) / 10, unspecified & 2 != 0))
    text.append(digit(Int(value) % 10, unspecified & 1 != 0))
  }

  private static func digit(_ value: Int, _ isUnspecified: Bool) -> UInt8 {
    isUnspecified ? UInt8(ascii: "X") : UInt8(ascii: "0") + UInt8(value)
  }

  /// Writes `[a..b]` in whole years or whole months where the days are just those, otherwise in
  /// days.
  ///
  /// The two ends always differ as written, so the same days have only this text.
  private static func writeRange(_ bounds: Bounds, to text: inout [UInt8]) {
    let earliest = bounds.earliest == .distantPast ? nil : bounds.earliest.civil
    let latest = bounds.latest == .distantFuture ? nil : bounds.latest.civil
    let beginsMonth = earliest.map { $0.day == 1 } ?? true
    let endsMonth = latest.map { $0.day == Day.count(ofMonth: $0.month, year: $0.year) } ?? true
    let beginsYear = beginsMonth && (earliest.map { $0.month == 1 } ?? true)
    let endsYear = endsMonth && (latest.map { $0.month == 12 } ?? true)
    let sameYear = earliest != nil && earliest?.year == latest?.year
    let sameMonth = sameYear && earliest?.month == latest?.month
    let inYears = beginsYear && endsYear && !sameYear
    let inMonths = beginsMonth && endsMonth && !sameMonth

    func writeEnd(_ end: (year: Int, month: Int, day: Int)?) {
      guard let end else { return }
      WrittenDate(year: end.year, month: inYears ? 0 : end.month, day: inYears || inMonths ? 0 : end.day)
        .writeCalendar(to: &text)
    }
    text.append(UInt8(ascii: "["))
    writeEnd(earliest)
    text += "..".utf8
    writeEnd(latest)
    text.append(UInt8(ascii: "]"))
  }
}
