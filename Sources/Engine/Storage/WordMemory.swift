import Glibc

/// Memory for words that moves without being copied when it grows, where it is large.
///
/// Unsafe memory. Blocks are owned by whoever took them, who remembers how many words they have; the words are of
/// unspecified value until they are written, so an owner reads those only that it has written.
enum WordMemory {
  static func take(_ count: Int) -> UnsafeMutablePointer<UInt32> {
    let size = bytes(count)
    let memory = size >= LargeBlocks.leastSize ? LargeBlocks.take(size) : small(nil, size)
    return memory.bindMemory(to: UInt32.self, capacity: max(1, count))
  }

  /// Makes a block longer or shorter; what both have room for stays, the pointer may change.
  static func resize(
    _ block: UnsafeMutablePointer<UInt32>, from oldCount: Int, to count: Int
  ) -> UnsafeMutablePointer<UInt32> {
    let (old, new) = (bytes(oldCount), bytes(count))
    let memory: UnsafeMutableRawPointer
    switch (old >= LargeBlocks.leastSize, new >= LargeBlocks.leastSize) {
    case (false, false): memory = small(block, new)
    case (true, true): memory = LargeBlocks.resize(block, from: old, to: new)
    case (false, true), (true, false):
      let moved = take(count)
      moved.update(from: block, count: min(oldCount, count))
      give(block, oldCount)
      return moved
    }
    return memory.bindMemory(to: UInt32.self, capacity: max(1, count))
  }

  static func give(_ block: UnsafeMutablePointer<UInt32>, _ count: Int) {
    let size = bytes(count)
    if size >= LargeBlocks.leastSize { LargeBlocks.give(block, size) } else { free(block) }
  }

  private static func bytes(_ count: Int) -> Int { max(1, count) * MemoryLayout<UInt32>.stride }

  private static func small(_ block: UnsafeMutableRawPointer?, _ size: Int) -> UnsafeMutableRawPointer {
    guard let memory = realloc(block, size) else { preconditionFailure("no memory for \(size) bytes") }
    return memory
  }

  /// Asks for large pages where a block of the allocator's is large: its first use then takes few faults.
  static func preferLargePages(_ block: UnsafeMutableRawPointer, _ size: Int) {
    guard size >= 4 << 20 else { return }
    let page = Int(sysconf(Int32(_SC_PAGESIZE)))
    let start = (Int(bitPattern: block) + page - 1) / page * page
    let end = (Int(bitPattern: block) + size) / page * page
    guard let first = UnsafeMutableRawPointer(bitPattern: start), end > start else { return }
    // Where the system has none, the block is as good as before.
    _ = madvise(first, end - start, MADV_HUGEPAGE)
  }
}
