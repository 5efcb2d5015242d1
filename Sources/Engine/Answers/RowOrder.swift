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

  /// The rows' numbers sorted by some columns, then by all columns from left to right: one column of as many words as
  /// there are rows.
  func sorted(by keys: [(column: Int, isDescending: Bool)]) throws(EngineError) -> Columns {
    var keys = keys
    for column in 0..<table.arity where !keys.contains(where: { $0.column == column }) {
      keys.append((column, false))
    }
    let count = table.liveCount
    try budget.expect(bytes: 3 * table.count * 4)
    var order = Columns(width: 1, capacity: count)
    var scratch = Columns(width: 1, capacity: keys.isEmpty ? 0 : count)
    let ranks = Columns(width: 1, capacity: keys.isEmpty ? 0 : table.count)
    let rows = order.column(0)
    var place = 0
    for piece in Pieces(0..<table.count) {
      try budget.poll()
      for row in piece where table.isLive(row) {
        rows[place] = UInt32(truncatingIfNeeded: row)
        place += 1
      }
    }
    // Least significant key first; each pass keeps the order of equal ones.
    for key in keys.reversed() {
      try putRanks(of: key.column, isDescending: key.isDescending, into: ranks.column(0))
      try pass(&order, &scratch, UnsafePointer(ranks.column(0)))
    }
    return order
  }

  /// Writes for each row a number that orders its value among the column's values.
  private func putRanks(
    of column: Int, isDescending: Bool, into ranks: UnsafeMutablePointer<UInt32>
  ) throws(EngineError) {
    if try putInlineRanks(of: column, isDescending: isDescending, into: ranks) { return }
    var numbers = KeyDirectory()
    var distinct: [Handle] = []
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
    for piece in Pieces(0..<table.count) {
      try budget.poll()
      for row in piece { ranks[row] = places[Int(ranks[row])] }
    }
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

  /// Writes the numbers in the words of a column that holds nothing but small integers, or nothing but days; false for any
  /// other.
  private func putInlineRanks(
    of column: Int, isDescending: Bool, into ranks: UnsafeMutablePointer<UInt32>
  ) throws(EngineError) -> Bool {
    guard table.count > 0 else { return true }
    let tag = table.handle(0, column).tag
    guard tag == .smallInteger || tag == .day else { return false }
    for piece in Pieces(0..<table.count) {
      try budget.poll()
      for row in piece {
        let handle = table.handle(row, column)
        guard handle.tag == tag else { return false }
        ranks[row] = isDescending ? Handle.payloadMask - handle.payload : handle.payload
      }
    }
    return true
  }

  /// A stable sort of row numbers by rank: counting passes over 16 bits at a time.
  private func pass(
    _ order: inout Columns, _ scratch: inout Columns, _ ranks: UnsafePointer<UInt32>
  ) throws(EngineError) {
    let count = table.liveCount
    let rows = order.column(0)
    if count < 256 {
      let sorted = (0..<count).map { rows[$0] }.enumerated().sorted {
        let (left, right) = (ranks[Int($0.element)], ranks[Int($1.element)])
        return left == right ? $0.offset < $1.offset : left < right
      }
      for (place, row) in sorted.enumerated() { rows[place] = row.element }
      return
    }
    var greatest: UInt32 = 0
    for piece in Pieces(0..<count) {
      try budget.poll()
      for row in piece { greatest = max(greatest, ranks[row]) }
    }
    for shift in [UInt32(0), 16] where greatest >> shift > 0 || shift == 0 {
      var starts = [Int](repeating: 0, count: 65537)
      let rows = order.column(0)
      for piece in Pieces(0..<count) {
        try budget.poll()
        for place in piece { starts[Int(ranks[Int(rows[place])] >> shift & 0xffff) + 1] += 1 }
      }
      for digit in 1..<starts.count { starts[digit] += starts[digit - 1] }
      let (from, to) = (order.column(0), scratch.column(0))
      for piece in Pieces(0..<count) {
        try budget.poll()
        for place in piece {
          let row = from[place]
          let digit = Int(ranks[Int(row)] >> shift & 0xffff)
          to[starts[digit]] = row
          starts[digit] += 1
        }
      }
      swap(&order, &scratch)
    }
  }
}
