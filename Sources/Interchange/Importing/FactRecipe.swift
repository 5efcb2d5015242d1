import Chronology
import Engine
package import Syntax

/// What an import puts facts into.
package struct ImportTarget: Hashable, Sendable {
  package var relation: String
  package var modality: Modality
  /// The columns' names and what they hold.
  package var columns: [DataColumn]
  /// Whether nothing defined the relation before.
  package var isNew: Bool
}

/// A value on its way into a fact.
enum Cell {
  /// A text as UTF-8.
  case text(ArraySlice<UInt8>)
  case integer(Int64)
  case value(Value)

  var value: Value {
    switch self {
    case .text(let bytes): .text(String(decoding: bytes, as: UTF8.self))
    case .integer(let number): .integer(number)
    case .value(let value): value
    }
  }
}

/// The facts that one row gives, before anything is done with them.
struct StagedFacts {
  /// The values of all facts, one after the other.
  var cells: [Cell] = []
  /// For each fact its target and where its values end.
  var facts: [(target: Int, end: Int)] = []

  mutating func removeAll() {
    cells.removeAll(keepingCapacity: true)
    facts.removeAll(keepingCapacity: true)
  }

  /// Ends a fact whose values were added to `cells`.
  mutating func endFact(of target: Int) { facts.append((target, cells.count)) }
}

/// How a row becomes a fact of one relation.
struct FactRecipe {
  enum Source {
    case field(Int)
    case interval(Int, Int)
    case literal(Value)
  }

  struct Column {
    var column: DataColumn
    var source: Source
    /// In which order the numbers of dates stand, by the fields that dates are read from.
    var order: DateOrder?
    var endOrder: DateOrder?
  }

  var target: Int
  /// In the order of the relation's columns.
  var columns: [Column]
  var empty: EmptyRule?

  /// Adds the fact that a row gives; false where it gives none, for an empty field. Throws where the row is a bad one.
  func take(_ row: any RecordReader, into staged: inout StagedFacts) throws(RowError) -> Bool {
    let start = staged.cells.count
    for column in columns {
      guard let cell = try cell(column, row) else {
        staged.cells.removeSubrange(start...)
        return false
      }
      staged.cells.append(cell)
    }
    staged.endFact(of: target)
    return true
  }

  private func cell(_ column: Column, _ row: any RecordReader) throws(RowError) -> Cell? {
    switch column.source {
    case .literal(let value): return .value(value)
    case .field(let field):
      let bytes = row.field(field)
      if bytes.isEmpty || row.form(field) == .absent { return try emptyCell(column, row) }
      return try value(bytes, column, row)
    case .interval(let start, let end):
      let first = row.form(start) == .absent ? [] : row.field(start)
      let second = row.form(end) == .absent ? [] : row.field(end)
      if first.isEmpty, second.isEmpty { return try emptyCell(column, row) }
      return .value(.date(try interval(first, second, column, row)))
    }
  }

  private func emptyCell(_ column: Column, _ row: any RecordReader) throws(RowError) -> Cell? {
    switch (empty, column.column.type) {
    case (.skip, _): return nil
    case (_, .date): return .value(.date(.unknown))
    case (.unknown, .text), (.unknown, .any): return .value(.text("unknown"))
    case (.text, .text), (.text, .any): return .value(.text(""))
    default:
      throw RowError(
        line: row.number,
        message: "an empty field (column \(column.column.name)); --empty says what becomes of it")
    }
  }

  private func value(
    _ bytes: ArraySlice<UInt8>, _ column: Column, _ row: any RecordReader
  ) throws(RowError) -> Cell {
    switch column.column.type {
    case .text:
      guard DataColumn.isText(bytes) else { throw misfit(bytes, column, row) }
      return .text(bytes)
    case .integer:
      if let number = FieldKind.integer(DateText.trimmed(bytes)) { return .integer(number) }
    case .date:
      return .value(.date(try date(bytes, column.order, column, row)))
    case .decimal, .duration:
      if let value = column.column.value(of: DateText.trimmed(bytes), isGuess: false) { return .value(value) }
    case .any:
      if let value = column.column.value(of: bytes, isGuess: false) { return .value(value) }
    }
    throw misfit(bytes, column, row)
  }

  private func date(
    _ bytes: ArraySlice<UInt8>, _ order: DateOrder?, _ column: Column, _ row: any RecordReader
  ) throws(RowError) -> UncertainDate {
    switch DateText.read(bytes, order) {
    case .date(let date): return date
    case .unordered:
      throw RowError(
        line: row.number,
        message:
          "'\(shown(bytes))' can be read in two ways (column \(column.column.name)); --dates says in which")
    case .none: throw misfit(bytes, column, row)
    }
  }

  /// The days from one date to another. An end that is empty is not known; one day to the same is that day.
  private func interval(
    _ first: ArraySlice<UInt8>, _ second: ArraySlice<UInt8>, _ column: Column, _ row: any RecordReader
  ) throws(RowError) -> UncertainDate {
    let start = first.isEmpty ? nil : try date(first, column.order, column, row)
    let end = second.isEmpty ? nil : try date(second, column.endOrder, column, row)
    for date in [start, end] {
      guard let date, date.isInterval else { continue }
      throw RowError(
        line: row.number,
        message: "'\(date)' is an interval, where one end of one should be (column \(column.column.name))")
    }
    if let start, start == end, start.day != nil { return start }
    var text: [UInt8] = []
    start?.write(to: &text)
    text.append(UInt8(ascii: "/"))
    end?.write(to: &text)
    if let date = try? UncertainDate(utf8: text) { return date }
    throw RowError(
      line: row.number,
      message:
        "'\(String(decoding: text, as: UTF8.self))' ends before it starts (column \(column.column.name))")
  }

  private func misfit(_ bytes: ArraySlice<UInt8>, _ column: Column, _ row: any RecordReader) -> RowError {
    if let place = InvalidUTF8.offset(in: row.raw) {
      return RowError(
        line: row.number, message: InvalidUTF8.message(at: place) + " (column \(column.column.name))")
    }
    let type = column.column.type.withArticle
    return RowError(
      line: row.number, message: "'\(shown(bytes))' is not \(type) (column \(column.column.name))")
  }

  /// A field in a message, shortened.
  private func shown(_ bytes: ArraySlice<UInt8>) -> String {
    let text = FieldKind.text(bytes)
    return text.count <= 60 ? text : text.prefix(59) + "…"
  }
}
