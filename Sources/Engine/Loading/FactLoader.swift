public import Syntax

/// Takes many facts of one relation in, a batch at a time, without a tree or a text for each.
///
/// For each row call one of the `add` methods for every column from left to right, then ``endRow()``; at the end
/// ``finish()``. The caller has seen to it that values are of the kinds that the relation's columns hold.
///
/// Rows of a document are facts that cite their lines: say which with ``cite(document:by:confidence:)``, and end each row
/// with ``endRow(line:)``. A fact that was known gets the citation too, unless it has it.
///
/// A relation that is empty at first is filled in one go: its rows are there after ``finish()``, and all rows
/// are taken back where the loader goes without it.
public final class FactLoader {
  private let engine: Engine
  private let key: FactKey
  private let arity: Int
  private let budget: Budget
  private let batch: Columns
  private var batchCount = 0
  private var column = 0
  /// What rows cite, by the numbers that the batch's lines have; 0 is nothing.
  private var sources: [CitationTable.Source?] = [nil]
  /// The source and line of each row of the batch; empty where none has one.
  private var lines: [(source: Int, line: UInt32)] = []
  private var finder = RowFinder()
  /// The citations that facts got which were there before.
  private var cited: [CitedFacts.Addition] = []
  /// How many rows were taken in, those that were known among them.
  private var rowCount = 0
  /// How many rows were facts already, or repeated ones of this loader's; known once it is finished.
  public private(set) var knownCount = 0
  /// The store and what it was like, once the first rows are taken in.
  private var target: (store: FactStore, before: FactStore.State)?
  /// Whether the relation was empty, and a store that waits for its end has taken the place of its own.
  private var isFilling = false
  private var isFinished = false
  private var storeBefore: FactStore?

  /// Loads facts into a relation that has as many columns, or that nothing defines yet.
  public convenience init(_ relation: String, arity: Int, into engine: Engine) {
    self.init(relation, arity: arity, into: engine, budget: engine.budget())
  }

  package init(
    _ relation: String, modality: Modality = .actual, arity: Int, into engine: Engine, budget: Budget
  ) {
    self.engine = engine
    self.budget = budget
    self.arity = arity
    key = FactKey(relation: relation, modality: modality)
    batch = Columns(width: arity, capacity: Batch.capacity)
  }

  deinit {
    if !isFinished { abandon() }
  }

  /// Adds the next column's value.
  public func add(_ value: Value) { put(engine.catalog.values.handle(of: value)) }

  /// Adds the next column's value, a text as UTF-8 that is known to be valid.
  public func add(text: UnsafeBufferPointer<UInt8>) { put(engine.catalog.values.handle(utf8: text)) }

  @inline(__always) public func add(integer: Int64) { put(engine.catalog.values.handle(of: integer)) }

  @inline(__always) private func put(_ handle: Handle) {
    precondition(column < arity)
    batch.column(column)[batchCount] = handle.word
    column += 1
  }

  /// Ends a row; throws when the user has interrupted or a limit is reached.
  public func endRow() throws(EngineError) {
    if !lines.isEmpty { lines.append((0, 0)) }
    try endRowOfBatch()
  }

  /// Says which document the rows that follow come from, by whom and with what confidence they were taken from it.
  public func cite(document: String, by: String? = nil, confidence: Citation.Confidence? = nil) {
    sources.append(CitationTable.Source(document: document, by: by, confidence: confidence))
  }

  /// Ends a row that is a line of the document that ``cite(document:by:confidence:)`` named last. Lines count from 1.
  public func endRow(line: Int) throws(EngineError) {
    guard sources.count > 1 else { throw .bug("a row has a line, but no document") }
    guard let line = UInt32(exactly: line), line > 0 else { throw .bug("there is no line \(line)") }
    while lines.count < batchCount { lines.append((0, 0)) }
    lines.append((sources.count - 1, line))
    try endRowOfBatch()
  }

  private func endRowOfBatch() throws(EngineError) {
    precondition(column == arity)
    column = 0
    batchCount += 1
    if batchCount == Batch.capacity { try flush() }
  }

  /// Adds all rows of a buffer of as many columns, which is empty then.
  package func add(_ buffer: FactBuffer) throws(EngineError) {
    precondition(column == 0 && buffer.arity == arity)
    try flush()
    var left = buffer.count
    rowCount += left
    try buffer.forEachChunk(of: engine, budget: budget) { (columns, count, kinds) throws(EngineError) in
      try take(columns, count, kinds, expecting: left)
      left -= count
    }
  }

