@testable import Engine

/// Pairs that bring every key of a ``PairSet`` into one form.
private struct PairShape: Sendable {
  let form: String
  let keys: Int
  /// The second words of each key.
  let values: [UInt32]

  static let all = [
    PairShape(form: "inline", keys: 500_000, values: Words.scattered(2)),
    PairShape(form: "list", keys: 150_000, values: Words.scattered(8)),
    PairShape(form: "hash", keys: 5000, values: Words.scattered(200)),
    PairShape(form: "bitmap", keys: 1000, values: Words.shuffled(0..<2000)),
  ]

  var count: Int { keys * values.count }

  /// All values of one key after the other, or all keys for one value after the other.
  func filled() -> PairSet {
    var set = PairSet()
    for value in values { for key in 0..<UInt32(keys) { _ = set.insert(key, value) } }
    return set
  }
}

let pairSetBenchmarks: [Benchmark] = PairShape.all.flatMap { shape in
  [
    Benchmark("PairSet \(shape.form), insert", operations: shape.count) {
      {
        let set = shape.filled()
        return Benchmark.Outcome(bytes: set.bytes, rows: set.count)
      }
    },
    Benchmark("PairSet \(shape.form), insert known", operations: shape.count) {
      let holder = Holder(shape.filled())
      return {
        var fresh = 0
        for value in shape.values {
          for key in 0..<UInt32(shape.keys) where holder.held.insert(key, value) { fresh += 1 }
        }
        return Benchmark.Outcome(rows: fresh)
      }
    },
    Benchmark("PairSet \(shape.form), contains", operations: shape.count) {
      let holder = Holder(shape.filled())
      return {
        var found = 0
        for value in shape.values {
          for key in 0..<UInt32(shape.keys) where holder.held.contains(key, value) { found += 1 }
        }
        return Benchmark.Outcome(rows: found)
      }
    },
  ]
}
