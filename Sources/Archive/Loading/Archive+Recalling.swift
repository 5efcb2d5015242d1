package import Engine
internal import SQLite
import Syntax

// The steps of earlier sessions.
extension Archive {
  /// Hands the steps of earlier sessions to the engine, once: what they changed is read when ``recall(_:into:)`` asks.
  package func recallSteps(into engine: Engine) throws(ArchiveError) {
    guard !hasRecalledSteps else { return }
    var (done, undone): ([Step], [Step]) = ([], [])
    let first = engine.steps.first?.number ?? .max
    let own = Set(engine.undoneSteps.map(\.number))
    do throws(SQLiteError) {
      let statement = try connection.prepare(
        """
        SELECT number, time, title, origin, state, facts_added, facts_removed, citations, rules_defined,
        rules_forgotten, constraints_defined, constraints_forgotten, declarations
        FROM dossier_step WHERE kind = 'do' AND state <> 'dropped' AND id <= ? ORDER BY number
        """)
      try statement.bind(openedAtStep, at: 1)
      while try statement.step() {
        let number = Int(statement.integer(0))
        guard number < first, !own.contains(number) else { continue }
        func count(_ column: Int32) -> Int { Int(statement.integer(column)) }
        let step = Engine.earlierStep(
          number: number, title: statement.text(2), of: statement.text(3) == "file" ? .file : .statement,
          at: count(1),
          counts: ChangeCounts(
            factsAdded: count(5), factsRemoved: count(6), citations: count(7), rulesDefined: count(8),
            rulesForgotten: count(9), constraintsDefined: count(10), constraintsForgotten: count(11),
            declarations: count(12)))
        if statement.text(4) == "done" { done.append(step) } else { undone.append(step) }
      }
    } catch {
      throw ArchiveError(path, error)
    }
    // What was taken back last is done again first.
    engine.prepend(steps: done, undone: undone.reversed())
    hasRecalledSteps = true
  }

  /// Reads what a step of an earlier session changed, where that is not at hand. All that came after it has been taken back.
  package func recall(_ step: Step, into engine: Engine) throws(ArchiveError) {
    guard !step.isRecalled else { return }
    var changes: [RecordedChange] = []
    do throws(SQLiteError) {
      guard let id = try id(of: step) else {
        throw SQLiteError(code: 11, message: "step \(step.number) is missing")
      }
      var stored: [StoredChange] = []
      try forEachChange(of: id) { stored.append($0) }
      for change in stored { changes += try recalled(change, engine) }
    } catch {
      throw ArchiveError(path, error)
    }
    if let damage { throw ArchiveError(path, .damaged(damage)) }
    step.recall(changes)
  }

  private func recalled(_ change: StoredChange, _ engine: Engine) throws(SQLiteError) -> [RecordedChange] {
    let table = change.relation.flatMap { tables[$0] }
    switch change.kind {
    case .added, .removed:
      return try runs(of: change, in: table).map { change.kind == .added ? .added($0) : .removed($0) }
    case .replaced:
      guard let after = table?.loaded, let before = change.previous.flatMap({ tables[$0]?.loaded }) else {
        return []
      }
      return [.replaced(before, by: after)]
    case .cited:
      guard let table else { return [] }
      var one = change
      one.count = 1
      let citations = try citations(of: change, in: table)
      return try runs(of: one, in: table).map { .cited($0, citations) }
    case .defined, .forgotten:
      guard let number = change.item,
        let rule = try recalledRule(number, engine)
      else {
        note(damage: "a rule of the journal cannot be read")
        return []
      }
      return [change.kind == .defined ? .defined(rule) : .forgotten(rule)]
    case .shaped:
      let before = try change.previous.flatMap { (number) throws(SQLiteError) in try shape(numbered: number) }
      let after = try change.item.flatMap { (number) throws(SQLiteError) in try shape(numbered: number) }
      let known = try connection.text(
        "SELECT relation FROM dossier_shape WHERE id = \(change.item ?? change.previous ?? 0)")
      guard let known else { return [] }
      return [.shaped(known, before: before, after: after)]
    }
  }

  private func recalledRule(_ number: Int64, _ engine: Engine) throws(SQLiteError) -> RuleRecord? {
    if let known = engine.rule(numbered: Int(number)) { return known }
    return try rule(numbered: number)
  }

  /// The engine's rows of a change's facts. Those that held no longer when the dossier was opened are appended to the store,
  /// as facts that were taken out.
  private func runs(of change: StoredChange, in table: FactTable?) throws(SQLiteError) -> [FactRun] {
    guard let table, let loaded = table.loaded else { return [] }
    let wanted = change.first..<change.first + Int64(change.count)
    var next = wanted.lowerBound
    for (rows, first) in table.rows(at: wanted) {
      if first > next { try append(next..<first, of: table) }
      next = first + Int64(rows.count)
    }
    if next < wanted.upperBound { try append(next..<wanted.upperBound, of: table) }
    return table.rows(at: wanted).map { loaded.with(rows: $0.rows) }
  }

  private func append(_ places: Range<Int64>, of table: FactTable) throws(SQLiteError) {
    guard let loaded = table.loaded, let numbering else { return }
    let arity = table.key.arity
    let columns = (0..<arity).map { ", c\($0 + 1)" }.joined()
    let statement = try statements(
      "SELECT row\(columns) FROM \(table.name) WHERE row >= ? AND row < ? ORDER BY row")
    try statement.bind(places.lowerBound, at: 1)
    try statement.bind(places.upperBound, at: 2)
    while try statement.step() {
      let place = statement.integer(0)
      let cells = (0..<Int32(arity)).map { statement.integer($0 + 1) }
      let citations = try citations(of: place, in: table)
      guard
        let row = cells.withUnsafeBufferPointer({ buffer in
          // A relation without columns has no cells to read.
          buffer.baseAddress.map { loaded.appendRemoved($0, citations, numbering) }
            ?? withUnsafePointer(to: Int64(0)) { loaded.appendRemoved($0, citations, numbering) }
        })
      else {
        note(damage: "fact \(place) of '\(table.key.relation)' has a value that is missing")
        statement.reset()
        return
      }
      table.note(row..<row + 1, ofStore: loaded.storeNumber, at: place)
    }
  }

  /// The citations that a fact has.
  private func citations(of fact: Int64, in table: FactTable) throws(SQLiteError) -> [Citation] {
    let statement = try statements(
      """
      SELECT \(Archive.citationColumns) FROM dossier_citation
      WHERE relation = ? AND fact = ? AND until IS NULL ORDER BY number
      """)
    try statement.bind(table.id, at: 1)
    try statement.bind(fact, at: 2)
    var citations = [try lineCitation(of: fact, in: table)].compactMap(\.self)
    while try statement.step() { citations.append(citation(in: statement, from: 0)) }
    return citations
  }

  /// The citations that a change added to a known fact.
  private func citations(of change: StoredChange, in table: FactTable) throws(SQLiteError) -> [Citation] {
    let statement = try statements(
      """
      SELECT \(Archive.citationColumns) FROM dossier_citation
      WHERE relation = ? AND fact = ? AND number >= ? AND number < ? ORDER BY number
      """)
    let first = change.item ?? 0
    try statement.bind(table.id, at: 1)
    try statement.bind(change.first, at: 2)
    try statement.bind(first, at: 3)
    try statement.bind(first + Int64(change.count), at: 4)
    var citations: [Citation] = []
    while try statement.step() { citations.append(citation(in: statement, from: 0)) }
    return citations
  }
}
