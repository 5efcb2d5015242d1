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
      try aggregation.add(contentsOf: table(of: spec.input))
      return (try aggregation.result(), try isDecided(spec.input))
    }
    var isDecided = true
    for input in try sources(of: spec) where try !self.isDecided(input) { isDecided = false }
    for clause in definition.clauses {
      let pipeline = try Pipeline(
        Planner.plan(clause, statistics: self, tally: spec.tally), table: table(of:),
        calculator: calculator, budget: budget, into: .aggregation(aggregation))
      try pipeline.run()
      if pipeline.sawUnknown { isDecided = false }
    }
    return (try aggregation.result(), isDecided)
  }
}
