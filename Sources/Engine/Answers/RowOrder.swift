import Syntax

/// Sorts the rows of a table by the order of values.
struct RowOrder {
  private let table: Table
  private let values: ValueStore

  init(_ table: Table, _ values: ValueStore) {
    self.table = table
    self.values = values
  }

  /// The rows' numbers sorted by some columns, then by all columns from left to right.
  func sorted(by keys: [(column: Int, isDescending: Bool)]) -> [Int] {
    var keys = keys
    for column in 0..<table.arity where !keys.contains(where: { $0.column == column }) {
      keys.append((column, false))
    }
    let ranks = keys.map { self.ranks(of: $0.column, isDescending: $0.isDescending) }
    var order = table.liveRows.map(UInt32.init)
    var scratch = order
    // Least significant key first; each pass keeps the order of equal ones.
    for ranks in ranks.reversed() { RowOrder.pass(&order, &scratch, ranks) }
    return order.map(Int.init)
  }

  /// For each row, a number that orders its value among the column's values.
  private func ranks(of column: Int, isDescending: Bool) -> [UInt32] {
    if let ranks = inlineRanks(of: column, isDescending: isDescending) { return ranks }
    var numbers: [Handle: UInt32] = [:]
    var distinct: [Handle] = []
    var ranks = [UInt32](repeating: 0, count: table.count)
    for row in 0..<table.count {
      let handle = table.handle(row, column)
      if let number = numbers[handle] {
        ranks[row] = number
      } else {
        ranks[row] = UInt32(distinct.count)
        numbers[handle] = UInt32(distinct.count)
        distinct.append(handle)
      }
    }
    let sorted = distinct.indices.sorted {
      isDescending
        ? values.precedes(distinct[$1], distinct[$0]) : values.precedes(distinct[$0], distinct[$1])
    }
    var places = [UInt32](repeating: 0, count: distinct.count)
    for (place, number) in sorted.enumerated() { places[number] = UInt32(place) }
    for row in ranks.indices { ranks[row] = places[Int(ranks[row])] }
    return ranks
  }

  /// The numbers in the words of a column that holds nothing but small integers, or nothing but days.
  private func inlineRanks(of column: Int, isDescending: Bool) -> [UInt32]? {
    guard table.count > 0 else { return nil }
    let tag = table.handle(0, column).tag
    guard tag == .smallInteger || tag == .day else { return nil }
    var ranks = [UInt32](repeating: 0, count: table.count)
    for row in 0..<table.count {
      let handle = table.handle(row, column)
      guard handle.tag == tag else { return nil }
      ranks[row] = isDescending ? Handle.payloadMask - handle.payload : handle.payload
    }
    return ranks
  }

  /// A stable sort of row numbers by rank: counting passes over 16 bits at a time.
  private static func pass(_ order: inout [UInt32], _ scratch: inout [UInt32], _ ranks: [UInt32]) {
    let greatest = ranks.max() ?? 0
    if order.count < 256 {
      let places = order.enumerated().sorted {
        let (left, right) = (ranks[Int($0.element)], ranks[Int($1.element)])
        return left == right ? $0.offset < $1.offset : left < right
      }
      order = places.map(\.element)
      return
    }
    for shift in [UInt32(0), 16] where greatest >> shift > 0 || shift == 0 {
      var starts = [Int](repeating: 0, count: 65537)
      for row in order { starts[Int(ranks[Int(row)] >> shift & 0xffff) + 1] += 1 }
      for digit in 1..<starts.count { starts[digit] += starts[digit - 1] }
      for row in order {
        let digit = Int(ranks[Int(row)] >> shift & 0xffff)
        scratch[starts[digit]] = row
        starts[digit] += 1
      }
      swap(&order, &scratch)
    }
  }
}
