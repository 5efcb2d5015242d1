internal import SQLite
package import Syntax

/// Why a dossier's file could not be opened, read or written, in words for the user. Nothing of the file has changed.
package struct ArchiveError: Error, Hashable, Sendable {
  package enum Reason: Hashable, Sendable {
    case missing
    case folder
    /// An empty file, which a dossier never is.
    case empty
    /// No SQLite file.
    case foreign
    /// An SQLite file that another program made.
    case foreignDatabase
    /// Shorter than its header says.
    case truncated(bytes: Int, expected: Int)
    case newer(version: Int32)
    /// The file is older than the tables of today, and cannot be brought up to date since it is opened to be read only.
    case older(version: Int32)
    case exists
    /// Another process writes it.
    case locked(holder: String)
    case readOnly
    /// Opened to be read only, at the user's wish.
    case openedReadOnly
    case full
    /// The disk refused, or a limit on the size of files did.
    case disk(String)
    /// What SQLite found out of order.
    case damaged(String)
    /// The system refused, in its own words.
    case failed(String)
    /// The user did not want to wait for it.
    case interrupted
    /// A relation has more columns than a table can.
    case tooWide(relation: String)
  }

  package let path: String
  package let reason: Reason

  package init(_ path: String, _ reason: Reason) {
    self.path = path
    self.reason = reason
  }

  init(_ path: String, _ error: SQLiteError) {
    self.path = path
    reason =
      switch error.kind {
      case .full: .full
      case .readOnly: .readOnly
      case .corrupt: .damaged(error.message)
      case .notADatabase: .foreign
      case .inputOutput: .disk(error.message)
      case .busy, .cannotOpen, .constraint, .interrupted, .outOfMemory, .other:
        .failed(error.message)
      }
  }

  /// One line without a full stop.
  package var message: String {
    switch reason {
    case .missing: "there is no dossier '\(path)'"
    case .folder: "'\(path)' is a folder, not a dossier"
    case .empty: "'\(path)' is an empty file, not a dossier"
    case .foreign: "'\(path)' is not a dossier"
    case .foreignDatabase: "'\(path)' is an SQLite file of another program, not a dossier"
    case .truncated(let bytes, let expected):
      "'\(path)' is cut off: it has \(bytes) of \(expected) bytes"
    case .newer(let version):
      "'\(path)' was written by a newer version of Dossier (its tables are of version \(version), this program knows \(Schema.version))"
    case .older(let version):
      "'\(path)' is of an older version (its tables are of version \(version), this program's of \(Schema.version))"
    case .exists: "'\(path)' is there already"
    case .locked(let holder): "'\(path)' is being written by \(holder)"
    case .readOnly: "'\(path)' cannot be written to"
    case .openedReadOnly: "'\(path)' is open read-only"
    case .full: "'\(path)' cannot be written: the disk is full"
    case .disk(let words): "'\(path)' cannot be read or written: \(words)"
    case .damaged(let words): "'\(path)' is damaged: \(words)"
    case .failed(let words): "'\(path)' cannot be used: \(words)"
    case .interrupted: "'\(path)' was not opened: interrupted"
    case .tooWide(let relation): "'\(relation)' has more columns than a dossier can keep"
    }
  }

  /// What would help.
  package var mend: String? {
    switch reason {
    case .missing: "look at the name"
    case .folder, .exists, .foreign, .foreignDatabase: "give another name"
    case .empty: "give another name, or remove the file"
    case .truncated, .damaged: "go back to a backup, or see what 'dossier store check' can rescue"
    case .newer: "use that version, or a later one"
    case .older: "open it once without --read-only"
    case .locked: "open it to read only, with --read-only"
    case .readOnly: "make the file and its folder writable, or open it with --read-only"
    case .openedReadOnly: "try things out within ':whatif', or open it without --read-only"
    case .full: "make room, then say it again"
    case .disk: "see whether the disk is full or fails, then say it again"
    case .failed, .interrupted: nil
    case .tooWide: "the most are \(ArchiveError.mostColumns)"
    }
  }

  /// SQLite's tables have 2,000 columns at most, and three are the store's.
  package static let mostColumns = 1_990

  package func diagnostic(at range: SourceRange? = nil, in source: SourceText? = nil) -> Diagnostic {
    Diagnostic(.error, .unusableStore, message, at: range, in: source, mend: mend)
  }
}
