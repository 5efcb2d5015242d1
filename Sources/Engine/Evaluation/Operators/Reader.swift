/// The rows of a table that an operator reads, and what it does with a row that matches.
///
/// Unsafe memory: the pointers are those of the input's and the output's registers, which never move; the table's
/// own columns are taken anew for every row, since inserting may move them.
final class Reader {
  let table: Table
  let index: KeyIndex?
  /// The rows that are read; set anew for each round.
  var rows: Range<Int>
  let range: RowRange
  let predicate: Predicate
  let key: Operands
  private let checkColumns: [Int]
  private let checks: Operands
  private let repeats: [(Int, Int)]
  let outputColumns: [Int]
  let outputs: Operands
  let carriedFrom: Operands
  let carriedTo: Operands
  private let destination: Batch
  /// Whether a row must be looked at beyond its key.
  let isSelective: Bool
  /// The number, by binding, that rows must be below.
  private let limits: UnsafeMutablePointer<UInt32>?
  /// Whether one match is enough.
  let isExistence: Bool
  /// Whether the key is all columns of a table that tells by itself what it holds.
  private let isMembership: Bool
  /// The last column of such a table in its index's order, where the row is searched for in its group.
  private let searched: KeyIndex.Payload?
  /// The keys that there are, where nothing else is asked for.
  private let keySet: KeySet?
  /// The numbers of the keys of a batch's bindings: see ``findKeys(_:)``.
  private let numbers = Columns(width: 1, capacity: Batch.capacity)

  /// `asksForKeysOnly` says that ``select(_:wanted:in:into:)`` alone will be used.
  init(
    _ access: Plan.Access, table: Table, from batch: Batch, to destination: Batch,
    asksForKeysOnly: Bool = false, budget: Budget
  ) throws(EngineError) {
    let sorted = access.key.sorted { $0.column < $1.column }
    self.table = table
    self.destination = destination
    predicate = access.predicate
    range = access.range
    rows = 0..<table.count
    isMembership =
      access.isExistence && sorted.count == table.arity && table.arity > 0 && !access.isGrowing
      && access.limit == nil
    let isPlainKey =
      (1...2).contains(sorted.count) && access.checks.isEmpty && access.repeats.isEmpty
      && access.limit == nil
    let key = sorted.map(\.column)
    // All that is made when it is first asked for is made now, since threads may share the table later.
    if isMembership, table.canBeSearched {
      let index = try table.index(
        on: Array(0..<(table.arity - 1)), orderedBy: table.arity - 1, budget: budget)
      self.index = index
      searched = try index.payload(table.arity - 1, budget: budget)
      keySet = nil
    } else if asksForKeysOnly, !isMembership, isPlainKey, !access.isGrowing, !table.hasDeadRows,
      !table.hasIndex(on: key)
    {
      index = nil
      searched = nil
      keySet = try table.keySet(on: key, budget: budget)
    } else {
      index =
        try sorted.isEmpty || isMembership
        ? nil : table.index(on: key, orderedBy: access.window?.column, budget: budget)
      searched = nil
      keySet = nil
      if isMembership { try table.takeInMembers(budget: budget) }
    }
    self.key = Operands(sorted.map(\.value), of: batch)
    checkColumns = access.checks.map(\.column)
    checks = Operands(access.checks.map(\.value), of: batch)
    repeats = access.repeats
    outputColumns = access.outputs.map(\.column)
    outputs = Operands(access.outputs.map { .variable($0.register) }, of: destination)
    carriedFrom = Operands(access.carried.map { .variable($0) }, of: batch)
    carriedTo = Operands(access.carried.map { .variable($0) }, of: destination)
    isSelective = !access.checks.isEmpty || !access.repeats.isEmpty || access.limit != nil
    limits = access.limit.map { batch.registers.column($0) }
    isExistence = access.isExistence
  }

  /// Whether a row is live and satisfies what the key does not say.
  @inline(__always) func accepts(_ row: Int, for binding: Int) -> Bool {
    guard table.isLive(row) else { return false }
    guard isSelective else { return true }
    if let limits, row >= Int(limits[binding]) { return false }
    let columns = table.columns.pointers
    for position in 0..<checks.count
    where columns[checkColumns[position]][row] != checks.word(position, binding) { return false }
    for (first, second) in repeats where columns[first][row] != columns[second][row] { return false }
    return true
  }

