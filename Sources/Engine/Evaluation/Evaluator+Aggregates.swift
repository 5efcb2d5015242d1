extension Evaluator {
  /// Whether the only predicate of a stratum is computed where its aggregate is.
  func isStreamed(_ stratum: Stratum) throws(EngineError) -> Bool {
    guard stratum.predicates.count == 1, case .auxiliary = stratum.predicates[0] else { return false }
    return try program.definition(of: stratum.predicates[0]).isStreamed
  }

  /// The predicates whose rows an aggregate's groups are made from.
  func sources(of spec: AggregateSpec) throws(EngineError) -> [Predicate] {
    let definition = try program.definition(of: spec.input)
    guard definition.isStreamed else { return [spec.input] }
    return definition.clauses.flatMap(\.dependencies).map(\.predicate)
  }

  /// The rows of an aggregate, and whether no test on the way to them was in doubt.
  func aggregate(
    _ spec: AggregateSpec, _ origin: Origin, budget: Budget
  ) throws(EngineError) -> (table: Table, isDecided: Bool) {
    let aggregation = Aggregation(spec, values: catalog.values, origin: origin, budget: budget)
    let definition = try program.definition(of: spec.input)
    guard definition.isStreamed else {
      let table = try table(of: spec.input)
      profiler?.noteRead([spec.input])
      let start = profiler?.clock.now() ?? 0
      try aggregation.add(contentsOf: table)
      let result = try aggregation.result()
      profiler?.note(spec, origin, in: table.count, out: result.count, since: start)
      return (result, try isDecided(spec.input))
    }
    var isDecided = true
    for input in try sources(of: spec) where try !self.isDecided(input) { isDecided = false }
    for clause in definition.clauses {
      let start = profiler?.clock.now() ?? 0
      let plan = try Planner.plan(clause, statistics: self, tally: spec.tally)
      let meter = profiler?.meter(
        for: plan, of: clause, feedsAggregate: true, self, since: start
      ) { [self] in try? table(of: $0) }
      let pipeline = try Pipeline(
        plan, table: table(of:), calculator: calculator, budget: budget, meter: meter,
        into: .aggregation(aggregation))
      let run = meter?.clock.now() ?? 0
      defer { meter?.noteRound(since: run, added: 0) }
      try pipeline.run()
      if pipeline.sawUnknown { isDecided = false }
    }
    let start = profiler?.clock.now() ?? 0
    let result = try aggregation.result()
    profiler?.note(spec, origin, in: nil, out: result.count, since: start)
    return (result, isDecided)
  }
}
