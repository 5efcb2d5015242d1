internal import CSQLite

/// A connection to an SQLite file, used from one thread; ``interrupt()`` alone may be called from elsewhere.
///
/// Unsafe: `handle` is open from the initialiser to the end of the object, and statements keep the object.
public final class Connection {
  public enum Mode: Sendable {
    case readOnly
    /// Nobody writes the file, and nothing beside it is looked at: for a folder that cannot be written to.
    case immutable
    case readWrite
    /// Read and write, made where there is none.
    case create
  }

  let handle: OpaquePointer

  /// Opens a file; `:memory:` is a database in memory.
  ///
  /// - Parameter busyTimeout: milliseconds to wait for another's lock.
  public init(_ path: String, _ mode: Mode, busyTimeout: Int32 = 5_000) throws(SQLiteError) {
    var flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
    var name = path
    switch mode {
    case .readOnly: flags |= SQLITE_OPEN_READONLY
    case .immutable:
      flags |= SQLITE_OPEN_READONLY | SQLITE_OPEN_URI
      name = "file:" + Connection.escaped(path) + "?immutable=1"
    case .readWrite: flags |= SQLITE_OPEN_READWRITE
    case .create: flags |= SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
    }
    var opened: OpaquePointer?
    let code = sqlite3_open_v2(name, &opened, flags, nil)
    guard code == SQLITE_OK, let opened else {
      let message =
        opened.map { String(cString: sqlite3_errmsg($0)) } ?? String(cString: sqlite3_errstr(code))
      sqlite3_close_v2(opened)
      throw SQLiteError(code: code, message: message)
    }
    handle = opened
    sqlite3_busy_timeout(handle, busyTimeout)
  }

  deinit { sqlite3_close_v2(handle) }

  /// Runs statements that give no rows, or whose rows are not wanted.
  public func execute(_ sql: String) throws(SQLiteError) {
    try check(sqlite3_exec(handle, sql, nil, nil, nil))
  }

  /// Prepares one statement.
  public func prepare(_ sql: String) throws(SQLiteError) -> PreparedStatement {
    try PreparedStatement(sql, of: self)
  }

  /// The first column of the first row of a question; nil where there is none, or it is null.
  public func integer(_ sql: String) throws(SQLiteError) -> Int64? {
    let statement = try prepare(sql)
    guard try statement.step(), !statement.isNull(0) else { return nil }
    return statement.integer(0)
  }

  /// As ``integer(_:)``, of a text.
  public func text(_ sql: String) throws(SQLiteError) -> String? {
    let statement = try prepare(sql)
    guard try statement.step(), !statement.isNull(0) else { return nil }
    return statement.text(0)
  }

  /// Does all of some work or none of it. The write lock is taken at once, so that what is read stays true.
  public func transaction<Failure: Error>(
    _ work: () throws(Failure) -> Void, failing: (SQLiteError) -> Failure
  ) throws(Failure) {
    do throws(SQLiteError) { try execute("BEGIN IMMEDIATE") } catch { throw failing(error) }
    do throws(Failure) {
      try work()
      do throws(SQLiteError) { try execute("COMMIT") } catch { throw failing(error) }
    } catch {
      // Some failures have ended it already.
      if isInTransaction { try? execute("ROLLBACK") }
      throw error
    }
  }

  public func transaction(_ work: () throws(SQLiteError) -> Void) throws(SQLiteError) {
    try transaction(work) { $0 }
  }

  public var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

  /// The row number that the last insertion got.
  public var lastRow: Int64 { sqlite3_last_insert_rowid(handle) }

  /// How many rows the last statement changed.
  public var changes: Int { Int(sqlite3_changes64(handle)) }

  /// Whether the file can only be read.
  public var isReadOnly: Bool { sqlite3_db_readonly(handle, "main") == 1 }

  /// Ends what is running, which then fails as interrupted. May be called from any thread.
  public func interrupt() { sqlite3_interrupt(handle) }

  /// Copies the whole database to another, a few pages at a time, while others may read and write.
  ///
  /// - Parameter progress: is told the part done, 0...1, after each piece; false ends the copy, which then fails as
  ///   interrupted.
  public func backup(
    to target: Connection, pagesAtOnce: Int32 = 1024, progress: (Double) -> Bool = { _ in true }
  ) throws(SQLiteError) {
    guard let backup = sqlite3_backup_init(target.handle, "main", handle, "main") else {
      throw target.failure(sqlite3_extended_errcode(target.handle))
    }
    var code = SQLITE_OK
    repeat {
      code = sqlite3_backup_step(backup, pagesAtOnce)
      let whole = max(1, sqlite3_backup_pagecount(backup))
      let isWanted = progress(1 - Double(sqlite3_backup_remaining(backup)) / Double(whole))
      if code == SQLITE_OK, !isWanted { code = SQLITE_INTERRUPT }
      if code == SQLITE_BUSY || code == SQLITE_LOCKED { sqlite3_sleep(10) }
    } while code == SQLITE_OK || code == SQLITE_BUSY || code == SQLITE_LOCKED
    let end = sqlite3_backup_finish(backup)
    if code != SQLITE_DONE { throw failure(code) }
    if end != SQLITE_OK { throw target.failure(end) }
  }

  func check(_ code: Int32) throws(SQLiteError) {
    guard code == SQLITE_OK else { throw failure(code) }
  }

  func failure(_ code: Int32) -> SQLiteError {
    let isLast = sqlite3_errcode(handle) & 0xFF == code & 0xFF
    return SQLiteError(
      code: code, message: String(cString: isLast ? sqlite3_errmsg(handle) : sqlite3_errstr(code)))
  }

  /// The version of the library.
  public static var version: String { String(cString: sqlite3_libversion()) }

  /// A path as it stands in a URI.
  private static func escaped(_ path: String) -> String {
    var text = ""
    for byte in path.utf8 {
      let character = Unicode.Scalar(byte)
      if byte < 128, character.properties.isAlphabetic || "0123456789/._-".unicodeScalars.contains(character)
      {
        text.unicodeScalars.append(character)
      } else {
        text += (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
      }
    }
    return text
  }
}
