import Engine
import Glibc

/// An open file that is read at any place, by any thread.
final class InputFile: Sendable {
  private let descriptor: Int32
  /// In bytes, when it was opened.
  let size: Int

  /// Nil for what cannot be opened and for what has no size, as a pipe.
  init?(_ path: String) {
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size > 0 else {
      close(descriptor)
      return nil
    }
    size = Int(status.st_size)
    posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL)
  }

  deinit { close(descriptor) }

  /// Fills memory from a place in the file; gives how many bytes there were, or nil for a failure.
  func read(into bytes: UnsafeMutableRawBufferPointer, at offset: Int) -> Int? {
    var filled = 0
    while filled < bytes.count {
      let rest = UnsafeMutableRawBufferPointer(rebasing: bytes[filled...])
      let count = pread(descriptor, rest.baseAddress, rest.count, offset + filled)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { return nil }
      if count == 0 { break }
      filled += count
    }
    return filled
  }

  /// The place after the first `byte` at or after `offset`; nil where there is none, or the file cannot be read.
  func end(of byte: UInt8, from offset: Int, _ budget: Budget) throws(EngineError) -> Int? {
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    var offset = offset
    while true {
      try budget.poll()
      let count = piece.withUnsafeMutableBytes { read(into: $0, at: offset) }
      guard let count, count > 0 else { return nil }
      let found = piece.withUnsafeBytes { bytes -> Int? in
        guard let base = bytes.baseAddress, let place = memchr(base, Int32(byte), count) else { return nil }
        return UnsafeRawPointer(place) - base
      }
      if let found { return offset + found + 1 }
      offset += count
    }
  }
}
