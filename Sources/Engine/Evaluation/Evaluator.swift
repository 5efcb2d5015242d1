import Syntax

/// Computes predicates stratum by stratum and keeps their rows until something that they depend on changes.
final class Evaluator: TableStatistics, Work {
  let catalog: Catalog
  let program: Program
  var materializations: [Predicate: Materialization] = [:]
  /// Whether the rows of a stratum that is stopped are kept, and those rows: see ``rowsFound(of:_:_:)``.
  var keepsUnfinished = false
  var unfinishedTables: [Predicate: Table] = [:]
  var calculator: Calculator
  var tuning = Tuning()
  var lostAttempts = LostAttempts()
  /// That of the question at hand, for what cannot be given one.
  weak var budget: Budget?
  /// The rows that were derived for the question at hand, up to the stratum that is being computed.
  var rowsDerived = 0
  private weak var computation: Fixpoint?
  /// Takes note of what is done, while a profile is made.
  var profiler: Profiler?
  private let emptyTables = EmptyTables()

  init(catalog: Catalog, program: Program, today: Handle) {
    self.catalog = catalog
    self.program = program
    calculator = Calculator(values: catalog.values, today: today)
    setToday(today)
  }

  /// Sets the day that `today` means.
  func setToday(_ today: Handle) {
    calculator = Calculator(values: catalog.values, today: today) { [unowned self] in isSpent }
  }

  /// Brings every predicate of the strata up to date; where `readsParts`, parts of rules also where the rules' certain
  /// rows are taken for the possible ones.
  func materialize(
    _ strata: [Stratum], readsParts: Bool = false, budget: Budget
  ) throws(EngineError) {
    for stratum in strata {
      if try isStreamed(stratum) { continue }
      _ = try bringUpToDate(stratum, mayAlias: !readsParts || !stratum.isPart, budget: budget)
    }
  }

  /// Computes what a question asks for; gives false where that became more rows than it is worth.
  func materialize(_ question: DemandedQuestion, budget: Budget) throws(EngineError) -> Bool {
    for stratum in question.strata {
      // A part of a rule may be read though the rule's relation is not computed.
      let mostRows = stratum.isDemanded ? question.mostRows : nil
      if try !bringUpToDate(stratum, mayAlias: !stratum.isPart, mostRows: mostRows, budget: budget) {
        return false
      }
    }
    return true
  }

  /// Computes a stratum unless its rows are there, with a note of either where a profile is made. Gives false where it
  /// became more than `mostRows` rows.
  private func bringUpToDate(
    _ stratum: Stratum, mayAlias: Bool = true, mostRows: Int? = nil, budget: Budget
  ) throws(EngineError) -> Bool {
    let isAlias = try mayAlias ? aliasIfDecided(stratum) : false
    let isKept = try isAlias ? true : isFresh(stratum)
    if isKept {
      try noteKept(stratum)
      return true
    }
    try budget.poll()
    if try maintain(stratum, budget: budget) {
      try noteKept(stratum)
      return true
    }
    profiler?.begin(stratum.predicates, isRecursive: stratum.isRecursive)
    let isDone = try compute(stratum, mostRows: mostRows, budget: budget)
    noteEnd(of: stratum, isDone: isDone)
    return isDone
  }

  /// Drops the rows of predicates, such as the parts of a question.
  func forget(_ predicates: some Sequence<Predicate>) {
    for predicate in predicates { materializations[predicate] = nil }
  }

  func forgetAll() { materializations.removeAll() }

  // MARK: What there is

  var isSpent: Bool { budget?.isSpent ?? false }

  /// How far the question at hand is.
  var progress: WorkState {
    .deriving(rows: rowsDerived + (computation?.rowCount ?? 0), round: computation?.round)
  }

  /// The rows of a predicate that is up to date.
  func table(of predicate: Predicate) throws(EngineError) -> Table {
    if let facts = try plainFacts(of: predicate) { return facts }
    guard let materialization = materializations[predicate] else {
      throw .bug("'\(predicate.name)' is read before it is computed")
    }
    return materialization.table
  }

