import Testing

@testable import Engine

/// Blocks of words of the allocator's, blocks of large pages, and the way from the one to the other and back.
@Suite struct WordMemoryTests {
  /// From a few words to some large pages, up and down again.
  @Test func aBlockKeepsItsWordsWhateverItsSize() {
    let counts = [10, 1000, 1 << 20, 3 << 20, (3 << 20) + 7, 9 << 20, 2 << 20, (1 << 20) - 1, 50]
    var block = WordMemory.take(counts[0])
    var filled = 0
    for (before, count) in zip([counts[0]] + counts, counts) {
      if count != before { block = WordMemory.resize(block, from: before, to: count) }
      filled = min(filled, count)
      for place in stride(from: 0, to: filled, by: 997) { #expect(block[place] == UInt32(place)) }
      for place in filled..<count { block[place] = UInt32(place) }
      filled = count
    }
    WordMemory.give(block, filled)
  }

  @Test func aLargeBlockBeginsAtALargePage() {
    let count = LargeBlocks.leastSize / 4
    guard LargeBlocks.leastSize < .max else { return }
    var block = WordMemory.take(count)
    #expect(Int(bitPattern: block) % (2 << 20) == 0)
    block = WordMemory.resize(block, from: count, to: 5 * count)
    #expect(Int(bitPattern: block) % (2 << 20) == 0)
    WordMemory.give(block, 5 * count)
  }

  @Test func columnsThatGrowKeepTheirRows() {
    let columns = Columns(width: 2, capacity: 0)
    for count in [5, 1 << 19, 3 << 20, 5 << 20] {
      let before = columns.capacity
      columns.reserve(count)
      for row in before..<columns.capacity {
        columns.column(0)[row] = UInt32(row)
        columns.column(1)[row] = UInt32(row) &* 3
      }
    }
    columns.trim(to: 1000)
    for row in 0..<1000 {
      #expect(columns.column(0)[row] == UInt32(row))
      #expect(columns.column(1)[row] == UInt32(row) * 3)
    }
  }
}
