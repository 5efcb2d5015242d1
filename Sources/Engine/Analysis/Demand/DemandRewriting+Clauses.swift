import Syntax

extension DemandRewriting {
  /// A clause with an atom in front of it that says for which values it is computed.
  struct Guarded {
    var clause: Clause
    var target: Predicate
    /// Where the clause goes as well, with what it reads taken from its like.
    var mirror: Predicate?
    var guardAtom: AtomLiteral?
    var isGuardFinite = false

    init(clause: Clause, target: Predicate, mirror: Predicate? = nil, guardAtom: AtomLiteral?) {
      self.clause = clause
      self.target = target
      self.mirror = mirror
      self.guardAtom = guardAtom
    }

    /// With one of its atoms in front, which reads a part of its predicate.
    init(clause: Clause, target: Predicate, guardLiteral: Int, reads rows: Predicate) {
      self.clause = clause
      self.target = target
      if case .atom(var atom) = clause.body[guardLiteral] {
        atom.predicate = rows
        guardAtom = atom
        self.clause.body.remove(at: guardLiteral)
      }
      isGuardFinite = true
    }
  }

  mutating func add(_ guarded: Guarded) throws(EngineError) {
    var clause = guarded.clause
    let given = Set(guarded.guardAtom?.variables ?? [])
    // With what the guard gives, an equation might set an aggregate's result before it is computed.
    clause.body = RuleCompiler.testingLookups(clause.body, initially: given)
    var mirror = clause
    try rewriteBody(of: &clause, &mirror, guarded)
    let asked = guarded.guardAtom.map { [BodyLiteral.atom($0)] } ?? []
    clause.predicate = guarded.target
    clause.body = asked + clause.body
    definitions[guarded.target]?.clauses.append(clause)
    if let target = guarded.mirror {
      mirror.predicate = target
      mirror.body = asked + mirror.body
      definitions[target]?.clauses.append(mirror)
    }
  }

  /// Asks for what the literals of a body read, and lets them read that.
  private mutating func rewriteBody(
    of clause: inout Clause, _ mirror: inout Clause, _ guarded: Guarded
  ) throws(EngineError) {
    var order = SidewaysOrder(
      clause.body, guardVariables: Set(guarded.guardAtom?.variables ?? []),
      isGuardFinite: guarded.isGuardFinite, survey: survey)
    while let position = order.next {
      let literal = clause.body[position]
      var found: Adornment?
      switch literal {
      case .atom(let atom):
        found = try ask(atom.predicate, atom.operands, order, clause, guarded.guardAtom)
        if let found {
          clause.body[position] = .atom(atom.reading(.rows(atom.predicate, found)))
          mirror.body[position] = .atom(atom.reading(try mirrored(atom.predicate, found)))
        }
      case .absent(let atom) where throughNegation:
        found = try ask(atom.predicate, atom.operands, order, clause, guarded.guardAtom)
        if let found {
          clause.body[position] = .absent(atom.reading(.rows(atom.predicate, found)))
          let like =
            purpose == .explanation ? try mirrored(atom.predicate, found) : .rows(atom.predicate, found)
          mirror.body[position] = .absent(atom.reading(like))
        }
      case .lookup(var lookup) where throughNegation:
        let predicate = lookup.predicate
        found = try ask(predicate, lookup.group + [.anonymous], order, clause, guarded.guardAtom)
        if let found {
          lookup.predicate = .rows(predicate, found)
          clause.body[position] = .lookup(lookup)
          lookup.predicate = try mirrored(predicate, found)
          mirror.body[position] = .lookup(lookup)
        }
      case .subquery(var subquery) where throughNegation:
        var like = subquery
        for index in subquery.clauses.indices {
          // What the part is given by the rule around it is not passed on.
          let part = Guarded(clause: subquery.clauses[index], target: clause.predicate, guardAtom: nil)
          try rewriteBody(of: &subquery.clauses[index], &like.clauses[index], part)
        }
        clause.body[position] = .subquery(subquery)
        mirror.body[position] = .subquery(purpose == .explanation ? like : subquery)
      case .absent, .lookup, .subquery, .test, .equation: break
      }
      order.place(position, isOnDemand: found != nil)
    }
  }

  /// Asks for the rows of an atom with the values that its arguments have, and gives the adornment; nil where
  /// the predicate is computed in full.
  private mutating func ask(
    _ predicate: Predicate, _ operands: [Operand], _ order: SidewaysOrder, _ clause: Clause,
    _ guardAtom: AtomLiteral?
  ) throws(EngineError) -> Adornment? {
    var constants: Set<Int> = []
    var variables: Set<Int> = []
    for (position, operand) in operands.enumerated() {
      switch operand {
      case .constant: constants.insert(position)
      case .variable(let variable): if order.passes(variable) { variables.insert(position) }
      case .anonymous: break
      }
    }
    guard
      let adornment = try adornment(
        of: predicate, constants: constants, variables: variables, values: order.expectedBindings)
    else { return nil }
    try ask(predicate, adornment)
    guard !adornment.isFree else { return adornment }
    let head = adornment.bound(of: operands)
    let premises = order.premises(for: Operand.variables(of: head))
    let target = Predicate.demand(predicate, adornment)
    if premises.positions.isEmpty, premises.needsGuard, let guardAtom, guardAtom.predicate == target,
      guardAtom.operands == head
    {
      // What is asked already.
      return adornment
    }
    var body = premises.positions.map { clause.body[$0] }
    if premises.needsGuard, let guardAtom { body.insert(.atom(guardAtom), at: 0) }
    demand(
      predicate, adornment,
      Clause(
        predicate: target, head: head, body: body, variableNames: clause.variableNames, origin: clause.origin)
    )
    return adornment
  }
}

extension AtomLiteral {
  /// The same atom of another predicate.
  fileprivate func reading(_ predicate: Predicate) -> AtomLiteral {
    AtomLiteral(predicate: predicate, operands: operands, range: range)
  }
}
