import Glibc

/// Sees to it that one process at a time writes a dossier: a lock on a file beside it, which says who that is.
///
/// The system gives the lock back when the process ends, however it ends.
final class WriterLock {
  private let descriptor: Int32
  private let path: String

  /// Takes the lock; throws who has it.
  init(for dossier: String) throws(ArchiveError) {
    path = dossier + "-lock"
    while true {
      let opened = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
      guard opened >= 0 else {
        let number = errno
        let isRefused = number == EACCES || number == EROFS || number == EPERM
        throw ArchiveError(dossier, isRefused ? .readOnly : .failed(SystemError.reason(of: number)))
      }
      guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
        let holder = Self.holder(opened)
        close(opened)
        throw ArchiveError(dossier, .locked(holder: holder))
      }
      // The one before may have removed the file between the two calls.
      var (own, there) = (stat(), stat())
      if fstat(opened, &own) == 0, stat(path, &there) == 0, own.st_ino == there.st_ino,
        own.st_dev == there.st_dev
      {
        descriptor = opened
        break
      }
      close(opened)
    }
    let words = Self.description
    ftruncate(descriptor, 0)
    _ = words.utf8.withContiguousStorageIfAvailable { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
  }

  deinit {
    unlink(path)
    close(descriptor)
  }

  /// `process 4711 (ines on desk) since 2026-02-11 09:00:00`: this one.
  private static var description: String {
    var name = [CChar](repeating: 0, count: 256)
    gethostname(&name, name.count - 1)
    let host = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let user = getpwuid(getuid()).map { String(cString: $0.pointee.pw_name) } ?? "user \(getuid())"
    var (now, parts) = (time(nil), tm())
    localtime_r(&now, &parts)
    func two(_ number: Int32) -> String { (number < 10 ? "0" : "") + String(number) }
    let day = "\(parts.tm_year + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))"
    let hour = "\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec))"
    return "process \(getpid()) (\(user) on \(host)) since \(day) \(hour)"
  }

  private static func holder(_ descriptor: Int32) -> String {
    var bytes = [UInt8](repeating: 0, count: 512)
    let count = pread(descriptor, &bytes, bytes.count, 0)
    let words = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    return words.isEmpty ? "another process" : words
  }
}
