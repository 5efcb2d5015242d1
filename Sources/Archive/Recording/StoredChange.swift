internal import SQLite

/// A row of the table of changes.
struct StoredChange {
  enum Kind: String, CaseIterable {
    case added, removed, replaced, cited, defined, forgotten, shaped

    /// Whether something holds after it that did not before.
    var begins: Bool {
      switch self {
      case .added, .replaced, .cited, .defined, .shaped: true
      case .removed, .forgotten: false
      }
    }
  }

  var kind: Kind
  var relation: Int64?
  var first: Int64
  var count: Int
  var item: Int64?
  var previous: Int64?
}

extension Archive {
  /// Gives the changes of a step in their order.
  func forEachChange(of step: Int64, _ body: (StoredChange) -> Void) throws(SQLiteError) {
    let statement = try statements(
      "SELECT kind, relation, first, count, item, previous FROM dossier_change WHERE step = ? ORDER BY place")
    try statement.bind(step, at: 1)
    while try statement.step() {
      guard let kind = StoredChange.Kind(rawValue: statement.text(0)) else { continue }
      func integer(_ column: Int32) -> Int64? { statement.isNull(column) ? nil : statement.integer(column) }
      body(
        StoredChange(
          kind: kind, relation: integer(1), first: integer(2) ?? 0, count: Int(integer(3) ?? 0),
          item: integer(4), previous: integer(5)))
    }
  }
}
