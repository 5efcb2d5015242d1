import Glibc
internal import SQLite

/// Copies what is readable of a damaged dossier into a new one.
///
/// Rows are read table by table; where a page cannot be read, what lies before and after it still is. What refers to rows
/// that are lost is left out then. Where anything was lost, the steps of before can no longer be taken back, since they
/// may be of facts that are gone.
package struct Rescue {
  /// What was lost, one line each; empty where all could be copied.
  package private(set) var losses: [String] = []
  /// How many facts hold in the new dossier.
  package private(set) var facts = 0

  private let source: Connection
  private let target: Connection

  /// A connection that reads also a file that is shorter than it says.
  static func connection(toRead path: String) throws(SQLiteError) -> Connection {
    let connection = try Connection(path, FileHeader.hasJournal(path) ? .readOnly : .immutable)
    try connection.execute("PRAGMA writable_schema = ON")
    return connection
  }

  /// - Parameter path: of the new dossier, which is not there yet.
  package init(of damaged: String, to path: String) throws(ArchiveError) {
    _ = try FileHeader.truncation(of: damaged)
    guard access(path, F_OK) != 0 else { throw ArchiveError(path, .exists) }
    let archive = try Archive.open(path, .create)
    target = archive.connection
    do throws(SQLiteError) {
      source = try Rescue.connection(toRead: damaged)
      try target.transaction { () throws(SQLiteError) in try copyAll() }
      facts = try countFacts()
    } catch {
      for end in ["", "-wal", "-shm"] { unlink(path + end) }
      throw ArchiveError(error.kind == .full ? path : damaged, error)
    }
  }

  private mutating func copyAll() throws(SQLiteError) {
    for table in try names(
      of: "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY rowid", in: target)
    {
      try target.execute("DELETE FROM \(table)")
      try copy(table)
    }
    // Those that still have a table of facts get another name.
    try drop(
      "dossier_relation WHERE arity NOT BETWEEN 0 AND \(ArchiveError.mostColumns)", "relation",
      "whose number of columns is wrong")
    try copyFacts()
    let drops = try dropDangling()
    try fillValues()
    guard drops || !losses.isEmpty else { return }
    losses.append("what was done before can no longer be taken back")
    try target.execute(
      "DELETE FROM dossier_change; UPDATE dossier_step SET state = 'dropped' WHERE kind = 'do'")
  }

  // MARK: Tables

  private mutating func copy(_ table: String) throws(SQLiteError) {
    var copy = try TableCopy(table, from: source, to: target)
    try copy.run()
    losses += copy.losses
  }

  /// The tables of facts are those that relations name, and those whose relation is lost.
  private mutating func copyFacts() throws(SQLiteError) {
    let prefix = Schema.factTable(0).dropLast()
    let found = (try? names(of: "SELECT name FROM sqlite_schema WHERE type = 'table'", in: source)) ?? []
    for table in found where table.hasPrefix(prefix) {
      guard let id = Int64(table.dropFirst(prefix.count)) else { continue }
      let columns = try source.prepare("SELECT * FROM \(table) LIMIT 0").columnCount
      let arity = Int(columns) - 3
      guard arity >= 0 else { continue }
      if try target.integer("SELECT 1 FROM dossier_relation WHERE id = \(id)") == nil {
        try target.execute("INSERT INTO dossier_relation VALUES (\(id), 'lost_\(id)', 'actual', \(arity))")
        losses.append("the name of a relation with \(arity) columns: its facts are those of 'lost_\(id)'")
      }
      try target.execute(Schema.creatingFactTable(id, arity: arity))
      try copy(table)
      try copyView(of: id, arity: arity)
    }
    let relations = try target.prepare("SELECT id, name, arity FROM dossier_relation ORDER BY id")
    var missing: [(Int64, String, Int)] = []
    while try relations.step() {
      let (id, name, arity) = (relations.integer(0), relations.text(1), Int(relations.integer(2)))
      if !found.contains(Schema.factTable(id)) { missing.append((id, name, arity)) }
    }
    for (id, name, arity) in missing {
      losses.append("all facts of '\(name)'")
      try target.execute(Schema.creatingFactTable(id, arity: arity))
    }
  }

  /// The view of a relation is as it was.
  private func copyView(of id: Int64, arity: Int) throws(SQLiteError) {
    let table = Schema.factTable(id)
    let sql =
      (try? source.text(
        "SELECT sql FROM sqlite_schema WHERE type = 'view' AND sql LIKE '% FROM \(table) WHERE %'"))
      ?? nil
    if let sql { try target.execute(sql) }
  }

  // MARK: What refers to what is lost

  /// Drops what refers to rows that are not there; whether there was such.
  private mutating func dropDangling() throws(SQLiteError) -> Bool {
    let before = losses.count
    // A step that is lost still happened.
    var steps = "SELECT since AS s FROM dossier_rule UNION SELECT since FROM dossier_shape"
    let relations = try target.prepare("SELECT id, name, arity FROM dossier_relation ORDER BY id")
    while try relations.step() {
      let (id, name) = (relations.integer(0), relations.text(1))
      let table = Schema.factTable(id)
      if let dangling = Invariant.hasDanglingCell(arity: Int(relations.integer(2))) {
        try drop("\(table) WHERE \(dangling)", "fact", "of '\(name)' with lost values")
      }
      try drop(
        "dossier_citation WHERE relation = \(id) AND NOT EXISTS (SELECT 1 FROM \(table) WHERE row = fact)",
        "citation", "of lost facts of '\(name)'")
      try drop(
        """
        dossier_cited_rows WHERE relation = \(id) AND (length(lines) <> 4 * count OR
        (SELECT count(*) FROM \(table) WHERE row >= first AND row < first + count) < count)
        """, "list", "of the cited rows of '\(name)'")
      steps += " UNION SELECT since FROM \(table) UNION SELECT until FROM \(table) WHERE until IS NOT NULL"
    }
    try drop(
      "dossier_citation WHERE relation NOT IN (SELECT id FROM dossier_relation)", "citation",
      "of lost relations")
    try drop(
      "dossier_cited_rows WHERE relation NOT IN (SELECT id FROM dossier_relation)", "list",
      "of the cited rows of lost relations")
    try drop(
      "dossier_shape WHERE arity <> (SELECT count(*) FROM dossier_column WHERE shape = id)", "declaration",
      "that lack columns")
    let lost = try target.prepare("SELECT s FROM (\(steps)) WHERE s NOT IN (SELECT id FROM dossier_step)")
    var missing: [Int64] = []
    while try lost.step() { missing.append(lost.integer(0)) }
    for id in missing {
      try target.execute(
        """
        INSERT INTO dossier_step (id, number, time, title, origin, kind, state)
        VALUES (\(id), \(id), 0, 'a step that is lost', 'statement', 'do', 'dropped')
        """)
    }
    if !missing.isEmpty {
      losses.append("when \(missing.count == 1 ? "a step was" : "some steps were") done")
    }
    return losses.count > before
  }

  /// The numbers of values have no gaps: what is lost is stood in for by a text that nothing refers to.
  private func fillValues() throws(SQLiteError) {
    try target.execute(
      """
      WITH RECURSIVE number(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM number
        WHERE id < (SELECT max(id) FROM dossier_value))
      INSERT INTO dossier_value SELECT id, 'text', 'lost value ' || id FROM number
        WHERE id NOT IN (SELECT id FROM dossier_value) AND EXISTS (SELECT 1 FROM dossier_value)
      """)
  }

  private mutating func drop(_ rows: String, _ noun: String, _ rest: String) throws(SQLiteError) {
    try target.execute("DELETE FROM \(rows)")
    let count = target.changes
    if count > 0 { losses.append("\(count) \(noun)\(count == 1 ? "" : "s") \(rest)") }
  }

  private func countFacts() throws(SQLiteError) -> Int {
    var count = 0
    for id in try names(of: "SELECT id FROM dossier_relation", in: target) {
      count += Int(
        try target.integer("SELECT count(*) FROM \(Schema.factTable(Int64(id) ?? 0)) WHERE until IS NULL")
          ?? 0)
    }
    return count
  }

  private func names(of sql: String, in connection: Connection) throws(SQLiteError) -> [String] {
    let rows = try connection.prepare(sql)
    var names: [String] = []
    while try rows.step() { names.append(rows.text(0)) }
    return names
  }
}
