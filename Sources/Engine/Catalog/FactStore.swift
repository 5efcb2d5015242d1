import Syntax

/// The base facts of one relation and modality, each with its citations.
final class FactStore {
  let table: Table
  /// The citations of the facts, and of those that were taken out, for when they are put back.
  private var marks = CitationTable()
  /// The citations that are out of sight while the past is looked at.
  private var hidden: CitationTable.Selection?
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

  /// Takes back all rows that were added since, with their citations.
  func restore(_ state: State) {
    table.dropRows(from: state.count)
    marks.dropRows(from: state.count)
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

  /// Takes facts out with their citations; their rows keep their numbers. O(facts taken out), but where a column holds
  /// several kinds of value.
  func remove(rows removed: some Sequence<Int>, stamp: Int) {
    for row in removed where table.isLive(row) {
      table.remove(row)
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
      for column in kinds.indices { kinds[column].formUnion(KindSet(table.handle(row, column).kind)) }
    }
    self.stamp = stamp
    citationStamp = stamp
  }

  // MARK: Citations

  /// Whether facts have citations, be they ones that were taken out.
  var isCited: Bool { !marks.isEmpty }

  /// The citations of a fact, in the order in which they were added.
  func citations(of row: Int) -> [Citation] {
    guard table.isLive(row) else { return [] }
    guard hidden != nil else { return marks.citations(of: row) }
    var found: [Citation] = []
    forEachMark(of: row) { mark in if let citation = citation(mark) { found.append(citation) } }
    return found.reversed()
  }

  /// The citations of a fact, also of one that was taken out.
  func keptCitations(of row: Int) -> [Citation] { marks.citations(of: row) }

  /// The numbers of the facts that have citations, ascending.
  var citedRows: some Sequence<Int> {
    (0..<marks.end).lazy.filter { [self] in marks.isCited($0) && table.isLive($0) }
  }

  /// Gives the marks of a fact's citations, the newest first.
  @inline(__always) func forEachMark(of row: Int, _ take: (CitationTable.Mark) -> Void) {
    marks.forEachMark(of: row) { if hidden?.contains($0) != true { take($0) } }
  }

  /// Hides the citations of some documents, or none of them any longer.
  func hideCitations(_ isHidden: ((String) -> Bool)?, stamp: Int) {
    hidden = isHidden.map { marks.selection($0) }
    if hidden?.isEmpty == true { hidden = nil } else { citationStamp = stamp }
  }

  func citation(_ mark: CitationTable.Mark) -> Citation? { marks.citation(mark) }

  func document(_ mark: CitationTable.Mark) -> String? { marks.document(mark) }

  /// Adds citations that the fact does not have yet; gives those.
  func cite(row: Int, _ added: [Citation], stamp: Int) -> [CitedFacts.Addition] {
    let new = added.compactMap { marks.add($0, to: row) }
    if !new.isEmpty { citationStamp = stamp }
    return new.map { CitedFacts.Addition(row: UInt32(row), mark: $0) }
  }

  /// The number by which ``cite(_:as:addedFrom:stamp:)`` knows a source.
  func number(of source: CitationTable.Source) -> UInt32 { marks.number(of: source) }

  /// Gives rows one mark each, where they have one and have it not yet. Gives what rows below `first` got.
  func cite(
    _ rows: UnsafePointer<UInt32>, as added: [CitationTable.Mark], addedFrom first: Int, stamp: Int
  ) -> [CitedFacts.Addition] {
    var known: [CitedFacts.Addition] = []
    citationStamp = stamp
    for (place, mark) in added.enumerated() where mark != .none {
      let row = Int(rows[place])
      if marks.has(row, mark) { continue }
      marks.add(mark, to: row)
      if row < first { known.append(CitedFacts.Addition(row: rows[place], mark: mark)) }
    }
    return known
  }

  /// Adds citations again that were taken back.
  func restore(_ citations: [CitedFacts.Addition], stamp: Int) {
    for addition in citations { marks.add(addition.mark, to: Int(addition.row)) }
    citationStamp = stamp
  }

  /// Takes back citations that were added last.
  func takeBack(_ citations: [CitedFacts.Addition], stamp: Int) {
    for addition in citations.reversed() { marks.drop(from: Int(addition.row)) }
    citationStamp = stamp
  }
}
