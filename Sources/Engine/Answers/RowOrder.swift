import Syntax

/// Sorts the rows of a table by the order of values.
struct RowOrder {
  private let table: Table
  private let values: ValueStore
  private let budget: Budget

  init(_ table: Table, _ values: ValueStore, budget: Budget) {
    self.table = table
    self.values = values
    self.budget = budget
  }

  /// The rows' numbers sorted by some columns, then by all columns from left to right.
  func sorted(by keys: [(column: Int, isDescending: Bool)]) throws(EngineError) -> [UInt32] {
    var keys = keys
    for column in 0..<table.arity where !keys.contains(where: { $0.column == column }) {
      keys.append((column, false))
    }
    try budget.expect(bytes: table.count * 4 * (keys.count + 2))
    var order = [UInt32](0..<UInt32(clamping: table.count))
    var scratch = order
    // Least significant key first; each pass keeps the order of equal ones.
    for key in keys.reversed() {
      try pass(&order, &scratch, ranks(of: key.column, isDescending: key.isDescending))
    }
    return order
  }

  /// For each row, a number that orders its value among the column's values.
  private func ranks(of column: Int, isDescending: Bool) throws(EngineError) -> [UInt32] {
    if let ranks = try inlineRanks(of: column, isDescending: isDescending) { return ranks }
    var numbers = KeyDirectory()
    var distinct: [Handle] = []
    var ranks = [UInt32](repeating: 0, count: table.count)
    for piece in Pieces(0..<table.count) {
      try budget.poll()
      for row in piece {
        let handle = table.handle(row, column)
        let number = try numbers.findOrAdd(handle.word, budget: budget)
        if number == distinct.count { distinct.append(handle) }
        ranks[row] = UInt32(truncatingIfNeeded: number)
      }
    }
    var places = [UInt32](repeating: 0, count: distinct.count)
    for (place, number) in try sorted(distinct, isDescending: isDescending).enumerated() {
      places[number] = UInt32(place)
    }
    for piece in Pieces(ranks.indices) {
      try budget.poll()
      for row in piece { ranks[row] = places[Int(ranks[row])] }
    }
    return ranks
  }

  /// The positions of handles in the order of their values.
  private func sorted(_ handles: [Handle], isDescending: Bool) throws(EngineError) -> [Int] {
    var tally = WorkTally(budget)
    do {
      return try handles.indices.sorted { (first: Int, second: Int) throws in
        try tally.add(16)
        let (left, right) = isDescending ? (second, first) : (first, second)
        return values.precedes(handles[left], handles[right])
      }
    } catch {
      // Nothing else throws in between.
      throw error as? EngineError ?? .bug("sorting has failed: \(error)")
    }
  }

  /// The numbers in the words of a column that holds nothing but small integers, or nothing but days.
  private func inlineRanks(of column: Int, isDescending: Bool) throws(EngineError) -> [UInt32]? {
    guard table.count > 0 else { return nil }
    let tag = table.handle(0, column).tag
    guard tag == .smallInteger || tag == .day else { return nil }
    var ranks = [UInt32](repeating: 0, count: table.count)
    for piece in Pieces(0..<table.count) {
      try budget.poll()
      for row in piece {
        let handle = table.handle(row, column)
        guard handle.tag == tag else { return nil }
        ranks[row] = isDescending ? Handle.payloadMask - handle.payload : handle.payload
      }
    }
    return ranks
  }

  /// A stable sort of row numbers by rank: counting passes over 16 bits at a time.
  private func pass(
    _ order: inout [UInt32], _ scratch: inout [UInt32], _ ranks: [UInt32]
  ) throws(EngineError) {
    let greatest = ranks.max() ?? 0
    if ranks.count < 256 {
      let places = order.enumerated().sorted {
        let (left, right) = (ranks[Int($0.element)], ranks[Int($1.element)])
        return left == right ? $0.offset < $1.offset : left < right
      }
      order = places.map(\.element)
      return
    }
    for shift in [UInt32(0), 16] where greatest >> shift > 0 || shift == 0 {
      var starts = [Int](repeating: 0, count: 65537)
      for piece in Pieces(ranks.indices) {
        try budget.poll()
        for row in piece { starts[Int(ranks[row] >> shift & 0xffff) + 1] += 1 }
      }
      for digit in 1..<starts.count { starts[digit] += starts[digit - 1] }
      for piece in Pieces(order.indices) {
        try budget.poll()
        for place in piece {
          let row = order[place]
          let digit = Int(ranks[Int(row)] >> shift & 0xffff)
          scratch[starts[digit]] = row
          starts[digit] += 1
        }
      }
      swap(&order, &scratch)
    }
  }
}
