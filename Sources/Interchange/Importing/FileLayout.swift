import Engine
import Syntax

/// How a file's records are read, and what its columns are called.
struct FileLayout {
  let path: String
  let format: ImportFormat
  /// The columns' names; empty where the file does not name them.
  private(set) var names: [String] = []
  /// How many columns there are; 0 for an empty file.
  private(set) var width = 0
  /// How the file parts its fields, where it is delimited text.
  private var dialect = DelimitedReader.Dialect.csv
  private(set) var hasHeader = false
  /// How many fields a row of an event file may have.
  private var counts: [Int] = []
  /// Where in a JSON object each column is.
  private var paths: [[[UInt8]]] = []
  private var database: SQLiteDatabase?
  private var question = ""

  /// How many objects tell what columns a JSON file has.
  private static let sampleSize = 1_000

  /// Looks at the start of a file. `namesColumns` says that its columns are to be found by their names.
  init(
    _ path: String, _ format: ImportFormat, _ options: ImportOptions, namesColumns: Bool
  ) throws(EngineError) {
    self.path = path
    self.format = format
    do throws(RowError) {
      switch format {
      case .csv, .tsv, .facts, .gdelt, .icews: try lookAtText(options, namesColumns: namesColumns)
      case .jsonl, .json: try lookAtJSON(limit: Self.sampleSize)
      case .sqlite: break
      }
    } catch {
      throw ImportMistake.unreadable(path, error.message)
    }
    if format == .sqlite { try lookAtDatabase(options) }
  }

  /// Whether a record is found by the line on which it starts, not by its place among the others.
  var countsLines: Bool { format != .sqlite && format != .json }

  /// Whether its columns are paths into objects.
  var holdsObjects: Bool { format == .json || format == .jsonl }

  /// Begins to read the records.
  func records() throws(RowError) -> any RecordReader {
    switch format {
    case .csv, .tsv, .facts, .gdelt, .icews:
      return try DelimitedRecords(try open(), dialect, skipsHeader: hasHeader, counts: counts)
    case .jsonl: return try JSONLineRecords(try open(), paths: paths)
    case .json: return try JSONArrayRecords(try open(), paths: paths)
    case .sqlite:
      guard let database else { throw RowError(line: 0, message: "the file is closed", isFatal: true) }
      return try SQLiteRecords(database, question)
    }
  }

  private func open() throws(RowError) -> ByteSource {
    do throws(ReadingError) {
      return try ByteSource(path, unpacks: true)
    } catch {
      throw RowError(line: 0, message: error.reason, isFatal: true)
    }
  }

  // MARK: Text

  private mutating func lookAtText(_ options: ImportOptions, namesColumns: Bool) throws(RowError) {
    dialect = format.dialect ?? .csv
    if let delimiter = options.delimiter { dialect.separator = delimiter }
    var reader = DelimitedReader(try open(), dialect)
    try reader.skip(mark: [0xEF, 0xBB, 0xBF])
    guard try reader.next() else { return }
    let fields = (0..<reader.fieldCount).map { reader.field($0) }
    if fields[0].starts(with: [0xFF, 0xFE]) || fields[0].starts(with: [0xFE, 0xFF]) {
      throw RowError(line: 1, message: "the file is UTF-16; make it UTF-8 first", isFatal: true)
    }
    width = fields.count
    switch format {
    case .gdelt: counts = EventLayout.gdeltCounts
    case .icews: hasHeader = true
    case .facts: hasHeader = options.hasHeader ?? namesColumns
    default:
      // Positions alone say nothing of a header, and a row taken for one would be lost.
      let isHeader = namesColumns || options.templates.isEmpty && DataColumn.names(from: fields) != nil
      hasHeader = options.hasHeader ?? isHeader
    }
    if hasHeader { names = fields.map(FieldKind.text) }
  }

  // MARK: JSON

  private mutating func lookAtJSON(limit: Int) throws(RowError) {
    let source = try open()
    paths =
      format == .json
      ? try JSONArrayRecords.paths(source, limit: limit) : try JSONLineRecords.paths(source, limit: limit)
    names = paths.map { path in
      path.map { String(decoding: $0, as: UTF8.self) }.joined(separator: ".")
    }
    width = names.count
  }

  /// The place of a path into a JSON object, which becomes a column by it; nil where no object has it.
  mutating func column(atPath name: String) throws(RowError) -> Int? {
    if let known = names.firstIndex(of: name) { return known }
    let parts = PathTree.parts(of: name)
    var leads = paths.contains { $0.starts(with: parts) }
    if !leads {
      // The path may stand in later objects only.
      let before = (paths, names, width)
      try lookAtJSON(limit: .max)
      leads = paths.contains { $0.starts(with: parts) }
      (paths, names, width) = before
    }
    guard leads else { return nil }
    paths.append(parts)
    names.append(name)
    width += 1
    return width - 1
  }

  // MARK: SQLite

  private mutating func lookAtDatabase(_ options: ImportOptions) throws(EngineError) {
    do throws(RowError) {
      let database = try SQLiteDatabase(path)
      self.database = database
      if let query = options.query {
        question = query
      } else {
        let tables = try database.tables()
        let table = try Self.table(options.table, of: tables)
        question = "SELECT * FROM \(SQLiteDatabase.quoted(table))"
      }
      let records = try SQLiteRecords(database, question)
      names = records.columns
      width = names.count
      if width == 0 { throw RowError(line: 0, message: "the query gives no rows", isFatal: true) }
    } catch {
      throw ImportMistake.unreadable(path, error.message)
    }
  }

  private static func table(_ wanted: String?, of tables: [String]) throws(RowError) -> String {
    let list = tables.isEmpty ? "it has none" : "its tables are \(tables.joined(separator: ", "))"
    guard let wanted else {
      if tables.count == 1 { return tables[0] }
      throw RowError(
        line: 0, message: "--table NAME or --query SQL says what to import; \(list)", isFatal: true)
    }
    if let found = tables.first(where: { $0.lowercased() == wanted.lowercased() }) { return found }
    let near = nearest(to: wanted, among: tables).map { "did you mean '\($0)'?" } ?? list
    throw RowError(line: 0, message: "there is no table '\(wanted)'; \(near)", isFatal: true)
  }
}
