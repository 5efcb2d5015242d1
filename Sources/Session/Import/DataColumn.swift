import Chronology
import Engine
import Syntax

/// A column that a data file fills: its name and what it holds.
struct DataColumn {
  var name: String
  var type: ColumnType

  /// The value that a field stands for; nil where it is none of the column's kind.
  func value(of text: String, _ field: ArraySlice<UInt8>) -> Value? {
    switch type {
    case .text: .text(text)
    case .integer: Int64(text).map(Value.integer)
    case .decimal: Double(text).flatMap { $0.isFinite ? .decimal($0) : nil }
    case .date: FieldKind.date(text).map(Value.date)
    case .duration: Period(text).map(Value.duration)
    case .any:
      switch FieldKind(field) {
      case .integer: Int64(text).map(Value.integer)
      case .decimal: Double(text).map(Value.decimal)
      case .date: FieldKind.date(text).map(Value.date)
      case .duration: Period(text).map(Value.duration)
      case .text: .text(text)
      }
    }
  }

  /// The names in a header row; nil where a field cannot be a name, so that the row is data.
  static func names(from fields: [ArraySlice<UInt8>]) -> [String]? {
    let names = fields.map(name(from:))
    let areTexts = fields.allSatisfy { field in
      if case .text = FieldKind(field) { !field.isEmpty } else { false }
    }
    guard areTexts, Set(names).count == names.count, !names.contains("") else { return nil }
    return names
  }

  /// A header's words as the language can write them: `Start Date` is `start_date`.
  static func name(from field: ArraySlice<UInt8>) -> String {
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
