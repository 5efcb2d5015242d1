/// Takes note of what is done while a question is answered.
final class Profiler {
  let clock: ProfileClock
  private let naming: PredicateNaming
  private let program: Program
  private let start: Int
  private var kept: [(predicate: Predicate, name: Predicate, rows: Int, kind: KnownRelation.Kind)] = []
  private var read: Set<Predicate> = []
  private var strata: [Stratum] = []
  private var works: [WorkProfile] = []
  /// Whether the last stratum is being computed.
  private var isComputing = false

  /// One way to run a clause.
  private struct Variant {
    var clause: ClauseKey
    var plan: RulePlan
    var meter: PipelineMeter
    var planning: Int
    var firstRound: Int
  }

  private struct Stratum {
    var predicates: [Predicate]
    var start: Int
    var profile: StratumProfile
    var variants: [Variant] = []
    var roundStart = 0
  }

  init(clock: ProfileClock, catalog: Catalog, program: Program) {
    self.clock = clock
    self.program = program
    naming = PredicateNaming(catalog: catalog, program: program)
    start = clock.now()
  }

  // MARK: Strata

  /// Notes rows that need not be computed; those of another predicate, where `name` is that one.
  func noteKept(_ predicate: Predicate, named name: Predicate, _ table: Table, isStated: Bool) {
    kept.append((predicate, name, table.liveCount, isStated ? .facts : .computed))
  }

  func begin(_ predicates: [Predicate], isRecursive: Bool) {
    isComputing = true
    strata.append(
      Stratum(
        predicates: predicates, start: clock.now(),
        profile: StratumProfile(
          relations: predicates.map(naming.relation), isRecursive: isRecursive)))
  }

  func end(rows: Int) {
    isComputing = false
    guard !strata.isEmpty else { return }
    strata[strata.count - 1].profile.time = clock.now() - strata[strata.count - 1].start
    strata[strata.count - 1].profile.rows = rows
    strata[strata.count - 1].profile.isComplete = true
  }

  /// Notes that a stratum is given up, since it has become more rows than it is worth.
  func abandon() {
    isComputing = false
    guard !strata.isEmpty else { return }
    strata[strata.count - 1].profile.time = clock.now() - strata[strata.count - 1].start
    strata[strata.count - 1].profile.isAbandoned = true
  }

  /// Notes that the rows of a predicate are taken as they are.
  func noteReuse(of source: Predicate, _ clause: Clause) {
    read.insert(source)
    guard !strata.isEmpty else { return }
    let plan = naming.plan(reusing: source, clause)
    var rule = RuleProfile(plan: plan)
    rule.steps = [StepProfile()]
    strata[strata.count - 1].profile.rules.append(rule)
  }

  // MARK: Rules

  /// What counts the work of a plan that was just made: that of an earlier plan of the clause that has the same steps.
  func meter(
    for plan: Plan, of clause: Clause, newest: Int? = nil, feedsAggregate: Bool = false,
    _ statistics: any Statistics, since start: Int, table: @escaping (Predicate) -> Table?
  ) -> PipelineMeter? {
    guard !strata.isEmpty else { return nil }
    let planning = clock.now() - start
    read.formUnion(clause.dependencies.map(\.predicate))
    let last = strata.count - 1
    let describer = PlanDescriber(naming: naming, statistics: statistics, table: table)
    let described = describer.describe(plan, of: clause, newest: newest, feedsAggregate: feedsAggregate).plan
    let key = ClauseKey(clause)
    let round = strata[last].profile.rounds.count
    if let known = strata[last].variants.firstIndex(where: {
      $0.clause == key && $0.plan.hasSameSteps(as: described)
    }) {
      strata[last].variants[known].planning += planning
      return strata[last].variants[known].meter
    }
    let meter = PipelineMeter(plan, clock: clock)
    strata[last].variants.append(
      Variant(clause: key, plan: described, meter: meter, planning: planning, firstRound: round))
    return meter
  }

