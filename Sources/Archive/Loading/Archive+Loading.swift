import Chronology
package import Engine
internal import SQLite
import Syntax

extension Archive {
  /// Has an engine that knows nothing yet know what the dossier holds.
  package func load(into engine: Engine) throws(ArchiveError) {
    let numbering = ValueNumbering(for: engine)
    self.numbering = numbering
    try reading { () throws(ArchiveError) in
      do throws(SQLiteError) {
        // Others may have written since it was opened to be read.
        lastStep = try connection.integer("SELECT max(id) FROM dossier_step") ?? 0
        openedAtStep = lastStep
        try loadValues(numbering)
        try loadShapes(engine)
        try loadFacts(engine, numbering)
        try loadCitedRows(engine)
        try loadCitations(engine)
        try loadRules(engine)
        let last = try connection.integer("SELECT max(number) FROM dossier_step") ?? 0
        engine.continueSteps(after: Int(last))
      } catch {
        throw ArchiveError(path, error)
      }
      if isInterrupted { throw ArchiveError(path, .interrupted) }
      if let damage {
        throw ArchiveError(path, .damaged(damage))
      }
    }
  }

  /// Takes an engine that knows something already for that whose steps are kept; the dossier is new, and holds nothing.
  package func begin(with engine: Engine) {
    numbering = ValueNumbering(for: engine)
    hasRecalledSteps = true
  }

  /// Notes what is out of order, the first of it.
  func note(damage words: @autoclosure () -> String) { if damage == nil { damage = words() } }

  private func loadValues(_ numbering: ValueNumbering) throws(SQLiteError) {
    let statement = try connection.prepare("SELECT id, kind, value FROM dossier_value ORDER BY id")
    while try statement.step() {
      guard statement.integer(0) == Int64(numbering.count + 1) else {
        return note(damage: "value \(numbering.count + 1) is missing")
      }
      let kind = statement.withBytes(1) { $0.count > 1 ? ($0[0], $0[1]) : (0, 0) }
      switch kind {
      case (UInt8(ascii: "t"), _):
        statement.withBytes(2) { numbering.add(utf8: $0.assumingMemoryBound(to: UInt8.self)) }
      case (UInt8(ascii: "i"), _): numbering.add(.integer(statement.integer(2)))
      case (_, UInt8(ascii: "e")): numbering.add(.decimal(statement.real(2)))
      case (_, UInt8(ascii: "a")):
        guard let date = try? UncertainDate(statement.text(2)) else {
          return note(damage: "value \(numbering.count + 1) is no date")
        }
        numbering.add(.date(date))
      default:
        guard let duration = Period(statement.text(2)) else {
          return note(damage: "value \(numbering.count + 1) is no duration")
        }
        numbering.add(.duration(duration))
      }
    }
    numbering.settle()
  }

  private func loadShapes(_ engine: Engine) throws(SQLiteError) {
    let statement = try connection.prepare(
      "SELECT id, relation FROM dossier_shape WHERE until IS NULL ORDER BY id")
    while try statement.step() { shapes[statement.text(1)] = statement.integer(0) }
    for (relation, id) in shapes.sorted(by: { $0.value < $1.value }) {
      guard let shape = try shape(numbered: id) else { continue }
      engine.restore(shape, of: relation)
    }
  }

  private func loadFacts(_ engine: Engine, _ numbering: ValueNumbering) throws(SQLiteError) {
    let relations = try connection.prepare(
      "SELECT id, name, modality, arity FROM dossier_relation ORDER BY id")
    while try relations.step() {
      let id = relations.integer(0)
      guard let modality = Modality(rawValue: relations.text(2)) else {
        return note(damage: "relation \(id) has no modality")
      }
      guard Archive.arities.contains(relations.integer(3)) else {
        return note(damage: "relation \(id) has \(relations.integer(3)) columns")
      }
      let key = FactTable.Key(
        relation: relations.text(1), modality: modality, arity: Int(relations.integer(3)))
      let last = try connection.integer("SELECT max(row) FROM \(Schema.factTable(id))") ?? 0
      let table = FactTable(id: id, key: key, nextRow: last + 1)
      tables[id] = table
      tablesByKey[key] = table
      try loadFacts(of: table, rows: Int(last), engine, numbering)
    }
    // Where a relation had other columns before, the store that holds its facts now is that of the columns it has.
    func fits(_ table: FactTable) -> Bool {
      engine.shape(of: table.key.relation)?.columns.count == table.key.arity
    }
    for table in tables.values.sorted(by: { fits($0) == fits($1) ? $0.id < $1.id : fits($1) }) {
      if let loaded = table.loaded { engine.hold(loaded) }
    }
  }

