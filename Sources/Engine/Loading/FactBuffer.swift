import Syntax

/// Rows on their way into a relation, as columns of handles. Nothing of them is seen before
/// ``FactLoader/add(_:)-(FactBuffer)`` takes them in.
///
/// For each batch of up to ``batchCapacity`` rows call one of the `put` methods for every column, then
/// ``endBatch(_:)``. A buffer is used by one thread at a time.
package final class FactBuffer {
  package static let batchCapacity = Batch.capacity

  package let arity: Int
  /// How many rows there are.
  package private(set) var count = 0
  private let values: ValueStore
  /// Whether the values are numbered here only, until the rows are taken in.
  private let ownsValues: Bool
  private let chunkCapacity: Int
  /// Filled one after the other.
  private var chunks: [(columns: Columns, count: Int)] = []
  private var kinds: [KindSet]
  private var caches: [FieldCache?]

  /// A buffer for about so many rows, for an engine.
  ///
  /// With `ownsValues` it can be filled by another thread than the engine's. Without, the values are numbered
  /// in the engine at once, and stay there if the rows are never taken in.
  package init(arity: Int, rows: Int, for engine: Engine, ownsValues: Bool) {
    self.arity = arity
    self.ownsValues = ownsValues
    values = ownsValues ? ValueStore() : engine.catalog.values
    chunkCapacity = min(max(rows, 0), 1 << 16) + FactBuffer.batchCapacity
    kinds = Array(repeating: [], count: arity)
    caches = Array(repeating: nil, count: arity)
  }

  /// The words of a column that the current batch fills: room for a whole batch.
  private func room(_ column: Int) -> UnsafeMutablePointer<UInt32> {
    if let last = chunks.last, last.count + FactBuffer.batchCapacity <= chunkCapacity {
      return last.columns.column(column) + last.count
    }
    let columns = Columns(width: arity, capacity: chunkCapacity)
    chunks.append((columns, 0))
    return columns.column(column)
  }

  package func put(integers: UnsafeBufferPointer<Int64>, column: Int) {
    precondition(integers.count <= FactBuffer.batchCapacity)
    values.putWords(of: integers, into: room(column))
    kinds[column].formUnion(.integer)
  }

  /// Texts within `source`, which are known to be UTF-8.
  package func put(
    texts: UnsafeBufferPointer<TextSpan>, in source: UnsafePointer<UInt8>, column: Int
  ) {
    precondition(texts.count <= FactBuffer.batchCapacity)
    values.putWords(of: texts, in: source, into: room(column))
    kinds[column].formUnion(.text)
  }

  /// Fields within `source` that stand for values; `value` is asked once for equal fields. False where it
  /// knows none: the buffer is of no use then.
  package func put(
    fields: UnsafeBufferPointer<TextSpan>, in source: UnsafePointer<UInt8>, column: Int,
    value: (UnsafeBufferPointer<UInt8>) -> Value?
  ) -> Bool {
    precondition(fields.count <= FactBuffer.batchCapacity)
    let words = room(column)
    let cache = caches[column] ?? FieldCache()
    caches[column] = cache
    let isComplete = cache.putWords(of: fields, in: source, into: words) { field in
      value(field).map { values.handle(of: $0) }
    }
    kinds[column].formUnion(KindSet(ofWords: words, count: isComplete ? fields.count : 0))
    return isComplete
  }

  /// Has the dictionary of values grow ahead for so many fields where that takes long; throws where a limit is reached.
  package func makeRoom(forFields count: Int, budget: Budget) throws(EngineError) {
    try values.makeRoom(for: count, budget: budget)
  }

  /// Ends a batch, whose columns all hold so many values.
  package func endBatch(_ rows: Int) {
    precondition(rows <= FactBuffer.batchCapacity)
    if arity == 0 || chunks.isEmpty { return }
    chunks[chunks.count - 1].count += rows
    count += rows
  }

  /// Hands the rows over, chunk by chunk, with handles of the engine's, and forgets them.
  func forEachChunk(
    of engine: Engine, budget: Budget, _ body: (Columns, Int, [KindSet]) throws(EngineError) -> Void
  ) throws(EngineError) {
    let map = ownsValues ? try engine.catalog.values.takeIn(values, budget: budget) : nil
    caches = []
    // From the last to the first, so that each chunk's memory is free once it is copied.
    chunks.reverse()
    defer { chunks = [] }
    while let (columns, length) = chunks.popLast() {
      if let map {
        for column in 0..<arity {
          map.apply(to: columns.column(column), count: length, kinds: kinds[column])
        }
      }
      try body(columns, length, kinds)
    }
  }
}
