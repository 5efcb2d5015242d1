import Syntax

/// The base facts of one relation and modality, each with its citations.
final class FactStore {
  let table: Table
  /// The citations of the facts that have any, by row.
  private(set) var citations: [Int: [Citation]] = [:]
  /// The citations of facts that were taken out, for when they are put back.
  private var removedCitations: [Int: [Citation]] = [:]
  /// The kinds met in each column.
  private(set) var kinds: [KindSet]
  /// Changes with every change of the rows.
  private(set) var stamp = 0
  /// Changes with every change of the citations, or of the rows that have them.
  private(set) var citationStamp = 0
  /// Where a ``ChangeLog`` keeps what was added last: in which of its runs, and in which change.
  var additions = (run: -1, place: 0)

  init(arity: Int) {
    table = Table(arity: arity)
    kinds = Array(repeating: [], count: arity)
  }

  /// Whether no fact yet held the kinds of a row in some column.
  func isWidened(by rowKinds: [KindSet]) -> Bool {
    !zip(kinds, rowKinds).allSatisfy { $0.isSuperset(of: $1) }
  }

  /// Adds a fact; gives its row and whether it is new.
  func add(_ row: [Handle], kinds rowKinds: [KindSet], stamp: Int) -> (row: Int, isNew: Bool) {
    if let known = table.find(row) { return (known, false) }
    table.insert(row)
    for (column, kind) in rowKinds.enumerated() { kinds[column].formUnion(kind) }
    self.stamp = stamp
    return (table.count - 1, true)
  }

  /// Adds the first `count` rows of columns, those that are new.
  func add<Limit: Polling>(
    _ columns: Columns, count: Int, kinds addedKinds: [KindSet], stamp: Int, budget: Limit
  ) throws(Limit.Failure) {
    self.stamp = stamp
    for (column, kind) in addedKinds.enumerated() { kinds[column].formUnion(kind) }
    try table.insert(from: columns.pointers, count: count, budget: budget)
  }

  /// What a store is like before rows are added.
  struct State {
    let count: Int
    let kinds: [KindSet]
    fileprivate let stamp: Int
  }

  var state: State { State(count: table.count, kinds: kinds, stamp: stamp) }

  /// Takes back all rows that were added since, which have no citations.
  func restore(_ state: State) {
    table.dropRows(from: state.count)
    kinds = state.kinds
    stamp = state.stamp
  }

  /// Makes room for so many more rows.
  func reserve(_ rows: Int) { table.columns.reserve(table.count + rows) }

  /// Lets the table, which is empty, take rows in bulk: they are not read before ``endFilling(stamp:budget:)``, which
  /// may put them into another order.
  func beginFilling(_ tuning: Tuning) { table.beginBulk(tuning) }

  func endFilling<Limit: Polling>(stamp: Int, budget: Limit) throws(Limit.Failure) {
    try table.endBulk(budget: budget)
    self.stamp = stamp
  }

  /// Adds citations that the fact does not have yet; gives how many.
  func cite(row: Int, _ added: [Citation], stamp: Int) -> Int {
    guard !added.isEmpty else { return 0 }
    var known = citations[row] ?? []
    let before = known.count
    for citation in added where !known.contains(where: { $0.saysSame(as: citation) }) {
      known.append(citation)
    }
    citations[row] = known
    if known.count > before { citationStamp = stamp }
    return known.count - before
  }

  /// Takes back the newest citations of a fact, so that `count` are left.
  func dropCitations(row: Int, leaving count: Int, stamp: Int) {
    guard let known = citations[row], known.count > count else { return }
    citations[row] = count == 0 ? nil : Array(known.prefix(count))
    citationStamp = stamp
  }

  /// Takes facts out with their citations; their rows keep their numbers. O(facts taken out), but where a column holds
  /// several kinds of value.
  func remove(rows removed: some Sequence<Int>, stamp: Int) {
    for row in removed where table.isLive(row) {
      table.remove(row)
      if let hidden = citations.removeValue(forKey: row) { removedCitations[row] = hidden }
    }
    for column in kinds.indices where table.liveCount == 0 || kinds[column].isSeveral {
      kinds[column] = table.liveRows.reduce(into: []) { $0.formUnion(KindSet(table.handle($1, column).kind)) }
    }
    self.stamp = stamp
    citationStamp = stamp
  }

  /// Puts back facts that were taken out, with the citations that they had. O(facts put back).
  func restore(rows restored: some Sequence<Int>, stamp: Int) {
    for row in restored where !table.isLive(row) {
      table.restore(row)
      if let hidden = removedCitations.removeValue(forKey: row) { citations[row] = hidden }
      for column in kinds.indices { kinds[column].formUnion(KindSet(table.handle(row, column).kind)) }
    }
    self.stamp = stamp
    citationStamp = stamp
  }

  /// Whether any fact is cited, those that were taken out included.
  var hasKeptCitations: Bool { !citations.isEmpty || !removedCitations.isEmpty }

  /// Keeps the citations of a fact that was taken out, for when it is put back.
  func keep(_ kept: [Citation], ofRemoved row: Int) {
    if !kept.isEmpty { removedCitations[row] = kept }
  }

  /// Looks anew for the kinds in each column.
  func noteKinds(stamp: Int) {
    for column in kinds.indices {
      kinds[column] = KindSet(ofWords: table.columns.column(column), count: table.count)
    }
    self.stamp = stamp
  }

  /// The citations of a fact, also of one that was taken out.
  func keptCitations(row: Int) -> [Citation] { citations[row] ?? removedCitations[row] ?? [] }
}

extension Citation {
  /// Whether two citations differ in nothing but their place in the source.
  func saysSame(as other: Citation) -> Bool {
    document.text == other.document.text && paragraph == other.paragraph && sentence == other.sentence
      && bytes == other.bytes && by == other.by && confidence == other.confidence
      && attribution == other.attribution && quote == other.quote
  }
}
