import Chronology
package import Engine
internal import SQLite
import Syntax

extension Archive {
  /// Makes steps durable that have just been done, all or none.
  package func record(_ steps: [Step], in engine: Engine) throws(ArchiveError) {
    let recorded = steps.map { (step: $0, changes: engine.changes(of: $0)) }
    for (_, changes) in recorded { try refuseWideRelations(changes) }
    try transaction { () throws(SQLiteError) in
      // A fact's citations are at hand as they are now, those of later steps included.
      var later = LaterCitations()
      for (_, changes) in recorded { later.add(changes) }
      for (step, changes) in recorded {
        try add(step, changes, later)
        later.remove(changes)
      }
    }
  }

  /// Makes durable that a step was taken back.
  package func recordUndo(of step: Step, at time: Int) throws(ArchiveError) {
    try transaction { () throws(SQLiteError) in
      guard let target = try id(of: step) else { return }
      let now = try addStep(kind: "undo", title: step.title, time: time, target: target)
      try go(through: target, now: now, isForward: false)
      try statements.run("UPDATE dossier_step SET state = 'undone' WHERE id = ?", target)
    }
  }

  /// Makes durable that a step was done again. One that was done and taken back in a what-if is new here.
  package func recordRedo(of step: Step, in engine: Engine, at time: Int) throws(ArchiveError) {
    try transaction { () throws(SQLiteError) in
      guard let target = try id(of: step) else { return try addAlone(step, engine.changes(of: step)) }
      let now = try addStep(kind: "redo", title: step.title, time: time, target: target)
      try go(through: target, now: now, isForward: true)
      try statements.run("UPDATE dossier_step SET state = 'done' WHERE id = ?", target)
    }
  }

  private func refuseWideRelations(_ changes: [RecordedChange]) throws(ArchiveError) {
    for case .added(let run) in changes where run.arity > ArchiveError.mostColumns {
      throw ArchiveError(path, .tooWide(relation: run.relation))
    }
  }

  func id(of step: Step) throws(SQLiteError) -> Int64? {
    let statement = try statements("SELECT id FROM dossier_step WHERE number = ?")
    try statement.bind(Int64(step.number), at: 1)
    defer { statement.reset() }
    return try statement.step() ? statement.integer(0) : nil
  }

  // MARK: A step that is new

  private func addAlone(_ step: Step, _ changes: [RecordedChange]) throws(SQLiteError) {
    var later = LaterCitations()
    later.add(changes)
    try add(step, changes, later)
  }

  private func add(
    _ step: Step, _ changes: [RecordedChange], _ later: LaterCitations
  ) throws(SQLiteError) {
    // What was taken back before it can no longer be done again.
    try statements.run("UPDATE dossier_step SET state = 'dropped' WHERE state = 'undone'")
    let now = try addStep(step)
    var recording = StepRecording(step: now, later: later)
    for change in changes { try add(change, &recording) }
    try addNewValues()
    for relation in recording.reshaped.sorted() { try refreshViews(of: relation) }
  }

  private func addStep(_ step: Step) throws(SQLiteError) -> Int64 {
    lastStep += 1
    let counts = step.counts
    try statements.run(
      """
      INSERT INTO dossier_step (id, number, time, title, origin, kind, state, facts_added, facts_removed, citations,
      rules_defined, rules_forgotten, constraints_defined, constraints_forgotten, declarations)
      VALUES (?, ?, ?, ?, ?, 'do', 'done', ?, ?, ?, ?, ?, ?, ?, ?)
      """, lastStep, step.number, step.time, step.title, step.origin == .file ? "file" : "statement",
      counts.factsAdded, counts.factsRemoved, counts.citations, counts.rulesDefined, counts.rulesForgotten,
      counts.constraintsDefined, counts.constraintsForgotten, counts.declarations)
    return lastStep
  }

  private func addStep(kind: String, title: String, time: Int, target: Int64) throws(SQLiteError) -> Int64 {
    lastStep += 1
    try statements.run(
      """
      INSERT INTO dossier_step (id, time, title, origin, kind, target)
      SELECT ?, ?, ?, origin, ?, id FROM dossier_step WHERE id = ?
      """, lastStep, time, title, kind, target)
    return lastStep
  }

