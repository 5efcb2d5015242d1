/// The functions of the language.
public enum BuiltinFunction: String, CaseIterable, Sendable {
  // Text.
  case length, lower, upper, substring, replace, split, concat, trim, similarity
  // Numbers.
  case abs, min, max, round, floor, ceil
  // Conversion.
  case toInteger = "to_integer"
  case toDecimal = "to_decimal"
  case toText = "to_text"
  // Dates.
  case year, month, day, quarter, weekday, start, finish
  case lengthOf = "length_of"
  case daysBetween = "days_between"
  case trunc, today

  public enum Topic: String, CaseIterable, Sendable { case text, numbers, conversion, dates }

  public init?(name: String) { self.init(rawValue: name) }

  public var name: String { rawValue }

  public var parameters: [String] {
    switch self {
    case .length, .lower, .upper, .trim: ["text"]
    case .substring: ["text", "start", "count"]
    case .replace: ["text", "part", "by"]
    case .split: ["text", "separator", "number"]
    case .concat: ["text", "text", "…"]
    case .similarity: ["text", "text"]
    case .abs, .round, .floor, .ceil: ["number"]
    case .min, .max: ["value", "value"]
    case .toInteger, .toDecimal, .toText: ["value"]
    case .year, .month, .day, .quarter, .weekday: ["date"]
    case .start, .finish, .lengthOf: ["interval"]
    case .daysBetween: ["date", "date"]
    case .trunc: ["date", "unit"]
    case .today: []
    }
  }

  /// How many arguments it takes.
  var arities: ClosedRange<Int> {
    self == .concat ? 1...64 : parameters.count...parameters.count
  }

  public var topic: Topic {
    switch self {
    case .length, .lower, .upper, .substring, .replace, .split, .concat, .trim, .similarity: .text
    case .abs, .min, .max, .round, .floor, .ceil: .numbers
    case .toInteger, .toDecimal, .toText: .conversion
    case .year, .month, .day, .quarter, .weekday, .start, .finish, .lengthOf, .daysBetween, .trunc, .today:
      .dates
    }
  }

  /// One sentence for help and completion.
  public var documentation: String {
    switch self {
    case .length: "How many characters the text has."
    case .lower: "The text in lower case."
    case .upper: "The text in upper case."
    case .substring: "The count characters from a start that is counted from 1."
    case .replace: "The text with every part replaced."
    case .split: "The piece of that number, counted from 1, between separators; no value past the last."
    case .concat: "The texts one after the other; other values as they are printed."
    case .trim: "The text without white space at its ends."
    case .similarity:
      "From 0.0 for nothing in common to 1.0 for the same text: shared letter pairs (Dice), case ignored."
    case .abs: "The number without its sign."
    case .min: "The lesser of two values of one kind."
    case .max: "The greater of two values of one kind."
    case .round: "The nearest whole number, halves away from zero, as an integer."
    case .floor: "The greatest whole number that is not above, as an integer."
    case .ceil: "The least whole number that is not below, as an integer."
    case .toInteger: "A text or decimal as an integer, decimals cut toward zero."
    case .toDecimal: "A text or integer as a decimal."
    case .toText: "The value as it is printed."
    case .year: "The year of a date; no value where the date leaves it open."
    case .month: "The month of a date, 1 to 12; no value where the date leaves it open."
    case .day: "The day of the month; no value where the date leaves it open."
    case .quarter: "The quarter of a date, 1 to 4; no value where the date leaves it open."
    case .weekday: "The day of the week, 1 for Monday to 7; no value where the date leaves it open."
    case .start: "The date on which an interval starts."
    case .finish: "The date on which an interval ends."
    case .lengthOf: "How long an interval lasts, both ends counted; no value where it is open."
    case .daysBetween: "The days from the first date to the second; negative when the second is earlier."
    case .trunc: "The day, week, month, quarter, year, decade or century that holds the date."
    case .today: "The day on which the session started, or that `:set today` gave."
    }
  }

  /// Whether it can fail for values of the right kinds.
  var isFallible: Bool {
    switch self {
    case .toInteger, .toDecimal, .round, .floor, .ceil, .abs, .substring, .split, .trunc: true
    default: false
    }
  }

  /// The kinds that argument `index` may have.
  func kinds(of index: Int) -> KindSet {
    switch self {
    case .concat, .toText: .all
    case .min, .max: .all
    case .toInteger: [.text, .decimal, .integer]
    case .toDecimal: [.text, .decimal, .integer]
    case .abs, .round, .floor, .ceil: .number
    case .substring, .split:
      (self == .substring ? index >= 1 : index == 2) ? .integer : .text
    case .length, .lower, .upper, .replace, .trim, .similarity: .text
    case .trunc: index == 1 ? .text : .date
    case .year, .month, .day, .quarter, .weekday, .start, .finish, .lengthOf, .daysBetween, .today: .date
    }
  }

  /// The kinds of the result, for arguments of these kinds.
  func resultKinds(_ arguments: [KindSet]) -> KindSet {
    switch self {
    case .length, .round, .floor, .ceil, .toInteger, .year, .month, .day, .quarter, .weekday, .daysBetween:
      .integer
    case .lower, .upper, .substring, .replace, .split, .concat, .trim, .toText: .text
    case .similarity, .toDecimal: .decimal
    case .abs: arguments.first?.intersection(.number) ?? .number
    case .min, .max: arguments.reduce([]) { $0.union($1) }
    case .start, .finish, .trunc, .today: .date
    case .lengthOf: .duration
    }
  }
}
