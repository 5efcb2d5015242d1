@testable import Engine

private let texts = 500_000

/// Texts of 11 to 16 bytes, as the keys of facts are.
private let spellings = (0..<texts).map { Array("Treaty-\($0)/\(1945 + $0 % 75)".utf8) }

private func intern(into pool: inout TextPool) -> UInt32 {
  var last: UInt32 = 0
  for spelling in spellings { last = spelling.withUnsafeBufferPointer { pool.number(of: $0) } }
  return last
}

let textPoolBenchmarks: [Benchmark] = [
  Benchmark("TextPool, intern", operations: texts) {
    _ = spellings
    return {
      var pool = TextPool()
      _ = intern(into: &pool)
      return Benchmark.Outcome(rows: pool.count)
    }
  },
  Benchmark("TextPool, intern known", operations: texts) {
    var pool = TextPool()
    _ = intern(into: &pool)
    return { Benchmark.Outcome(rows: Int(intern(into: &pool))) }
  },
]
