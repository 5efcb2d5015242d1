import Engine
internal import SQLite

/// A dossier's file: what an engine knows and how it came to know it, durable step by step.
///
/// The way of a step: an engine's `Step` → ``record(_:in:)`` → one transaction: the values that are new, the facts
/// (``FactTable``), citations, rules and shapes, and the changes that take it back. The way back: ``load(into:)`` for what
/// holds, ``recallSteps(into:)`` and ``recall(_:into:)`` for the steps of earlier sessions.
///
/// An archive has one owner and is used from one thread. After an error nothing of the transaction at hand is in the file.
package final class Archive {
  /// How a file is opened.
  package enum Access: Sendable {
    /// To be read and written; made where there is none.
    case create
    case readWrite
    case readOnly
  }

  package let path: String
  let connection: Connection
  /// That nobody else writes; nil where the file is only read.
  private let lock: WriterLock?
  let statements: Statements
  /// The numbers of the engine's values, once it is loaded.
  var numbering: ValueNumbering?
  /// The tables of facts by the number of their relation.
  var tables: [Int64: FactTable] = [:]
  var tablesByKey: [FactTable.Key: FactTable] = [:]
  /// The last step; that after it gets the next number.
  var lastStep: Int64
  /// The last step when the engine was loaded: those up to it are of earlier sessions.
  var openedAtStep: Int64 = 0
  /// The shapes in force, by relation.
  var shapes: [String: Int64] = [:]
  /// Whether the steps of earlier sessions have been handed to the engine.
  var hasRecalledSteps = false
  /// What was changed here in the transaction at hand, to be taken back where it fails.
  var draft = Draft()
  /// Whether the user ended the reading.
  var isInterrupted = false
  /// What was found out of order while reading.
  var damage: String?

  package var isReadOnly: Bool { lock == nil }

  /// How many columns the relations of a dossier may have.
  static let arities: ClosedRange<Int64> = 0...Int64(ArchiveError.mostColumns)

  init(path: String, connection: Connection, lock: WriterLock?) throws(SQLiteError) {
    self.path = path
    self.connection = connection
    self.lock = lock
    statements = Statements(connection)
    lastStep = try connection.integer("SELECT max(id) FROM dossier_step") ?? 0
  }

  /// Does some work in one transaction, or none of it.
  func transaction(_ work: () throws(SQLiteError) -> Void) throws(ArchiveError) {
    guard !isReadOnly else { throw ArchiveError(path, .openedReadOnly) }
    draft = Draft(lastStep: lastStep, shapes: shapes, values: numbering?.count ?? 0)
    do throws(SQLiteError) {
      try connection.transaction(work)
      numbering?.settle()
    } catch {
      takeBackDraft()
      throw ArchiveError(path, error)
    }
  }

  /// Does some reading that sees one state of the file.
  func reading(_ work: () throws(ArchiveError) -> Void) throws(ArchiveError) {
    do throws(SQLiteError) { try connection.execute("BEGIN") } catch { throw ArchiveError(path, error) }
    defer { try? connection.execute("COMMIT") }
    try work()
  }

  private func takeBackDraft() {
    numbering?.unsettle()
    lastStep = draft.lastStep
    shapes = draft.shapes
    for (table, store, rows, nextRow) in draft.rows.reversed() {
      table.forget(rows, ofStore: store)
      table.nextRow = nextRow
    }
    for table in draft.tables {
      tables[table.id] = nil
      tablesByKey[table.key] = nil
    }
    draft = Draft()
  }

  /// What is to be taken back here where a transaction fails.
  struct Draft {
    var lastStep: Int64 = 0
    var shapes: [String: Int64] = [:]
    /// The greatest number of a value that has been written.
    var values = 0
    var rows: [(table: FactTable, store: Int, rows: Range<Int>, nextRow: Int64)] = []
    var tables: [FactTable] = []
  }
}

/// The statements of SQL that have been prepared, by their text.
final class Statements {
  private let connection: Connection
  private var prepared: [String: PreparedStatement] = [:]

  init(_ connection: Connection) { self.connection = connection }

  func callAsFunction(_ sql: String) throws(SQLiteError) -> PreparedStatement {
    if let statement = prepared[sql] { return statement }
    let statement = try connection.prepare(sql)
    prepared[sql] = statement
    return statement
  }

  /// Runs a statement without rows with these integers, texts and nulls.
  func run(_ sql: String, _ arguments: (any SQLArgument)?...) throws(SQLiteError) {
    let statement = try self(sql)
    for (place, argument) in arguments.enumerated() {
      if let argument {
        try argument.bind(to: statement, at: Int32(place + 1))
      } else {
        try statement.bindNull(at: Int32(place + 1))
      }
    }
    try statement.run()
  }
}

/// What can be given to a parameter of a statement.
protocol SQLArgument {
  func bind(to statement: PreparedStatement, at place: Int32) throws(SQLiteError)
}

extension Int64: SQLArgument {
  func bind(to statement: PreparedStatement, at place: Int32) throws(SQLiteError) {
    try statement.bind(self, at: place)
  }
}

extension Int: SQLArgument {
  func bind(to statement: PreparedStatement, at place: Int32) throws(SQLiteError) {
    try statement.bind(Int64(self), at: place)
  }
}

extension [UInt8]: SQLArgument {
  func bind(to statement: PreparedStatement, at place: Int32) throws(SQLiteError) {
    try statement.bind(self, at: place)
  }
}

extension String: SQLArgument {
  func bind(to statement: PreparedStatement, at place: Int32) throws(SQLiteError) {
    try statement.bind(self, at: place)
  }
}
