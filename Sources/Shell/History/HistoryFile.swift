import Glibc

/// The file that statements are remembered in from one session to the next: one entry a line, the
/// oldest first, `\n` for a line end inside an entry and `\\` for a backslash.
///
/// Each entry is added at the end with one write, under a lock, so that sessions side by side keep
/// each other's entries and a killed one loses none. When the file has grown too long, its newest part
/// is written to another file that takes its place.
struct HistoryFile {
  /// What kept the history from being read or written.
  struct Failure: Error, Equatable {
    let path: String
    let code: Int32

    var message: String { "\(path): \(String(cString: strerror(code)))" }
  }

  let path: String
  /// How many entries are kept; up to a quarter more may stand in the file.
  var limit = 10_000
  /// How long the file may grow, in bytes, before it is cut to half of that.
  var byteLimit = 4_000_000

  /// `$XDG_STATE_HOME/dossier/history`, or where that is not set `~/.local/state/dossier/history`; nil
  /// where there is no home folder either.
  static var standard: HistoryFile? {
    // A relative path is to be ignored, says the XDG Base Directory Specification.
    if let folder = Environment["XDG_STATE_HOME"], folder.hasPrefix("/") {
      return HistoryFile(path: folder + "/dossier/history")
    }
    guard let home = Environment["HOME"], home.hasPrefix("/") else { return nil }
    return HistoryFile(path: home + "/.local/state/dossier/history")
  }

  init(path: String) {
    self.path = path
  }

  // MARK: Reading

  /// The newest `limit` entries, the oldest first; none where there is no file yet.
  func entries() throws(Failure) -> [String] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == ENOENT { return [] }
      throw failure()
    }
    defer { close(descriptor) }
    let bytes = try contents(of: descriptor)
    return Self.lines(of: bytes).suffix(limit).map { HistoryEntry.decoded($0) }
  }

  private static func lines(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    bytes.split(separator: UInt8(ascii: "\n"))
  }

  private func contents(of descriptor: Int32) throws(Failure) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65536)
    while true {
      let count = read(descriptor, &chunk, chunk.count)
      if count == 0 { return bytes }
      if count < 0, errno != EINTR { throw failure() }
      if count > 0 { bytes.append(contentsOf: chunk[..<count]) }
    }
  }

  // MARK: Writing

  /// Adds an entry at the end, after whatever other sessions have added.
  ///
  /// - Parameter known: how many entries the file is thought to hold; past the limit it is shortened.
  func append(_ entry: String, known: Int) throws(Failure) {
    try makeFolder()
    let (descriptor, isLocked) = try openLocked()
    defer { close(descriptor) }
    var line = HistoryEntry.encoded(entry)
    let size = lseek(descriptor, 0, SEEK_END)
    if try !endsWithLineEnd(descriptor, size: size) { line.insert(UInt8(ascii: "\n"), at: 0) }
    try write(line, to: descriptor, at: size)
    if isLocked, known > limit + limit / 4 || Int(size) + line.count > byteLimit {
      try shorten(descriptor)
    }
  }

  /// A last line that a full disk or a power cut left half written must not swallow the next entry.
  private func endsWithLineEnd(_ descriptor: Int32, size: off_t) throws(Failure) -> Bool {
    guard size > 0 else { return true }
    var last: UInt8 = 0
    guard pread(descriptor, &last, 1, size - 1) == 1 else { throw failure() }
    return last == UInt8(ascii: "\n")
  }

  /// Writes all of it, or leaves the file as long as it was.
  private func write(_ line: [UInt8], to descriptor: Int32, at size: off_t) throws(Failure) {
    let written = Glibc.write(descriptor, line, line.count)
    guard written == line.count else {
      let problem = Failure(path: path, code: written < 0 ? errno : ENOSPC)
      ftruncate(descriptor, size)
      throw problem
    }
  }

  /// Keeps the newest entries only. The file is replaced in one step, so a reader sees all of the old
  /// one or all of the new one.
  private func shorten(_ descriptor: Int32) throws(Failure) {
    lseek(descriptor, 0, SEEK_SET)
    var kept: [UInt8] = []
    var newest: [ArraySlice<UInt8>] = []
    var size = 0
    for line in Self.lines(of: try contents(of: descriptor)).suffix(limit).reversed() {
      size += line.count + 1
      guard size <= byteLimit / 2 else { break }
      newest.append(line)
    }
    for line in newest.reversed() {
      kept.append(contentsOf: line)
      kept.append(UInt8(ascii: "\n"))
    }
    // The file may be a link to where the user keeps it: the link stays, what it names is replaced.
    guard let resolved = realpath(path, nil) else { throw failure() }
    defer { free(resolved) }
    let target = String(cString: resolved)
    let temporary = "\(target).\(getpid())"
    let output = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard output >= 0 else { throw failure() }
    defer { close(output) }
    guard Glibc.write(output, kept, kept.count) == kept.count, rename(temporary, target) == 0 else {
      let problem = failure()
      unlink(temporary)
      throw problem
    }
  }

  // MARK: Folder and lock

  private func makeFolder() throws(Failure) {
    guard let end = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return }
    let folder = String(path[..<end])
    guard mkdir(folder, 0o700) != 0, errno != EEXIST else { return }
    guard errno == ENOENT, folder.contains("/") else { throw failure() }
    try HistoryFile(path: folder).makeFolder()
    guard mkdir(folder, 0o700) == 0 || errno == EEXIST else { throw failure() }
  }

  /// The file, open for adding, with its lock held where it could be had in time.
  private func openLocked() throws(Failure) -> (descriptor: Int32, isLocked: Bool) {
    while true {
      let descriptor = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
      guard descriptor >= 0 else { throw failure() }
      // A session stopped at the wrong moment holds the lock: not waiting for it forever costs no
      // more than shortening the file another time.
      var attempts = 0
      while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
        attempts += 1
        guard attempts < 100, errno == EWOULDBLOCK || errno == EINTR else { return (descriptor, false) }
        usleep(2000)
      }
      // Another session may have put a shorter file in its place while this one waited.
      var opened = stat()
      var named = stat()
      if fstat(descriptor, &opened) == 0, stat(path, &named) == 0, opened.st_ino == named.st_ino,
        opened.st_dev == named.st_dev
      {
        return (descriptor, true)
      }
      close(descriptor)
    }
  }

  private func failure() -> Failure {
    Failure(path: path, code: errno)
  }
}
