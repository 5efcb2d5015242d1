import Syntax

/// Clauses that read what has changed in place of what there is.
extension Clause {
  /// A clause that reads in one literal what has changed of it.
  struct Variant {
    var clause: Clause
    /// The literal that the evaluation starts from.
    var position: Int
  }

  /// What a literal reads of a change.
  enum Side {
    case added, removed

    var other: Side { self == .added ? .removed : .added }
  }

  /// The clause with a literal that holds for the rows of another predicate.
  func reading(_ predicate: Predicate, at position: Int) -> Clause {
    var clause = self
    if let atom = body[position].atom {
      clause.body[position] = .atom(
        AtomLiteral(predicate: predicate, operands: atom.operands, range: atom.range))
    }
    return clause
  }

  /// The clause for those of its solutions for which a further atom holds.
  func joined(with predicate: Predicate, _ operands: [Operand]) -> Variant {
    var clause = self
    clause.body.append(
      .atom(AtomLiteral(predicate: predicate, operands: operands, range: origin.statement.range)))
    return Variant(clause: clause, position: clause.body.count - 1)
  }

  /// The variants whose solutions together are those that have come, and maybe some that were there before.
  /// `changed` gives the predicate that holds what has changed of a literal's, if anything has.
  func gains(_ changed: (BodyLiteral, Side) -> Predicate?) -> [Variant] {
    body.indices.compactMap { position in
      switch body[position] {
      case .atom, .lookup:
        return changed(body[position], .added).map {
          Variant(clause: reading($0, at: position), position: position)
        }
      case .absent(let atom):
        // Other rows than the one that has gone may match.
        return changed(body[position], .removed).map { joined(with: $0, atom.operands) }
      case .test, .equation, .subquery: return nil
      }
    }
  }

  /// The variants whose solutions together are at least those that have gone: each set of literals that have changed
  /// read what they were, the others what they are. Nil where there would be too many.
  func losses(_ changed: (BodyLiteral, Side) -> Predicate?) -> [Variant]? {
    changedSets(.removed, changed)?.map(\.variant)
  }

  /// For each set of literals that have changed on a side, or on the other where they are absences, the clause in which
  /// just those read what has changed, with how many they are. Nil where there would be too many.
  func changedSets(
    _ side: Side, _ changed: (BodyLiteral, Side) -> Predicate?
  ) -> [(variant: Variant, count: Int)]? {
    var changes: [(position: Int, predicate: Predicate)] = []
    for position in body.indices {
      let read: Side
      switch body[position] {
      case .atom, .lookup: read = side
      case .absent: read = side.other
      case .test, .equation, .subquery: continue
      }
      if let predicate = changed(body[position], read) { changes.append((position, predicate)) }
    }
    guard changes.count <= Clause.mostChangedLiterals else { return nil }
    return (1..<(1 << changes.count)).map { chosen in
      var clause = self
      var first: Int?
      for (place, change) in changes.enumerated() where chosen >> place & 1 == 1 {
        clause = clause.reading(change.predicate, at: change.position)
        first = first ?? change.position
      }
      return (Variant(clause: clause, position: first ?? 0), chosen.nonzeroBitCount)
    }
  }

  private static let mostChangedLiterals = 4
}

extension BodyLiteral {
  /// The literal as a positive atom, where it is about rows.
  var atom: AtomLiteral? {
    switch self {
    case .atom(let atom), .absent(let atom): atom
    case .lookup(let lookup): lookup.atom
    case .test, .equation, .subquery: nil
    }
  }
}

extension Definition {
  /// The clauses that have gone and come since an earlier definition of the same predicate; nil where it has become
  /// something else.
  func changes(since earlier: Definition) -> (gone: [Clause], kept: [Clause], new: [Clause])? {
    guard arity == earlier.arity, facts == earlier.facts, form.isSame(as: earlier.form) else { return nil }
    let now = Set(clauses.map { ObjectIdentifier($0.origin) })
    let before = Set(earlier.clauses.map { ObjectIdentifier($0.origin) })
    return (
      earlier.clauses.filter { !now.contains(ObjectIdentifier($0.origin)) },
      clauses.filter { before.contains(ObjectIdentifier($0.origin)) },
      clauses.filter { !before.contains(ObjectIdentifier($0.origin)) }
    )
  }
}

extension Definition.Form {
  fileprivate func isSame(as other: Definition.Form) -> Bool {
    switch (self, other) {
    case (.union, .union), (.aggregate, .aggregate): true
    case (.best(let column, let isGreatest), .best(let otherColumn, let otherIsGreatest)):
      column == otherColumn && isGreatest == otherIsGreatest
    case (.union, _), (.best, _), (.aggregate, _): false
    }
  }
}
