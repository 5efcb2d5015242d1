/// Brings the rows of one stratum up to date with what has changed in what it reads, instead of computing them anew.
///
/// 1. What rules derived from rows that have gone, or in spite of rows that have come, has *lost* a derivation. Each such
///    row is looked up for another; in a recursive stratum for one from rows that were there before it, since rows could
///    otherwise hold each other up. Rows without one go, and what follows from them has lost a derivation in turn.
/// 2. In a recursive stratum some of the rows that went still follow from younger ones: those come back.
/// 3. What rules derive from rows that have come, or since rows have gone, is added, and semi-naive rounds go on from it.
///
/// Every row thus follows from rows before it, as if it had been computed so. No counts of derivations are kept.
final class Maintenance: TableStatistics {
  let stratum: Stratum
  let evaluator: Evaluator
  let budget: Budget
  let group: Set<Predicate>
  var tables: [Predicate: Table] = [:]
  var definitions: [Predicate: Definition] = [:]
  /// How each predicate's clauses differ from those that its rows were computed by.
  private(set) var clauses: [Predicate: (gone: [Clause], kept: [Clause], new: [Clause])] = [:]
  /// What has changed in relations that are read, and in base facts.
  private var changes: [Predicate: RelationChange] = [:]
  private var factChanges: [FactKey: RelationChange] = [:]
  /// Small tables that are handed to plans, by the predicates that stand for them.
  private var handed: [Predicate: Table] = [:]
  private var handedCount = 0
  private var handedChanges: [HandedChange: Predicate] = [:]
  var sawUnknown = false

  private struct HandedChange: Hashable {
    var predicate: Predicate
    var side: Clause.Side
    var valueOfNothing: Handle?
  }

  /// Nil where the rows have to be computed: where there are none, or what has changed cannot be told.
  init?(of stratum: Stratum, evaluator: Evaluator, budget: Budget) throws(EngineError) {
    self.stratum = stratum
    self.evaluator = evaluator
    self.budget = budget
    group = Set(stratum.predicates)
    for predicate in stratum.predicates {
      guard let known = evaluator.materializations[predicate], !known.isShared, known.group == group,
        !EvidenceTables.makes(predicate)
      else { return nil }
      let definition = try evaluator.program.definition(of: predicate)
      guard let clauses = definition.changes(since: known.definition) else { return nil }
      tables[predicate] = known.table
      definitions[predicate] = definition
      self.clauses[predicate] = clauses
      for (input, moment) in known.inputs {
        guard let table = try? evaluator.table(of: input),
          let change = RelationChange(in: table, since: moment)
        else { return nil }
        if !change.isEmpty { changes[input] = change }
      }
      for (key, moment) in known.factInputs {
        guard let change = change(of: key, since: moment, arity: definition.arity) else { return nil }
        if !change.isEmpty { factChanges[key] = change }
      }
    }
    guard try canFollowChanges() else { return nil }
  }

  private func change(of key: FactKey, since moment: Table.Moment, arity: Int) -> RelationChange? {
    guard let table = evaluator.catalog.facts[key]?.table else {
      return moment == .never ? RelationChange(in: Table(arity: arity), since: .never) : nil
    }
    return table.arity == arity ? RelationChange(in: table, since: moment) : nil
  }

  /// Whether what has changed is only read where it can be followed.
  private func canFollowChanges() throws(EngineError) -> Bool {
    for predicate in stratum.predicates {
      guard let definition = definitions[predicate] else { return false }
      var read = (clauses[predicate]?.gone ?? []) + definition.clauses
      switch definition.form {
      case .union: break
      case .best: if stratum.isRecursive, try !hasGrowingValues(definition) { return false }
      case .aggregate(let spec):
        let input = try evaluator.program.definition(of: spec.input)
        if input.isStreamed { read += input.clauses }
      }
      for clause in read {
        // A relation that nothing defines any more has another shape.
        for atom in clause.body.compactMap(\.atom) {
          guard let table = try? table(of: atom.predicate), table.arity == atom.operands.count else {
            return false
          }
        }
        for case .subquery(let subquery) in clause.body
        where subquery.clauses.flatMap(\.dependencies).contains(where: { changes[$0.predicate] != nil }) {
          return false
        }
      }
    }
    return true
  }

  /// Whether the best values of a recursive stratum grow along each derivation, so that none can hold itself up, and all
  /// its predicates have such.
  private func hasGrowingValues(_ definition: Definition) throws(EngineError) -> Bool {
    guard case .best(let column, _) = definition.form else { return false }
    for predicate in stratum.predicates {
      guard case .best = try evaluator.program.definition(of: predicate).form else { return false }
    }
    for clause in definition.clauses {
      for case .atom(let atom) in clause.body where group.contains(atom.predicate) {
        guard case .best(let value, _) = try evaluator.program.definition(of: atom.predicate).form,
          clause.adds(atom.operands[value], to: clause.head[column])
        else { return false }
      }
    }
    return true
  }

  /// The part that has gone of the rows, of relations and base facts that have changed.
  var lostShare: Double {
    var (lost, all) = (0, 1)
    for (predicate, change) in changes {
      lost += change.removed.count
      all += (try? table(of: predicate))?.liveCount ?? 0
    }
    for (key, change) in factChanges {
      lost += change.removed.count
      all += evaluator.catalog.facts[key]?.table.liveCount ?? 0
    }
    return Double(lost) / Double(all)
  }

