/// In which order the numbers of a date such as 03/04/2019 stand.
package enum DateOrder: String, CaseIterable, Sendable {
  case dmy, mdy, ymd
}

/// Which orders the dates of a column leave possible.
package struct DateOrderGuess {
  /// A date that only one order fits, with its row.
  package struct Example: Sendable {
    package var text: String
    package var row: Int
  }

  /// A date that both orders fit, with another day each.
  private(set) var ambiguous: Example?
  private(set) var needsDayFirst: Example?
  private(set) var needsMonthFirst: Example?

  mutating func take(_ numbers: DateText.Numbers, _ field: ArraySlice<UInt8>, row: Int) {
    guard numbers.first != numbers.second || numbers.first > 12 else { return }
    let example = { Example(text: FieldKind.text(field), row: row) }
    switch (numbers.first > 12, numbers.second > 12) {
    case (true, true): break
    case (true, false): needsDayFirst = needsDayFirst ?? example()
    case (false, true): needsMonthFirst = needsMonthFirst ?? example()
    case (false, false): ambiguous = ambiguous ?? example()
    }
  }

  /// The order that all dates of the column agree on; nil where none is needed, or none is plain.
  var order: DateOrder? {
    switch (needsDayFirst, needsMonthFirst) {
    case (.some, nil): .dmy
    case (nil, .some): .mdy
    default: nil
    }
  }

  /// Why no order can be told; nil where one can, or none is needed.
  var doubt: String? {
    if let day = needsDayFirst, let month = needsMonthFirst {
      return
        "row \(day.row) has \(day.text), which starts with a day, and row \(month.row) has \(month.text), "
        + "which starts with a month"
    }
    guard order == nil, let ambiguous else { return nil }
    return "\(ambiguous.text) (row \(ambiguous.row)) can be read in two ways, and no row says in which"
  }
}
