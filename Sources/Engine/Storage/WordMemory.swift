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
    preferLargePages(memory, size)
    return memory.bindMemory(to: UInt32.self, capacity: max(1, count))
  }

  /// Asks for large pages where a block is large: its first use then takes few faults.
  static func preferLargePages(_ block: UnsafeMutableRawPointer, _ size: Int) {
    guard size >= leastLarge else { return }
    let page = Int(sysconf(Int32(_SC_PAGESIZE)))
    let start = (Int(bitPattern: block) + page - 1) / page * page
    let end = (Int(bitPattern: block) + size) / page * page
    guard let first = UnsafeMutableRawPointer(bitPattern: start), end > start else { return }
    // Where the system has none, the block is as good as before.
    _ = madvise(first, end - start, MADV_HUGEPAGE)
  }

  private static let leastLarge = 4 << 20

  static func give(_ block: UnsafeMutablePointer<UInt32>) { free(block) }
}
