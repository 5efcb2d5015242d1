import Syntax

/// The rewriting of a question's program by *magic sets*: each predicate that is asked with some arguments known
/// is computed only for the values that are asked for.
///
/// For a predicate `p` and an adornment there are the predicates of ``DemandedPart``: what is asked for, filled from
/// the bodies that ask, and the rows for it. Where throughNegation, negated atoms and the inputs of aggregates are
/// asked too: what they read is complete for the values asked for, provided that the result is stratified, which
/// ``Stratification`` tells. After F. Bancilhon, D. Maier, Y. Sagiv, J. Ullman: *Magic sets and other strange ways
/// to implement logic programs*, PODS 1986.
struct DemandRewriting {
  enum Purpose {
    case answer
    /// To look for what a row stands on: derivations must be those of the original program.
    case support
  }

  let survey: DemandSurvey
  let purpose: Purpose
  let throughNegation: Bool
  /// Predicates that are computed in full nonetheless.
  private let excluded: Set<Predicate>
  private(set) var definitions: [Predicate: Definition] = [:]
  /// What the question's answer has become.
  let answer: Predicate
  private var waiting: [(predicate: Predicate, adornment: Adornment)] = []

  /// Rewrites all that `root` needs; `values`, where there are any, are all its arguments.
  init(
    root: Predicate, values: [Handle]?, survey: DemandSurvey, purpose: Purpose, throughNegation: Bool,
    excluding excluded: Set<Predicate>
  ) throws(EngineError) {
    self.survey = survey
    self.purpose = purpose
    self.throughNegation = throughNegation
    self.excluded = excluded
    let definition = try survey.program.definition(of: root)
    let adornment = values.map { Adornment($0.indices) } ?? .free
    answer = purpose == .support ? .restriction(root) : .rows(root, adornment)
    try ask(root, adornment)
    if let values, let origin = definition.anyOrigin, !adornment.isFree {
      demand(
        root, adornment,
        Clause(
          predicate: .demand(root, adornment), head: values.map { .constant($0) }, body: [],
          variableNames: [],
          origin: origin))
    }
    while let next = waiting.popLast() { try rewrite(next.predicate, next.adornment) }
  }

  // MARK: Asking

  /// Sees to it that a predicate is computed for an adornment.
  private mutating func ask(_ predicate: Predicate, _ adornment: Adornment) throws(EngineError) {
    let rows = Predicate.rows(predicate, adornment)
    guard definitions[rows] == nil else { return }
    let definition = try survey.program.definition(of: predicate)
    func empty(_ arity: Int) -> Definition {
      Definition(arity: arity, form: .union, origin: definition.anyOrigin)
    }
    definitions[rows] = empty(definition.arity)
    if !adornment.isFree { definitions[.demand(predicate, adornment)] = empty(adornment.bound.count) }
    if purpose == .support, definitions[.restriction(predicate)] == nil {
      definitions[.restriction(predicate)] = empty(definition.arity)
    }
    waiting.append((predicate, adornment))
  }

  private mutating func demand(_ predicate: Predicate, _ adornment: Adornment, _ clause: Clause) {
    definitions[.demand(predicate, adornment)]?.clauses.append(clause)
  }

  /// The adornment with which a predicate is asked, if any, where some of its arguments are constants and some
  /// variables with values.
  private func adornment(
    of predicate: Predicate, constants: Set<Int>, variables: Set<Int>, values: Double
  ) throws(EngineError) -> Adornment? {
    guard survey.isOnDemand(predicate), !excluded.contains(predicate) else { return nil }
    let definition = try survey.program.definition(of: predicate)
    let results = definition.resultColumns
    let constants = constants.subtracting(results)
    let variables = values > survey.mostValues(of: predicate) ? [] : variables.subtracting(results)
    if case .aggregate(let spec) = definition.form {
      // An aggregate must know its rows first, as a negation must.
      guard throughNegation,
        let input = try self.adornment(
          of: spec.input, constants: spec.inputColumns(of: constants),
          variables: spec.inputColumns(of: variables),
          values: values)
      else { return nil }
      return Adornment(
        constants.union(variables).filter { input.bound.contains(spec.inputColumn(of: $0) ?? -1) })
    }
    let known = Adornment(constants.union(variables))
    guard survey.isRecursive(predicate) else { return known }
    if known.isFree { return nil }
    // With one argument less, the rest may be a chain; a constant tells more than a variable.
    var candidates = [known]
    if known.bound.count > 1 {
      var dropped = Array(known.bound.reversed())
      if purpose == .answer {
        dropped = dropped.filter { !constants.contains($0) } + dropped.filter(constants.contains)
      }
      candidates += dropped.map { position in Adornment(known.bound.filter { $0 != position }) }
    }
    return candidates.first { chain(predicate, definition, $0) != nil } ?? known
  }

  /// The recursion's form where it is computed along a chain; for looking for support only where there would be
  /// too many rows otherwise.
  private func chain(_ predicate: Predicate, _ definition: Definition, _ adornment: Adornment)
    -> ChainRecursion?
  {
    guard let chain = ChainRecursion(of: predicate, definition, adornment, survey: survey) else { return nil }
    return purpose == .support && chain.joins.isEmpty ? nil : chain
  }

  // MARK: Rewriting predicates

  private mutating func rewrite(_ predicate: Predicate, _ adornment: Adornment) throws(EngineError) {
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
          mirror: purpose == .support ? .restriction(predicate) : nil, guardAtom: asked))
    }
  }

  /// The clauses that copy the base facts of a relation.
  private func facts(of definition: Definition, _ predicate: Predicate) -> [Clause] {
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

  private mutating func rewrite(
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

  private mutating func rewrite(
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
    if purpose == .support {
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
  private func mirrored(_ predicate: Predicate, _ adornment: Adornment) throws(EngineError) -> Predicate {
    guard purpose == .support else { return .rows(predicate, adornment) }
    let definition = try survey.program.definition(of: predicate)
    return chain(predicate, definition, adornment) == nil
      ? .restriction(predicate) : .rows(predicate, adornment)
  }

  // MARK: Rewriting clauses

  /// A clause with an atom in front of it that says for which values it is computed.
  private struct Guarded {
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

  private mutating func add(_ guarded: Guarded) throws(EngineError) {
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
          mirror.body[position] = clause.body[position]
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
        for index in subquery.clauses.indices {
          // What the part is given by the rule around it is not passed on.
          let part = Guarded(clause: subquery.clauses[index], target: clause.predicate, guardAtom: nil)
          var unused = part.clause
          try rewriteBody(of: &subquery.clauses[index], &unused, part)
        }
        clause.body[position] = .subquery(subquery)
        mirror.body[position] = clause.body[position]
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

extension Clause {
  /// The clause with further variables, and those.
  fileprivate func addingVariables(_ count: Int) -> (Clause, [Operand]) {
    var clause = self
    let added = (0..<count).map { Operand.variable(variableCount + $0) }
    clause.variableNames += Array(repeating: nil, count: count)
    return (clause, added)
  }
}

extension Definition {
  /// Where it comes from; for the union of a relation's modalities, where one of its rules does.
  fileprivate var anyOrigin: Origin? { origin ?? clauses.first?.origin }
}

extension AggregateSpec {
  /// The column of the input that a column of the result is; nil for an aggregate.
  fileprivate func inputColumn(of column: Int) -> Int? {
    if case .group(let index) = slots[column] { group[index] } else { nil }
  }

  fileprivate func inputColumns(of columns: Set<Int>) -> Set<Int> {
    Set(columns.compactMap(inputColumn))
  }
}
