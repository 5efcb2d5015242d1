/// When the rows of a table were added: before the first round, or in which one.
struct Rounds {
  /// The number of rows before each round.
  private var starts: [Int] = []
  /// For a table that was made anew from another, the round of each row.
  private var known: [UInt32] = []

  mutating func begin(at count: Int) { starts.append(count) }

  /// Notes the round of the next row of a table that is made anew.
  mutating func note(_ round: Int) { known.append(UInt32(clamping: round)) }

  /// The round in which a row was added; rows from before the first round are of round 0.
  func round(of row: Int) -> Int {
    if row < known.count { return Int(known[row]) }
    var (low, high) = (0, starts.count)
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] <= row { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
