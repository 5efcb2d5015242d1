import Testing

@testable import Engine

/// Indexes against a dictionary, while the table grows.
@Suite struct KeyIndexTests {
  struct Shape: CustomTestStringConvertible, Sendable {
    var key: [Int]
    var order: Int?
    var ranges: [ClosedRange<UInt32>]
    var isSorted = false
    var testDescription: String { "\(key) \(order.map(String.init) ?? "") \(isSorted ? "sorted" : "")" }
  }

  static let shapes = [
    Shape(key: [0], ranges: [0...300, 0...5000]),
    Shape(key: [1], ranges: [0...300, 0...5000]),
    Shape(key: [0], ranges: [0...UInt32.max, 0...10]),
    Shape(key: [0, 1], ranges: [0...50, 0...50, 0...1000]),
    Shape(key: [0, 2], order: 1, ranges: [0...50, 0...1000, 0...50]),
    Shape(key: [0], ranges: [0...300, 0...5000], isSorted: true),
    Shape(key: [0], order: 1, ranges: [0...300, 0...5000], isSorted: true),
    Shape(key: [0, 1], ranges: [0...50, 0...50, 0...1000], isSorted: true),
    Shape(key: [0, 1], order: 2, ranges: [0...50, 0...50, 0...1000], isSorted: true),
    Shape(key: [1], order: 0, ranges: [0...300, 0...5000], isSorted: true),
  ]

  @Test(arguments: shapes)
  func everyKeyHasItsRows(_ shape: Shape) throws {
    let arity = shape.ranges.count
    let first = StoredRows.random(6000, shape.ranges, seed: 7)
    let table = first.table(arity: arity, bulk: shape.isSorted ? Tuning(leastSortedRows: 1) : nil)
    let index = table.index(on: shape.key, orderedBy: shape.order)
    expect(index, table, shape)
    // Batches of many sizes: chains grow, and are merged into the base.
    for (number, size) in [1, 10, 100, 3000, 50, 20_000, 7].enumerated() {
      let more = StoredRows.random(size, shape.ranges, seed: UInt64(100 + number))
      more.insert(into: table)
      expect(table.index(on: shape.key, orderedBy: shape.order), table, shape)
    }
  }

  @Test func theBaseHoldsStableRowsOnly() {
    let rows = StoredRows.random(5000, [0...100, 0...5000], seed: 8)
    let table = rows.table(arity: 2)
    table.extendIndexes(stable: 2000)
    let index = table.index(on: [0])
    #expect(index.baseCount <= 2000)
    expect(index, table, Shape(key: [0], ranges: [0...100, 0...5000]))
  }

  private func expect(_ index: KeyIndex, _ table: Table, _ shape: Shape) {
    var expected: [[UInt32]: Set<Int>] = [:]
    let rows = table.allWords
    for (row, words) in rows.enumerated() {
      expected[shape.key.map { words[$0] }, default: []].insert(row)
    }
    #expect(index.keyCount == expected.count)
    let payload = index.payload(table.arity - 1).pointer
    var isRight = true
    for (key, members) in expected {
      let number = index.number { key[$0] }
      let base = index.base(number)
      var found = base.map(index.row(at:))
      for place in base where payload[place] != rows[index.row(at: place)][table.arity - 1] {
        isRight = false
      }
      if let order = shape.order {
        let values = found.map { rows[$0][order] }
        if values != values.sorted() { isRight = false }
      }
      var row = index.newest(number)
      while row >= 0 {
        found.append(row)
        row = index.older(than: row)
      }
      if found.count != members.count || Set(found) != members { isRight = false }
    }
    #expect(isRight)
    #expect(index.number { _ in 4_000_000_000 } == -1)
  }
}
