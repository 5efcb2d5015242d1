package import Syntax

/// Stated facts of one relation and modality that follow each other in one store, for those who keep them elsewhere.
package struct FactRun {
  let key: FactKey
  let store: FactStore
  package var rows: Range<Int>

  init(key: FactKey, store: FactStore, rows: Range<Int>) {
    self.key = key
    self.store = store
    self.rows = rows
  }

  init(_ facts: FactRows) { self.init(key: facts.key, store: facts.store, rows: facts.rows) }

  package var relation: String { key.relation }
  package var modality: Modality { key.modality }
  package var arity: Int { store.table.arity }
  /// Tells stores apart that there are or have been; rows are numbered within one.
  package var storeNumber: Int { store.table.id }
  /// Whether any fact of the store is cited.
  package var hasCitations: Bool { store.isCited }

  /// The citations of a fact, also of one that was taken out.
  package func citations(row: Int) -> [Citation] { store.keptCitations(of: row) }

  /// The same store with other rows.
  package func with(rows: Range<Int>) -> FactRun {
    var run = self
    run.rows = rows
    return run
  }

  var factRows: FactRows { FactRows(key: key, store: store, rows: rows) }
}
