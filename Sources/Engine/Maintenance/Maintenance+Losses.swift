/// Rows that have lost a derivation, and those of them that go.
extension Maintenance {
  /// The rows that clauses derived from what is gone, or that were stated; nil where there are too many ways to have
  /// lost a derivation.
  func lost() throws(EngineError) -> [Predicate: Table]? {
    var lost: [Predicate: Table] = [:]
    for predicate in stratum.predicates {
      guard let definition = definitions[predicate], let clauses = clauses[predicate] else { continue }
      let rows = Table(arity: definition.arity)
      for key in definition.facts {
        if let change = change(of: key) { rows.insert(contentsOf: change.removed) }
      }
      for clause in clauses.gone + clauses.kept {
        guard let variants = clause.losses(changed) else { return nil }
        for variant in variants { try run(variant.clause, from: variant.position, into: rows) }
      }
      for clause in clauses.gone { try run(clause, from: nil, into: rows) }
      lost[predicate] = rows
    }
    return lost
  }

  /// Takes out the rows that have no other derivation, and then what follows from them; gives what went.
  func remove(_ lost: [Predicate: Table]) throws(EngineError) -> [Predicate: Table] {
    var gone: [Predicate: Table] = [:]
    var suspects = lost
    while suspects.values.contains(where: { $0.count > 0 }) {
      var wave: [Predicate: [Int]] = [:]
      for predicate in stratum.predicates {
        guard let table = tables[predicate], let rows = suspects[predicate], rows.count > 0 else { continue }
        try preparing { () throws(EngineError) in try table.prepareRemoval(budget: budget) }
        let places = (0..<rows.count).compactMap { table.find(rows.row($0)) }
        wave[predicate] = try unsupported(places, of: predicate)
      }
      suspects = stratum.isRecursive ? try consequences(of: wave) : [:]
      for (predicate, rows) in wave {
        guard let table = tables[predicate] else { continue }
        let removed = gone[predicate] ?? Table(arity: table.arity)
        gone[predicate] = removed
        for row in rows {
          removed.insert(from: table.columns.pointers, at: row)
          table.remove(row)
        }
      }
    }
    return gone
  }

  /// What the stratum's clauses derive from some of its rows, which are still there.
  private func consequences(of wave: [Predicate: [Int]]) throws(EngineError) -> [Predicate: Table] {
    var handed: [Predicate: Predicate] = [:]
    for (predicate, rows) in wave where !rows.isEmpty {
      if let table = tables[predicate] { handed[predicate] = hand(Table(table, rows: rows)) }
    }
    var found: [Predicate: Table] = [:]
    guard !handed.isEmpty else { return found }
    for predicate in stratum.predicates {
      guard let definition = definitions[predicate] else { continue }
      let rows = Table(arity: definition.arity)
      for clause in definition.clauses {
        for (position, literal) in clause.body.enumerated() {
          guard case .atom(let atom) = literal, let reading = handed[atom.predicate] else { continue }
          try run(clause.reading(reading, at: position), from: position, into: rows)
        }
      }
      found[predicate] = rows
    }
    return found
  }

  /// Those of some rows that are not stated and that no clause derives; in a recursive stratum, derives from rows that
  /// were there before them.
  private func unsupported(_ rows: [Int], of predicate: Predicate) throws(EngineError) -> [Int] {
    guard let table = tables[predicate], let definition = definitions[predicate] else { return [] }
    var left = rows
    for key in definition.facts where !left.isEmpty {
      guard let facts = evaluator.catalog.facts[key]?.table, facts.arity == table.arity else { continue }
      left.removeAll { row in facts.contains { table.columns.column($0)[row] } }
    }
    for clause in definition.clauses where !left.isEmpty {
      let candidates = self.candidates(left, of: table)
      let limited =
        stratum.isRecursive ? clause.limited(to: stratum.predicates) : (clause: clause, limits: [])
      let handed = hand(candidates)
      let joined = limited.clause.joined(with: handed, clause.head + limited.limits)
      let derived = Table(arity: table.arity)
      try run(joined.clause, from: joined.position, into: derived)
      left.removeAll { row in derived.contains { table.columns.column($0)[row] } }
      take(back: handed)
    }
    return left
  }

  /// Some rows of a table, in a recursive stratum with the number, for each of its tables, that the rows are below that
  /// were there before.
  private func candidates(_ rows: [Int], of table: Table) -> Table {
    let limited = stratum.isRecursive ? stratum.predicates : []
    let words = Columns(width: table.arity + limited.count, capacity: rows.count)
    for column in 0..<table.arity {
      let (source, target) = (table.columns.column(column), words.column(column))
      for (place, row) in rows.enumerated() { target[place] = source[row] }
    }
    for (number, predicate) in limited.enumerated() {
      guard let other = tables[predicate] else { continue }
      let target = words.column(table.arity + number)
      for (place, row) in rows.enumerated() {
        target[place] = UInt32(other === table ? row : other.rows(beforeRound: table.round(of: row)))
      }
    }
    let candidates = Table(arity: words.width)
    candidates.insert(from: words.pointers, count: rows.count)
    return candidates
  }
}

extension Clause {
  /// The clause with limits on the rows of a stratum's own predicates, one variable a predicate.
  fileprivate func limited(
    to predicates: [Predicate]
  ) -> (clause: Clause, limits: [Operand]) {
    guard body.contains(where: { $0.atom.map { predicates.contains($0.predicate) } ?? false }) else {
      return (self, predicates.map { _ in .anonymous })
    }
    var clause = self
    clause.variableNames += Array(repeating: nil, count: predicates.count)
    for (position, literal) in body.enumerated() {
      guard case .atom(var atom) = literal, let place = predicates.firstIndex(of: atom.predicate) else {
        continue
      }
      atom.limit = variableCount + place
      clause.body[position] = .atom(atom)
    }
    return (clause, predicates.indices.map { .variable(variableCount + $0) })
  }
}
