public import Syntax

/// Takes many facts of one relation in, a batch at a time, without a tree or a text for each.
///
/// For each row call one of the `add` methods for every column from left to right, then ``endRow()``; at the end
/// ``finish()``. The caller has seen to it that values are of the kinds that the relation's columns hold.
public final class FactLoader {
  private let engine: Engine
  private let key: FactKey
  private let arity: Int
  private let batch: Columns
  private var batchCount = 0
  private var column = 0
  private var kinds: [KindSet]
  /// How many rows were new.
  public private(set) var added = 0

  /// Loads facts into a relation that has as many columns, or that nothing defines yet.
  public init(_ relation: String, arity: Int, into engine: Engine) {
    self.engine = engine
    self.arity = arity
    key = FactKey(relation: relation, modality: .actual)
    batch = Columns(width: arity, capacity: Batch.capacity)
    kinds = Array(repeating: [], count: arity)
  }

  /// Adds the next column's value.
  public func add(_ value: Value) {
    let handle = engine.catalog.values.handle(of: value)
    put(handle, KindSet(handle.kind))
  }

  /// Adds the next column's value, a text as UTF-8 that is known to be valid.
  public func add(text: UnsafeBufferPointer<UInt8>) {
    put(engine.catalog.values.handle(utf8: text), .text)
  }

  @inline(__always) public func add(integer: Int64) {
    put(engine.catalog.values.handle(of: integer), .integer)
  }

  @inline(__always) private func put(_ handle: Handle, _ kind: KindSet) {
    precondition(column < arity)
    batch.column(column)[batchCount] = handle.word
    kinds[column].formUnion(kind)
    column += 1
  }

  /// Ends a row; throws when the user has interrupted.
  public func endRow() throws(EngineError) {
    precondition(column == arity)
    column = 0
    batchCount += 1
    if batchCount == Batch.capacity { try flush() }
  }

  /// Takes in what is left; gives how many rows were new.
  @discardableResult public func finish() throws(EngineError) -> Int {
    try flush()
    if let store = engine.catalog.facts[key] {
      let before = store.table.count
      store.table.endBulk()
      added -= before - store.table.count
    }
    return added
  }

  private func flush() throws(EngineError) {
    if engine.interrupt.isRequested { throw .stopped(.interrupted) }
    guard batchCount > 0 else { return }
    let catalog = engine.catalog
    if let schema = catalog.schema(of: key.relation) {
      guard schema.arity == arity else {
        throw .bug("\(arity) columns are loaded into '\(key.relation)', which has \(schema.arity)")
      }
    } else {
      engine.note(.schema(key.relation, catalog.schemas[key.relation]))
      catalog.noteShape(of: key.relation, arity: arity, statement: nil)
    }
    let store = catalog.store(of: key, arity: arity)
    let before = store.table.count
    if before == 0 { store.table.beginBulk() }
    if store.isWidened(by: kinds) { catalog.noteKinds(of: key.relation) }
    added += store.add(batch, count: batchCount, kinds: kinds, stamp: catalog.tick())
    if engine.journal != nil {
      for row in before..<store.table.count { engine.note(.added(key, store.table.row(row))) }
    }
    if before == 0, store.table.count > 0 { catalog.noteModalities(of: key.relation) }
    batchCount = 0
  }
}
