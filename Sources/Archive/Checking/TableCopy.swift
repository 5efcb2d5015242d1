internal import SQLite

/// Copies the rows of a table of which parts cannot be read.
struct TableCopy {
  /// What could not be read.
  private(set) var losses: [String] = []
  private let table: String
  private let source: Connection
  private let insertion: PreparedStatement
  private let columns: [String]
  /// Whether rows have numbers, so that what lies between two parts that cannot be read is found by them.
  private let hasRowNumbers: Bool
  private let key: String
  private var refused = 0

  /// Ranges of so few rows are not divided any further: they lie on a page or two.
  private static let fewRows: Int64 = 64
  /// After so many ranges that cannot be read, what cannot is more than a few pages.
  private static let mostRanges = 4096

  init(_ table: String, from source: Connection, to target: Connection) throws(SQLiteError) {
    self.table = table
    self.source = source
    var columns: [String] = []
    var keys: [(place: Int64, name: String)] = []
    let shape = try target.prepare("PRAGMA table_info(\(table))")
    while try shape.step() {
      columns.append(Schema.quoted(shape.text(1)))
      if shape.integer(5) > 0 { keys.append((shape.integer(5), Schema.quoted(shape.text(1)))) }
    }
    self.columns = columns
    let definition = try target.text("SELECT sql FROM sqlite_schema WHERE name = '\(table)'") ?? ""
    hasRowNumbers = !definition.hasSuffix("WITHOUT ROWID")
    key =
      hasRowNumbers ? "rowid" : keys.sorted { $0.place < $1.place }.map(\.name).joined(separator: ", ")
    insertion = try target.prepare(
      """
      INSERT INTO \(table) (\(columns.joined(separator: ", ")))
      VALUES (\(columns.map { _ in "?" }.joined(separator: ", ")))
      """)
  }

  mutating func run() throws(SQLiteError) {
    if hasRowNumbers {
      try copyByNumbers()
    } else {
      try copyFromBothEnds()
    }
    if refused > 0 {
      losses.append(
        "\(refused) \(refused == 1 ? "row" : "rows") of \(table) that \(refused == 1 ? "is" : "are") wrong")
    }
  }

  // MARK: By row number

  /// Copies the rows of all numbers: of a range from both of its ends inwards, and where both meet what cannot be read,
  /// what lies between by halves.
  private mutating func copyByNumbers() throws(SQLiteError) {
    var ranges: [ClosedRange<Int64>] = [Int64.min...Int64.max]
    var place = 0
    while place < ranges.count, place < Self.mostRanges {
      let range = ranges[place]
      place += 1
      guard let rest = try copyFromBothEnds(of: range) else { continue }
      let (width, isWide) = rest.upperBound.subtractingReportingOverflow(rest.lowerBound)
      if !isWide, width <= Self.fewRows {
        losses.append("rows \(rest.lowerBound) to \(rest.upperBound) of \(table), as far as there were any")
      } else {
        let middle = rest.lowerBound / 2 + rest.upperBound / 2
        ranges += [rest.lowerBound...middle, (middle + 1)...rest.upperBound]
      }
    }
    if place < ranges.count { losses.append("large parts of \(table)") }
  }

  /// Gives what lies between rows that cannot be read; nil for nothing.
  private mutating func copyFromBothEnds(
    of range: ClosedRange<Int64>
  ) throws(SQLiteError) -> ClosedRange<Int64>? {
    let (first, last) = (range.lowerBound, range.upperBound)
    guard let stopped = try copyRows("rowid >= \(first) AND rowid <= \(last) ORDER BY rowid", whole: false)
    else {
      return nil
    }
    let low = stopped.map { $0 + 1 } ?? first
    guard low <= last,
      let met = try copyRows("rowid >= \(low) AND rowid <= \(last) ORDER BY rowid DESC", whole: false)
    else { return nil }
    let high = met.map { $0 - 1 } ?? last
    return low <= high ? low...high : nil
  }

  // MARK: Without row numbers

  private mutating func copyFromBothEnds() throws(SQLiteError) {
    guard try copyRows("1 ORDER BY \(key)", whole: true) != nil else { return }
    let descending = key.split(separator: ",").map { $0 + " DESC" }.joined(separator: ",")
    _ = try copyRows("1 ORDER BY \(descending)", whole: true)
    losses.append("a part of \(table)")
  }

  /// Copies rows until one cannot be read: gives the number of the last one then, which is nil where it was the first;
  /// gives nil where all could be read.
  private mutating func copyRows(_ rest: String, whole isRepeated: Bool) throws(SQLiteError) -> Int64?? {
    let number = hasRowNumbers ? "rowid" : "0"
    var last: Int64?
    let rows: PreparedStatement
    do throws(SQLiteError) {
      rows = try source.prepare(
        "SELECT \(number), \(columns.joined(separator: ", ")) FROM \(table) NOT INDEXED WHERE \(rest)")
    } catch {
      // A table that is not there any more has no rows; one that cannot be reached has none to be read.
      if error.kind != .corrupt { losses.append("all of \(table): \(error.message)") }
      return error.kind == .corrupt ? .some(nil) : nil
    }
    while true {
      do throws(SQLiteError) {
        guard try rows.step() else { return nil }
      } catch {
        guard error.kind == .corrupt || error.kind == .inputOutput else { throw error }
        return .some(last)
      }
      try insert(rows, mayBeThere: isRepeated)
      last = rows.integer(0)
    }
  }

  private mutating func insert(_ row: PreparedStatement, mayBeThere: Bool) throws(SQLiteError) {
    for column in 1...Int32(columns.count) {
      switch row.kind(column) {
      case .integer: try insertion.bind(row.integer(column), at: column)
      case .real: try insertion.bind(row.real(column), at: column)
      case .text: try insertion.bind(row.text(column), at: column)
      case .blob: try insertion.bind(row.bytes(column), at: column)
      case .null: try insertion.bindNull(at: column)
      }
    }
    do throws(SQLiteError) {
      try insertion.run()
    } catch {
      guard error.kind == .constraint else { throw error }
      // From the other end, what was copied comes again.
      if !mayBeThere { refused += 1 }
    }
  }
}
