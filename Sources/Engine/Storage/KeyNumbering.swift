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
  @inline(__always) mutating func findOrAdd(_ row: Int) -> Int {
    if key.count == 1 { return directory.findOrAdd(columns.column(key[0])[row]) }
    return findOrAddComposite(row)
  }

  /// Writes the number of the key of each row of a range, given where it is new.
  mutating func findOrAdd(_ rows: Range<Int>, into numbers: UnsafeMutablePointer<UInt32>) {
    if key.count == 1 {
      let words = columns.column(key[0])
      for (place, row) in rows.enumerated() { numbers[place] = UInt32(directory.findOrAdd(words[row])) }
    } else {
      for (place, row) in rows.enumerated() {
        numbers[place] =
          place > 0 && isSameKey(row, row - 1) ? numbers[place - 1] : UInt32(findOrAddComposite(row))
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
    var hash = Hashing.seed
    for column in key { hash = Hashing.add(pointers[column][row], to: hash) }
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
    var hash = Hashing.seed
    for position in 0..<key.count { hash = Hashing.add(word(position), to: hash) }
    let pointers = columns.pointers
    return composite.find(hash) { number in
      let row = Int(representatives[number])
      for position in 0..<key.count where pointers[key[position]][row] != word(position) { return false }
      return true
    }.row
  }
}
