/// A relation's rows: distinct, in the order they were added, one column of handles an argument.
///
/// Rows are only appended, so that a range of row numbers is a delta. A *best* table keeps one live row a
/// group, that with the least or greatest value in one column; a better row is appended and the one
/// before it is dead until ``compact()``.
final class Table {
  let arity: Int
  let columns: Columns
  private(set) var count = 0
  /// The columns that tell rows apart: all of them, or all but the best one.
  private let keyColumns: [Int]
  /// Whether the first row's value is better than the second's, for a best table.
  private let isBetter: ((Handle, Handle) -> Bool)?
  private let bestColumn: Int?
  private var slots = Slots()
  private var dead: [Bool] = []
  /// The number of rows before each round of the evaluation that filled this table.
  private var roundStarts: [Int] = []
  /// For a compacted best table, the round of each row.
  private var roundOfRow: [UInt32] = []
  private var indexes: [[Int]: KeyIndex] = [:]
  /// Estimates of distinct values by column, with the row count for which each was made.
  var distinctEstimates: [Int: (count: Int, estimate: Int)] = [:]

  init(arity: Int) {
    self.arity = arity
    columns = Columns(width: arity, capacity: 0)
    keyColumns = Array(0..<arity)
    bestColumn = nil
    isBetter = nil
  }

  init(arity: Int, bestColumn: Int, isBetter: @escaping (Handle, Handle) -> Bool) {
    self.arity = arity
    columns = Columns(width: arity, capacity: 0)
    keyColumns = (0..<arity).filter { $0 != bestColumn }
    self.bestColumn = bestColumn
    self.isBetter = isBetter
  }

  /// Whether some rows may be dead, so that readers must ask ``isLive(_:)``.
  var hasDeadRows: Bool { !dead.isEmpty }

  @inline(__always) func isLive(_ row: Int) -> Bool { dead.isEmpty || !dead[row] }

  /// The handle in a row and column.
  func handle(_ row: Int, _ column: Int) -> Handle {
    precondition(row >= 0 && row < count)
    return Handle(word: columns.column(column)[row])
  }

  func row(_ row: Int) -> [Handle] { (0..<arity).map { handle(row, $0) } }

  // MARK: Adding

  /// Adds row `index` of other columns, unless it is known; for a best table, if it is better.
  /// Gives whether the table changed.
  @discardableResult
  @inline(__always) func insert(from source: UnsafePointer<UnsafeMutablePointer<UInt32>>, at index: Int) -> Bool {
    var hash = Hashing.seed
    for column in keyColumns { hash = Hashing.add(source[column][index], to: hash) }
    let own = columns.pointers
    let (slot, known) = slots.find(hash) { row in
      for column in keyColumns where own[column][row] != source[column][index] { return false }
      return true
    }
    if let known {
      guard let bestColumn, let isBetter,
        isBetter(Handle(word: source[bestColumn][index]), Handle(word: own[bestColumn][known]))
      else { return false }
      append(from: source, at: index)
      markDead(known)
      slots.replace(slot, hash: hash, row: count - 1)
      return true
    }
    append(from: source, at: index)
    slots.fill(slot, hash: hash, row: count - 1, rehash: keyHash(of:))
    return true
  }

  /// Adds one row. Gives whether the table changed.
  @discardableResult func insert(_ row: [Handle]) -> Bool {
    precondition(row.count == arity)
    let staging = Columns(width: arity, capacity: 1)
    for (column, handle) in row.enumerated() { staging.column(column)[0] = handle.word }
    return insert(from: staging.pointers, at: 0)
  }

  /// Adds all live rows of a table of the same arity.
  func insert(contentsOf other: Table) {
    precondition(other.arity == arity)
    columns.reserve(count + other.count)
    for row in 0..<other.count where other.isLive(row) { insert(from: other.columns.pointers, at: row) }
  }

  @inline(__always) private func append(from source: UnsafePointer<UnsafeMutablePointer<UInt32>>, at index: Int) {
    if count == columns.capacity { columns.reserve(count + 1) }
    let own = columns.pointers
    for column in 0..<arity { own[column][count] = source[column][index] }
    count += 1
    if !dead.isEmpty { dead.append(false) }
  }

  private func markDead(_ row: Int) {
    if dead.isEmpty { dead = [Bool](repeating: false, count: count) }
    dead[row] = true
  }

  private func keyHash(of row: Int) -> UInt64 {
    var hash = Hashing.seed
    let own = columns.pointers
    for column in keyColumns { hash = Hashing.add(own[column][row], to: hash) }
    return hash
  }

  // MARK: Looking up

  /// The live row whose key columns are these words, in the order of the columns.
  @inline(__always) func find(_ word: (Int) -> UInt32) -> Int? {
    var hash = Hashing.seed
    for column in keyColumns { hash = Hashing.add(word(column), to: hash) }
    let own = columns.pointers
    return slots.find(hash) { row in
      for column in keyColumns where own[column][row] != word(column) { return false }
      return true
    }.row
  }

  /// The number of a row with exactly these handles.
  func find(_ row: [Handle]) -> Int? {
    guard row.count == arity, let found = find({ row[$0].word }) else { return nil }
    if let bestColumn, handle(found, bestColumn) != row[bestColumn] { return nil }
    return found
  }

  /// An index on these columns, in ascending order, made now if there was none. It holds the rows up to
  /// ``count``; a later ``extendIndexes()`` brings it up to date.
  func index(on key: [Int]) -> KeyIndex {
    if let index = indexes[key] {
      index.extend(to: count)
      return index
    }
    let index = KeyIndex(of: columns, on: key)
    index.extend(to: count)
    indexes[key] = index
    return index
  }

  func extendIndexes() {
    for index in indexes.values { index.extend(to: count) }
  }

  /// How many distinct keys there are on these columns, where an index knows; else nil.
  func distinctKeys(on key: [Int]) -> Int? { indexes[key]?.keyCount }

  // MARK: Rounds

  func beginRound() { roundStarts.append(count) }

  /// The round in which a row was added; rows from before the first round are of round 0.
  func round(of row: Int) -> Int {
    if row < roundOfRow.count { return Int(roundOfRow[row]) }
    var low = 0
    var high = roundStarts.count
    while low < high {
      let middle = (low + high) / 2
      if roundStarts[middle] <= row { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// A table without dead rows that remembers the round of each row; itself if there are none.
  func compacted() -> Table {
    guard hasDeadRows, let bestColumn, let isBetter else { return self }
    let live = Table(arity: arity, bestColumn: bestColumn, isBetter: isBetter)
    for row in 0..<count where isLive(row) {
      live.insert(from: columns.pointers, at: row)
      live.roundOfRow.append(UInt32(clamping: round(of: row)))
    }
    return live
  }

  /// The memory that rows, keys and indexes take, in bytes.
  var bytes: Int {
    columns.capacity * arity * 4 + slots.bytes + indexes.values.reduce(0) { $0 + $1.bytes }
  }
}
