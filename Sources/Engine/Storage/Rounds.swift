/// When the rows of a table were added: before the first round, or in which one.
struct Rounds {
  /// The number of rows before each round in which rows were added, with the round's number.
  private var starts: [(row: Int, number: Int)] = []

  /// The last round that was begun; 0 where none was.
  var last: Int { starts.last?.number ?? 0 }

  /// Begins a round, with a number above those before, that adds rows from `row` on.
  mutating func begin(_ number: Int, at row: Int) {
    if let last = starts.last, last.row == row { starts.removeLast() }
    starts.append((row, number))
  }

  /// The round in which a row was added; rows from before the first round are of round 0.
  func round(of row: Int) -> Int {
    let place = starts.firstPlace { $0.row > row }
    return place == 0 ? 0 : starts[place - 1].number
  }

  /// How many of a table's first `count` rows were added before a round.
  func rows(before number: Int, of count: Int) -> Int {
    let place = starts.firstPlace { $0.number >= number }
    return place < starts.count ? min(count, starts[place].row) : count
  }
}

extension Array {
  /// The place of the first element for which a test holds that holds for all after it too.
  fileprivate func firstPlace(where holds: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
