internal import SQLite

/// A step from one version of the tables to the next. Files of an earlier version go through all that they lack, in one
/// transaction each.
struct Migration: Sendable {
  /// The version that the file has afterwards.
  let version: Int32
  /// What it does, for the notice.
  let summary: String
  let work: @Sendable (Connection) throws(SQLiteError) -> Void

  /// In ascending order of versions, without gaps from 1 on. The first makes an empty file a dossier.
  static let all: [Migration] = [
    Migration(version: 1, summary: "the first tables") { connection throws(SQLiteError) in
      try connection.execute(Schema.tables)
    }
  ]

  /// Brings a file up to the last version.
  static func migrate(
    _ connection: Connection, from version: Int32, by migrations: [Migration] = Migration.all
  ) throws(SQLiteError) {
    for migration in migrations where migration.version > version {
      try connection.transaction { () throws(SQLiteError) in
        try migration.work(connection)
        try connection.execute("PRAGMA user_version = \(migration.version)")
      }
    }
  }
}
