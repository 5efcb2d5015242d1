import Glibc

/// Memory for words from the system's allocator, which moves large blocks when they grow without copying them.
///
/// Unsafe memory. Blocks are owned by whoever took them; their words are of unspecified value until they are written, so
/// an owner reads those only that it has written.
enum WordMemory {
  static func take(_ count: Int) -> UnsafeMutablePointer<UInt32> { resize(nil, to: count) }

  /// Makes a block longer or shorter; what both have room for stays, the pointer may change.
  static func resize(_ block: UnsafeMutablePointer<UInt32>?, to count: Int) -> UnsafeMutablePointer<UInt32> {
    let size = max(1, count) * MemoryLayout<UInt32>.stride
    guard let memory = realloc(block, size) else { preconditionFailure("no memory for \(size) bytes") }
    return memory.bindMemory(to: UInt32.self, capacity: max(1, count))
  }

  static func give(_ block: UnsafeMutablePointer<UInt32>) { free(block) }
}
