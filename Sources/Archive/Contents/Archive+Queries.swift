internal import SQLite

/// A query that was saved in a dossier.
package struct StoredQuery: Hashable, Sendable {
  package var name: String
  package var note: String?
  /// A script: parameters, rules of its own, questions.
  package var text: String
  /// Seconds since the start of 1970.
  package var saved: Int

  package init(name: String, note: String?, text: String, saved: Int) {
    self.name = name
    self.note = note
    self.text = text
    self.saved = saved
  }
}

extension Archive {
  /// By name.
  package func queries() throws(ArchiveError) -> [StoredQuery] {
    try rows("SELECT name, note, text, saved FROM dossier_query ORDER BY name") { row in
      StoredQuery(
        name: row.text(0), note: row.isNull(1) ? nil : row.text(1), text: row.text(2),
        saved: Int(row.integer(3)))
    }
  }

  /// Saves a query in place of one of the same name.
  package func save(_ query: StoredQuery) throws(ArchiveError) {
    try transaction { () throws(SQLiteError) in
      try statements.run(
        "INSERT OR REPLACE INTO dossier_query VALUES (?, ?, ?, ?)", query.name, query.note, query.text,
        query.saved)
    }
  }

  /// Forgets a query; false where there is none.
  package func removeQuery(_ name: String) throws(ArchiveError) -> Bool {
    var isGone = false
    try transaction { () throws(SQLiteError) in
      try statements.run("DELETE FROM dossier_query WHERE name = ?", name)
      isGone = connection.changes > 0
    }
    return isGone
  }

  // MARK: Settings

  /// The settings that were made for the dossier, by name.
  package func settings() throws(ArchiveError) -> [(name: String, value: String)] {
    try rows("SELECT name, value FROM dossier_setting ORDER BY name") { ($0.text(0), $0.text(1)) }
  }

  package func set(_ name: String, to value: String) throws(ArchiveError) {
    try transaction { () throws(SQLiteError) in
      try statements.run("INSERT OR REPLACE INTO dossier_setting VALUES (?, ?)", name, value)
    }
  }

  // MARK: Documents

  /// Keeps the text of a document that facts cite.
  package func keep(document id: String, path source: String, sha256: String, text: [UInt8], at time: Int)
    throws(ArchiveError)
  {
    try transaction { () throws(SQLiteError) in
      let statement = try statements("INSERT OR REPLACE INTO dossier_document VALUES (?, ?, ?, ?, ?, ?)")
      try statement.bind(id, at: 1)
      try statement.bind(source, at: 2)
      try statement.bind(sha256, at: 3)
      try statement.bind(Int64(text.count), at: 4)
      try statement.bind(Int64(time), at: 5)
      try statement.bind(text, at: 6)
      try statement.run()
    }
  }

  /// The text of a document that is kept, and its hash; nil where it is not.
  package func document(_ id: String) throws(ArchiveError) -> (sha256: String, text: [UInt8])? {
    do throws(SQLiteError) {
      let statement = try statements("SELECT sha256, text FROM dossier_document WHERE id = ?")
      try statement.bind(id, at: 1)
      defer { statement.reset() }
      return try statement.step() ? (statement.text(0), statement.bytes(1)) : nil
    } catch {
      throw ArchiveError(path, error)
    }
  }

  /// The documents whose texts are kept, by their ids, with the path that each is known by.
  package func documents() throws(ArchiveError) -> [(id: String, path: String)] {
    try rows("SELECT id, path FROM dossier_document ORDER BY id") { ($0.text(0), $0.text(1)) }
  }

  /// What a question gives, row by row.
  func rows<Row>(_ sql: String, _ read: (PreparedStatement) -> Row) throws(ArchiveError) -> [Row] {
    do throws(SQLiteError) {
      let statement = try connection.prepare(sql)
      var rows: [Row] = []
      while try statement.step() { rows.append(read(statement)) }
      return rows
    } catch {
      throw ArchiveError(path, error)
    }
  }
}
