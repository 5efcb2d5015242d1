import Engine
public import SQLite
import Syntax

/// A new SQLite file with a table for each relation or question.
///
/// Integers are kept as such, decimals as reals to the last bit, text as text, dates as EDTF without `@`, and durations
/// as they are written, `30d`. A value is never null. A column with values of several kinds has no type, so that SQLite
/// converts none of them.
public enum SQLiteFile {
  /// Writes the tables to a file that is new or empty. Nothing else must read it before the end: what protects a file
  /// against a crash is left out.
  ///
  /// Returns false where `stop` said so before the end; what the file holds then is of no use.
  public static func write(
    _ tables: [SQLiteTable], to path: String, unless stop: () -> Bool = { false }
  ) throws(SQLiteError) -> Bool {
    let connection = try Connection(path, .create)
    try connection.execute("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA encoding = 'UTF-8'")
    var names = DistinctNames()
    var isWhole = true
    try connection.transaction { () throws(SQLiteError) in
      for table in tables where isWhole {
        isWhole = try write(table, named: names.take(table.name), to: connection, unless: stop)
      }
    }
    return isWhole
  }

  private static func write(
    _ table: SQLiteTable, named name: String, to connection: Connection, unless stop: () -> Bool
  ) throws(SQLiteError) -> Bool {
    guard let storages = table.storages(unless: stop) else { return false }
    var names = DistinctNames()
    let columns = zip(table.columns, storages).map { column, storage in
      "\(quoted(names.take(column)))\(storage.rawValue) NOT NULL"
    }
    try connection.execute("CREATE TABLE \(quoted(name)) (\(columns.joined(separator: ", ")))")
    let places = Array(repeating: "?", count: columns.count).joined(separator: ", ")
    let insertion = try connection.prepare("INSERT INTO \(quoted(name)) VALUES (\(places))")
    for number in 0..<table.count {
      if number % 256 == 0, stop() { return false }
      for (column, value) in table.row(number).enumerated() {
        let place = Int32(column) + 1
        switch value {
        case .integer(let integer): try insertion.bind(integer, at: place)
        case .decimal(let decimal): try insertion.bind(decimal, at: place)
        case .text, .date, .duration: try insertion.bind(value.plainText, at: place)
        }
      }
      try insertion.run()
    }
    return true
  }

  private static func quoted(_ name: String) -> String {
    var text = "\""
    for scalar in name.unicodeScalars {
      if scalar == "\"" { text += "\"" }
      text.unicodeScalars.append(scalar)
    }
    return text + "\""
  }
}

/// Names as SQLite tells them apart: not by case. Those that start with `sqlite_` are its own.
struct DistinctNames {
  private var taken: Set<String> = []

  /// The name, or it with a number where another has it.
  mutating func take(_ name: String) -> String {
    let base = name.lowercased().hasPrefix("sqlite_") ? "_" + name : name
    var distinct = base
    var number = 2
    while !taken.insert(distinct.lowercased()).inserted {
      distinct = "\(base)_\(number)"
      number += 1
    }
    return distinct
  }
}
