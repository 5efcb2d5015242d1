public import Engine
import Glibc
public import Syntax

/// Whole files, read in one piece.
public enum FileBytes {
  /// What `path` holds; `-` is standard input. An interrupt ends a read that waits for input.
  public static func source(_ path: String, interrupt: Interrupt? = nil) throws(FileError) -> SourceText {
    if path == "-" {
      let bytes = try contents(of: STDIN_FILENO, path: "<stdin>", interrupt: interrupt)
      return SourceText(name: "<stdin>", bytes: bytes)
    }
    return SourceText(name: path, bytes: try contents(of: path, interrupt: interrupt))
  }

  /// Throws for what is missing, unreadable or a folder.
  public static func contents(of path: String, interrupt: Interrupt? = nil) throws(FileError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      var error = FileError.last(.read, path)
      if errno == ENOENT { error.alternative = alternative(to: path) }
      throw error
    }
    defer { close(descriptor) }
    return try contents(of: descriptor, path: path, interrupt: interrupt)
  }

  /// Throws for what is missing, unreadable or a folder.
  static func checkIsFile(_ path: String) throws(FileError) {
    var status = stat()
    guard stat(path, &status) == 0, access(path, R_OK) == 0 else {
      var error = FileError.last(.read, path)
      if errno == ENOENT { error.alternative = alternative(to: path) }
      throw error
    }
    if status.st_mode & S_IFMT == S_IFDIR {
      throw FileError(.read, path, reason: FileError.reason(of: EISDIR))
    }
  }

  /// Everything up to the end, in pieces, so that reading a large file can be interrupted. A file's size is the first
  /// guess, so that the bytes need not move.
  private static func contents(
    of descriptor: Int32, path: String, interrupt: Interrupt?
  ) throws(FileError) -> [UInt8] {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .last(.read, path) }
    if status.st_mode & S_IFMT == S_IFDIR {
      throw FileError(.read, path, reason: FileError.reason(of: EISDIR))
    }
    var bytes: [UInt8] = []
    let size = status.st_mode & S_IFMT == S_IFREG ? max(Int(status.st_size), 1 << 12) : 1 << 16
    var room = min(size, 1 << 22)
    if size > room { bytes.reserveCapacity(size) }
    while true {
      var failure: Int32 = 0
      let piece = [UInt8](unsafeUninitializedCapacity: room) { buffer, filled in
        let count = read(descriptor, buffer.baseAddress, room)
        if count < 0 { failure = errno }
        filled = max(count, 0)
      }
      if interrupt?.isRequested == true { failure = EINTR }
      if failure == EINTR, interrupt?.isRequested != true { continue }
      guard failure == 0 else { throw FileError(.read, path, reason: FileError.reason(of: failure)) }
      if piece.isEmpty { return bytes }
      if bytes.isEmpty, size <= room { bytes = piece } else { bytes += piece }
      room = min(max(size - bytes.count, 1 << 16), 1 << 22)
    }
  }

  /// The file in the same folder whose name is nearest.
  private static func alternative(to path: String) -> String? {
    let folder = Path.directory(of: path)
    let names = Folder.names(in: folder ?? ".")
    guard let name = nearest(to: Path.lastComponent(of: path), among: names) else { return nil }
    return Path.join(folder, name)
  }
}