  private func loadFacts(
    of table: FactTable, rows: Int, _ engine: Engine, _ numbering: ValueNumbering
  ) throws(SQLiteError) {
    let arity = table.key.arity
    let columns = (0..<arity).map { ", c\($0 + 1)" }.joined()
    let statement = try connection.prepare(
      "SELECT row\(columns) FROM \(table.name) WHERE until IS NULL ORDER BY row")
    let restorer = FactRestorer(
      table.key.relation, table.key.modality, arity: arity, rows: rows, into: engine, numbering)
    var runs: [(row: Int, first: Int64)] = []
    var (row, next) = (0, Int64.min)
    try withUnsafeTemporaryAllocation(of: Int64.self, capacity: max(1, arity)) { cells throws(SQLiteError) in
      guard let base = cells.baseAddress else { return }
      while try statement.step() {
        let place = statement.integer(0)
        for column in 0..<arity { (base + column).initialize(to: statement.integer(Int32(column + 1))) }
        guard restorer.append(base) else {
          statement.reset()
          return note(damage: "fact \(place) of '\(table.key.relation)' has a value that is missing")
        }
        if row & 0xFFFF == 0, engine.interrupt.isRequested {
          statement.reset()
          isInterrupted = true
          return
        }
        if place != next { runs.append((row, place)) }
        next = place + 1
        row += 1
      }
    }
    let loaded = restorer.finish()
    for (place, run) in runs.enumerated() {
      let end = place + 1 < runs.count ? runs[place + 1].row : row
      table.note(run.row..<end, ofStore: loaded.storeNumber, at: run.first)
    }
    table.loaded = loaded.with(rows: 0..<0)
  }

  private func loadCitations(_ engine: Engine) throws(SQLiteError) {
    let statement = try connection.prepare(
      """
      SELECT relation, fact, \(Archive.citationColumns) FROM dossier_citation WHERE until IS NULL
      ORDER BY relation, fact, number
      """)
    var relation: Int64?
    var places: [(rows: Range<Int>, first: Int64)] = []
    var cursor = 0
    var store: FactRun?
    while try statement.step() {
      if statement.integer(0) != relation {
        let table = tables[statement.integer(0)]
        relation = statement.integer(0)
        places = table?.rows(at: 0..<(table?.nextRow ?? 0)) ?? []
        store = table?.loaded
        cursor = 0
      }
      let fact = statement.integer(1)
      while cursor < places.count, places[cursor].first + Int64(places[cursor].rows.count) <= fact {
        cursor += 1
      }
      // Facts that hold no longer keep theirs in the file.
      guard let store, cursor < places.count, places[cursor].first <= fact else { continue }
      let row = places[cursor].rows.lowerBound + Int(fact - places[cursor].first)
      store.restore([citation(in: statement, from: 2)], row: row, in: engine)
    }
  }

  private func loadRules(_ engine: Engine) throws(SQLiteError) {
    var numbers: [Int64] = []
    let statement = try connection.prepare("SELECT id FROM dossier_rule WHERE until IS NULL ORDER BY id")
    while try statement.step() { numbers.append(statement.integer(0)) }
    for number in numbers {
      guard let rule = try rule(numbered: number) else {
        return note(damage: "rule \(number) cannot be read")
      }
      engine.restore(rule)
    }
    engine.continueRules(after: Int(try connection.integer("SELECT max(id) FROM dossier_rule") ?? 0))
  }
}
