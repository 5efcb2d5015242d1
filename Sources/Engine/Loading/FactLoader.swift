public import Syntax

/// Takes many facts of one relation in, a batch at a time, without a tree or a text for each.
///
/// For each row call one of the `add` methods for every column from left to right, then ``endRow()``; at the end
/// ``finish()``. The caller has seen to it that values are of the kinds that the relation's columns hold.
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
    } else if store.table.count > before.count {
      engine.note(.added(FactRows(key: key, store: store, rows: before.count..<store.table.count)))
    }
    return store.table.count - before.count
  }

  private func flush() throws(EngineError) {
    try budget.poll()
    guard batchCount > 0 else { return }
    let kinds = (0..<arity).map { KindSet(ofWords: batch.column($0), count: batchCount) }
    try take(batch, batchCount, kinds, expecting: batchCount)
    batchCount = 0
  }

  /// Takes in the first `count` rows of columns; `total` are to come, with these.
  private func take(
    _ columns: Columns, _ count: Int, _ kinds: [KindSet], expecting total: Int
  ) throws(EngineError) {
    try budget.poll()
    guard count > 0 else { return }
    let store = try self.store()
    let wasEmpty = store.table.liveCount == 0
    store.reserve(total)
    if store.isWidened(by: kinds) { engine.catalog.noteKinds(of: key.relation) }
    try store.add(columns, count: count, kinds: kinds, stamp: engine.catalog.tick(), budget: budget)
    if wasEmpty, store.table.liveCount > 0 { engine.catalog.noteModalities(of: key.relation) }
  }

  /// The store that takes the rows, ready for them.
  private func store() throws(EngineError) -> FactStore {
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
    } else if store.table.count > before.count {
      if store.kinds != before.kinds { engine.catalog.noteKinds(of: key.relation) }
      store.restore(before)
    }
  }
}
