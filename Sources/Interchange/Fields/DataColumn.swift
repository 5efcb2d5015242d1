import Chronology
package import Engine
package import Syntax

/// A column that a data file fills: its name and what it holds.
package struct DataColumn: Hashable, Sendable {
  package var name: String
  package var type: ColumnType

  package init(name: String, type: ColumnType) {
    self.name = name
    self.type = type
  }

  /// Whether the field is a value of the column's kind.
  package func fits(_ field: ArraySlice<UInt8>) -> Bool {
    switch type {
    case .text: Self.isText(field)
    case .integer: FieldKind.integer(field) != nil
    case .decimal, .date, .duration, .any: value(of: field) != nil
    }
  }

  /// Gives the field's value to the loader; false where it has none of the column's kind.
  package func add(_ field: ArraySlice<UInt8>, to loader: FactLoader) -> Bool {
    switch type {
    case .text:
      field.withUnsafeBufferPointer { loader.add(text: $0) }
    case .integer:
      guard let number = FieldKind.integer(field) else { return false }
      loader.add(integer: number)
    case .decimal, .date, .duration, .any:
      guard let value = value(of: field) else { return false }
      loader.add(value)
    }
    return true
  }

  /// The value that a field stands for; nil where it is none of the column's kind, or where the column's type is
  /// a guess that the field does not bear out.
  package func value(of field: ArraySlice<UInt8>, isGuess: Bool) -> Value? {
    if type == .decimal, let number = DecimalField.number(of: field) { return .decimal(number) }
    if isGuess, !ColumnGuess.keeps(type, with: FieldKind(field)) { return nil }
    return value(of: field)
  }

  /// The value that a field stands for; nil where it is none of the column's kind.
  private func value(of field: ArraySlice<UInt8>) -> Value? {
    guard let text = String(validating: field, as: UTF8.self) else { return nil }
    switch type {
    case .text: return .text(text)
    case .integer: return Int64(text).map(Value.integer)
    case .decimal: return Double(text).flatMap { $0.isFinite ? .decimal($0) : nil }
    case .date: return FieldKind.date(text).map(Value.date)
    case .duration: return Period(text).map(Value.duration)
    case .any:
      let kind = FieldKind(field).type
      return kind == .text ? .text(text) : DataColumn(name: name, type: kind).value(of: field)
    }
  }

  /// Whether the bytes are UTF-8.
  package static func isText(_ field: ArraySlice<UInt8>) -> Bool {
    field.allSatisfy { $0 < 0x80 } || String(validating: field, as: UTF8.self) != nil
  }

  /// The names in a header row; nil where a field cannot be a name, so that the row is data.
  package static func names(from fields: [ArraySlice<UInt8>]) -> [String]? {
    let names = fields.map(name(from:))
    let areTexts = fields.allSatisfy { field in
      if case .text = FieldKind(field) { !field.isEmpty } else { false }
    }
    guard areTexts, Set(names).count == names.count, !names.contains("") else { return nil }
    return names
  }

  /// A header's words as the language can write them: `Start Date` is `start_date`.
  package static func name(from field: ArraySlice<UInt8>) -> String {
    var name = ""
    for character in FieldKind.text(field).lowercased() {
      if character.isLetter || character.isNumber {
        name.append(character)
      } else if !name.isEmpty, !name.hasSuffix("_") {
        name.append("_")
      }
    }
    while name.hasSuffix("_") { name.removeLast() }
    return name.first?.isNumber == true ? "c" + name : name
  }
}

extension ColumnType {
  /// `a date`, for a message.
  package var withArticle: String { self == .integer || self == .any ? "an \(rawValue)" : "a \(rawValue)" }
}
