package import Chronology
import Engine
package import Syntax

/// What a field of a data file reads as when nothing says what it is.
package enum FieldKind {
  /// Four digits are a year too.
  case integer(isYear: Bool)
  case decimal, date, duration, text

  /// A number only where printing it gives the field back: `007` is a code, and stays a text.
  package init(_ field: ArraySlice<UInt8>) {
    var digits = field
    if digits.first == UInt8(ascii: "-") { digits = digits.dropFirst() }
    guard let first = digits.first else {
      self = .text
      return
    }
    let isDigit = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first)
    let leadingZero = first == UInt8(ascii: "0") && digits.count > 1
    if isDigit, digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) {
      let isYear = digits.count == 4 && digits.count == field.count
      if !leadingZero, Self.integer(field) != nil {
        self = .integer(isYear: isYear)
      } else {
        self = isYear ? .date : .text
      }
      return
    }
    // Words, the bulk of most files, are told by their first letter.
    guard isDigit || first == UInt8(ascii: "@") || first == UInt8(ascii: ".") || first == UInt8(ascii: "[")
    else {
      self = .text
      return
    }
    let text = Self.text(field)
    if isDigit, !leadingZero || digits.dropFirst().first == UInt8(ascii: "."), Self.isDecimal(digits),
      let number = Double(text), number.isFinite
    {
      self = .decimal
    } else if Self.date(text) != nil {
      self = .date
    } else if Period(text) != nil {
      self = .duration
    } else {
      self = .text
    }
  }

  /// Digits, a point or an exponent, and nothing that only C's numbers have.
  private static func isDecimal(_ digits: ArraySlice<UInt8>) -> Bool {
    digits.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"),
        UInt8(ascii: "+"), UInt8(ascii: "-"):
        true
      default: false
      }
    }
  }

  /// Digits with or without a minus sign, as far as 64 bits go.
  @inlinable package static func integer<Field: Collection<UInt8>>(_ field: Field) -> Int64?
  where Field.SubSequence == Field {
    let isNegative = field.first == UInt8(ascii: "-")
    let digits = isNegative ? field.dropFirst() : field
    guard !digits.isEmpty else { return nil }
    var number: Int64 = 0
    for byte in digits {
      let digit = Int64(byte) - Int64(UInt8(ascii: "0"))
      guard (0...9).contains(digit) else { return nil }
      let (product, tooLarge) = number.multipliedReportingOverflow(by: 10)
      // Counted down for negative numbers: the least has no positive twin.
      let (sum, tooFar) = product.addingReportingOverflow(isNegative ? -digit : digit)
      if tooLarge || tooFar { return nil }
      number = sum
    }
    return number
  }

  package static func text(_ field: ArraySlice<UInt8>) -> String { String(decoding: field, as: UTF8.self) }

  /// A date as results carry it, or with the `@` of the language.
  package static func date(_ text: String) -> UncertainDate? {
    try? UncertainDate(text.hasPrefix("@") ? String(text.dropFirst()) : text)
  }

  package var type: ColumnType {
    switch self {
    case .integer: .integer
    case .decimal: .decimal
    case .date: .date
    case .duration: .duration
    case .text: .text
    }
  }
}

/// What all fields of a column allow.
package struct ColumnGuess {
  private var seen: Set<ColumnType> = []
  private var sawOtherThanYear = false
  private var isSettled = false

  package init() {}

  package mutating func take(_ field: ArraySlice<UInt8>) {
    if isSettled { return }
    let kind = FieldKind(field)
    seen.insert(kind.type)
    if case .integer(isYear: false) = kind { sawOtherThanYear = true }
    if case .text = kind { isSettled = true }
  }

  package var type: ColumnType {
    switch seen {
    case [.integer]: .integer
    case [.decimal], [.integer, .decimal]: .decimal
    case [.date]: .date
    case [.integer, .date]: sawOtherThanYear ? .text : .date
    case [.duration]: .duration
    default: .text
    }
  }

  /// Whether a guess that some fields have led to stays what it is with one more.
  package static func keeps(_ type: ColumnType, with kind: FieldKind) -> Bool {
    switch (type, kind) {
    case (.text, _), (.integer, .integer), (.decimal, .integer), (.decimal, .decimal), (.date, .date),
      (.date, .integer(isYear: true)), (.duration, .duration):
      true
    default: false
    }
  }
}