  /// Takes in what is left; gives how many rows were new.
  @discardableResult public func finish() throws(EngineError) -> Int {
    try flush()
    defer { if isFilling == false { isFinished = true } }
    guard let (store, before) = target else { return 0 }
    if isFilling {
      try store.endFilling(stamp: engine.catalog.tick(), budget: budget)
      isFilling = false
      engine.note(.replaced(key, before: storeBefore, after: store, rows: store.table.count))
    } else {
      if store.table.count > before.count {
        engine.note(.added(FactRows(key: key, store: store, rows: before.count..<store.table.count)))
      }
      if !cited.isEmpty {
        engine.note(.cited(CitedFacts(key: key, store: store, additions: cited)))
        cited = []
      }
    }
    let newCount = store.table.count - before.count
    knownCount = rowCount - newCount
    return newCount
  }

  private func flush() throws(EngineError) {
    try budget.poll()
    guard batchCount > 0 else { return }
    let kinds = (0..<arity).map { KindSet(ofWords: batch.column($0), count: batchCount) }
    rowCount += batchCount
    try take(batch, batchCount, kinds, expecting: batchCount)
    batchCount = 0
    lines.removeAll(keepingCapacity: true)
  }

  /// Takes in the first `count` rows of columns; `total` are to come, with these.
  private func take(
    _ columns: Columns, _ count: Int, _ kinds: [KindSet], expecting total: Int
  ) throws(EngineError) {
    try budget.poll()
    guard count > 0 else { return }
    let store = try self.store()
    let catalog = engine.catalog
    // Rows that are sorted would part from their lines.
    if !lines.isEmpty { try store.endFilling(stamp: catalog.tick(), budget: budget) }
    let (known, wasEmpty) = (store.table.count, store.table.liveCount == 0)
    store.reserve(total)
    if store.isWidened(by: kinds) { catalog.noteKinds(of: key.relation) }
    try store.add(columns, count: count, kinds: kinds, stamp: catalog.tick(), budget: budget)
    if wasEmpty, store.table.liveCount > 0 { catalog.noteModalities(of: key.relation) }
    if !lines.isEmpty { try cite(columns, count, addedFrom: known, in: store) }
  }

  /// Gives the first `count` rows of columns, which are facts now, the citations of the batch's lines.
  private func cite(
    _ columns: Columns, _ count: Int, addedFrom known: Int, in store: FactStore
  ) throws(EngineError) {
    let numbers = sources.map { $0.map(store.number(of:)) }
    let marks = lines.map { line in
      numbers[line.source].map { CitationTable.Mark(source: $0, line: line.line) } ?? .none
    }
    let rows = Columns(width: 1, capacity: count)
    try store.table.find(
      columns.pointers, count: count, addedFrom: known, into: rows.column(0), finder: &finder,
      budget: budget)
    // Where the store came with the loader, its facts come and go with their citations.
    let first = isFilling ? 0 : target?.before.count ?? 0
    cited += store.cite(rows.column(0), as: marks, addedFrom: first, stamp: engine.catalog.tick())
  }

  /// The store that takes the rows, ready for them.
  private func store() throws(EngineError) -> FactStore {
    try engine.checkIsPresent()
    if let target { return target.store }
    let catalog = engine.catalog
    if let schema = catalog.schema(of: key.relation) {
      guard schema.arity == arity else {
        throw .bug("\(arity) columns are loaded into '\(key.relation)', which has \(schema.arity)")
      }
    } else {
      engine.noteShape(of: key.relation, arity: arity, statement: nil)
    }
    if let known = catalog.facts[key], known.table.arity == arity, known.table.liveCount > 0 {
      target = (known, known.state)
      return known
    }
    let store = FactStore(arity: arity)
    storeBefore = catalog.facts[key]
    catalog.setStore(store, of: key)
    store.beginFilling(engine.evaluator.tuning)
    isFilling = true
    target = (store, store.state)
    return store
  }

  /// Leaves a relation as it was.
  private func abandon() {
    guard let (store, before) = target else { return }
    if isFilling {
      engine.catalog.setStore(storeBefore, of: key)
      return
    }
    if !cited.isEmpty { store.takeBack(cited, stamp: engine.catalog.tick()) }
    if store.table.count > before.count {
      if store.kinds != before.kinds { engine.catalog.noteKinds(of: key.relation) }
      store.restore(before)
    }
  }
}