  /// When a row was added, nil for none: rows of one table in their order, those of others by the application of a
  /// rule, which adds rows to one table only.
  func age(
    of predicate: Predicate, _ values: [Handle], budget: Budget
  ) throws(EngineError) -> (Int, Int)? {
    let table = try table(of: predicate)
    return try table.find(values, budget: budget).map { (table.round(of: $0), $0) }
  }

  /// Whether a predicate's rows are stated facts as they are.
  func isStated(_ predicate: Predicate) throws(EngineError) -> Bool { try plainFacts(of: predicate) != nil }

  /// The fact table that is a predicate's rows as it is: one of a relation without rules.
  func plainFacts(of predicate: Predicate) throws(EngineError) -> Table? {
    switch predicate {
    case .relation, .base: break
    case .citing, .evidence, .auxiliary, .demanded: return nil
    }
    let definition = try program.definition(of: predicate)
    guard definition.clauses.isEmpty, definition.facts.count <= 1 else { return nil }
    if let key = definition.facts.first, let store = catalog.facts[key], store.table.arity == definition.arity
    {
      return store.table
    }
    return emptyTables.table(arity: definition.arity)
  }

  /// The moment of a predicate's table; nil where it is not computed.
  private func moment(of predicate: Predicate) throws(EngineError) -> Table.Moment? {
    if let facts = try plainFacts(of: predicate) { return facts.moment }
    return materializations[predicate]?.table.moment
  }

  func ruleStamp(of predicate: Predicate) -> Int {
    switch predicate {
    case .relation(let name, _, _): catalog.ruleStamps[name] ?? 0
    // Its rows come from stores that were not there before, too.
    case .evidence: catalog.storesStamp
    case .citing, .auxiliary, .base, .demanded: 0
    }
  }

  /// Whether the certain rows of a predicate are all its possible ones.
  func isDecided(_ predicate: Predicate) throws(EngineError) -> Bool {
    if try plainFacts(of: predicate) != nil { return true }
    return materializations[predicate]?.isDecided ?? false
  }

  func isFresh(_ stratum: Stratum) throws(EngineError) -> Bool {
    let group = Set(stratum.predicates)
    for predicate in stratum.predicates {
      if try plainFacts(of: predicate) != nil { continue }
      // What is no longer computed together with others has come to read them.
      guard let known = materializations[predicate], known.ruleStamp == ruleStamp(of: predicate),
        known.isShared || known.group == group
      else { return false }
      for (input, moment) in known.inputs where try self.moment(of: input) != moment { return false }
      for (key, moment) in known.factInputs
      where catalog.facts[key]?.table.moment ?? .never != moment { return false }
      for (key, stamp) in known.citationInputs where EvidenceTables.stamp(of: key, in: catalog) != stamp {
        return false
      }
    }
    return true
  }

  /// Takes the certain rows for the possible ones where no test was in doubt; parts of such rules are not needed.
  func aliasIfDecided(_ stratum: Stratum) throws(EngineError) -> Bool {
    for predicate in stratum.predicates {
      switch predicate {
      case .relation(let name, let modality, .possible):
        let certain = Predicate.relation(name, modality, .certain)
        if try plainFacts(of: predicate) != nil { continue }
        guard var known = materializations[certain], known.isDecided else { return false }
        known.isShared = true
        materializations[predicate] = known
      case .auxiliary(let rule, .possible, _):
        guard let head = catalog.rules[rule]?.head else { return false }
        let certain = Predicate.relation(head.relation.text, head.modality, .certain)
        guard let known = materializations[certain], known.isDecided else { return false }
      default: return false
      }
    }
    return true
  }

  // MARK: Computing

