import Syntax

/// The computation of one stratum: once through its clauses, and for a recursive one semi-naive rounds until no
/// round adds a row.
final class Fixpoint: TableStatistics {
  private let stratum: Stratum
  private let group: Set<Predicate>
  private let evaluator: Evaluator
  private let budget: Budget
  private(set) var tables: [Predicate: Table]
  private(set) var sawUnknown = false
  private let mostRows: Int?
  /// The round that is being computed, where there are rounds.
  private(set) var round: Int?
  /// How many rows there are by now; while rows are added in bulk, repeated ones among them.
  var rowCount: Int { tables.values.reduce(0) { $0 + $1.count } }
  /// Whether there were more rows than was worth it, so that the computation was not ended.
  private(set) var isAbandoned = false
  /// The number of the last application of a rule.
  private var application: Int

  /// Rounds end with more than `mostRows` rows, where that is given.
  init(
    _ stratum: Stratum, evaluator: Evaluator, tables: [Predicate: Table], mostRows: Int? = nil, budget: Budget
  ) {
    self.mostRows = mostRows
    self.stratum = stratum
    group = Set(stratum.predicates)
    self.evaluator = evaluator
    self.tables = tables
    self.budget = budget
    application = tables.values.reduce(0) { max($0, $1.lastRound) }
  }

  func run() throws(EngineError) {
    let clauses = try clauses()
    guard !clauses.isEmpty else { return }
    guard stratum.isRecursive else {
      // Rows of pairs are told apart as they come, which costs less than to sort them.
      let target = stratum.predicates.first.flatMap { tables[$0] }
      if let target, target.arity > 2 { target.beginBulk(evaluator.tuning) }
      try run(clauses)
      if let target, target.bulk != nil {
        try evaluator.profiler.measure(.sort, of: stratum.predicates.first, target) {
          () throws(EngineError) in
          try target.endBulk(budget: budget)
        }
      }
      return
    }
    try run(clauses)
    let best = try bestPredicates()
    if !best.isEmpty, best.count < stratum.predicates.count {
      // Rows of ordinary relations may rest on best values that were bettered later: with the best values
      // final, the others are computed once more.
      try recomputeOrdinary(clauses, keeping: best)
    }
  }

  // MARK: Rounds

  /// One way to run a clause: with the newest rows in one of its recursive atoms, or in none.
  private struct Variant {
    let clause: Clause
    let recursiveAtoms: [Int]
    let delta: Int?
    var pipeline: Pipeline?
    /// The same on several threads; made when there is first enough to do.
    var split: SplitRun?
  }

  /// The clauses of all predicates of the stratum.
  private func clauses() throws(EngineError) -> [Clause] {
    var clauses: [Clause] = []
    for predicate in stratum.predicates { clauses += try evaluator.program.definition(of: predicate).clauses }
    return clauses
  }

  /// Goes on from tables that were complete before rows were added: those from some numbers on.
  func resume(from starts: [Predicate: Int]) throws(EngineError) {
    var rounds = variants(of: try clauses(), growing: group).rounds
    try run(&rounds, growing: group, from: starts)
  }

  private func run(_ clauses: [Clause], frozen: Set<Predicate> = []) throws(EngineError) {
    let growing = group.subtracting(frozen)
    var (starts, rounds) = variants(of: clauses, growing: growing)
    evaluator.profiler?.beginRound()
    for index in starts.indices { try run(&starts[index], ends: [:]) }
    try run(&rounds, growing: growing, from: [:])
  }

  /// The ways to run clauses: those that read none of the growing relations, and those that do.
  private func variants(
    of clauses: [Clause], growing: Set<Predicate>
  ) -> (starts: [Variant], rounds: [Variant]) {
    var starts: [Variant] = []
    var rounds: [Variant] = []
    for clause in clauses where growing.contains(clause.predicate) {
      let recursive = clause.body.indices.filter {
        if case .atom(let atom) = clause.body[$0] { growing.contains(atom.predicate) } else { false }
      }
      if recursive.isEmpty {
        starts.append(Variant(clause: clause, recursiveAtoms: [], delta: nil))
      } else {
        rounds += recursive.map { Variant(clause: clause, recursiveAtoms: recursive, delta: $0) }
      }
    }
    return (starts, rounds)
  }

  /// Rounds until one adds nothing; the first takes the rows from some numbers on for new.
  private func run(
    _ rounds: inout [Variant], growing: Set<Predicate>, from starts: [Predicate: Int]
  ) throws(EngineError) {
    guard !rounds.isEmpty else { return }
    let profiler = evaluator.profiler
    var ends: [Predicate: (old: Int, end: Int)] = [:]
    for predicate in growing { ends[predicate] = (starts[predicate] ?? 0, tables[predicate]?.count ?? 0) }
    while ends.values.contains(where: { $0.old < $0.end }) {
      if let mostRows, ends.values.reduce(0, { $0 + $1.end }) > mostRows {
        isAbandoned = true
        return
      }
      profiler?.endRound(new: ends.values.reduce(0) { $0 + $1.end - $1.old })
      profiler?.beginRound()
      round = (round ?? 0) + 1
      let start = profiler?.clock.now() ?? 0
      for predicate in growing {
        try tables[predicate]?.extendIndexes(stable: ends[predicate]?.old, budget: budget)
      }
      profiler?.note(.index, of: stratum.predicates.first, in: nil, out: nil, since: start)
      for index in rounds.indices { try run(&rounds[index], ends: ends) }
      for predicate in growing {
        ends[predicate] = (ends[predicate]?.end ?? 0, tables[predicate]?.count ?? 0)
      }
    }
    profiler?.endRound(new: 0)
    for predicate in growing { try tables[predicate]?.extendIndexes(stable: nil, budget: budget) }
  }