  private func add(_ change: RecordedChange, _ recording: inout StepRecording) throws(SQLiteError) {
    let now = recording.step
    func note(
      _ kind: String, relation: Int64? = nil, first: Int64? = nil, count: Int? = nil, item: Int64? = nil,
      previous: Int64? = nil
    ) throws(SQLiteError) {
      try statements.run(
        "INSERT INTO dossier_change VALUES (?, ?, ?, ?, ?, ?, ?, ?)", now, recording.nextPlace(), kind,
        relation,
        first, count, item, previous)
    }
    switch change {
    case .added(let run):
      let table = try table(for: run, &recording)
      for (rows, known) in table.parts(of: run) {
        let first: Int64
        if let known {
          first = known
          try hold(table.name, first, rows.count, now)
        } else {
          first = try add(run.with(rows: rows), to: table, now)
        }
        // Facts that were there before have theirs in the file.
        if known == nil, run.hasCitations {
          try addCitations(of: run.with(rows: rows), from: first, in: table, recording)
        }
        try note("added", relation: table.id, first: first, count: rows.count)
      }
    case .removed(let run):
      let table = try table(for: run, &recording)
      for case (let rows, let first?) in table.parts(of: run) {
        try end(table.name, first, rows.count, now)
        try note("removed", relation: table.id, first: first, count: rows.count)
      }
    case .replaced(let before, let after):
      let (old, new) = (try table(for: before, &recording), try table(for: after, &recording))
      try note("replaced", relation: new.id, previous: old.id)
    case .cited(let run, let citations):
      let table = try table(for: run, &recording)
      for case (let rows, let first?) in table.parts(of: run) {
        for place in first..<first + Int64(rows.count) {
          let number = try nextCitation(of: place, in: table)
          try add(citations[...], of: place, in: table, from: number, now)
          try note("cited", relation: table.id, first: place, count: citations.count, item: number)
        }
      }
    case .defined(let rule):
      try add(rule, now)
      try note("defined", item: Int64(rule.number))
    case .forgotten(let rule):
      try statements.run("UPDATE dossier_rule SET until = ? WHERE id = ?", now, rule.number)
      try note("forgotten", item: Int64(rule.number))
    case .shaped(let relation, _, let after):
      let previous = shapes[relation]
      if let previous { try statements.run("UPDATE dossier_shape SET until = ? WHERE id = ?", now, previous) }
      shapes[relation] = try after.map { (shape) throws(SQLiteError) in try add(shape, of: relation, now) }
      recording.reshaped.insert(relation)
      try note("shaped", item: shapes[relation], previous: previous)
    }
  }

  // MARK: Facts

  /// The table of a run's relation, made where there is none.
  private func table(for run: FactRun, _ recording: inout StepRecording) throws(SQLiteError) -> FactTable {
    let key = FactTable.Key(run)
    if let table = tablesByKey[key] { return table }
    try statements.run(
      "INSERT INTO dossier_relation (name, modality, arity) VALUES (?, ?, ?)", key.relation,
      key.modality.rawValue, key.arity)
    let table = FactTable(id: connection.lastRow, key: key, nextRow: 1)
    try connection.execute(Schema.creatingFactTable(table.id, arity: key.arity))
    recording.reshaped.insert(key.relation)
    tables[table.id] = table
    tablesByKey[key] = table
    draft.tables.append(table)
    return table
  }

  /// Adds facts; gives the place of the first.
  private func add(_ run: FactRun, to table: FactTable, _ now: Int64) throws(SQLiteError) -> Int64 {
    let first = table.nextRow
    guard let numbering else { return first }
    draft.rows.append((table, run.storeNumber, run.rows, first))
    let arity = run.arity
    let marks = Array(repeating: "?", count: arity + 2).joined(separator: ", ")
    let statement = try statements("INSERT INTO \(table.name) VALUES (\(marks), NULL)")
    try statement.bind(now, at: Int32(arity + 2))
    let length = 1024
    var cells = [Int64](repeating: 0, count: max(1, arity) * length)
    var start = run.rows.lowerBound
    while start < run.rows.upperBound {
      let piece = start..<min(start + length, run.rows.upperBound)
      cells.withUnsafeMutableBufferPointer { cells in
        guard let base = cells.baseAddress else { return }
        for column in 0..<arity {
          numbering.putCells(of: run.with(rows: piece), column: column, into: base + column * length)
        }
      }
      for place in 0..<piece.count {
        try statement.bind(table.nextRow + Int64(place), at: 1)
        for column in 0..<arity { try statement.bind(cells[column * length + place], at: Int32(column + 2)) }
        try statement.run()
      }
      table.nextRow += Int64(piece.count)
      start = piece.upperBound
    }
    table.note(run.rows, ofStore: run.storeNumber, at: first)
    return first
  }

