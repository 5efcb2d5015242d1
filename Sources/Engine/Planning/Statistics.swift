/// What the planner knows of relations' sizes.
protocol Statistics {
  var tuning: Tuning { get }
  /// How many rows a predicate has now.
  func size(of predicate: Predicate) -> Int
  /// About how many distinct values a column has.
  func distinctValues(of predicate: Predicate, column: Int) -> Int
  /// Whether a predicate's rows can be looked up by columns, in ascending order, without anything being made first.
  func hasIndex(_ predicate: Predicate, on key: [Int]) -> Bool
  /// Whether a predicate's rows are pairs that are kept by their first word.
  func takesRuns(_ predicate: Predicate) -> Bool
}

/// Statistics of tables that are there.
protocol TableStatistics: Statistics {
  /// The rows of a predicate as they are now.
  func table(of predicate: Predicate) throws(EngineError) -> Table
  /// Whether what is planned will be given up, so that any plan will do.
  var isSpent: Bool { get }
}

extension TableStatistics {
  func size(of predicate: Predicate) -> Int { (try? table(of: predicate))?.liveCount ?? 0 }

  func distinctValues(of predicate: Predicate, column: Int) -> Int {
    guard let table = try? table(of: predicate), column < table.arity else { return 1 }
    return table.distinctEstimate(of: column) { isSpent }
  }

  func hasIndex(_ predicate: Predicate, on key: [Int]) -> Bool {
    (try? table(of: predicate))?.hasIndex(on: key) ?? true
  }

  func takesRuns(_ predicate: Predicate) -> Bool { (try? table(of: predicate))?.takesRuns ?? false }
}

extension Table {
  /// An estimate of the distinct values of a column by linear counting. O(rows) at first and when the table
  /// has doubled. A guess where `isSpent` says that it is of no use any more.
  func distinctEstimate(of column: Int, isSpent: () -> Bool = { false }) -> Int {
    if let known = distinctEstimates[column], known.count * 2 >= count, count > 0 || known.count == 0 {
      return known.estimate
    }
    let bits = max(64, count.roundedToPowerOfTwo)
    var seen = [UInt64](repeating: 0, count: bits / 64)
    let words = columns.column(column)
    for piece in Pieces(0..<count, length: 1 << 20) {
      if isSpent() { return max(1, count) }
      for row in piece {
        let bit = Int(truncatingIfNeeded: Hashing.add(words[row], to: Hashing.seed) >> 16) & (bits - 1)
        seen[bit >> 6] |= 1 << UInt64(bit & 63)
      }
    }
    let filled = seen.reduce(0) { $0 + $1.nonzeroBitCount }
    // n = -m ln(1 - filled / m); when the map is nearly full, all rows are taken as distinct.
    let share = Double(filled) / Double(bits)
    let estimate = share > 0.98 ? count : min(count, Int((-Double(bits) * log1m(share)).rounded()))
    distinctEstimates[column] = (count, max(1, estimate))
    return max(1, estimate)
  }

  /// ln(1 - x) for 0 <= x < 1, by its series after halving; accurate enough for an estimate.
  private func log1m(_ x: Double) -> Double {
    var value = 1 - x
    var halvings = 0.0
    while value < 0.75 {
      value *= 2
      halvings += 1
    }
    let y = (value - 1) / (value + 1)
    let square = y * y
    return 2 * y * (1 + square / 3 + square * square / 5 + square * square * square / 7) - halvings
      * 0.693_147_180_559_945
  }
}
