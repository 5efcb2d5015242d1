import Synchronization

/// A relation's rows: distinct, in the order they were added, one column of handles an argument.
///
/// Rows are only appended, so that a range of row numbers is a delta; those that are taken out are dead, and keep their
/// numbers. A *best* table keeps one live row a group, that with the least or greatest value in one column; a better row
/// is appended and the one before it is dead.
final class Table {
  /// Tells tables apart that there are or have been.
  let id = Table.ids.wrappingAdd(1, ordering: .relaxed).newValue
  private static let ids = Atomic<Int>(0)
  let arity: Int
  let columns: Columns
  var count = 0
  /// The columns that tell rows apart: all of them, or all but the best one.
  private let keyColumns: [Int]
  private let best: (column: Int, isBetter: (Handle, Handle) -> Bool)?
  /// Tells rows of one or two columns apart.
  private(set) var pairs = PairSet()
  /// Tells rows of three columns and more apart, and the groups of a best table.
  private var rows = RowHash()
  let usesPairs: Bool
  /// How many rows `pairs` or `rows` hold: all, but for rows added in bulk, which are taken in when first asked for.
  var memberCount = 0
  /// How rows are being added in bulk, while they are.
  var bulk: Tuning?
  /// How many rows may be added in bulk before they are sorted.
  var bulkLimit = Table.leastBulkLimit
  /// How many of the first rows are in the order of their words, from the first column to the last.
  var sortedCount = 0
  var removals = Removals()
  private var rounds = Rounds()
  var indexes = TableIndexes()
  /// Estimates of distinct values by column, with the row count for which each was made.
  var distinctEstimates: [Int: (count: Int, estimate: Int)] = [:]

  init(arity: Int) {
    self.arity = arity
    columns = Columns(width: arity, capacity: 0)
    keyColumns = Array(0..<arity)
    best = nil
    usesPairs = arity == 1 || arity == 2
  }

  init(arity: Int, bestColumn: Int, isBetter: @escaping (Handle, Handle) -> Bool) {
    self.arity = arity
    columns = Columns(width: arity, capacity: 0)
    keyColumns = (0..<arity).filter { $0 != bestColumn }
    best = (bestColumn, isBetter)
    usesPairs = false
  }

  var keepsBest: Bool { best != nil }

  /// The handle in a row and column.
  func handle(_ row: Int, _ column: Int) -> Handle {
    precondition(row >= 0 && row < count)
    return Handle(word: columns.column(column)[row])
  }

  func row(_ row: Int) -> [Handle] { (0..<arity).map { handle(row, $0) } }

  /// The words of rows, one row after the other.
  func words(ofRows rows: Range<Int>) -> [UInt32] {
    precondition(rows.lowerBound >= 0 && rows.upperBound <= count)
    return [UInt32](unsafeUninitializedCapacity: rows.count * arity) { words, filled in
      for column in 0..<arity {
        let source = columns.column(column)
        for (place, row) in rows.enumerated() {
          words.initializeElement(at: place * arity + column, to: source[row])
        }
      }
      filled = rows.count * arity
    }
  }

  // MARK: Adding

  /// Adds the first `length` rows of other columns, those that are not known; to a best table, those that are
  /// better. `source` gives a pointer to each column.
  func insert<Limit: Polling>(
    from source: UnsafePointer<UnsafeMutablePointer<UInt32>>, count length: Int, budget: Limit = Unlimited()
  ) throws(Limit.Failure) {
    if bulk != nil { return try appendInBulk(from: source, count: length, budget: budget) }
    columns.reserve(count + length)
    try takeInMembers(budget: budget)
    for piece in Pieces(0..<length) {
      if length > Batch.capacity { try budget.poll() }
      if usesPairs {
        try insertPairs(from: source, piece, budget)
        memberCount = count
      } else {
        try insertRows(from: source, piece, budget)
      }
    }
  }

