/// The rows of a table by the values of some of its columns.
///
/// Rows up to a point, the *base*, are grouped by key, so that the rows of a key lie together; those after it are a
/// chain a key, newest first. When the chains have grown long they are merged into the base. A range of rows that
/// ends at or after the base's end can therefore be read without looking at a row's number in the base.
///
/// Where the table's rows are sorted and the key is its first columns, the rows are groups as they are: the base is
/// *clustered*, a place in it is a row.
///
/// Unsafe memory is in the buffers' hands; the invariant here: `starts` has one number a key of the base and one
/// more, ascending up to `baseCount`, and every row in `rows`, `heads` and `next` is below ``rowCount``.
final class KeyIndex {
  let key: [Int]
  /// The column in whose order of words the rows of each group of the base are; nil for the order of rows.
  let order: Int?
  private let columns: Columns
  private var numbering: KeyNumbering
  private(set) var baseCount = 0
  private var isClustered = false
  private var starts = WordBuffer()
  private var rows = WordBuffer()
  /// A key's newest row after the base, plus one.
  private var heads = WordBuffer()
  /// The next older row after the base with the same key, plus one, by row after the base.
  private var next = WordBuffer()
  /// The number of the key of each row after the base.
  private var numbers = WordBuffer()
  private(set) var rowCount = 0
  /// Columns in the order of ``rows``.
  private var payloads: [Int: Payload] = [:]

  /// A column of the base in the order of the groups.
  final class Payload {
    fileprivate var words = WordBuffer()
    /// Where the base is clustered the column itself is in that order.
    fileprivate var column: (of: Columns, Int)?

    /// Valid until the index is extended or the table grows.
    var pointer: UnsafePointer<UInt32> {
      if let column { UnsafePointer(column.of.column(column.1)) } else { UnsafePointer(words.base) }
    }

    /// Whether a word is at one of some places, where the words ascend.
    func contains(_ word: UInt32, in places: Range<Int>) -> Bool {
      let place = pointer.firstPlace(in: places, notBelow: word)
      return place < places.upperBound && pointer[place] == word
    }
  }

  init(of columns: Columns, on key: [Int], orderedBy order: Int? = nil) {
    precondition(
      !key.isEmpty && (key + (order.map { [$0] } ?? [])).allSatisfy { $0 >= 0 && $0 < columns.width })
    self.order = order
    self.columns = columns
    self.key = key
    numbering = KeyNumbering(of: columns, on: key)
    starts.resize(to: 1)
  }

  var keyCount: Int { numbering.count }

  var bytes: Int {
    numbering.bytes + starts.bytes + rows.bytes + heads.bytes + next.bytes + numbers.bytes
      + payloads.values.reduce(0) { $0 + $1.words.bytes }
  }

  // MARK: Keeping up

  /// Takes in the rows up to `count`. The base may come to hold those below `stable` only; those below `sorted` are
  /// in the order of the key. An index whose extension was broken off is of no use any more.
  func extend<Limit: Polling>(
    to count: Int, stable: Int, sorted: Int = 0, budget: Limit = Unlimited()
  ) throws(Limit.Failure) {
    guard count > rowCount else { return }
    if rowCount == 0, sorted > 0 { try cluster(min(sorted, stable), budget) }
    // All new rows are numbered first: their cache misses overlap.
    try numbers.resize(to: count - baseCount, budget: budget)
    try numbering.findOrAdd(
      rowCount..<count, into: numbers.base + (rowCount - baseCount), budget: budget)
    let tail = count - baseCount
    if stable > baseCount, tail > 256, tail * 2 > baseCount {
      try merge(to: stable, count, budget)
    } else {
      try chain(rowCount..<count, budget)
    }
    rowCount = count
  }

  /// Makes sorted rows the base as they are.
  private func cluster<Limit: Polling>(_ count: Int, _ budget: Limit) throws(Limit.Failure) {
    isClustered = true
    try starts.resize(to: 0, budget: budget)
    for piece in Pieces(0..<count) {
      try budget.poll()
      for row in piece where row == 0 || !numbering.isSameKey(row, row - 1) {
        _ = try numbering.findOrAdd(row, budget: budget)
        starts.append(UInt32(row))
      }
    }
    starts.append(UInt32(count))
    baseCount = count
    rowCount = count
  }

  /// Puts rows, whose keys have numbers, before the other rows of their keys.
  private func chain<Limit: Polling>(_ range: Range<Int>, _ budget: Limit) throws(Limit.Failure) {
    if keyCount > heads.count {
      try heads.resize(to: max(keyCount, min(heads.count * 2, keyCount + 4096)), budget: budget)
    }
    try next.resize(to: range.upperBound - baseCount, budget: budget)
    let (heads, next, numbers) = (heads.base, next.base, numbers.base)
    for piece in Pieces(range) {
      try budget.poll()
      for row in piece {
        let place = row - baseCount
        next[place] = heads[Int(numbers[place])]
        heads[Int(numbers[place])] = UInt32(row + 1)
      }
    }
  }

