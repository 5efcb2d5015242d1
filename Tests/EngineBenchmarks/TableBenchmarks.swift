@testable import Engine

private let rows = 1_000_000
/// As the evaluator's batches.
private let batch = 1024

/// Rows of some width: their first column repeats each of 1,000 words, so that pairs gather under keys.
private func columns(_ arity: Int) -> Columns {
  let keys = Words.shuffled((0..<UInt32(rows)).map { $0 % 1000 })
  let last = Words.shuffled(0..<UInt32(rows))
  let middle = (0..<max(0, arity - 2)).map { _ in keys }
  return Columns(arity == 1 ? [last] : [keys] + middle + [last])
}

/// Inserts all rows, a batch at a time.
private func insert(_ columns: Columns, into table: Table) {
  let staging = Columns(width: columns.width, capacity: batch)
  var start = 0
  while start < rows {
    let count = min(batch, rows - start)
    for column in 0..<columns.width {
      staging.column(column).update(from: columns.column(column) + start, count: count)
    }
    table.insert(from: staging.pointers, count: count)
    start += count
  }
}

let tableBenchmarks: [Benchmark] = [1, 2, 3].flatMap { arity in
  [
    Benchmark("Table of arity \(arity), insert", operations: rows) {
      let columns = columns(arity)
      return {
        let table = Table(arity: arity)
        insert(columns, into: table)
        return Benchmark.Outcome(bytes: table.bytes, rows: table.count)
      }
    },
    Benchmark("Table of arity \(arity), insert known", operations: rows) {
      let columns = columns(arity)
      let table = Table(arity: arity)
      insert(columns, into: table)
      return {
        insert(columns, into: table)
        return Benchmark.Outcome(rows: table.count)
      }
    },
    Benchmark("Table of arity \(arity), contains", operations: rows) {
      let columns = columns(arity)
      let table = Table(arity: arity)
      insert(columns, into: table)
      return {
        let pointers = columns.pointers
        var found = 0
        for row in 0..<rows where table.contains({ pointers[$0][row] }) { found += 1 }
        return Benchmark.Outcome(rows: found)
      }
    },
  ]
}
