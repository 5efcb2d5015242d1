extension WrittenDate {
  /// The same form a period later, for a calendar date whose period is a whole number of its units:
  /// `2026-02` + 1mo is `2026-03`, `199X` + 10y is `200X`.
  ///
  /// Nil where the period is not such a multiple or the form has no such date. Whether the result
  /// also holds every day that the old days lead to is for the caller to see.
  func shifted(by period: Period) -> WrittenDate? {
    guard kind == .calendar else { return nil }
    if period.count == 0 { return self }
    if unspecified.isEmpty && hasDay { return shiftedDay(by: period) }
    guard period.unit == .months else { return nil }
    // The last days of a month that is not known may become the 28th, which the form could not say.
    if !unspecified.isEmpty && day > 28 && unspecified.isDisjoint(with: .anyDay) { return nil }
    if period.count % 12 == 0 { return shifted(byYears: Int(period.count) / 12) }
    guard unspecified.isDisjoint(with: .anyYear), unspecified.isDisjoint(with: .anyMonth) else { return nil }
    if let yearPart { return shifted(yearPart, byMonths: Int(period.count)) }
    // A day of which a digit is written may not exist in the other month.
    guard hasMonth, unspecified == .anyDay || !hasDay else { return nil }
    let (year, month) = Day.month(signedYear, Int(month), adding: Int(period.count))
    return with(year: year, month: UInt8(month))
  }

  private func shiftedDay(by period: Period) -> WrittenDate? {
    guard let day = Day(year: signedYear, month: Int(month), day: Int(day))?.adding(period) else {
      return nil
    }
    let (year, month, number) = day.civil
    return WrittenDate(year: year, month: month, day: number, marks: marks)
  }

  private func shifted(byYears years: Int) -> WrittenDate? {
    let year = signedYear + years
    let yearMask = unspecified.intersection(.anyYear)
    guard !yearMask.isEmpty else { return with(year: year, month: month) }
    let count = trailingUnspecifiedYearDigits
    // The years of `-000X` begin with -9, not with 0, so a pattern cannot pass from one sign to the
    // other.
    guard yearMask == WrittenDate.yearEnding(count), years % Int(WrittenDate.powerOfTen(count)) == 0,
      year.magnitude <= 9999, (year < 0) == marks.contains(.negativeYear)
    else { return nil }
    return with(year: year, month: month)
  }

  private func shifted(_ yearPart: YearPart, byMonths months: Int) -> WrittenDate? {
    let (year, month) = Day.month(signedYear, yearPart.firstMonth, adding: months)
    guard let part = yearPart.sibling(beginningIn: month) else { return nil }
    return with(year: year, month: part.code)
  }

  private func with(year: Int, month: UInt8) -> WrittenDate? {
    guard Day.years.contains(year) else { return nil }
    var copy = self
    copy.yearDigits = UInt32(year.magnitude)
    copy.marks.remove(.negativeYear)
    if year < 0 { copy.marks.insert(.negativeYear) }
    copy.month = month
    return copy
  }
}