  /// Moves the rows up to `stable` from the chains to the base, and chains those up to `count` anew.
  private func merge<Limit: Polling>(
    to stable: Int, _ count: Int, _ budget: Limit
  ) throws(Limit.Failure) {
    let tail = stable - baseCount
    let merge = try GroupMerge(
      starts, adding: numbers.base, tail, keyCount: keyCount, budget: budget)
    let first = baseCount
    if order == nil {
      for (column, payload) in payloads {
        let words = columns.column(column) + first
        payload.words = try merge.merged(payload.pointer, budget: budget) { words[$0] }
        payload.column = nil
      }
    }
    rows = try merge.merged(isClustered ? nil : UnsafePointer(rows.base), budget: budget) {
      UInt32(first + $0)
    }
    starts = merge.takeStarts()
    isClustered = false
    baseCount = stable
    if let order { try sortGroups(by: order, budget) }
    try heads.resize(to: 0, budget: budget)
    try next.resize(to: 0, budget: budget)
    let left = count - stable
    for place in 0..<left { numbers[place] = numbers[tail + place] }
    try numbers.resize(to: left, budget: budget)
    try chain(stable..<count, budget)
  }

  /// Puts each group of the base in the order of a column.
  private func sortGroups<Limit: Polling>(by order: Int, _ budget: Limit) throws(Limit.Failure) {
    let words = columns.column(order)
    var tally = WorkTally(budget)
    for group in 0..<max(0, starts.count - 1) {
      let range = Int(starts[group])..<Int(starts[group + 1])
      guard range.count > 1 else { continue }
      var group = UnsafeMutableBufferPointer(start: rows.base + range.lowerBound, count: range.count)
      group.sort { words[Int($0)] < words[Int($1)] }
      try tally.add(8 * range.count)
    }
    for column in payloads.keys { try fill(column, budget) }
  }

  // MARK: Looking up

  /// The number of a key of one column, or -1.
  @inline(__always) func number(of word: UInt32) -> Int { numbering.number(of: word) }

  /// The number of a key whose words are given by their position in ``key``, or -1.
  @inline(__always) func number(_ word: (Int) -> UInt32) -> Int { numbering.number(word) }

  /// Writes the number of the key of each binding, or `UInt32.max` for none: `words` are runs of the key's columns.
  func numbers(
    of words: UnsafePointer<UnsafeMutablePointer<UInt32>>, count: Int,
    into numbers: UnsafeMutablePointer<UInt32>
  ) {
    numbering.numbers(of: words, count: count, into: numbers)
  }

  /// The index as it is now, for reading in a loop; no longer valid once the index has been extended.
  struct View {
    let starts: UnsafePointer<UInt32>
    let startCount: Int
    let heads: UnsafePointer<UInt32>
    let headCount: Int
    let next: UnsafePointer<UInt32>
    let baseCount: Int

    /// As ``KeyIndex/base(_:)``.
    @inline(__always) func base(_ number: Int) -> Range<Int> {
      number + 1 < startCount ? Int(starts[number])..<Int(starts[number + 1]) : 0..<0
    }

    /// As ``KeyIndex/newest(_:)``.
    @inline(__always) func newest(_ number: Int) -> Int { number < headCount ? Int(heads[number]) - 1 : -1 }

    /// As ``KeyIndex/older(than:)``.
    @inline(__always) func older(than row: Int) -> Int { Int(next[row - baseCount]) - 1 }
  }

  var view: View {
    View(
      starts: starts.base, startCount: starts.count, heads: heads.base, headCount: heads.count,
      next: next.base, baseCount: baseCount)
  }

  /// The places of a key's rows in the base; see ``row(at:)`` and ``payload(_:)``.
  @inline(__always) func base(_ number: Int) -> Range<Int> {
    number >= 0 && number + 1 < starts.count ? Int(starts[number])..<Int(starts[number + 1]) : 0..<0
  }

  @inline(__always) func row(at place: Int) -> Int { isClustered ? place : Int(rows[place]) }

  /// A column of the base in the order of its places, made when first asked for.
  func payload<Limit: Polling>(
    _ column: Int, budget: Limit = Unlimited()
  ) throws(Limit.Failure) -> Payload {
    if let payload = payloads[column] { return payload }
    let payload = Payload()
    try fill(payload, column, budget)
    payloads[column] = payload
    return payload
  }

  private func fill<Limit: Polling>(_ column: Int, _ budget: Limit) throws(Limit.Failure) {
    if let payload = payloads[column] { try fill(payload, column, budget) }
  }

  private func fill<Limit: Polling>(
    _ payload: Payload, _ column: Int, _ budget: Limit
  ) throws(Limit.Failure) {
    guard !isClustered else {
      payload.column = (columns, column)
      return
    }
    payload.column = nil
    try payload.words.resize(to: baseCount, budget: budget)
    let (words, target, rows) = (columns.column(column), payload.words.base, rows.base)
    for piece in Pieces(0..<baseCount) {
      try budget.poll()
      for place in piece { target[place] = words[Int(rows[place])] }
    }
  }

  /// The newest row of a key after the base, or -1.
  @inline(__always) func newest(_ number: Int) -> Int {
    number >= 0 && number < heads.count ? Int(heads[number]) - 1 : -1
  }

  /// The next older row after the base with the same key, or -1.
  @inline(__always) func older(than row: Int) -> Int { Int(next[row - baseCount]) - 1 }
}
