internal import CSQLite

/// A statement of SQL that can be run many times. Parameters count from 1, columns from 0.
public final class PreparedStatement {
  /// What a column of a row holds.
  public enum Kind: Sendable { case integer, real, text, blob, null }

  private let connection: Connection
  private let handle: OpaquePointer

  init(_ sql: String, of connection: Connection) throws(SQLiteError) {
    self.connection = connection
    var prepared: OpaquePointer?
    try connection.check(
      sqlite3_prepare_v3(connection.handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &prepared, nil))
    guard let prepared else { throw SQLiteError(code: SQLITE_MISUSE, message: "this is no statement") }
    handle = prepared
  }

  deinit { sqlite3_finalize(handle) }

  // MARK: Parameters

  public func bind(_ value: Int64, at place: Int32) throws(SQLiteError) {
    try connection.check(sqlite3_bind_int64(handle, place, value))
  }

  public func bind(_ value: Double, at place: Int32) throws(SQLiteError) {
    try connection.check(sqlite3_bind_double(handle, place, value))
  }

  public func bind(_ value: String, at place: Int32) throws(SQLiteError) {
    var value = value
    let code = value.withUTF8 { bytes in
      // An empty text is bound as one, not as null.
      bytes.withMemoryRebound(to: CChar.self) {
        dossier_sqlite_bind_text(
          handle, place, $0.baseAddress ?? UnsafePointer(bitPattern: 1), UInt64($0.count))
      }
    }
    try connection.check(code)
  }

  public func bind(_ bytes: UnsafeRawBufferPointer, at place: Int32) throws(SQLiteError) {
    try connection.check(code(binding: bytes, at: place))
  }

  public func bind(_ bytes: [UInt8], at place: Int32) throws(SQLiteError) {
    try connection.check(bytes.withUnsafeBytes { code(binding: $0, at: place) })
  }

  private func code(binding bytes: UnsafeRawBufferPointer, at place: Int32) -> Int32 {
    // No bytes are bound as such, not as null.
    let start = bytes.baseAddress ?? UnsafeRawPointer(bitPattern: 1)
    return dossier_sqlite_bind_blob(handle, place, start, UInt64(bytes.count))
  }

  public func bindNull(at place: Int32) throws(SQLiteError) {
    try connection.check(sqlite3_bind_null(handle, place))
  }

  public func bind(_ value: Int64?, at place: Int32) throws(SQLiteError) {
    if let value { try bind(value, at: place) } else { try bindNull(at: place) }
  }

  public func bind(_ value: String?, at place: Int32) throws(SQLiteError) {
    if let value { try bind(value, at: place) } else { try bindNull(at: place) }
  }

  // MARK: Running

  /// Goes to the next row; false where there is none, and then the statement can be run again.
  @discardableResult public func step() throws(SQLiteError) -> Bool {
    let code = sqlite3_step(handle)
    if code == SQLITE_ROW { return true }
    let error = code == SQLITE_DONE ? nil : connection.failure(code)
    sqlite3_reset(handle)
    if let error { throw error }
    return false
  }

  /// Runs a statement that gives no rows.
  public func run() throws(SQLiteError) {
    while try step() {}
  }

  /// Ends a question before its last row.
  public func reset() { sqlite3_reset(handle) }

  // MARK: The row

  public var columnCount: Int32 { sqlite3_column_count(handle) }

  public func name(_ column: Int32) -> String {
    sqlite3_column_name(handle, column).map { String(cString: $0) } ?? ""
  }

  public func kind(_ column: Int32) -> Kind {
    switch sqlite3_column_type(handle, column) {
    case SQLITE_INTEGER: .integer
    case SQLITE_FLOAT: .real
    case SQLITE_TEXT: .text
    case SQLITE_BLOB: .blob
    default: .null
    }
  }

  public func isNull(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }

  @inline(__always) public func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }

  public func real(_ column: Int32) -> Double { sqlite3_column_double(handle, column) }

  /// A text; bytes that are no UTF-8 are replaced.
  public func text(_ column: Int32) -> String {
    withBytes(column) { String(decoding: $0, as: UTF8.self) }
  }

  public func bytes(_ column: Int32) -> [UInt8] { withBytes(column) { [UInt8]($0) } }

  /// Gives the bytes of a text or blob, valid until the next step.
  public func withBytes<Result, Failure: Error>(
    _ column: Int32, _ look: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    // The address is asked for first, since that may convert what the count is of.
    let start = sqlite3_column_blob(handle, column)
    let count = Int(sqlite3_column_bytes(handle, column))
    return try look(UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count))
  }
}
