import CMemory
import Glibc

/// Large blocks of memory that begin at a large page, so that the system can give them, move them when they grow and
/// take them back in large pages: with small ones, giving back some gigabytes takes most of a second.
///
/// Unsafe memory. The invariant: a block of so many bytes is a mapping of its own of ``mapped(_:)`` bytes, which belongs to
/// whoever took it.
enum LargeBlocks {
  #if SANITIZED
    /// The address sanitizer knows the blocks of the allocator only.
    static let leastSize = Int.max
  #else
    /// Smaller blocks are the allocator's.
    static let leastSize = 4 << 20
  #endif

  private static let page = 2 << 20

  /// The bytes in whole large pages.
  private static func mapped(_ size: Int) -> Int { (size + page - 1) / page * page }

  static func take(_ size: Int) -> UnsafeMutableRawPointer {
    let size = mapped(size)
    let flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE
    guard let room = mmap(nil, size + page, PROT_READ | PROT_WRITE, flags, -1, 0), room != MAP_FAILED else {
      preconditionFailure("no memory for \(size) bytes")
    }
    let before = (page - Int(bitPattern: room) % page) % page
    let block = room + before
    if before > 0 { munmap(room, before) }
    munmap(block + size, page - before)
    // Where the system has no large pages, the block is as good as any.
    madvise(block, size, MADV_HUGEPAGE)
    return block
  }

  /// Makes a block longer or shorter; what both have room for stays.
  static func resize(_ block: UnsafeMutableRawPointer, from old: Int, to new: Int) -> UnsafeMutableRawPointer
  {
    let (old, new) = (mapped(old), mapped(new))
    if new < old { munmap(block + new, old - new) }
    guard new > old else { return block }
    let larger = take(new)
    guard cmemory_move(block, old, new, larger) else { preconditionFailure("no memory for \(new) bytes") }
    madvise(larger, new, MADV_HUGEPAGE)
    return larger
  }

  static func give(_ block: UnsafeMutableRawPointer, _ size: Int) { munmap(block, mapped(size)) }
}
