import Glibc
internal import SQLite

extension Archive {
  /// What `:store` tells of a file.
  package struct Report: Sendable {
    /// In bytes, with what lies beside it.
    package var size = 0
    package var version = 0
    package var facts = 0
    /// Facts that hold no longer, which the journal keeps.
    package var formerFacts = 0
    package var values = 0
    package var citations = 0
    package var documents = 0
    package var rules = 0
    package var queries = 0
    package var steps = 0
    /// The newest first: when, and what.
    package var lastChanges: [(time: Int, kind: String, title: String)] = []
  }

  package func report() throws(ArchiveError) -> Report {
    var report = Report()
    for name in [path, path + "-wal"] {
      var status = stat()
      if stat(name, &status) == 0 { report.size += Int(status.st_size) }
    }
    for id in tables.keys {
      let name = Schema.factTable(id)
      report.facts += try count("\(name) WHERE until IS NULL")
      report.formerFacts += try count("\(name) WHERE until IS NOT NULL")
    }
    report.version = try rows("PRAGMA user_version") { Int($0.integer(0)) }.first ?? 0
    report.values = try count("dossier_value")
    report.citations = try count("dossier_citation WHERE until IS NULL")
    report.documents = try count("dossier_document")
    report.rules = try count("dossier_rule WHERE until IS NULL")
    report.queries = try count("dossier_query")
    report.steps = try count("dossier_step WHERE kind = 'do' AND state = 'done'")
    report.lastChanges = try rows("SELECT time, kind, title FROM dossier_step ORDER BY id DESC LIMIT 5") {
      (Int($0.integer(0)), $0.text(1), $0.text(2))
    }
    return report
  }

  private func count(_ what: String) throws(ArchiveError) -> Int {
    try rows("SELECT count(*) FROM \(what)") { Int($0.integer(0)) }.first ?? 0
  }

  /// Copies the dossier to another file, as a whole or not at all, in place of an earlier copy. Others may go on reading and
  /// writing; `isWanted` is asked now and then, and false ends it.
  package func backUp(to target: String, isWanted: () -> Bool = { true }) throws(ArchiveError) {
    do throws(ArchiveError) {
      _ = try FileHeader.check(target)
      if Self.isSameFile(path, target) { throw ArchiveError(target, .exists) }
    } catch {
      switch error.reason {
      case .missing: break
      case .truncated: break
      default: throw ArchiveError(target, error.reason == .foreign ? .exists : error.reason)
      }
    }
    // Nobody may have it open while it is replaced.
    let lock = try WriterLock(for: target)
    defer { withExtendedLifetime(lock) {} }
    let draft = target + "-new"
    unlink(draft)
    do throws(SQLiteError) {
      let copy = try Connection(draft, .create)
      try copy.execute("PRAGMA synchronous = FULL")
      try connection.backup(to: copy) { _ in isWanted() }
      // A copy is one file.
      try copy.execute("PRAGMA journal_mode = DELETE")
    } catch {
      for suffix in ["", "-journal", "-wal", "-shm"] { unlink(draft + suffix) }
      throw ArchiveError(target, error)
    }
    let descriptor = Glibc.open(draft, O_RDONLY | O_CLOEXEC)
    if descriptor >= 0 {
      fsync(descriptor)
      close(descriptor)
    }
    guard rename(draft, target) == 0 else {
      let number = errno
      unlink(draft)
      throw ArchiveError(target, .failed(SystemError.reason(of: number)))
    }
    Self.synchronise(folderOf: target)
  }

  private static func isSameFile(_ one: String, _ other: String) -> Bool {
    var (left, right) = (stat(), stat())
    return stat(one, &left) == 0 && stat(other, &right) == 0 && left.st_ino == right.st_ino
      && left.st_dev == right.st_dev
  }

  /// Removes a dossier's file that was made just now.
  package func remove() {
    for suffix in ["", "-wal", "-shm"] { unlink(path + suffix) }
  }

  /// Gives unused room back to the system; gives how many bytes.
  package func vacuum() throws(ArchiveError) -> Int {
    guard !isReadOnly else { throw ArchiveError(path, .openedReadOnly) }
    let before = try report().size
    do throws(SQLiteError) {
      try connection.execute("VACUUM")
      try connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    } catch {
      throw ArchiveError(path, error)
    }
    return max(0, before - (try report().size))
  }
}
