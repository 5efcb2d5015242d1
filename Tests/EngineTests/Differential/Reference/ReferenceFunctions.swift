import Chronology
import Syntax

/// The functions of texts, numbers and dates.
enum ReferenceFunctions {
  static let names: Set<String> = [
    "length", "lower", "upper", "trim", "concat", "replace", "substring", "split", "similarity", "abs", "min",
    "max", "round", "floor", "ceil",
    "to_integer", "to_decimal", "to_text", "year", "month", "day", "quarter", "weekday", "start", "finish",
    "length_of", "days_between", "trunc", "today",
  ]

  /// The value; nil where a function of a date is not determined.
  static func apply(_ name: String, _ row: [Literal], today: Day) throws(ReferenceError) -> Literal? {
    switch row.count {
    case 0:
      guard name == "today" else { throw .failed(.typeMismatch) }
      return .date(UncertainDate(today))
    case 1:
      switch row[0] {
      case .text(let text): return try ofText(name, text)
      case .integer, .decimal: return try ofNumber(name, row[0])
      case .date(let date): return try ofDate(name, date)
      case .duration:
        guard name == "to_text" else { throw .failed(.typeMismatch) }
        return .text(row[0].plainText)
      }
    default: return try ofSeveral(name, row)
    }
  }

  private static func ofText(_ name: String, _ text: String) throws(ReferenceError) -> Literal {
    switch name {
    case "length": return .integer(Int64(text.count))
    case "lower": return .text(text.lowercased())
    case "upper": return .text(text.uppercased())
    case "trim": return .text(trimmed(text))
    case "to_text", "concat": return .text(text)
    case "to_integer":
      guard let integer = Int64(text) else { throw .failed(.invalidArgument) }
      return .integer(integer)
    case "to_decimal":
      guard let decimal = Double(text) else { throw .failed(.invalidArgument) }
      return try .finite(decimal)
    default: throw .failed(.typeMismatch)
    }
  }

  private static func trimmed(_ text: String) -> String {
    var characters = Array(text)[...]
    while characters.first?.isWhitespace == true { characters.removeFirst() }
    while characters.last?.isWhitespace == true { characters.removeLast() }
    return String(characters)
  }

  private static func ofNumber(_ name: String, _ number: Literal) throws(ReferenceError) -> Literal {
    switch (name, number) {
    case ("to_text", _): return .text(number.plainText)
    case ("abs", .integer(let integer)): return integer < 0 ? try number.negated() : number
    case ("abs", .decimal(let decimal)): return .decimal(decimal.magnitude)
    case ("round", .integer), ("floor", .integer), ("ceil", .integer), ("to_integer", .integer): return number
    case ("round", .decimal(let decimal)): return try whole(decimal.rounded(.toNearestOrAwayFromZero))
    case ("floor", .decimal(let decimal)): return try whole(decimal.rounded(.down))
    case ("ceil", .decimal(let decimal)): return try whole(decimal.rounded(.up))
    case ("to_integer", .decimal(let decimal)): return try whole(decimal.rounded(.towardZero))
    case ("to_decimal", .integer(let integer)): return .decimal(Double(integer))
    case ("to_decimal", .decimal): return number
    default: throw .failed(.typeMismatch)
    }
  }

  private static func whole(_ decimal: Double) throws(ReferenceError) -> Literal {
    guard let integer = Int64(exactly: decimal) else { throw .failed(.integerOverflow) }
    return .integer(integer)
  }

  private static func ofDate(_ name: String, _ date: UncertainDate) throws(ReferenceError) -> Literal? {
    switch name {
    case "year": return date.year.map { .integer(Int64($0)) }
    case "month": return date.month.map { .integer(Int64($0)) }
    case "day": return date.dayOfMonth.map { .integer(Int64($0)) }
    case "quarter": return date.quarter.map { .integer(Int64($0)) }
    case "weekday": return date.weekday.map { .integer(Int64($0)) }
    case "start": return .date(date.startDate)
    case "finish": return .date(date.finishDate)
    case "length_of": return date.length.map { .duration($0) }
    case "to_text": return .text(date.description)
    default: throw .failed(.typeMismatch)
    }
  }

  private static func ofSeveral(_ name: String, _ row: [Literal]) throws(ReferenceError) -> Literal? {
    switch (name, row[0], row[1], row.count) {
    case ("concat", _, _, _): return .text(row.map(\.plainText).joined())
    case ("replace", .text(let text), .text(let part), 3):
      guard case .text(let other) = row[2], !part.isEmpty else { throw .failed(.typeMismatch) }
      return .text(text.split(separator: part, omittingEmptySubsequences: false).joined(separator: other))
    case ("substring", .text(let text), .integer(let start), 3):
      guard case .integer(let count) = row[2] else { throw .failed(.typeMismatch) }
      guard start >= 1, count >= 0 else { throw .failed(.invalidArgument) }
      return .text(String(text.dropFirst(Int(start) - 1).prefix(Int(count))))
    case ("split", .text(let text), .text(let separator), 3):
      guard case .integer(let number) = row[2] else { throw .failed(.typeMismatch) }
      guard !separator.isEmpty, number >= 1 else { throw .failed(.invalidArgument) }
      let pieces = text.split(separator: separator, omittingEmptySubsequences: false)
      return number <= pieces.count ? .text(String(pieces[Int(number) - 1])) : nil
    case ("similarity", .text(let left), .text(let right), 2):
      return .decimal(similarity(left.lowercased(), right.lowercased()))
    case ("min", _, _, 2), ("max", _, _, 2):
      guard row[0].kind == row[1].kind else { throw .failed(.typeMismatch) }
      return (name == "min") == row[1].precedes(row[0]) ? row[1] : row[0]
    case ("days_between", .date(let left), .date(let right), 2):
      return left.daysUntil(right).map { .integer(Int64($0)) }
    case ("trunc", .date(let date), .text(let unit), 2):
      guard let unit = DateUnit(rawValue: unit) else { throw .failed(.invalidArgument) }
      return date.truncated(to: unit).map { .date($0) }
    default: throw .failed(.typeMismatch)
    }
  }
}

extension ReferenceFunctions {
  /// Dice's coefficient of the pairs of neighbouring characters, each pair as often as it occurs.
  private static func similarity(_ left: String, _ right: String) -> Double {
    if left == right { return 1 }
    let first = pairs(left)
    var rest = pairs(right)
    let total = first.count + rest.count
    var shared = 0
    for pair in first {
      if let index = rest.firstIndex(of: pair) {
        rest.remove(at: index)
        shared += 1
      }
    }
    return total == 0 ? 0 : 2 * Double(shared) / Double(total)
  }

  private static func pairs(_ text: String) -> [String] {
    zip(text, text.dropFirst()).map { "\($0)\($1)" }
  }
}

extension Literal {
  /// The kind of the value, never `any`.
  var kind: ColumnType {
    switch self {
    case .text: .text
    case .integer: .integer
    case .decimal: .decimal
    case .date: .date
    case .duration: .duration
    }
  }

  var isDecimal: Bool {
    if case .decimal = self { true } else { false }
  }

  /// The value without quotes or `@`.
  var plainText: String {
    switch self {
    case .text(let text): text
    case .integer(let integer): "\(integer)"
    case .decimal(let decimal): "\(decimal)"
    case .date(let date): date.description
    case .duration(let period): period.description
    }
  }
}