  /// Puts a row and the binding it matched at the end of the output.
  @inline(__always) func emit(_ row: Int, for binding: Int) {
    let columns = table.columns.pointers
    let place = destination.count
    for position in 0..<outputs.count {
      outputs.base[position][place] = columns[outputColumns[position]][row]
    }
    carry(binding)
  }

  /// Puts a binding at the end of the output.
  @inline(__always) func carry(_ binding: Int) {
    let place = destination.count
    for position in 0..<carriedFrom.count {
      carriedTo.base[position][place] = carriedFrom.base[position][binding]
    }
    destination.count = place + 1
  }

  /// Puts a run of values, column by column, with one binding at the end of the output.
  @inline(__always)
  func emit(_ length: Int, for binding: Int, column: (Int) -> UnsafePointer<UInt32>) {
    let place = destination.count
    for position in 0..<outputs.count {
      (outputs.base[position] + place).update(from: column(position), count: length)
    }
    for position in 0..<carriedFrom.count {
      (carriedTo.base[position] + place).update(repeating: carriedFrom.base[position][binding], count: length)
    }
    destination.count = place + length
  }

  /// Looks up the keys of a batch's first `count` bindings, all at once so that their cache misses overlap, for
  /// ``matches(_:)`` and ``first(_:)``.
  func findKeys(_ count: Int) {
    index?.numbers(of: key.base, count: count, into: numbers.column(0))
  }

  /// The number of a binding's key, or -1.
  @inline(__always) func number(of binding: Int) -> Int {
    let number = numbers.column(0)[binding]
    return number == .max ? -1 : Int(number)
  }

  /// Writes those of a batch's first `count` bindings that some row matches, or those that none does; gives how many they
  /// are.
  func select(
    _ count: Int, wanted: Bool, in context: PipelineContext, into selection: UnsafeMutablePointer<UInt32>
  ) throws(EngineError) -> Int {
    if let keySet { return keySet.select(key.base, count: count, wanted: wanted, into: selection) }
    if isMembership, searched == nil, table.arity <= 2, !table.keepsBest {
      return table.select(key.base, count: count, wanted: wanted, into: selection)
    }
    findKeys(count)
    var kept = 0
    for binding in 0..<count {
      selection[kept] = UInt32(binding)
      kept += try matches(binding, in: context) == wanted ? 1 : 0
    }
    return kept
  }

  /// Whether some row matches a binding.
  func matches(_ binding: Int, in context: PipelineContext) throws(EngineError) -> Bool {
    if let searched {
      return searched.contains(
        key.word(table.arity - 1, binding), in: index?.base(number(of: binding)) ?? 0..<0)
    }
    if isMembership { return table.contains { key.word($0, binding) } }
    guard let index else {
      if !isSelective, !table.hasDeadRows { return !rows.isEmpty }
      return try firstScanned(binding, in: context) >= 0
    }
    return try first(of: index, binding, in: context) >= 0
  }

  /// A row that matches a binding, or -1.
  func first(_ binding: Int, in context: PipelineContext) throws(EngineError) -> Int {
    guard let index else { return try firstScanned(binding, in: context) }
    return try first(of: index, binding, in: context)
  }

  private func firstScanned(_ binding: Int, in context: PipelineContext) throws(EngineError) -> Int {
    for piece in Pieces(rows) {
      try context.didWork(piece.count)
      if let found = piece.first(where: { accepts($0, for: binding) }) { return found }
    }
    return -1
  }

  private func first(
    of index: KeyIndex, _ binding: Int, in context: PipelineContext
  ) throws(EngineError) -> Int {
    let number = number(of: binding)
    guard number >= 0 else { return -1 }
    for place in index.base(number) {
      let row = index.row(at: place)
      if row < rows.upperBound, accepts(row, for: binding) { return row }
      try context.didWork(1)
    }
    var row = index.newest(number)
    while row >= 0 {
      if row < rows.upperBound, accepts(row, for: binding) { return row }
      try context.didWork(1)
      row = index.older(than: row)
    }
    return -1
  }
}
