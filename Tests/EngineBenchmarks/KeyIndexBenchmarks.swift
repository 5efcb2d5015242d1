@testable import Engine

private let rows = 2_000_000
private let keys = 200_000

/// Ten rows a key, without order.
private func columns() -> Columns {
  Columns([Words.shuffled((0..<UInt32(rows)).map { $0 % UInt32(keys) }), Words.scattered(rows)])
}

let keyIndexBenchmarks: [Benchmark] = [
  Benchmark("KeyIndex one column, build", operations: rows) {
    let columns = columns()
    return { build(columns, on: [0]) }
  },
  Benchmark("KeyIndex two columns, build", operations: rows) {
    let columns = columns()
    return { build(columns, on: [0, 1]) }
  },
  Benchmark("KeyIndex one column, extend by 1,000", operations: rows) {
    let columns = columns()
    return {
      let index = KeyIndex(of: columns, on: [0])
      var count = 0
      while count < rows {
        let stable = count
        count = min(rows, count + 1000)
        index.extend(to: count, stable: stable)
      }
      return Benchmark.Outcome(bytes: index.bytes, rows: rows)
    }
  },
  Benchmark("KeyIndex one column, look up and read", operations: rows) {
    let index = KeyIndex(of: columns(), on: [0])
    index.extend(to: rows, stable: rows)
    let wanted = Words.shuffled(0..<UInt32(keys))
    return {
      var sum = 0
      for key in wanted {
        for place in index.base(index.number(of: key)) { sum &+= index.row(at: place) }
      }
      return Benchmark.Outcome(rows: sum)
    }
  },
]

private func build(_ columns: Columns, on key: [Int]) -> Benchmark.Outcome {
  let index = KeyIndex(of: columns, on: key)
  index.extend(to: rows, stable: rows)
  return Benchmark.Outcome(bytes: index.bytes, rows: rows)
}
