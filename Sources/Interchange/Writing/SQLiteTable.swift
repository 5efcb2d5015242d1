public import Syntax

/// Rows that become a table of an SQLite file.
public struct SQLiteTable {
  public let name: String
  public let columns: [String]
  /// What each column is declared to hold; `any` where the rows themselves say it.
  public let types: [ColumnType]
  public let count: Int
  let row: (Int) -> [Literal]

  /// `row` is asked for row numbers from 0 up to `count`, more than once where a type is `any`.
  public init(
    name: String, columns: [String], types: [ColumnType], count: Int, row: @escaping (Int) -> [Literal]
  ) {
    self.name = name
    self.columns = columns
    self.types = types
    self.count = count
    self.row = row
  }
}

extension SQLiteTable {
  /// The type that SQLite gives a column: none where values of several storage classes must stay as they are.
  enum Storage: String {
    case integer = " INTEGER"
    case real = " REAL"
    case text = " TEXT"
    case mixed = ""

    init(_ value: Literal) {
      switch value {
      case .integer: self = .integer
      case .decimal: self = .real
      case .text, .date, .duration: self = .text
      }
    }

    /// Nil for `any`.
    init?(_ type: ColumnType) {
      switch type {
      case .integer: self = .integer
      case .decimal: self = .real
      case .text, .date, .duration: self = .text
      case .any: return nil
      }
    }
  }

  /// The storage of each column; nil where it was stopped.
  func storages(unless stop: () -> Bool) -> [Storage]? {
    var found = types.map { Storage($0) }
    let open = found.indices.filter { found[$0] == nil }
    if !open.isEmpty {
      for number in 0..<count {
        if number % 256 == 0, stop() { return nil }
        let values = row(number)
        for column in open where column < values.count {
          let storage = Storage(values[column])
          found[column] = found[column].map { $0 == storage ? storage : .mixed } ?? storage
        }
      }
    }
    return found.map { $0 ?? .mixed }
  }
}
