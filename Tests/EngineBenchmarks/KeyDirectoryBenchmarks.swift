@testable import Engine

private let words = 1_000_000

let keyDirectoryBenchmarks: [Benchmark] = [
  ("direct", Words.shuffled(0..<UInt32(words))),
  ("hash", Words.scattered(words)),
].flatMap { form, keys in
  [
    Benchmark("KeyDirectory \(form), add", operations: keys.count) {
      {
        var directory = KeyDirectory()
        for key in keys { _ = directory.findOrAdd(key) }
        return Benchmark.Outcome(bytes: directory.bytes, rows: directory.count)
      }
    },
    Benchmark("KeyDirectory \(form), look up", operations: keys.count) {
      var directory = KeyDirectory()
      for key in keys { _ = directory.findOrAdd(key) }
      let holder = Holder(directory)
      return {
        var sum = 0
        for key in keys { sum &+= holder.held.number(of: key) }
        return Benchmark.Outcome(rows: sum)
      }
    },
  ]
}
