internal import CZlib

/// Unpacks a gzip stream piece by piece (RFC 1952), also one of several members.
///
/// Unsafe: `stream` is initialised from the initialiser to the end of the object, and does not move.
final class Inflation {
  private let stream: UnsafeMutablePointer<z_stream>
  /// Whether the last member is complete, so that the packed bytes may end here.
  private(set) var isBetweenMembers = false

  init() throws(ReadingError) {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    // 16 more than the window's size: a gzip header is expected.
    let code = inflateInit2_(stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard code == Z_OK else { throw ReadingError("zlib cannot start (\(code))") }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  /// Unpacks from `packed` into `target`; gives how many bytes were taken and how many were made.
  func unpack(
    _ packed: UnsafeMutableRawBufferPointer, into target: UnsafeMutableRawBufferPointer
  ) throws(ReadingError) -> (taken: Int, made: Int) {
    if isBetweenMembers, !packed.isEmpty {
      guard inflateReset(stream) == Z_OK else { throw ReadingError("the gzip data are damaged") }
      isBetweenMembers = false
    }
    stream.pointee.next_in = packed.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_in = UInt32(clamping: packed.count)
    stream.pointee.next_out = target.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_out = UInt32(clamping: target.count)
    let code = inflate(stream, Z_NO_FLUSH)
    switch code {
    case Z_OK, Z_BUF_ERROR: break
    case Z_STREAM_END: isBetweenMembers = true
    default: throw ReadingError("the gzip data are damaged")
    }
    return (packed.count - Int(stream.pointee.avail_in), target.count - Int(stream.pointee.avail_out))
  }
}
