import Glibc

/// What can be told of a file without SQLite, and without a change of anything.
enum FileHeader {
  /// Refuses what is no dossier of a version that this program knows; gives the version.
  static func check(_ path: String) throws(ArchiveError) -> Int32 {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == ENOENT { throw ArchiveError(path, .missing) }
      throw ArchiveError(path, .failed(SystemError.reason(of: errno)))
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw ArchiveError(path, .failed(SystemError.reason(of: errno)))
    }
    if status.st_mode & S_IFMT == S_IFDIR { throw ArchiveError(path, .folder) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw ArchiveError(path, .foreign) }
    let size = Int(status.st_size)
    if size == 0 { throw ArchiveError(path, .empty) }
    var bytes = [UInt8](repeating: 0, count: 100)
    guard pread(descriptor, &bytes, bytes.count, 0) == bytes.count, bytes.starts(with: magic) else {
      throw ArchiveError(path, .foreign)
    }
    guard number(bytes, 68) == UInt32(bitPattern: Schema.applicationID) else {
      throw ArchiveError(path, .foreignDatabase)
    }
    let version = Int32(bitPattern: number(bytes, 60))
    guard version > 0, version <= Schema.version else { throw ArchiveError(path, .newer(version: version)) }
    // What a crash left in the journal beside it may still have to be written to the file.
    if hasJournal(path) { return version }
    let written = Int(bytes[16]) << 8 | Int(bytes[17])
    let expected = Int(number(bytes, 28)) * (written == 1 ? 65_536 : written)
    if size < expected { throw ArchiveError(path, .truncated(bytes: size, expected: expected)) }
    return version
  }

  /// As ``check(_:)``, but gives the words for a file that is cut off, of which the rest may be readable.
  static func truncation(of path: String) throws(ArchiveError) -> String? {
    do throws(ArchiveError) {
      _ = try check(path)
      return nil
    } catch {
      guard case .truncated = error.reason else { throw error }
      return error.message
    }
  }

  /// Whether something lies in SQLite's journal beside a file, which belongs to what it holds.
  static func hasJournal(_ path: String) -> Bool {
    var status = stat()
    return stat(path + "-wal", &status) == 0 && status.st_size > 0
  }

  private static let magic = Array("SQLite format 3\0".utf8)

  /// Four bytes, the greatest first.
  private static func number(_ bytes: [UInt8], _ place: Int) -> UInt32 {
    bytes[place..<place + 4].reduce(0) { $0 << 8 | UInt32($1) }
  }
}

/// The system's words for what it refused.
enum SystemError {
  static func reason(of number: Int32) -> String {
    guard let text = strerror(number) else { return "error \(number)" }
    let words = String(cString: text)
    return words.prefix(1).lowercased() + words.dropFirst()
  }
}
