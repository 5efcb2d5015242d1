import Testing

@testable import Engine

/// Tables against sets of rows, with sizes and densities that force every form and growth step.
@Suite struct TableTests {
  struct Shape: CustomTestStringConvertible, Sendable {
    var name: String
    var count: Int
    var ranges: [ClosedRange<UInt32>]
    var testDescription: String { name }
  }

  static let shapes = [
    Shape(name: "none", count: 0, ranges: [0...9, 0...9]),
    Shape(name: "one value", count: 20_000, ranges: [7...7, 7...7, 7...7]),
    Shape(name: "one column", count: 20_000, ranges: [0...30_000]),
    Shape(name: "one scattered column", count: 20_000, ranges: [0...UInt32.max]),
    Shape(name: "few pairs a key", count: 20_000, ranges: [0...20_000, 0...1_000_000]),
    Shape(name: "dense pairs", count: 60_000, ranges: [0...200, 1000...1400]),
    Shape(name: "scattered pairs of few keys", count: 60_000, ranges: [0...20, 0...UInt32.max]),
    Shape(name: "keys all over", count: 30_000, ranges: [0...UInt32.max, 0...3]),
    Shape(name: "triples", count: 50_000, ranges: [0...40, 0...40, 0...40]),
    Shape(
      name: "triples of 96 bits", count: 20_000, ranges: [0...UInt32.max, 0...UInt32.max, 0...UInt32.max]),
    Shape(name: "five columns", count: 20_000, ranges: [0...3, 5...9, 0...7, 0...1, 100...120]),
  ]

  @Test(arguments: shapes)
  func rowsAreToldApart(_ shape: Shape) {
    let rows = StoredRows.random(shape.count, shape.ranges, seed: 1)
    let table = rows.table(arity: shape.ranges.count)
    #expect(Set(table.allWords) == Set(rows.rows))
    #expect(table.count == Set(rows.rows).count)
    expectMembership(table, rows, shape)
    // All of them once more change nothing.
    rows.insert(into: table)
    #expect(table.count == Set(rows.rows).count)
  }

  @Test(arguments: shapes, [1, 2])
  func rowsAddedInBulkAreSorted(_ shape: Shape, threads: Int) {
    let rows = StoredRows.random(shape.count, shape.ranges, seed: 2)
    let table = rows.table(arity: shape.ranges.count, bulk: Tuning(threads: threads, leastSortedRows: 1))
    if shape.name == "triples of 96 bits" {
      #expect(Set(table.allWords) == Set(rows.rows))
    } else {
      #expect(table.allWords == rows.sorted)
      #expect(table.sortedCount == table.count)
    }
    #expect(table.count == Set(rows.rows).count)
    expectMembership(table, rows, shape)
  }

  @Test func fewRowsAddedInBulkKeepTheirOrder() {
    let rows = StoredRows(rows: [[5, 1], [3, 2], [5, 1], [4, 4]])
    #expect(rows.table(arity: 2, bulk: Tuning()).allWords == [[5, 1], [3, 2], [4, 4]])
  }

  @Test func rowsAddedAfterABulkAreToldApartFromIt() {
    let rows = StoredRows.random(9000, [0...90, 0...90, 0...90], seed: 3)
    let more = StoredRows.random(9000, [0...90, 0...90, 0...90], seed: 4)
    let table = rows.table(arity: 3, bulk: Tuning())
    more.insert(into: table)
    #expect(Set(table.allWords) == Set(rows.rows + more.rows))
    #expect(table.count == Set(rows.rows + more.rows).count)
  }

  @Test func aLongBulkIsSortedOnTheWay() {
    // More rows than are kept unsorted, few of them distinct.
    let table = Table(arity: 2)
    table.beginBulk()
    let part = StoredRows.random(4096, [0...60, 0...60], seed: 5)
    for _ in 0..<(4 * Table.leastBulkLimit / 4096) { part.insert(into: table) }
    #expect(table.columns.capacity <= 2 * Table.leastBulkLimit)
    table.endBulk()
    #expect(table.allWords == part.sorted)
  }

  private func expectMembership(_ table: Table, _ rows: StoredRows, _ shape: Shape) {
    let known = Set(rows.rows)
    let others = StoredRows.random(2000, shape.ranges, seed: 99).rows
    #expect(rows.rows.prefix(2000).allSatisfy { row in table.contains { row[$0] } })
    #expect(others.allSatisfy { row in table.contains { row[$0] } == known.contains(row) })
  }
}
