import SQLite
import Testing

@testable import Archive

struct SchemaTests {
  @Test func migrationsCountUpFromOne() {
    #expect(Migration.all.map(\.version) == (1...Schema.version).map { $0 })
  }

  @Test func anEmptyFileGetsTheTablesOfToday() throws {
    let connection = try Connection(":memory:", .create)
    try Migration.migrate(connection, from: 0)
    #expect(try connection.integer("PRAGMA user_version") == Int64(Schema.version))
    #expect(try connection.integer("SELECT count(*) FROM dossier_step") == 0)
  }
}
