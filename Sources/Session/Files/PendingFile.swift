import Glibc

/// A file that is written beside the one it replaces and takes its place in one step.
///
/// Where that cannot be, as for a device or a pipe, the writes go straight to it.
public final class PendingFile {
  public let descriptor: Int32
  private let path: String
  /// Nil once it is in place, and where the path is no plain file.
  private(set) var temporary: String?

  /// Throws where the file, or one beside it, cannot be written.
  public init(replacing path: String) throws(FileError) {
    // A link keeps its place; what it leads to is replaced.
    let target = Path.resolved(path)
    var status = stat()
    let exists = stat(target, &status) == 0
    self.path = target
    guard !exists || status.st_mode & S_IFMT == S_IFREG else {
      descriptor = open(target, O_WRONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw .last(.write, path) }
      return
    }
    if exists, access(target, W_OK) != 0 { throw .last(.write, path) }
    var template = Array((target + ".XXXXXX").utf8CString)
    let opened = template.withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress.map { mkstemp($0) } ?? -1
    }
    guard opened >= 0 else { throw .last(.write, path) }
    descriptor = opened
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    temporary = template.withUnsafeBufferPointer {
      String(decoding: $0.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
    // mkstemp makes it private; it gets the rights that the old file has, or that a new one would.
    fchmod(descriptor, exists ? status.st_mode & 0o7777 : 0o666 & ~Self.mask)
  }

  deinit {
    Glibc.close(descriptor)
    if let temporary { unlink(temporary) }
  }

  public func write(_ bytes: [UInt8]) throws(FileError) {
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress?.advanced(by: sent), $0.count - sent)
      }
      if count >= 0 { sent += count } else if errno != EINTR { throw .last(.write, path) }
    }
  }

  public func commit() throws(FileError) {
    guard let temporary else { return }
    guard fsync(descriptor) == 0, rename(temporary, path) == 0 else { throw .last(.write, path) }
    self.temporary = nil
  }

  /// The process's file mode mask, which can only be read by setting it.
  private static var mask: mode_t {
    let mask = umask(0)
    umask(mask)
    return mask
  }
}
