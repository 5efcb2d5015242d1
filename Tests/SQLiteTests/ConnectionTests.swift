import SQLite
import Testing

@Suite struct ConnectionTests {
  private func connection() throws -> Connection { try Connection(":memory:", .create) }

  @Test func valuesComeBackAsTheyWereBound() throws {
    let connection = try connection()
    try connection.execute("CREATE TABLE t(a, b, c, d, e, f)")
    let insertion = try connection.prepare("INSERT INTO t VALUES(?, ?, ?, ?, ?, ?)")
    try insertion.bind(Int64.min, at: 1)
    try insertion.bind(2.5, at: 2)
    try insertion.bind("née\0", at: 3)
    try insertion.bind("", at: 4)
    try insertion.bind([0, 255], at: 5)
    try insertion.bindNull(at: 6)
    try insertion.run()

    let question = try connection.prepare("SELECT * FROM t")
    #expect(try question.step())
    #expect(question.columnCount == 6 && question.name(2) == "c")
    #expect(question.integer(0) == Int64.min && question.kind(0) == .integer)
    #expect(question.real(1) == 2.5 && question.kind(1) == .real)
    #expect(question.text(2) == "née\0" && question.kind(2) == .text)
    #expect(question.text(3) == "" && question.kind(3) == .text)
    #expect(question.bytes(4) == [0, 255] && question.kind(4) == .blob)
    #expect(question.isNull(5) && question.kind(5) == .null)
    #expect(try !question.step())
  }

  @Test func aTransactionThatThrowsLeavesNothing() throws {
    let connection = try connection()
    try connection.execute("CREATE TABLE t(a UNIQUE)")
    let error = #expect(throws: SQLiteError.self) {
      try connection.transaction { () throws(SQLiteError) in
        try connection.execute("INSERT INTO t VALUES(1)")
        try connection.execute("INSERT INTO t VALUES(1)")
      }
    }
    #expect(error?.kind == .constraint)
    #expect(error?.message == "UNIQUE constraint failed: t.a")
    #expect(!connection.isInTransaction)
    #expect(try connection.integer("SELECT count(*) FROM t") == 0)
  }

  @Test func aFileThatCannotBeOpenedIsToldApart() {
    let error = #expect(throws: SQLiteError.self) { try Connection("/nowhere/at/all.db", .create) }
    #expect(error?.kind == .cannotOpen)
  }

  @Test func aBackupHoldsAllRows() throws {
    let (source, target) = (try connection(), try connection())
    try source.execute("CREATE TABLE t(a); INSERT INTO t VALUES(1), (2), (3)")
    try source.backup(to: target)
    #expect(try target.integer("SELECT sum(a) FROM t") == 6)
  }

  @Test func aBackupCanBeEnded() throws {
    let (source, target) = (try connection(), try connection())
    try source.execute("CREATE TABLE t(a); INSERT INTO t VALUES(zeroblob(100000))")
    let error = #expect(throws: SQLiteError.self) {
      try source.backup(to: target, pagesAtOnce: 1) { _ in false }
    }
    #expect(error?.kind == .interrupted)
  }
}
