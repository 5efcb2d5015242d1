internal import CSQLite

/// What SQLite refused, with its code and its words.
public struct SQLiteError: Error, Hashable, Sendable {
  /// What can be told apart and acted on.
  public enum Kind: Sendable {
    /// Another connection holds a lock.
    case busy
    case full
    case readOnly
    case cannotOpen
    case notADatabase
    case corrupt
    case constraint
    case interrupted
    case inputOutput
    case outOfMemory
    case other
  }

  /// SQLite's extended result code.
  public let code: Int32
  /// SQLite's own words.
  public let message: String

  public init(code: Int32, message: String) {
    self.code = code
    self.message = message
  }

  public var kind: Kind {
    switch code & 0xFF {
    case SQLITE_BUSY, SQLITE_LOCKED: .busy
    case SQLITE_FULL: .full
    case SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH: .readOnly
    case SQLITE_CANTOPEN: .cannotOpen
    case SQLITE_NOTADB: .notADatabase
    case SQLITE_CORRUPT: .corrupt
    case SQLITE_CONSTRAINT: .constraint
    case SQLITE_INTERRUPT, SQLITE_ABORT: .interrupted
    case SQLITE_IOERR: .inputOutput
    case SQLITE_NOMEM: .outOfMemory
    default: .other
    }
  }
}
