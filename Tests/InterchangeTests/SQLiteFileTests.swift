import Chronology
import Glibc
import Interchange
import SQLite
import Syntax
import Testing

/// What is written to an SQLite file, read back with SQLite itself.
@Suite struct SQLiteFileTests {
  private static func table(
    _ name: String, _ columns: [String], _ rows: [[Literal]], types: [ColumnType]? = nil
  ) -> SQLiteTable {
    SQLiteTable(
      name: name, columns: columns, types: types ?? columns.map { _ in .any }, count: rows.count
    ) { rows[$0] }
  }

  /// Writes tables to a file that is gone afterwards.
  private static func written(
    _ tables: [SQLiteTable], _ look: (Connection) throws -> Void
  ) throws {
    var template = Array("/tmp/dossier-test-XXXXXX".utf8CString)
    let descriptor = template.withUnsafeMutableBufferPointer { $0.baseAddress.map { mkstemp($0) } ?? -1 }
    close(descriptor)
    let path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    defer { unlink(path) }
    let isWhole = try SQLiteFile.write(tables, to: path)
    #expect(isWhole)
    try look(try Connection(path, .readOnly))
  }

  private static func text(_ file: Connection, _ sql: String) throws -> String? { try file.text(sql) }
  private static func integer(_ file: Connection, _ sql: String) throws -> Int64? { try file.integer(sql) }
  private static func step(_ statement: PreparedStatement) throws -> Bool { try statement.step() }

  @Test func columnsHaveTheTypeOfTheirValues() throws {
    let rows: [[Literal]] = [
      [
        .integer(1), .decimal(1), .text("1"), .date(try UncertainDate("2026-02~")), .duration(.days(30)),
        .text("a"),
      ],
      [.integer(2), .decimal(2.5), .text(""), .date(.unknown), .duration(.months(12)), .integer(7)],
    ]
    try Self.written([Self.table("t", ["i", "r", "s", "d", "p", "mixed"], rows)]) { (file) throws in
      #expect(
        try Self.text(file, "SELECT sql FROM sqlite_schema") == """
          CREATE TABLE "t" ("i" INTEGER NOT NULL, "r" REAL NOT NULL, "s" TEXT NOT NULL, "d" TEXT NOT NULL, \
          "p" TEXT NOT NULL, "mixed" NOT NULL)
          """)
      let types = "typeof(i)||typeof(r)||typeof(s)||typeof(d)||typeof(p)||typeof(mixed)"
      #expect(try Self.text(file, "SELECT \(types) FROM t WHERE i = 1") == "integerrealtexttexttexttext")
      #expect(try Self.text(file, "SELECT typeof(mixed) FROM t WHERE i = 2") == "integer")
      #expect(try Self.text(file, "SELECT d||' '||p FROM t WHERE i = 1") == "2026-02~ 30d")
      #expect(try Self.text(file, "SELECT d||' '||p||'['||s||']' FROM t WHERE i = 2") == ".. 1y[]")
    }
  }

  @Test func valuesComeBackToTheLastBitAndByte() throws {
    let texts = ["", "\0", "a\0b", "\"", "'", "line\nline\r\n", "é😀\u{202E}", "1", "null"]
    let integers: [Int64] = [.min, .max, 0, -1, 1 << 53 + 1]
    let decimals = [0.1, -1.5, 1e300, .leastNonzeroMagnitude, .greatestFiniteMagnitude, 3, 1 / 3]
    let rows =
      texts.map { [Literal.text($0)] } + integers.map { [.integer($0)] } + decimals.map { [.decimal($0)] }
    try Self.written([Self.table("odd \"name\"", ["a \"column\""], rows)]) { (file) throws in
      let statement = try file.prepare(#"SELECT "a ""column""" FROM "odd ""name""" ORDER BY rowid"#)
      for text in texts {
        #expect(try Self.step(statement))
        #expect(statement.kind(0) == .text)
        #expect(statement.bytes(0) == Array(text.utf8))
      }
      for integer in integers {
        #expect(try Self.step(statement))
        #expect(statement.kind(0) == .integer && statement.integer(0) == integer)
      }
      for decimal in decimals {
        #expect(try Self.step(statement))
        #expect(statement.kind(0) == .real)
        #expect(statement.real(0).bitPattern == decimal.bitPattern)
      }
      #expect(try Self.step(statement) == false)
    }
  }

  @Test func namesThatSQLiteTakesForOneAreTold() throws {
    let rows: [[Literal]] = [[.integer(1), .integer(2)]]
    let tables = ["p", "P", "sqlite_master"].map { Self.table($0, ["Who", "WHO"], rows) }
    try Self.written(tables) { (file) throws in
      #expect(
        try Self.text(file, "SELECT group_concat(name, ' ') FROM sqlite_schema") == "p P_2 _sqlite_master")
      #expect(try Self.integer(file, "SELECT Who + WHO_2 FROM P_2") == 3)
    }
  }

  @Test func aStopIsTold() throws {
    let rows = Array(repeating: [Literal.integer(1)], count: 1000)
    var asked = 0
    let isWhole = try SQLiteFile.write([Self.table("p", ["a"], rows)], to: ":memory:") {
      asked += 1
      return asked > 5
    }
    #expect(!isWhole)
  }
}