  /// Gives false where a recursion was abandoned with more than `mostRows` rows.
  func compute(
    _ stratum: Stratum, mostRows: Int?, budget: Budget
  ) throws(EngineError) -> Bool {
    let group = Set(stratum.predicates)
    let start = Budget.now
    if let predicate = stratum.predicates.first, !stratum.isRecursive,
      let source = try program.definition(of: predicate).copied
    {
      let table = try table(of: source)
      materializations[predicate] = Materialization(
        table: table, group: group, definition: try program.definition(of: predicate),
        ruleStamp: ruleStamp(of: predicate), inputs: [source: table.moment], factInputs: [:],
        isDecided: try isDecided(source), isShared: true)
      if let clause = try program.definition(of: predicate).clauses.first {
        profiler?.noteReuse(of: source, clause)
      }
      return true
    }
    var tables: [Predicate: Table] = [:]
    var isDecided = true
    for predicate in stratum.predicates {
      let definition = try program.definition(of: predicate)
      switch definition.form {
      case .union:
        tables[predicate] =
          try citations(predicate, budget: budget) ?? Table(arity: definition.arity)
      case .best(let column, let isGreatest):
        let values = catalog.values
        tables[predicate] = Table(arity: definition.arity, bestColumn: column) { new, old in
          isGreatest ? values.precedes(old, new) : values.precedes(new, old)
        }
      case .aggregate(let spec):
        guard let origin = definition.origin else { throw .bug("an aggregate without a rule") }
        let aggregated = try aggregate(spec, origin, budget: budget)
        tables[predicate] = aggregated.table
        isDecided = aggregated.isDecided
      }
      for key in definition.facts {
        if let store = catalog.facts[key], store.table.arity == definition.arity {
          try profiler.measure(.facts, of: predicate, tables[predicate]) { () throws(EngineError) in
            try tables[predicate]?.insert(contentsOf: store.table, budget: budget)
          }
        }
      }
    }
    let computation = Fixpoint(
      stratum, evaluator: self, tables: tables, mostRows: mostRows, budget: budget)
    self.computation = computation
    do throws(EngineError) {
      try computation.run()
    } catch {
      if keepsUnfinished { try keepUnfinished(stratum, computation.tables) }
      throw error
    }
    if computation.isAbandoned { return false }
    rowsDerived += computation.rowCount
    isDecided = isDecided && !computation.sawUnknown
    let cost = Budget.now - start
    for predicate in stratum.predicates {
      guard let table = computation.tables[predicate] else { continue }
      var made = try record(of: compacted(table, predicate, budget: budget), predicate, in: group)
      for input in made.inputs.keys where try !self.isDecided(input) { isDecided = false }
      made.cost = cost
      materializations[predicate] = made
    }
    for predicate in stratum.predicates { materializations[predicate]?.isDecided = isDecided }
    return true
  }

  /// The rows of a predicate that has just been brought up to date, with the moments of all that it is computed from.
  func record(
    of table: Table, _ predicate: Predicate, in group: Set<Predicate>
  ) throws(EngineError) -> Materialization {
    let definition = try program.definition(of: predicate)
    var inputs: [Predicate: Table.Moment] = [:]
    var read = definition.clauses.flatMap(\.dependencies).map(\.predicate)
    if case .aggregate(let spec) = definition.form { read += try sources(of: spec) }
    for input in read where !group.contains(input) { inputs[input] = try self.table(of: input).moment }
    var made = Materialization(
      table: table, group: group, definition: definition, ruleStamp: ruleStamp(of: predicate), inputs: inputs,
      factInputs: [:], isDecided: false)
    for key in definition.facts { made.factInputs[key] = catalog.facts[key]?.table.moment ?? .never }
    for key in EvidenceTables.keys(of: predicate, in: catalog) {
      made.citationInputs[key] = EvidenceTables.stamp(of: key, in: catalog)
    }
    return made
  }

  /// Puts the rows of predicates that were brought up to date in place of those before.
  func keep(_ made: [Predicate: Materialization]) { materializations.merge(made) { $1 } }
}

extension Stratum {
  /// Whether it is a part of a rule.
  fileprivate var isPart: Bool { if case .auxiliary? = predicates.first { true } else { false } }
  /// Whether it is computed for one question only.
  fileprivate var isDemanded: Bool { if case .demanded? = predicates.first { true } else { false } }
}

/// One empty table for each arity that is asked for.
private final class EmptyTables {
  private var tables: [Int: Table] = [:]

  func table(arity: Int) -> Table {
    if let table = tables[arity] { return table }
    let table = Table(arity: arity)
    tables[arity] = table
    return table
  }
}
