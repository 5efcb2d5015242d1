@testable import Engine

private let rows = 1_000_000

/// Rows of one scattered word, told apart by looking at the word.
private struct HashedRows: ~Copyable {
  let words = Words.scattered(rows)
  var hash = RowHash()

  @inline(__always) func find(_ word: UInt32) -> (slot: Int, row: Int) {
    hash.find(Hashing.add(word, to: Hashing.seed)) { words[$0] == word }
  }

  mutating func fill() {
    for (row, word) in words.enumerated() {
      let (slot, known) = find(word)
      if known < 0 { hash.fill(slot, hash: Hashing.add(word, to: Hashing.seed), row: row) }
    }
  }
}

let rowHashBenchmarks: [Benchmark] = [
  Benchmark("RowHash, add", operations: rows) {
    let holder = Holder(HashedRows())
    return {
      holder.held.fill()
      return Benchmark.Outcome(bytes: holder.held.hash.bytes, rows: holder.held.hash.count)
    }
  },
  Benchmark("RowHash, look up", operations: rows) {
    let holder = Holder(HashedRows())
    holder.held.fill()
    let wanted = Words.shuffled(holder.held.words)
    return {
      var sum = 0
      for word in wanted { sum &+= holder.held.find(word).row }
      return Benchmark.Outcome(rows: sum)
    }
  },
]
