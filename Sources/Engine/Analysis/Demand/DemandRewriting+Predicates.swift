import Syntax

extension DemandRewriting {
  mutating func rewrite(_ predicate: Predicate, _ adornment: Adornment) throws(EngineError) {
    let definition = try survey.program.definition(of: predicate)
    if case .aggregate(let spec) = definition.form {
      try rewrite(spec, of: predicate, adornment, definition)
    } else if let chain = chain(predicate, definition, adornment) {
      try rewrite(chain, of: predicate, adornment, definition)
    } else {
      try rewritePlainly(predicate, adornment, definition)
    }
  }

  private mutating func rewritePlainly(
    _ predicate: Predicate, _ adornment: Adornment, _ definition: Definition
  ) throws(EngineError) {
    for clause in facts(of: definition, predicate) + definition.clauses {
      let asked =
        adornment.isFree
        ? nil
        : AtomLiteral(
          predicate: .demand(predicate, adornment), operands: adornment.bound(of: clause.head),
          range: clause.origin.statement.range)
      try add(
        Guarded(
          clause: clause, target: .rows(predicate, adornment),
          mirror: purpose.derivesAsWritten ? .restriction(predicate) : nil, guardAtom: asked))
    }
  }

  /// The clauses that copy the base facts of a relation.
  func facts(of definition: Definition, _ predicate: Predicate) -> [Clause] {
    guard let origin = definition.anyOrigin else { return [] }
    let operands = (0..<definition.arity).map { Operand.variable($0) }
    return definition.facts.map { key in
      Clause(
        predicate: predicate, head: operands,
        body: [
          .atom(AtomLiteral(predicate: .base(key), operands: operands, range: origin.statement.range))
        ], variableNames: Array(repeating: nil, count: definition.arity), origin: origin)
    }
  }

  mutating func rewrite(
    _ chain: ChainRecursion, of predicate: Predicate, _ adornment: Adornment, _ definition: Definition
  ) throws(EngineError) {
    let rows = Predicate.rows(predicate, adornment)
    let demand = Predicate.demand(predicate, adornment)
    for left in chain.lefts {
      try add(Guarded(clause: left.clause, target: rows, guardLiteral: left.atom, reads: rows))
    }
    let exits = facts(of: definition, predicate) + chain.exits
    guard chain.hasChain else {
      for clause in exits {
        let asked = AtomLiteral(
          predicate: demand, operands: adornment.bound(of: clause.head), range: clause.origin.statement.range)
        try add(Guarded(clause: clause, target: rows, guardAtom: asked))
      }
      return
    }
    let width = adornment.bound.count
    let link = Predicate.chain(predicate, adornment)
    if definitions[link] == nil {
      definitions[link] = Definition(arity: width * 2, form: .union, origin: definition.anyOrigin)
    }
    if let origin = definition.anyOrigin {
      let asked = (0..<width).map { Operand.variable($0) }
      definitions[link]?.clauses.append(
        Clause(
          predicate: link, head: asked + asked,
          body: [.atom(AtomLiteral(predicate: demand, operands: asked, range: origin.statement.range))],
          variableNames: Array(repeating: nil, count: width), origin: origin))
    }
    for clause in exits {
      let (clause, asked) = clause.addingVariables(width)
      let step = AtomLiteral(
        predicate: link, operands: asked + adornment.bound(of: clause.head),
        range: clause.origin.statement.range)
      var exit = Guarded(clause: clause, target: rows, guardAtom: step)
      for (position, variable) in zip(adornment.bound, asked) { exit.clause.head[position] = variable }
      try add(exit)
    }
    for right in chain.rights {
      guard case .atom(let atom) = right.clause.body[right.atom] else { continue }
      var (clause, asked) = right.clause.addingVariables(width)
      let step = AtomLiteral(
        predicate: link, operands: asked + adornment.bound(of: clause.head), range: atom.range)
      clause.body.remove(at: right.atom)
      clause.head = asked + adornment.bound(of: atom.operands)
      try add(Guarded(clause: clause, target: link, guardAtom: step))
    }
    for join in chain.joins {
      guard case .atom(let atom) = join.clause.body[join.right] else { continue }
      var clause = join.clause
      clause.head = adornment.bound(of: clause.head) + adornment.bound(of: atom.operands)
      clause.body.remove(at: join.right)
      try add(
        Guarded(
          clause: clause, target: link, guardLiteral: join.left - (join.right < join.left ? 1 : 0),
          reads: rows))
    }
  }

  mutating func rewrite(
    _ spec: AggregateSpec, of predicate: Predicate, _ adornment: Adornment, _ definition: Definition
  ) throws(EngineError) {
    guard let origin = definition.origin,
      let input = try self.adornment(
        of: spec.input, constants: spec.inputColumns(of: Set(adornment.bound)), variables: [], values: 1)
    else { throw .bug("the input of an aggregate cannot be asked") }
    try ask(spec.input, input)
    var aggregate = spec
    aggregate.input = .rows(spec.input, input)
    definitions[.rows(predicate, adornment)]?.form = .aggregate(aggregate)
    if purpose.derivesAsWritten {
      aggregate.input = try mirrored(spec.input, input)
      definitions[.restriction(predicate)]?.form = .aggregate(aggregate)
    }
    guard !input.isFree else { return }
    let operands = adornment.bound.indices.map { Operand.variable($0) }
    let head = input.bound.compactMap { column in
      adornment.bound.firstIndex { spec.inputColumn(of: $0) == column }.map { operands[$0] }
    }
    let asked = AtomLiteral(
      predicate: .demand(predicate, adornment), operands: operands, range: origin.statement.range)
    demand(
      spec.input, input,
      Clause(
        predicate: .demand(spec.input, input), head: head, body: [.atom(asked)],
        variableNames: Array(repeating: nil, count: operands.count), origin: origin))
  }

  /// The predicate in which support is looked for.
  func mirrored(_ predicate: Predicate, _ adornment: Adornment) throws(EngineError) -> Predicate {
    guard purpose.derivesAsWritten else { return .rows(predicate, adornment) }
    let definition = try survey.program.definition(of: predicate)
    return chain(predicate, definition, adornment) == nil
      ? .restriction(predicate) : .rows(predicate, adornment)
  }
}

extension Clause {
  /// The clause with further variables, and those.
  fileprivate func addingVariables(_ count: Int) -> (Clause, [Operand]) {
    var clause = self
    let added = (0..<count).map { Operand.variable(variableCount + $0) }
    clause.variableNames += Array(repeating: nil, count: count)
    return (clause, added)
  }
}
