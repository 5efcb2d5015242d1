/// Numbers the groups of an aggregate in the order in which they are met, and keeps what tells them apart.
struct GroupNumbering: ~Copyable {
  /// The input's columns that make a group.
  private let columns: [Int]
  /// The groups' words by the group's number.
  let keys: Columns
  private(set) var count = 0
  /// Groups of one column by word.
  private var directory = KeyDirectory()
  /// Groups of several columns by number.
  private var composite = RowHash()

  init(on columns: [Int]) {
    self.columns = columns
    keys = Columns(width: columns.count, capacity: 0)
  }

  /// Notes that there are rows, which are all of the one group that there is without columns.
  mutating func addOnly() {
    precondition(columns.isEmpty)
    count = 1
  }

  /// Writes the number of each row's group, given where it is new.
  mutating func number(
    _ rows: AggregateRows, into numbers: UnsafeMutablePointer<UInt32>, budget: Budget
  ) throws(EngineError) {
    keys.reserve(count + rows.count)
    switch columns.count {
    case 0:
      if rows.count > 0 { addOnly() }
      numbers.update(repeating: 0, count: rows.count)
    case 1: try numberWords(rows, into: numbers, budget)
    default:
      try composite.makeRoom(for: rows.count, budget: budget)
      numberKeys(rows, into: numbers)
    }
  }

  private mutating func numberWords(
    _ rows: AggregateRows, into numbers: UnsafeMutablePointer<UInt32>, _ budget: Budget
  ) throws(EngineError) {
    let words = rows.column(columns[0])
    let known = keys.column(0)
    for row in 0..<rows.count {
      if row > 0, words[row] == words[row - 1] {
        numbers[row] = numbers[row - 1]
        continue
      }
      let number = try directory.findOrAdd(words[row], budget: budget)
      if number == count {
        known[count] = words[row]
        count += 1
      }
      numbers[row] = UInt32(truncatingIfNeeded: number)
    }
  }

  private mutating func numberKeys(_ rows: AggregateRows, into numbers: UnsafeMutablePointer<UInt32>) {
    let known = keys.pointers
    for row in 0..<rows.count {
      var isSame = row > 0
      var hash = Hashing.seed
      for column in columns {
        let words = rows.column(column)
        isSame = isSame && words[row] == words[row - 1]
        hash = Hashing.add(words[row], to: hash)
      }
      if isSame {
        numbers[row] = numbers[row - 1]
        continue
      }
      let (slot, found) = composite.find(hash) { number in
        for (position, column) in columns.enumerated()
        where known[position][number] != rows.column(column)[row] { return false }
        return true
      }
      if found < 0 {
        for (position, column) in columns.enumerated() { known[position][count] = rows.column(column)[row] }
        composite.fill(slot, hash: hash, row: count)
        count += 1
      }
      numbers[row] = UInt32(truncatingIfNeeded: found < 0 ? count - 1 : found)
    }
  }
}