  func noteRead(_ predicates: [Predicate]) { read.formUnion(predicates) }

  // MARK: Rounds

  func beginRound() {
    guard !strata.isEmpty else { return }
    strata[strata.count - 1].roundStart = clock.now()
  }

  func endRound(new: Int) {
    guard let stratum = strata.last else { return }
    strata[strata.count - 1].profile.rounds.append(
      RoundProfile(
        number: stratum.profile.rounds.count, new: new, time: clock.now() - stratum.roundStart))
  }

  // MARK: Other work

  /// Adds work to what is known of work of the same kind on the same.
  func note(
    _ kind: PlannedWork.Kind, of predicate: Predicate?, in rowsIn: Int?, out rowsOut: Int?, since start: Int
  ) {
    note(kind, predicate.map { naming.relation($0).label } ?? "", in: rowsIn, out: rowsOut, since: start)
  }

  /// Notes that groups have been made; without `rowsIn`, of what was fed to the aggregate.
  func note(_ spec: AggregateSpec, _ origin: Origin, in rowsIn: Int?, out rowsOut: Int, since start: Int) {
    note(.aggregate, naming.text(of: spec, in: origin), in: rowsIn, out: rowsOut, since: start)
  }

  private func note(
    _ kind: PlannedWork.Kind, _ text: String, in rowsIn: Int?, out rowsOut: Int?, since start: Int
  ) {
    let work = WorkProfile(
      kind: kind, text: text, rowsIn: rowsIn, rowsOut: rowsOut, time: clock.now() - start)
    guard isComputing, !strata.isEmpty else { return Profiler.add(work, to: &works) }
    Profiler.add(work, to: &strata[strata.count - 1].profile.works)
  }

  private static func add(_ work: WorkProfile, to works: inout [WorkProfile]) {
    guard let known = works.firstIndex(where: { $0.kind == work.kind && $0.text == work.text }) else {
      return works.append(work)
    }
    works[known].time += work.time
    works[known].rowsIn = work.rowsIn ?? works[known].rowsIn
    works[known].rowsOut = work.rowsOut ?? works[known].rowsOut
  }

  // MARK: Result

  func profile(threads: Int) -> Profile {
    var profile = Profile()
    profile.time = clock.now() - start
    profile.threads = threads
    profile.works = works
    for stratum in strata {
      var made = stratum.profile
      if !made.isComplete, !made.isAbandoned { made.time = clock.now() - stratum.start }
      made.rules += stratum.variants.map(Profiler.profile)
      profile.strata.append(made)
    }
    let computed = Set(strata.flatMap(\.predicates))
    for (predicate, name, rows, kind) in kept where read.contains(predicate) && !computed.contains(name) {
      let known = KnownRelation(relation: naming.relation(name), rows: rows, kind: kind)
      if !profile.known.contains(known) { profile.known.append(known) }
    }
    profile.known.sort { $0.relation.name < $1.relation.name }
    return profile
  }

  private static func profile(_ variant: Variant) -> RuleProfile {
    var rule = RuleProfile(plan: variant.plan)
    let meter = variant.meter
    rule.steps = meter.profiles(runs: meter.runs)
    rule.rounds = meter.runs
    rule.firstRound = variant.firstRound
    rule.new = meter.added
    rule.time = meter.wall
    rule.planning = variant.planning
    rule.isSplit = meter.isSplit
    return rule
  }
}

extension Profiler? {
  /// Does some work, and notes how long it took where a profile is made. The rows are those of a table before and after.
  @inline(__always)
  func measure<Value, Failure: Error>(
    _ kind: PlannedWork.Kind, of predicate: Predicate?, _ table: Table?,
    _ body: () throws(Failure) -> Value
  ) throws(Failure) -> Value {
    guard let profiler = self else { return try body() }
    let start = profiler.clock.now()
    let before = table?.count
    defer { profiler.note(kind, of: predicate, in: before, out: table?.count, since: start) }
    return try body()
  }
}