  /// Writes the values that facts have used for the first time.
  private func addNewValues() throws(SQLiteError) {
    let statement = try statements("INSERT INTO dossier_value VALUES (?, ?, ?)")
    try numbering?.forEachNew { (number, value) throws(SQLiteError) in
      // A step may be one of several in a transaction.
      guard number > draft.values else { return }
      draft.values = number
      try statement.bind(Int64(number), at: 1)
      switch value {
      case .text(let text):
        try statement.bind("text", at: 2)
        try statement.bind(text, at: 3)
      case .decimal(let decimal):
        try statement.bind("decimal", at: 2)
        try statement.bind(decimal, at: 3)
      case .date(let date):
        try statement.bind("date", at: 2)
        try statement.bind(date.description, at: 3)
      case .duration(let duration):
        try statement.bind("duration", at: 2)
        try statement.bind(duration.description, at: 3)
      case .integer(let integer):
        try statement.bind("integer", at: 2)
        try statement.bind(integer, at: 3)
      }
      try statement.run()
    }
  }

  private func hold(_ table: String, _ first: Int64, _ count: Int, _ now: Int64) throws(SQLiteError) {
    try statements.run(
      "UPDATE \(table) SET since = ?, until = NULL WHERE row >= ? AND row < ?", now, first,
      first + Int64(count))
  }

  private func end(_ table: String, _ first: Int64, _ count: Int, _ now: Int64) throws(SQLiteError) {
    try statements.run(
      "UPDATE \(table) SET until = ? WHERE row >= ? AND row < ?", now, first, first + Int64(count))
  }

  // MARK: Steps that were recorded before

  /// Makes the changes of a recorded step again, or takes them back, newest first.
  private func go(through target: Int64, now: Int64, isForward: Bool) throws(SQLiteError) {
    var changes: [StoredChange] = []
    try forEachChange(of: target) { changes.append($0) }
    for change in isForward ? changes : changes.reversed() {
      let begins = change.kind.begins == isForward
      switch change.kind {
      case .added, .removed:
        guard let table = change.relation.map(Schema.factTable) else { continue }
        if begins {
          try hold(table, change.first, change.count, now)
        } else {
          try end(table, change.first, change.count, now)
        }
      case .replaced: break
      case .cited:
        try statements.run(
          "UPDATE dossier_citation SET until = ? WHERE relation = ? AND fact = ? AND number >= ? AND number < ?",
          begins ? nil : now, change.relation, change.first, change.item,
          (change.item ?? 0) + Int64(change.count))
      case .defined, .forgotten:
        if begins {
          try statements.run(
            "UPDATE dossier_rule SET since = ?, until = NULL WHERE id = ?", now, change.item)
        } else {
          try statements.run("UPDATE dossier_rule SET until = ? WHERE id = ?", now, change.item)
        }
      case .shaped:
        let (ending, beginning) =
          isForward ? (change.previous, change.item) : (change.item, change.previous)
        if let ending { try statements.run("UPDATE dossier_shape SET until = ? WHERE id = ?", now, ending) }
        if let beginning {
          try statements.run(
            "UPDATE dossier_shape SET since = ?, until = NULL WHERE id = ?", now, beginning)
        }
        if let relation = try relation(ofShape: beginning ?? ending) {
          shapes[relation] = beginning
          try refreshViews(of: relation)
        }
      }
    }
  }

  private func relation(ofShape shape: Int64?) throws(SQLiteError) -> String? {
    guard let shape else { return nil }
    return try connection.text("SELECT relation FROM dossier_shape WHERE id = \(shape)")
  }
}

/// What is known while a step is written.
struct StepRecording {
  let step: Int64
  let later: LaterCitations
  /// The relations whose views must be made anew.
  var reshaped: Set<String> = []
  private var place = 0

  init(step: Int64, later: LaterCitations) {
    self.step = step
    self.later = later
  }

  mutating func nextPlace() -> Int {
    defer { place += 1 }
    return place
  }
}

/// How many of a fact's citations came after the fact, in changes of their own.
struct LaterCitations {
  private var counts: [FactPlace: Int] = [:]

  private struct FactPlace: Hashable {
    let store: Int
    let row: Int
  }

  mutating func add(_ changes: [RecordedChange]) { count(changes, 1) }

  mutating func remove(_ changes: [RecordedChange]) { count(changes, -1) }

  private mutating func count(_ changes: [RecordedChange], _ sign: Int) {
    for case .cited(let run, let citations) in changes {
      for row in run.rows {
        counts[FactPlace(store: run.storeNumber, row: row), default: 0] += sign * citations.count
      }
    }
  }

  func count(_ run: FactRun, _ row: Int) -> Int {
    counts.isEmpty ? 0 : counts[FactPlace(store: run.storeNumber, row: row)] ?? 0
  }
}
