import Glibc
internal import SQLite

extension Archive {
  /// Opens a dossier. What is no dossier is refused, and stays as it is.
  package static func open(_ path: String, _ access: Access) throws(ArchiveError) -> Archive {
    guard access != .readOnly else { return try openToRead(path) }
    if access == .create, Glibc.access(path, F_OK) != 0, errno == ENOENT { return try make(path) }
    let version = try FileHeader.check(path)
    guard Glibc.access(path, W_OK) == 0 else { throw ArchiveError(path, .readOnly) }
    let lock = try WriterLock(for: path)
    do throws(SQLiteError) {
      let connection = try Connection(path, .readWrite)
      try connection.execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL")
      try Migration.migrate(connection, from: version)
      return try Archive(path: path, connection: connection, lock: lock)
    } catch {
      throw ArchiveError(path, error)
    }
  }

  /// Makes a dossier under another name first, so that there is a whole one or none.
  private static func make(_ path: String) throws(ArchiveError) -> Archive {
    let lock = try WriterLock(for: path)
    let draft = path + "-new"
    unlink(draft)
    do throws(SQLiteError) {
      let connection = try Connection(draft, .create)
      try connection.execute("PRAGMA application_id = \(Schema.applicationID); PRAGMA synchronous = FULL")
      try Migration.migrate(connection, from: 0)
      let statement = try connection.prepare("INSERT INTO dossier_about VALUES ('created', ?)")
      try statement.bind(Int64(time(nil)), at: 1)
      try statement.run()
    } catch {
      unlink(draft)
      unlink(draft + "-journal")
      throw error.kind == .cannotOpen
        ? ArchiveError(path, .failed("no file can be made in its folder")) : ArchiveError(path, error)
    }
    // A link does not replace what has come there in the meantime, as a renaming would.
    guard link(draft, path) == 0 else {
      let number = errno
      unlink(draft)
      throw ArchiveError(path, number == EEXIST ? .exists : .failed(SystemError.reason(of: number)))
    }
    unlink(draft)
    Self.synchronise(folderOf: path)
    do throws(SQLiteError) {
      let connection = try Connection(path, .readWrite)
      try connection.execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL")
      return try Archive(path: path, connection: connection, lock: lock)
    } catch {
      throw ArchiveError(path, error)
    }
  }

  private static func openToRead(_ path: String) throws(ArchiveError) -> Archive {
    let version = try FileHeader.check(path)
    guard version == Schema.version else { throw ArchiveError(path, .older(version: version)) }
    do throws(SQLiteError) {
      // Without what others may be writing beside it, the file is all there is; SQLite would want to make files there.
      let isAlone = !FileHeader.hasJournal(path)
      let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
      let canWrite = Glibc.access(folder, W_OK) == 0
      let connection = try Connection(path, isAlone && !canWrite ? .immutable : .readOnly)
      return try Archive(path: path, connection: connection, lock: nil)
    } catch {
      throw ArchiveError(path, error)
    }
  }

  /// Makes a new name in a folder durable.
  static func synchronise(folderOf path: String) {
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    let descriptor = Glibc.open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }
}
