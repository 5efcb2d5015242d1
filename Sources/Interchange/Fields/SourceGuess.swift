import Chronology
import Syntax

/// What the fields of a column, seen one after the other, allow it to hold.
struct SourceGuess {
  private var isEmpty = true
  private var mayBeInteger = true
  private var mayBeDecimal = true
  private var mayBeDate = true
  private var mayBeDuration = true
  /// Whether all are eight digits that are a day.
  private var areCompactDays = true
  private(set) var order = DateOrderGuess()

  /// Whether no further field can change the guess.
  private var isSettled: Bool { !mayBeInteger && !mayBeDecimal && !mayBeDate && !mayBeDuration }

  mutating func take(_ field: ArraySlice<UInt8>, _ form: FieldForm, row: Int) {
    if form == .absent || field.isEmpty || isSettled { return }
    isEmpty = false
    if form == .string {
      mayBeInteger = false
      mayBeDecimal = false
      mayBeDuration = false
    }
    if mayBeDate { takeDate(field, row: row) }
    guard form == .plain, mayBeInteger || mayBeDecimal || mayBeDuration else { return }
    switch FieldKind(field) {
    case .integer: mayBeDuration = false
    case .decimal:
      mayBeInteger = false
      mayBeDuration = false
    case .duration:
      mayBeInteger = false
      mayBeDecimal = false
    case .date, .text:
      mayBeInteger = false
      mayBeDecimal = false
      mayBeDuration = false
    }
  }

  /// As ``take(_:_:row:)``, where the column is known to hold dates.
  mutating func takeDate(_ field: ArraySlice<UInt8>, row: Int) {
    if field.isEmpty { return }
    if let numbers = DateText.numbers(field) {
      order.take(numbers, field, row: row)
      mayBeInteger = false
      areCompactDays = false
      return
    }
    if DateText.compact(field) == nil { areCompactDays = false }
    if case .none = DateText.read(field, nil) { mayBeDate = false }
  }

  /// Four digits alone are numbers, and years only beside other dates; eight that are all days are days.
  var type: ColumnType {
    if isEmpty { return .text }
    if mayBeInteger { return areCompactDays && mayBeDate ? .date : .integer }
    if mayBeDate { return .date }
    if mayBeDecimal { return .decimal }
    return mayBeDuration ? .duration : .text
  }
}
