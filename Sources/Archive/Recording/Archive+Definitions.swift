import Engine
internal import SQLite
import Syntax

// Rules, and the shapes of relations.
extension Archive {
  func add(_ rule: RuleRecord, _ now: Int64) throws(SQLiteError) {
    let statement = rule.statement
    let start = Int(statement.range.lower)
    try statements.run(
      """
      INSERT INTO dossier_rule VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL)
      ON CONFLICT (id) DO UPDATE SET since = excluded.since, until = NULL
      """, rule.number, rule.text, statement.documentation, statement.text, statement.source.name,
      statement.source.line(at: start), statement.source.column(at: start), now)
  }

  /// Adds a shape; gives its number.
  func add(_ shape: ShapeRecord, of relation: String, _ now: Int64) throws(SQLiteError) -> Int64 {
    let statement = shape.isDeclared ? shape.statement : nil
    let start = statement.map { Int($0.range.lower) } ?? 0
    try statements.run(
      "INSERT INTO dossier_shape VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)", relation,
      shape.columns.count, shape.isDeclared ? 1 : 0, shape.reading, shape.documentation, statement?.text,
      statement?.source.name, statement.map { $0.source.line(at: start) },
      statement.map { $0.source.column(at: start) }, now)
    let id = connection.lastRow
    for (place, column) in shape.columns.enumerated() {
      try statements.run(
        "INSERT INTO dossier_column VALUES (?, ?, ?, ?, ?)", id, place, column.name, column.type.rawValue,
        column.documentation)
    }
    return id
  }

  /// Makes the views anew by which people read a relation's facts, after its columns have changed.
  func refreshViews(of relation: String) throws(SQLiteError) {
    // A name of the store's own, or of SQLite's, cannot be that of a view.
    if relation.hasPrefix("dossier_") || relation.hasPrefix("sqlite_") { return }
    let names = try columnNames(ofShape: shapes[relation])
    for modality in Modality.allCases {
      let name = modality == .actual ? relation : "\(modality.rawValue) \(relation)"
      let known = try statements("SELECT type, name FROM sqlite_schema WHERE name = ? COLLATE NOCASE")
      try known.bind(name, at: 1)
      let (type, found) = try known.step() ? (known.text(0), known.text(1)) : ("", "")
      known.reset()
      // Names that differ in their case only are one to SQLite: the first has the view.
      if !type.isEmpty, type != "view" || found != name { continue }
      if type == "view" { try connection.execute("DROP VIEW \(Schema.quoted(name))") }
      for (key, table) in tablesByKey where key.relation == relation && key.modality == modality {
        guard names.isEmpty || names.count == key.arity else { continue }
        let columns = names.isEmpty ? (0..<key.arity).map { "column\($0 + 1)" } : names
        try connection.execute(Schema.creatingView(name, of: table.id, columns: columns))
        break
      }
    }
  }

  private func columnNames(ofShape shape: Int64?) throws(SQLiteError) -> [String] {
    guard let shape else { return [] }
    let statement = try statements("SELECT name FROM dossier_column WHERE shape = ? ORDER BY place")
    try statement.bind(shape, at: 1)
    var names: [String] = []
    while try statement.step() {
      names.append(statement.isNull(0) ? "column\(names.count + 1)" : statement.text(0))
    }
    return names
  }
}
