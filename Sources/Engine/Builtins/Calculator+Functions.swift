import Chronology
public import Syntax

extension Calculator {
  /// The value of a function; nil where it has none.
  func call(_ function: BuiltinFunction, _ arguments: [Handle]) throws(ValueProblem) -> Handle? {
    switch function.topic {
    case .text: return try text(function, arguments)
    case .numbers: return try number(function, arguments)
    case .conversion: return try convert(function, arguments)
    case .dates: return try date(function, arguments)
    }
  }

  private func unfit(_ function: BuiltinFunction, _ arguments: [Handle]) -> ValueProblem {
    mismatch(function.name, arguments, mend: "it takes \(function.parameters.joined(separator: ", "))")
  }

  // MARK: Text

  private func text(_ function: BuiltinFunction, _ arguments: [Handle]) throws(ValueProblem) -> Handle? {
    if function == .concat {
      return values.handle(of: arguments.map(plain).joined())
    }
    guard let text = arguments.first.flatMap(values.text(of:)) else { throw unfit(function, arguments) }
    let others = arguments.dropFirst()
    switch function {
    case .length: return values.handle(of: Int64(text.count))
    case .lower: return values.handle(of: text.lowercased())
    case .upper: return values.handle(of: text.uppercased())
    case .trim:
      let isSpace = { (character: Character) in character.isWhitespace }
      let start = text.firstIndex { !isSpace($0) } ?? text.endIndex
      let end = text.lastIndex { !isSpace($0) }.map(text.index(after:)) ?? text.endIndex
      return values.handle(of: start < end ? String(text[start..<end]) : "")
    case .substring:
      let numbers = others.compactMap(values.integer(of:))
      guard numbers.count == 2 else { throw unfit(function, arguments) }
      guard numbers[0] >= 1, numbers[1] >= 0 else {
        throw ValueProblem(
          code: .invalidArgument, message: "substring: start \(numbers[0]) and count \(numbers[1])",
          mend: "the start is counted from 1, the count from 0")
      }
      let skipped = Int(clamping: numbers[0] - 1)
      return values.handle(of: String(text.dropFirst(skipped).prefix(Int(clamping: numbers[1]))))
    case .replace:
      let texts = others.compactMap(values.text(of:))
      guard texts.count == 2 else { throw unfit(function, arguments) }
      return values.handle(of: text.replacing(texts[0], by: texts[1]))
    case .split:
      guard let separator = arguments.dropFirst().first.flatMap(values.text(of:)),
        let number = arguments.last.flatMap(values.integer(of:))
      else { throw unfit(function, arguments) }
      guard !separator.isEmpty, number >= 1 else {
        throw ValueProblem(
          code: .invalidArgument, message: "split needs a separator and a number from 1",
          mend: #"split("a,b", ",", 2) is "b""#)
      }
      let pieces = text.pieces(separatedBy: separator)
      guard number <= pieces.count else { return nil }
      return values.handle(of: pieces[Int(number) - 1])
    case .similarity:
      guard let other = others.first.flatMap(values.text(of:)) else { throw unfit(function, arguments) }
      return values.handle(of: Similarity.dice(text, other))
    default: throw unfit(function, arguments)
    }
  }

  /// A value as it is printed, texts without quotes and dates without `@`.
  private func plain(_ handle: Handle) -> String { values.value(of: handle).plainText }

  // MARK: Numbers

  private func number(_ function: BuiltinFunction, _ arguments: [Handle]) throws(ValueProblem) -> Handle? {
    guard let first = arguments.first else { throw unfit(function, arguments) }
    switch function {
    case .min, .max:
      guard arguments.count == 2, first.kind == arguments[1].kind else {
        throw mismatch(function.name, arguments, mend: "both must be of one kind")
      }
      let isFirst = !values.precedes(arguments[1], first)
      return (function == .min) == isFirst ? first : arguments[1]
    case .abs:
      if let integer = values.integer(of: first) {
        guard integer != .min else {
          throw ValueProblem(
            code: .integerOverflow, message: "abs(\(integer)) is outside the range of 64-bit integers")
        }
        return values.handle(of: Swift.abs(integer))
      }
      guard let decimal = values.decimal(of: first) else { throw unfit(function, arguments) }
      return values.handle(of: Swift.abs(decimal))
    case .round, .floor, .ceil:
      if values.integer(of: first) != nil { return first }
      guard let decimal = values.decimal(of: first) else { throw unfit(function, arguments) }
      let rounded =
        switch function {
        case .round: decimal.rounded(.toNearestOrAwayFromZero)
        case .floor: decimal.rounded(.down)
        default: decimal.rounded(.up)
        }
      return try integer(rounded, function)
    default: throw unfit(function, arguments)
    }
  }

  private func integer(_ decimal: Double, _ function: BuiltinFunction) throws(ValueProblem) -> Handle {
    guard let integer = Int64(exactly: decimal) else {
      throw ValueProblem(
        code: .integerOverflow,
        message: "\(function.name)(\(decimal)) is outside the range of 64-bit integers")
    }
    return values.handle(of: integer)
  }

  private func convert(_ function: BuiltinFunction, _ arguments: [Handle]) throws(ValueProblem) -> Handle? {
    guard let first = arguments.first else { throw unfit(function, arguments) }
    switch (function, first.kind) {
    case (.toText, _): return values.handle(of: plain(first))
    case (.toInteger, .integer), (.toDecimal, .decimal): return first
    case (.toInteger, .decimal):
      return try integer((values.decimal(of: first) ?? 0).rounded(.towardZero), function)
    case (.toDecimal, .integer): return values.handle(of: values.decimal(of: first) ?? 0)
    case (_, .text):
      let text = values.text(of: first) ?? ""
      if function == .toInteger, let integer = Int64(text) { return values.handle(of: integer) }
      if function == .toDecimal, let decimal = Double(text), decimal.isFinite {
        return values.handle(of: decimal)
      }
      throw ValueProblem(
        code: .invalidArgument, message: "\(function.name): \"\(text)\" is not a number",
        mend: #"keep only numbers first: matches(X, "^[0-9]+$")"#)
    default: throw unfit(function, arguments)
    }
  }

  // MARK: Dates

  private func date(_ function: BuiltinFunction, _ arguments: [Handle]) throws(ValueProblem) -> Handle? {
    if function == .today { return today }
    guard let date = arguments.first.flatMap(values.date(of:)) else { throw unfit(function, arguments) }
    switch function {
    case .year: return date.year.map { values.handle(of: Int64($0)) }
    case .month: return date.month.map { values.handle(of: Int64($0)) }
    case .day: return date.dayOfMonth.map { values.handle(of: Int64($0)) }
    case .quarter: return date.quarter.map { values.handle(of: Int64($0)) }
    case .weekday: return date.weekday.map { values.handle(of: Int64($0)) }
    case .start: return values.handle(of: date.startDate)
    case .finish: return values.handle(of: date.finishDate)
    case .lengthOf: return date.length.map { values.handle(of: .duration($0)) }
    case .daysBetween:
      guard let other = arguments.last.flatMap(values.date(of:)), arguments.count == 2 else {
        throw unfit(function, arguments)
      }
      return date.daysUntil(other).map { values.handle(of: Int64($0)) }
    case .trunc:
      guard let name = arguments.last.flatMap(values.text(of:)) else { throw unfit(function, arguments) }
      guard let unit = DateUnit(rawValue: name) else {
        throw ValueProblem(
          code: .invalidArgument, message: "'\(name)' is not a unit of dates",
          mend: DateUnit.allCases.map(\.rawValue).joined(separator: ", "))
      }
      return date.truncated(to: unit).map(values.handle(of:))
    default: throw unfit(function, arguments)
    }
  }
}

extension Literal {
  /// The value as results carry it: texts without quotes, dates as EDTF without `@`.
  public var plainText: String {
    switch self {
    case .text(let text): text
    case .integer(let integer): String(integer)
    case .decimal(let decimal): String(describing: decimal)
    case .date(let date): date.description
    case .duration(let duration): duration.description
    }
  }
}

extension String {
  fileprivate func pieces(separatedBy separator: String) -> [String] {
    let bytes = Array(utf8)
    let mark = Array(separator.utf8)
    var pieces: [String] = []
    var start = 0
    var position = 0
    while position + mark.count <= bytes.count {
      if bytes[position..<position + mark.count].elementsEqual(mark) {
        pieces.append(String(decoding: bytes[start..<position], as: UTF8.self))
        position += mark.count
        start = position
      } else {
        position += 1
      }
    }
    pieces.append(String(decoding: bytes[start...], as: UTF8.self))
    return pieces
  }

  fileprivate func replacing(_ part: String, by replacement: String) -> String {
    part.isEmpty ? self : pieces(separatedBy: part).joined(separator: replacement)
  }
}

/// How alike two texts are.
enum Similarity {
  /// Twice the letter pairs that both have, as a share of all their pairs (Dice 1945), case ignored.
  static func dice(_ left: String, _ right: String) -> Double {
    let (left, right) = (left.lowercased(), right.lowercased())
    if left == right { return 1 }
    let (first, second) = (pairs(left), pairs(right))
    let total = first.values.reduce(0, +) + second.values.reduce(0, +)
    guard total > 0 else { return 0 }
    let shared = first.reduce(0) { $0 + Swift.min($1.value, second[$1.key] ?? 0) }
    return 2 * Double(shared) / Double(total)
  }

  private static func pairs(_ text: String) -> [String: Int] {
    let characters = Array(text)
    var counts: [String: Int] = [:]
    for index in characters.indices.dropLast() {
      counts[String(characters[index...index + 1]), default: 0] += 1
    }
    return counts
  }
}
