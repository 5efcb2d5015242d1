import Glibc

/// The bytes of a file from its start to its end, unpacked where the file is a gzip file.
package final class ByteSource {
  private let descriptor: Int32
  /// How many bytes the file has, as it is stored; 0 where that is not known.
  package let size: Int
  /// How many bytes of the file, as it is stored, have been read.
  package private(set) var consumed = 0
  /// Whether it is a file, which can be read again, and no pipe.
  package let isRegular: Bool
  private let inflation: Inflation?
  /// Packed bytes, of which those in `waiting` are not unpacked yet.
  private var packed: [UInt8] = []
  private var waiting = 0..<0
  private var isAtEnd = false

  /// Opens a file. With `unpacks`, one that begins as a gzip file does is unpacked.
  package init(_ path: String, unpacks: Bool) throws(ReadingError) {
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .last() }
    var status = stat()
    let isFile = fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    isRegular = isFile
    size = isFile ? Int(status.st_size) : 0
    // The system's reading ahead is worth most when the whole file is read.
    posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL)
    var start: [UInt8] = [0, 0]
    let isPacked =
      unpacks && isFile && pread(descriptor, &start, 2, 0) == 2 && start == [0x1F, 0x8B]
    inflation = isPacked ? try Inflation() : nil
    if isPacked { packed = Array(repeating: 0, count: 1 << 17) }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  /// Whether the file is unpacked while it is read.
  package var isPacked: Bool { inflation != nil }

  /// Fills memory from the start on; gives how many bytes there were, 0 at the end.
  package func read(into target: UnsafeMutableRawBufferPointer) throws(ReadingError) -> Int {
    guard let inflation else { return try fetch(into: target) }
    while true {
      if waiting.isEmpty, !isAtEnd {
        let count = try packed.withMutableBytes { bytes throws(ReadingError) in try fetch(into: bytes) }
        isAtEnd = count == 0
        waiting = 0..<count
      }
      if waiting.isEmpty {
        guard inflation.isBetweenMembers else { throw ReadingError("the gzip data end too early") }
        return 0
      }
      let rest = waiting
      let (taken, made) = try packed.withMutableBytes { bytes throws(ReadingError) in
        try inflation.unpack(UnsafeMutableRawBufferPointer(rebasing: bytes[rest]), into: target)
      }
      waiting = (rest.lowerBound + taken)..<rest.upperBound
      if made > 0 { return made }
    }
  }

  /// Bytes as the file has them.
  private func fetch(into target: UnsafeMutableRawBufferPointer) throws(ReadingError) -> Int {
    while true {
      let count = Glibc.read(descriptor, target.baseAddress, target.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .last() }
      consumed += count
      return count
    }
  }

  /// All that is left.
  package func rest() throws(ReadingError) -> [UInt8] {
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let count = try piece.withMutableBytes { target throws(ReadingError) in try read(into: target) }
      if count == 0 { return bytes }
      bytes += piece[..<count]
    }
  }
}

extension [UInt8] {
  /// As `withUnsafeMutableBytes`, which would lose the type of an error.
  mutating func withMutableBytes<Made>(
    _ body: (UnsafeMutableRawBufferPointer) throws(ReadingError) -> Made
  ) throws(ReadingError) -> Made {
    let result = withUnsafeMutableBytes { bytes in
      Result { () throws(ReadingError) in try body(bytes) }
    }
    return try result.get()
  }
}
