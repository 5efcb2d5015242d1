/// Numbers the distinct keys of rows, a key being some of the columns, in the order in which they are met.
struct KeyNumbering: ~Copyable {
  let key: [Int]
  private let columns: Columns
  /// Keys of one column by word.
  private var directory = KeyDirectory()
  /// Keys of several columns by a row that has the key.
  private var composite = RowHash()
  /// A row that has the key, by the key's number.
  private var representatives = WordBuffer()

  init(of columns: Columns, on key: [Int]) {
    precondition(key.allSatisfy { $0 >= 0 && $0 < columns.width })
    self.columns = columns
    self.key = key
  }

  /// How many distinct keys there are.
  var count: Int { key.count == 1 ? directory.count : representatives.count }

  var bytes: Int { directory.bytes + composite.bytes + representatives.bytes }

  /// The number of a row's key, which is given the next one if it is new.
  @inline(__always)
  mutating func findOrAdd<Limit: Polling>(_ row: Int, budget: Limit) throws(Limit.Failure) -> Int {
    if key.count == 1 { return try directory.findOrAdd(columns.column(key[0])[row], budget: budget) }
    try composite.makeRoom(for: 1, budget: budget)
    return findOrAddComposite(row)
  }

  /// Writes the number of the key of each row of a range, given where it is new.
  mutating func findOrAdd<Limit: Polling>(
    _ rows: Range<Int>, into numbers: UnsafeMutablePointer<UInt32>, budget: Limit
  ) throws(Limit.Failure) {
    if key.count == 1 {
      let words = columns.column(key[0])
      for piece in Pieces(rows) {
        try budget.poll()
        let numbers = numbers - rows.lowerBound
        for row in piece { numbers[row] = UInt32(try directory.findOrAdd(words[row], budget: budget)) }
      }
    } else {
      let (runs, key) = (columns.pointers, key)
      for piece in Pieces(rows, length: Batch.capacity) {
        let (start, length) = (piece.lowerBound, piece.count)
        try budget.poll()
        try composite.makeRoom(for: length, budget: budget)
        withUnsafeTemporaryAllocation(of: UInt64.self, capacity: length) { hashes in
          composite.hash(of: key.count, length, into: hashes) { UnsafePointer(runs[key[$0]] + start) }
          for place in 0..<length {
            numbers[start - rows.lowerBound + place] =
              place > 0 && hashes[place] == hashes[place - 1] && isSameKey(start + place, start + place - 1)
              ? numbers[start - rows.lowerBound + place - 1]
              : UInt32(findOrAddComposite(start + place, hash: hashes[place]))
          }
        }
      }
    }
  }

  /// Writes the number of each key of a batch, or `UInt32.max` for none: `words` are runs of the key's columns.
  func numbers(
    of words: UnsafePointer<UnsafeMutablePointer<UInt32>>, count: Int,
    into numbers: UnsafeMutablePointer<UInt32>
  ) {
    if key.count == 1 {
      let run = words[0]
      for place in 0..<count { numbers[place] = UInt32(truncatingIfNeeded: directory.number(of: run[place])) }
      return
    }
    let pointers = columns.pointers
    // The hashes, and behind them what stands in their slots.
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 2 * max(1, count)) { buffer in
      Hashing.put(of: key.count, count, into: buffer) { UnsafePointer(words[$0]) }
      for place in 0..<count { buffer[count + place] = composite.peek(buffer[place]) }
      for place in 0..<count {
        if place > 0, buffer[place] == buffer[place - 1] {
          var isSame = true
          for position in key.indices where words[position][place] != words[position][place - 1] {
            isSame = false
          }
          if isSame {
            numbers[place] = numbers[place - 1]
            continue
          }
        }
        let number = composite.find(buffer[place], peeked: buffer[count + place]) { number in
          let row = Int(representatives[number])
          for position in key.indices where pointers[key[position]][row] != words[position][place] {
            return false
          }
          return true
        }
        numbers[place] = UInt32(truncatingIfNeeded: number)
      }
    }
  }

  /// Whether two rows have one key.
  @inline(__always) func isSameKey(_ first: Int, _ second: Int) -> Bool {
    let pointers = columns.pointers
    for column in key where pointers[column][first] != pointers[column][second] { return false }
    return true
  }

  private mutating func findOrAddComposite(_ row: Int) -> Int {
    let pointers = columns.pointers
    return findOrAddComposite(row, hash: Hashing.hash(of: key.count) { pointers[key[$0]][row] })
  }

  private mutating func findOrAddComposite(_ row: Int, hash: UInt64) -> Int {
    let pointers = columns.pointers
    let (slot, known) = composite.find(hash) { number in
      let other = Int(representatives[number])
      for column in key where pointers[column][other] != pointers[column][row] { return false }
      return true
    }
    if known >= 0 { return known }
    let number = representatives.count
    representatives.append(UInt32(row))
    composite.fill(slot, hash: hash, row: number)
    return number
  }

  /// The number of a key of one column, or -1.
  @inline(__always) func number(of word: UInt32) -> Int { directory.number(of: word) }

  /// The number of a key whose words are given by their position in ``key``, or -1.
  @inline(__always) func number(_ word: (Int) -> UInt32) -> Int {
    if key.count == 1 { return directory.number(of: word(0)) }
    let pointers = columns.pointers
    return composite.find(Hashing.hash(of: key.count, word)) { number in
      let row = Int(representatives[number])
      for position in 0..<key.count where pointers[key[position]][row] != word(position) { return false }
      return true
    }.row
  }
}
