/// What a table makes when it is first asked for and keeps: indexes, sets of keys, groups of values, ranges of words.
struct TableIndexes {
  private struct Shape: Hashable {
    var key: [Int]
    var order: Int?
  }

  private var indexes: [Shape: KeyIndex] = [:]
  private var keySets: [[Int]: KeySet] = [:]
  private var wordRanges: [Int: (count: Int, range: ClosedRange<UInt32>)] = [:]
  /// Values by key that have been asked for: see ``Table/groups(_:)``.
  var sortedGroups: [SortedGroups.Shape: SortedGroups] = [:]
  /// Rows from here on may still be the newest of a round, which an index must not group.
  private var stableCount: Int?

  /// How many indexes, sets and groups there are by now.
  var count: Int { indexes.count + keySets.count + sortedGroups.count }

  var bytes: Int {
    indexes.values.reduce(0) { $0 + $1.bytes } + keySets.values.reduce(0) { $0 + $1.bytes }
      + sortedGroups.values.reduce(0) { $0 + $1.bytes }
  }

  /// An index of the rows up to `rows`, of which those up to `sorted` lie in the order of their words.
  mutating func index<Limit: Polling>(
    of columns: Columns, _ rows: Int, sorted: Int, on key: [Int], orderedBy order: Int?, budget: Limit
  ) throws(Limit.Failure) -> KeyIndex {
    let shape = Shape(key: key, order: order)
    if let index = indexes[shape] {
      try extend(index, shape, to: rows, stable: stableCount ?? rows, budget)
      return index
    }
    let index = KeyIndex(of: columns, on: key, orderedBy: order)
    let isClustered = key == Array(0..<key.count) && (order.map { $0 == key.count } ?? true)
    try index.extend(
      to: rows, stable: stableCount ?? rows, sorted: isClustered ? sorted : 0, budget: budget)
    indexes[shape] = index
    return index
  }

  func hasIndex(on key: [Int]) -> Bool { indexes[Shape(key: key, order: nil)] != nil }

  /// Brings all indexes up to date with the rows up to `rows`.
  mutating func extend<Limit: Polling>(
    to rows: Int, stable: Int?, budget: Limit = Unlimited()
  ) throws(Limit.Failure) {
    stableCount = stable
    for (shape, index) in indexes {
      try extend(index, shape, to: rows, stable: stable ?? rows, budget)
    }
  }

  /// Drops what does not tell rows that were taken out from others.
  mutating func dropSets() {
    if !keySets.isEmpty { keySets = [:] }
    if !sortedGroups.isEmpty { sortedGroups = [:] }
  }

  /// Brings an index up to date, or drops it where that is broken off.
  private mutating func extend<Limit: Polling>(
    _ index: KeyIndex, _ shape: Shape, to rows: Int, stable: Int, _ budget: Limit
  ) throws(Limit.Failure) {
    do throws(Limit.Failure) {
      try index.extend(to: rows, stable: stable, budget: budget)
    } catch {
      indexes[shape] = nil
      throw error
    }
  }

  mutating func keySet<Limit: Polling>(
    of columns: Columns, _ rows: Int, on key: [Int], budget: Limit
  ) throws(Limit.Failure) -> KeySet {
    let keySet = keySets[key] ?? KeySet(on: key)
    keySets[key] = nil
    try keySet.extend(columns, to: rows, budget: budget)
    keySets[key] = keySet
    return keySet
  }

  mutating func wordRange(of columns: Columns, _ rows: Int, _ column: Int) -> ClosedRange<UInt32>? {
    if let known = wordRanges[column], known.count == rows { return known.range }
    guard let range = columns.range(of: column, count: rows) else { return nil }
    wordRanges[column] = (rows, range)
    return range
  }
}