  /// Brings the tables up to date; gives false where that is given up, and they are worth nothing.
  func run() throws(EngineError) -> Bool {
    if let predicate = stratum.predicates.first, case .aggregate(let spec)? = definitions[predicate]?.form {
      return try renewGroups(of: predicate, spec)
    }
    guard let lost = try lost() else { return false }
    let gone = try remove(lost)
    try add(after: gone)
    return true
  }

  // MARK: What is added

  private func add(after gone: [Predicate: Table]) throws(EngineError) {
    var gained: [Predicate: Table] = [:]
    for predicate in stratum.predicates {
      guard let definition = definitions[predicate], let clauses = clauses[predicate] else { continue }
      let rows = Table(arity: definition.arity)
      for key in definition.facts {
        if let change = factChanges[key] { rows.insert(contentsOf: change.added) }
      }
      for clause in clauses.kept {
        for variant in clause.gains(changed) { try run(variant.clause, from: variant.position, into: rows) }
      }
      for clause in clauses.new { try run(clause, from: nil, into: rows) }
      if let gone = gone[predicate], gone.count > 0 { try addDerivable(gone, of: definition, to: rows) }
      gained[predicate] = rows
    }
    guard gained.values.contains(where: { $0.count > 0 }) else { return }
    var starts: [Predicate: Int] = [:]
    let round = tables.values.reduce(0) { max($0, $1.lastRound) } + 1
    for predicate in stratum.predicates {
      guard let table = tables[predicate], let rows = gained[predicate] else { continue }
      starts[predicate] = table.count
      table.beginRound(round)
      table.insert(contentsOf: rows)
    }
    guard stratum.isRecursive else { return }
    let fixpoint = Fixpoint(stratum, evaluator: evaluator, tables: tables, budget: budget)
    try fixpoint.resume(from: starts)
    sawUnknown = sawUnknown || fixpoint.sawUnknown
  }

  /// Adds those of some rows that went that still follow from what there is; of a predicate that keeps best values, all
  /// that follows in their groups.
  private func addDerivable(
    _ gone: Table, of definition: Definition, to rows: Table
  ) throws(EngineError) {
    var columns = Array(0..<definition.arity)
    switch definition.form {
    case .union: guard stratum.isRecursive else { return }
    case .best(let column, _): columns.remove(at: column)
    case .aggregate: return
    }
    let keys = hand(gone.projected(to: columns))
    for clause in definition.clauses {
      let joined = clause.joined(with: keys, columns.map { clause.head[$0] })
      try run(joined.clause, from: joined.position, into: rows)
    }
    guard case .best = definition.form else { return }
    for key in definition.facts {
      guard let facts = evaluator.catalog.facts[key]?.table, facts.arity == definition.arity else { continue }
      for row in 0..<gone.count {
        let key = columns.map { (column: $0, word: gone.handle(row, $0).word) }
        for place in try preparing({ facts.liveRows(with: key) }) {
          rows.insert(from: facts.columns.pointers, at: place)
        }
      }
    }
  }

  // MARK: Plans

  /// Evaluates a clause and adds its rows to a table; `position` is the literal to start from.
  func run(_ clause: Clause, from position: Int?, into target: Table) throws(EngineError) {
    try run(clause, from: position, into: .table(target))
  }

  func run(_ clause: Clause, from position: Int?, into sink: Pipeline.Sink) throws(EngineError) {
    let pipeline = try preparing { () throws(EngineError) in
      try Pipeline(
        try Planner.plan(clause, statistics: self, deltaAtom: position), table: table(of:),
        calculator: evaluator.calculator, budget: budget, into: sink)
    }
    try pipeline.run()
    sawUnknown = sawUnknown || pipeline.sawUnknown
  }

  /// Does what makes indexes, which stay and will have been worth their making: it does not count as time lost.
  func preparing<Made>(_ make: () throws(EngineError) -> Made) throws(EngineError) -> Made {
    try budget.apart(make)
  }

  /// A predicate that stands for a table in plans.
  func hand(_ table: Table) -> Predicate {
    handedCount += 1
    let predicate = Predicate.auxiliary(rule: Int.min, view: .certain, ordinal: handedCount)
    handed[predicate] = table
    return predicate
  }

  /// Ends what a predicate stands for.
  func take(back predicate: Predicate) { handed[predicate] = nil }

  /// What has changed of what a literal reads, on one side; nil for nothing.
  func changed(_ literal: BodyLiteral, _ side: Clause.Side) -> Predicate? {
    guard let read = literal.atom?.predicate, var change = changes[read] else { return nil }
    var key = HandedChange(predicate: read, side: side)
    if case .lookup(let lookup) = literal { key.valueOfNothing = lookup.valueOfNothing }
    if let known = handedChanges[key] { return known }
    if let valueOfNothing = key.valueOfNothing { change = change.completed(with: valueOfNothing) }
    let rows = side == .added ? change.added : change.removed
    guard rows.count > 0 else { return nil }
    let predicate = hand(rows)
    handedChanges[key] = predicate
    return predicate
  }

  func change(of predicate: Predicate) -> RelationChange? { changes[predicate] }
  func change(of key: FactKey) -> RelationChange? { factChanges[key] }

  func table(of predicate: Predicate) throws(EngineError) -> Table {
    if let table = handed[predicate] ?? tables[predicate] { return table }
    return try evaluator.table(of: predicate)
  }

  var isSpent: Bool { budget.isSpent }

  /// Little is read that has changed: groups of all there is would cost more than they save.
  var tuning: Tuning {
    var tuning = evaluator.tuning
    if tuning.joins == .byCost { tuning.joins = .ordinary }
    return tuning
  }
}