  private func insertPairs<Limit: Polling>(
    from source: UnsafePointer<UnsafeMutablePointer<UInt32>>, _ piece: Range<Int>, _ budget: Limit
  ) throws(Limit.Failure) {
    let (own, start) = (columns.pointers, piece.lowerBound)
    if arity == 2 {
      count += try pairs.insert(
        source[0] + start, source[1] + start, count: piece.count, newKeys: own[0] + count,
        newValues: own[1] + count, budget: budget)
    } else {
      count += try pairs.insert(
        under: 0, source[0] + start, count: piece.count, new: own[0] + count, budget: budget)
    }
  }

  private func insertRows<Limit: Polling>(
    from source: UnsafePointer<UnsafeMutablePointer<UInt32>>, _ piece: Range<Int>, _ budget: Limit
  ) throws(Limit.Failure) {
    if keepsBest {
      try rows.makeRoom(for: piece.count, budget: budget)
      insertBest(from: source, piece)
    } else {
      count = try rows.insert(from: source, piece, into: columns, at: count, budget: budget)
      memberCount = count
    }
  }

  private func insertBest(from source: UnsafePointer<UnsafeMutablePointer<UInt32>>, _ piece: Range<Int>) {
    let start = piece.lowerBound
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: max(1, piece.count)) { hashes in
      rows.hash(of: keyColumns.count, piece.count, into: hashes) {
        UnsafePointer(source[keyColumns[$0]] + start)
      }
      for index in piece { insert(from: source, at: index, hash: hashes[index - start]) }
    }
  }

  /// Whether rows are pairs, of which a key's can be added at once.
  var takesRuns: Bool { usesPairs && arity == 2 }

  /// Whether rows are found by searching their order, and need not be put into a set for it.
  var canBeSearched: Bool { arity > 1 && sortedCount == count && memberCount < count && !hasDeadRows }

  /// Whether all rows are in the set of pairs.
  var knowsPairs: Bool { takesRuns && memberCount == count }

  /// Adds to the pairs of each head all values that the key beside it has in this or another table of pairs. Where
  /// `runs` are given, of rows of that table with the key, it adds those, or all where that is less work.
  /// `scratch` are two columns of `length` words.
  func unite<Limit: Polling>(
    _ heads: UnsafePointer<UInt32>, with keys: UnsafePointer<UInt32>, of source: Table, count length: Int,
    runs: (starts: UnsafePointer<UInt32>, ends: UnsafePointer<UInt32>)?, scratch: Columns,
    budget: Limit = Unlimited()
  ) throws(Limit.Failure) {
    precondition(scratch.width >= 2 && scratch.capacity >= length && takesRuns && source.takesRuns)
    try takeInMembers(budget: budget)
    try source.takeInMembers(budget: budget)
    let (targets, numbers) = (scratch.column(0), scratch.column(1))
    try pairs.numbers(adding: heads, length, into: targets, budget: budget)
    source.pairs.numbers(of: keys, length, into: numbers)
    count = try pairs.unite(
      heads, at: targets, with: numbers, of: source === self ? nil : UnsafePointer(source.pairs.entries),
      length,
      runs: runs, values: source.columns, into: columns, from: count, budget: budget)
    memberCount = count
  }

  /// Adds to the pairs of each head the values at some places of a column.
  func unite<Limit: Polling>(
    _ heads: UnsafePointer<UInt32>, with values: UnsafePointer<UInt32>, count length: Int, scratch: Columns,
    budget: Limit = Unlimited(), places: (Int) -> Range<Int>
  ) throws(Limit.Failure) {
    precondition(scratch.width >= 1 && scratch.capacity >= length && takesRuns)
    try takeInMembers(budget: budget)
    let targets = scratch.column(0)
    try pairs.numbers(adding: heads, length, into: targets, budget: budget)
    count = try pairs.unite(
      heads, at: targets, with: values, length, into: columns, from: count, budget: budget, places: places)
    memberCount = count
  }

  /// Adds row `index` of other columns; gives whether the table changed.
  @discardableResult
  func insert(from source: UnsafePointer<UnsafeMutablePointer<UInt32>>, at index: Int) -> Bool {
    takeInMembers()
    if usesPairs {
      guard pairs.insert(arity == 2 ? source[0][index] : 0, source[arity - 1][index]) else { return false }
      append(from: source, at: index)
      return true
    }
    let hash = Hashing.hash(of: keyColumns.count) { source[keyColumns[$0]][index] }
    return insert(from: source, at: index, hash: hash)
  }

  @discardableResult
  private func insert(
    from source: UnsafePointer<UnsafeMutablePointer<UInt32>>, at index: Int, hash: UInt64
  ) -> Bool {
    let own = columns.pointers
    let (slot, known) = rows.find(hash) { row in
      for column in keyColumns where own[column][row] != source[column][index] { return false }
      return true
    }
    guard known >= 0 else {
      append(from: source, at: index)
      rows.fill(slot, hash: hash, row: count - 1)
      return true
    }
    guard let best,
      best.isBetter(Handle(word: source[best.column][index]), Handle(word: own[best.column][known]))
    else { return false }
    append(from: source, at: index)
    removals.turn(known)
    rows.replace(slot, hash: hash, row: count - 1)
    return true
  }

  /// Adds one row; gives whether the table changed.
  @discardableResult func insert(_ row: [Handle]) -> Bool {
    precondition(row.count == arity)
    let staging = Columns(width: arity, capacity: 1)
    for (column, handle) in row.enumerated() { staging.column(column)[0] = handle.word }
    return insert(from: staging.pointers, at: 0)
  }

  /// Adds all live rows of a table of the same arity.
  func insert<Limit: Polling>(
    contentsOf other: Table, budget: Limit = Unlimited()
  ) throws(Limit.Failure) {
    precondition(other.arity == arity)
    guard other.hasDeadRows else {
      return try insert(from: other.columns.pointers, count: other.count, budget: budget)
    }
    for piece in Pieces(0..<other.count) {
      try budget.poll()
      for row in piece where other.isLive(row) { insert(from: other.columns.pointers, at: row) }
    }
  }

  /// Lets the set that tells rows apart grow ahead for so many more where that takes long.
  func makeRoom<Limit: Polling>(for added: Int, budget: Limit) throws(Limit.Failure) {
    if !usesPairs { try rows.makeRoom(for: added, budget: budget) }
  }

  private func append(from source: UnsafePointer<UnsafeMutablePointer<UInt32>>, at index: Int) {
    if count == columns.capacity { columns.reserve(count + 1) }
    let own = columns.pointers
    for column in 0..<arity { own[column][count] = source[column][index] }
    count += 1
    memberCount = count
  }

  /// Takes a row out of the set that tells rows apart.
  func forget(_ row: Int) {
    let own = columns.pointers
    if usesPairs {
      pairs.remove(arity == 2 ? own[0][row] : 0, own[arity - 1][row])
    } else {
      rows.remove(hash(of: row)) { $0 == row }
    }
  }

  /// Puts a row back into the set that tells rows apart; false where one like it is there.
  func remember(_ row: Int) -> Bool {
    let own = columns.pointers
    if usesPairs { return pairs.insert(arity == 2 ? own[0][row] : 0, own[arity - 1][row]) }
    let hash = hash(of: row)
    let (slot, known) = rows.find(hash) { other in
      keyColumns.allSatisfy { own[$0][other] == own[$0][row] }
    }
    if known < 0 { rows.fill(slot, hash: hash, row: row) }
    return known < 0
  }

  private func hash(of row: Int) -> UInt64 {
    Hashing.hash(of: keyColumns.count) { columns.column(keyColumns[$0])[row] }
  }

  /// Takes back the rows from a number on, which were added last, and all that was made of them. O(1): what tells the
  /// others apart is made anew when it is next asked for.
  func dropRows(from row: Int) {
    precondition(row >= 0 && row <= count && !keepsBest && bulk == nil)
    count = row
    sortedCount = min(sortedCount, row)
    memberCount = 0
    pairs = PairSet()
    rows = RowHash()
    indexes = TableIndexes()
    distinctEstimates = [:]
  }

  /// Puts the rows that were added in bulk into the set that tells rows apart.
  @inline(__always)
  func takeInMembers<Limit: Polling>(budget: Limit = Unlimited()) throws(Limit.Failure) {
    if memberCount < count { try takeInBulkRows(budget) }
  }

  /// Where that is broken off, the rest is taken in when it is next asked for.
  private func takeInBulkRows<Limit: Polling>(_ budget: Limit) throws(Limit.Failure) {
    let own = columns.pointers
    if !usesPairs { try rows.reserve(count, budget: budget) }
    for piece in Pieces(memberCount..<count) {
      try budget.poll()
      if usesPairs {
        for row in piece where isLive(row) {
          _ = try pairs.insert(arity == 2 ? own[0][row] : 0, own[arity - 1][row], budget: budget)
        }
      } else {
        for row in piece where isLive(row) {
          let hash = Hashing.hash(of: keyColumns.count) { own[keyColumns[$0]][row] }
          rows.fill(rows.find(hash) { _ in false }.slot, hash: hash, row: row)
        }
      }
      memberCount = piece.upperBound
    }
  }

  // MARK: Looking up

  /// Whether there is a live row with these words, in the order of the columns.
  @inline(__always) func contains(_ word: (Int) -> UInt32) -> Bool {
    takeInMembers()
    if usesPairs { return pairs.contains(arity == 2 ? word(0) : 0, word(arity - 1)) }
    let row = rowByHash(word)
    guard row >= 0, let best else { return row >= 0 }
    return columns.column(best.column)[row] == word(best.column)
  }

  /// Writes the places of those rows of a batch that are in a table of one or two columns, or of those that are not; gives
  /// how many they are.
  func select(
    _ words: UnsafePointer<UnsafeMutablePointer<UInt32>>, count: Int, wanted: Bool,
    into selection: UnsafeMutablePointer<UInt32>
  ) -> Int {
    precondition(usesPairs)
    takeInMembers()
    return pairs.select(
      arity == 2 ? words[0] : nil, words[arity - 1], count: count, wanted: wanted, into: selection)
  }

  private func rowByHash(_ word: (Int) -> UInt32) -> Int {
    let hash = Hashing.hash(of: keyColumns.count) { word(keyColumns[$0]) }
    let own = columns.pointers
    return rows.find(hash) { row in
      for column in keyColumns where own[column][row] != word(column) { return false }
      return true
    }.row
  }

  /// The number of the live row with exactly these handles.
  func find<Limit: Polling>(
    _ row: [Handle], budget: Limit = Unlimited()
  ) throws(Limit.Failure) -> Int? {
    try takeInMembers(budget: budget)
    guard row.count == arity, contains({ row[$0].word }) else { return nil }
    guard usesPairs else { return rowByHash { row[$0].word } }
    // Pairs are told apart without their rows' numbers: an index on one column has those.
    let index = try indexForFinding(budget: budget)
    let key = index.key[0]
    let (words, wanted) = (columns.column(arity - 1 - key), row[arity - 1 - key].word)
    let number = index.number(of: row[key].word)
    for place in index.base(number) {
      let found = index.row(at: place)
      if words[found] == wanted, isLive(found) { return found }
    }
    var found = index.newest(number)
    while found >= 0, words[found] != wanted || !isLive(found) { found = index.older(than: found) }
    return found >= 0 ? found : nil
  }

  /// Writes the numbers of rows that are all there; those of them that were added last are the rows from `first` on.
  func find<Limit: Polling>(
    _ source: UnsafePointer<UnsafeMutablePointer<UInt32>>, count length: Int, addedFrom first: Int,
    into numbers: UnsafeMutablePointer<UInt32>, finder: inout RowFinder, budget: Limit
  ) throws(Limit.Failure) {
    try takeInMembers(budget: budget)
    let own = columns.pointers
    var next = first
    for place in 0..<length {
      // New rows were added in their order, and differ from all that were there.
      let isNew = next < count && (0..<arity).allSatisfy { own[$0][next] == source[$0][place] }
      if isNew {
        numbers[place] = UInt32(next)
        next += 1
      } else {
        let known =
          usesPairs
          ? try finder.find(in: self, budget: budget) { source[$0][place] } : rowByHash { source[$0][place] }
        // All of them are there.
        numbers[place] = UInt32(max(0, known ?? 0))
      }
    }
  }

  /// The index by which rows of pairs are found: one that is there, if there is one.
  func indexForFinding<Limit: Polling>(budget: Limit = Unlimited()) throws(Limit.Failure) -> KeyIndex {
    try index(on: indexes.hasIndex(on: [1]) && !indexes.hasIndex(on: [0]) ? [1] : [0], budget: budget)
  }

  /// An index on these columns, in ascending order, made now if there was none. It holds the rows up to
  /// ``count``; a later ``extendIndexes(stable:)`` brings it up to date. `order` is the column in whose order the rows
  /// of a key are.
  func index<Limit: Polling>(
    on key: [Int], orderedBy order: Int? = nil, budget: Limit = Unlimited()
  ) throws(Limit.Failure) -> KeyIndex {
    try indexes.index(of: columns, count, sorted: sortedCount, on: key, orderedBy: order, budget: budget)
  }

  /// Whether there is an index on these columns, or the rows lie in their order.
  func hasIndex(on key: [Int]) -> Bool {
    indexes.hasIndex(on: key) || (sortedCount == count && key == Array(0..<key.count))
  }

  /// Brings all indexes up to date. Rows from `stable` on are the newest of a round; nil when the table is done.
  func extendIndexes<Limit: Polling>(
    stable: Int?, budget: Limit = Unlimited()
  ) throws(Limit.Failure) {
    try indexes.extend(to: count, stable: stable, budget: budget)
  }

  /// How many indexes and the like there are by now.
  var indexCount: Int { indexes.count }

  /// The keys of one or two columns, made now if there were none.
  func keySet<Limit: Polling>(
    on key: [Int], budget: Limit = Unlimited()
  ) throws(Limit.Failure) -> KeySet {
    try indexes.keySet(of: columns, count, on: key, budget: budget)
  }

  /// The least and the greatest word of a column. O(rows) when rows have been added.
  func wordRange(of column: Int) -> ClosedRange<UInt32>? { indexes.wordRange(of: columns, count, column) }

  // MARK: Rounds

  /// Begins a round of a number above those before.
  func beginRound(_ number: Int) { rounds.begin(number, at: count) }

  /// The last round that was begun; 0 where none was.
  var lastRound: Int { rounds.last }

  /// How many of the first rows were added before a round.
  func rows(beforeRound number: Int) -> Int { rounds.rows(before: number, of: count) }

  /// The round in which a row was added; rows from before the first round are of round 0.
  func round(of row: Int) -> Int { rounds.round(of: row) }

  /// A table without dead rows that remembers the round of each row; itself if there are none.
  func compacted<Limit: Polling>(budget: Limit = Unlimited()) throws(Limit.Failure) -> Table {
    guard hasDeadRows else { return self }
    let live =
      best.map { Table(arity: arity, bestColumn: $0.column, isBetter: $0.isBetter) } ?? Table(arity: arity)
    for piece in Pieces(0..<count) {
      try budget.poll()
      for row in piece where isLive(row) {
        let round = round(of: row)
        if round > live.lastRound { live.beginRound(round) }
        live.insert(from: columns.pointers, at: row)
      }
    }
    return live
  }

  /// The memory that rows, keys and indexes take, in bytes.
  var bytes: Int {
    columns.capacity * arity * 4 + pairs.bytes + rows.bytes + indexes.bytes
  }
}
