/// Small blocks of 32-bit words, cut from large chunks and given back by size.
///
/// Unsafe memory. The invariant: a block of `2^log` words belongs to whoever took it until it is given back with
/// the same `log`; all memory is freed with the arena. Blocks are zeroed when they are taken.
struct WordArena: ~Copyable {
  #if SANITIZED
    /// Every block is allocated by itself, so that the address sanitizer sees its edges.
    private static let largestLog = -1
  #else
    /// Blocks up to this size are cut from chunks; larger ones are allocated by themselves.
    private static let largestLog = 12
  #endif
  private static let chunkWords = 1 << 16
  private var chunks: [UnsafeMutablePointer<UInt32>] = []
  private var large: [UnsafeMutablePointer<UInt32>: Int] = [:]
  /// How many words of the newest chunk are taken.
  private var used = chunkWords
  private var free: [[UnsafeMutablePointer<UInt32>]] = Array(repeating: [], count: largestLog + 1)

  init() {}

  deinit {
    for chunk in chunks { chunk.deallocate() }
    for block in large.keys { block.deallocate() }
  }

  mutating func take<Limit: Polling>(
    log: Int, filling word: UInt32 = 0, budget: Limit = Unlimited()
  ) throws(Limit.Failure) -> UnsafeMutablePointer<UInt32> {
    let size = 1 << log
    if log > WordArena.largestLog { try budget.expect(bytes: size * 4) }
    let block: UnsafeMutablePointer<UInt32>
    if log > WordArena.largestLog {
      block = .allocate(capacity: size)
      large[block] = size
    } else if let recycled = free[log].popLast() {
      block = recycled
    } else {
      if used + size > WordArena.chunkWords {
        chunks.append(.allocate(capacity: WordArena.chunkWords))
        used = 0
      }
      block = chunks[chunks.count - 1] + used
      used += size
    }
    do throws(Limit.Failure) {
      try block.initialize(repeating: word, count: size, budget: budget)
    } catch {
      give(block, log: log)
      throw error
    }
    return block
  }

  mutating func give(_ block: UnsafeMutablePointer<UInt32>, log: Int) {
    if log > WordArena.largestLog {
      large[block] = nil
      block.deallocate()
    } else {
      free[log].append(block)
    }
  }

  var bytes: Int { chunks.count * WordArena.chunkWords * 4 + large.values.reduce(0) { $0 + $1 * 4 } }
}
