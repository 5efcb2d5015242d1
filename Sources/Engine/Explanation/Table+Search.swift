extension Table {
  /// Whether a row with these handles is there. Where rows lie in order they are searched: to put many into
  /// the set that tells them apart takes longer than all that is asked about one of them. O(log rows) then.
  func holds(_ row: [Handle]) -> Bool {
    guard row.count == arity else { return false }
    guard canBeSearched else { return contains { row[$0].word } }
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if isBefore(middle, row) { low = middle + 1 } else { high = middle }
    }
    return low < count && (0..<arity).allSatisfy { columns.column($0)[low] == row[$0].word }
  }

  private func isBefore(_ place: Int, _ row: [Handle]) -> Bool {
    for column in 0..<arity where columns.column(column)[place] != row[column].word {
      return columns.column(column)[place] < row[column].word
    }
    return false
  }

  /// About how many distinct values a column has: what is known already, else by some of the rows.
  func roughDistinctEstimate(of column: Int) -> Int {
    let sample = 4096
    guard distinctEstimates[column] == nil, count > sample * 4 else { return distinctEstimate(of: column) }
    var seen: Set<UInt32> = []
    let words = columns.column(column)
    for index in 0..<sample { seen.insert(words[index * (count / sample)]) }
    // Where most differ, most of all rows will.
    return seen.count * 2 < sample ? seen.count : count / sample * seen.count
  }
}