  private func run(
    _ variant: inout Variant, ends: [Predicate: (old: Int, end: Int)]
  ) throws(EngineError) {
    if let delta = variant.delta, case .atom(let atom) = variant.clause.body[delta],
      let range = ends[atom.predicate], range.old == range.end
    {
      return
    }
    if variant.pipeline == nil || isOutgrown(variant) {
      variant.pipeline = try pipeline(variant)
      variant.split = nil
    }
    guard let pipeline = variant.pipeline else { return }
    application += 1
    for predicate in group { tables[predicate]?.beginRound(application) }
    pipeline.setRanges { ends[$0] }
    let target = pipeline.meter.flatMap { _ in tables[variant.clause.predicate] }
    let (start, before) = (pipeline.meter?.clock.now() ?? 0, target?.count ?? 0)
    defer { pipeline.meter?.noteRound(since: start, added: (target?.count ?? 0) - before) }
    if let split = try split(&variant, for: pipeline) {
      try split.run(insteadOf: pipeline) { ends[$0] }
      sawUnknown = sawUnknown || split.sawUnknown
    } else {
      try pipeline.run()
    }
    sawUnknown = sawUnknown || pipeline.sawUnknown
  }

  /// The run on several threads, where there is enough to do for them.
  private func split(_ variant: inout Variant, for pipeline: Pipeline) throws(EngineError) -> SplitRun? {
    let tuning = evaluator.tuning
    guard tuning.threads > 1, pipeline.plan.canBeSplit, variant.split?.isFit ?? true,
      let rows = pipeline.scannedRows, rows.count >= tuning.leastSplitRows,
      let target = tables[variant.clause.predicate]
    else { return nil }
    if let split = variant.split { return split }
    let split = try SplitRun(
      pipeline.plan, threads: tuning.threads, table: table(of:), calculator: evaluator.calculator,
      budget: budget, meter: pipeline.meter, into: target)
    variant.split = split
    return split
  }

  /// Whether the sizes on which the order of the atoms was decided are far from what they are now.
  private func isOutgrown(_ variant: Variant) -> Bool {
    guard variant.clause.body.count > 2, let planned = variant.pipeline?.plan.plannedSize else {
      return false
    }
    let now = variant.recursiveAtoms.reduce(0) { sum, position in
      if case .atom(let atom) = variant.clause.body[position] { sum + size(of: atom.predicate) } else { sum }
    }
    return now > 4096 && now > planned * 8
  }

  private func pipeline(_ variant: Variant) throws(EngineError) -> Pipeline {
    guard let target = tables[variant.clause.predicate] else {
      throw .bug("'\(variant.clause.predicate.name)' has no table")
    }
    let start = evaluator.profiler?.clock.now() ?? 0
    let plan = try Planner.plan(
      variant.clause, statistics: self, recursiveAtoms: variant.recursiveAtoms, deltaAtom: variant.delta,
      takesRuns: target.takesRuns)
    let meter = evaluator.profiler?.meter(
      for: plan, of: variant.clause, newest: variant.delta, self, since: start
    ) { [self] in try? table(of: $0) }
    return try Pipeline(
      plan, table: table(of:), calculator: evaluator.calculator, budget: budget, meter: meter,
      into: .table(target))
  }

  // MARK: Tables

  func table(of predicate: Predicate) throws(EngineError) -> Table {
    if let table = tables[predicate] { return table }
    return try evaluator.table(of: predicate)
  }

  var tuning: Tuning { evaluator.tuning }
  var isSpent: Bool { budget.isSpent }

  // MARK: Best values

  private func bestPredicates() throws(EngineError) -> Set<Predicate> {
    var best = Set<Predicate>()
    for predicate in stratum.predicates {
      if case .best = try evaluator.program.definition(of: predicate).form { best.insert(predicate) }
    }
    return best
  }

  private func recomputeOrdinary(_ clauses: [Clause], keeping best: Set<Predicate>) throws(EngineError) {
    for predicate in stratum.predicates {
      if best.contains(predicate) {
        tables[predicate] = try tables[predicate]?.compacted(budget: budget)
        continue
      }
      let definition = try evaluator.program.definition(of: predicate)
      let table = Table(arity: definition.arity)
      for key in definition.facts {
        if let store = evaluator.catalog.facts[key], store.table.arity == definition.arity {
          try table.insert(contentsOf: store.table, budget: budget)
        }
      }
      tables[predicate] = table
    }
    try run(clauses, frozen: best)
  }
}
