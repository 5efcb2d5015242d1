package import Syntax

/// Puts facts back that were kept elsewhere, each of which is there once: they are appended as they come.
///
/// For each row call ``append(_:)``, at the end ``finish()``. Nothing is seen of them before.
package final class FactRestorer {
  private let engine: Engine
  private let key: FactKey
  private let numbering: ValueNumbering
  private let store: FactStore
  private let arity: Int

  /// - Parameter rows: about how many there will be.
  package init(
    _ relation: String, _ modality: Modality, arity: Int, rows: Int, into engine: Engine,
    _ numbering: ValueNumbering
  ) {
    self.engine = engine
    self.arity = arity
    self.numbering = numbering
    key = FactKey(relation: relation, modality: modality)
    store = FactStore(arity: arity)
    store.table.columns.reserve(rows)
  }

  /// Appends a row of as many cells as there are columns; false where one of them stands for nothing.
  package func append(_ cells: UnsafePointer<Int64>) -> Bool { store.table.restore(cells, numbering) }

  /// Ends the store and gives it with its rows; ``Engine/hold(_:)`` has the engine know them.
  package func finish() -> FactRun {
    store.endRestoring(stamp: engine.catalog.tick())
    return FactRun(key: key, store: store, rows: 0..<store.table.count)
  }
}

extension Engine {
  /// Takes a store of facts for the facts of its relation.
  package func hold(_ run: FactRun) { catalog.setStore(run.store, of: run.key) }
}

extension FactRun {
  /// Appends a fact to the store that was taken out before; gives its row, or nil where a cell stands for nothing.
  package func appendRemoved(
    _ cells: UnsafePointer<Int64>, _ citations: [Citation], _ numbering: ValueNumbering
  ) -> Int? {
    guard store.table.appendDead(cells, numbering) else { return nil }
    let row = store.table.count - 1
    store.restore(citations, ofRemoved: row)
    return row
  }

  /// Gives a fact citations that were kept elsewhere.
  package func restore(_ citations: [Citation], row: Int, in engine: Engine) {
    _ = store.cite(row: row, citations, stamp: engine.catalog.tick())
  }
}

extension Table {
  /// Appends a row, known to be new, which is taken into the set that tells rows apart when that is next asked for.
  fileprivate func restore(_ cells: UnsafePointer<Int64>, _ numbering: ValueNumbering) -> Bool {
    if count == columns.capacity { columns.reserve(count + 1) }
    guard numbering.putWords(of: cells, into: columns, at: count) else { return false }
    count += 1
    return true
  }

  /// Appends a row that is dead from the start.
  fileprivate func appendDead(_ cells: UnsafePointer<Int64>, _ numbering: ValueNumbering) -> Bool {
    takeInMembers()
    guard restore(cells, numbering) else { return false }
    memberCount = count
    removals.turn(count - 1)
    return true
  }

  /// How many of the first rows ascend by their words.
  fileprivate var ascendingCount: Int {
    let words = columns.pointers
    var row = 1
    while row < count {
      var column = 0
      while column < arity, words[column][row] == words[column][row - 1] { column += 1 }
      guard column < arity, words[column][row] > words[column][row - 1] else { break }
      row += 1
    }
    return min(row, count)
  }

  fileprivate func noteOrder() {
    columns.trim(to: count)
    // Part of an order is of no use to those that read it.
    sortedCount = ascendingCount == count ? count : 0
  }
}

extension FactStore {
  fileprivate func endRestoring(stamp: Int) {
    table.noteOrder()
    noteKinds(stamp: stamp)
  }
}
