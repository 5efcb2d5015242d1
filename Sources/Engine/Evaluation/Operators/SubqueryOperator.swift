/// The solutions of a part for one binding.
final class SubquerySolutions {
  private let arity: Int
  /// Whether one solution is enough.
  var wantsOne = false
  private(set) var rows: Table

  init(arity: Int) {
    self.arity = arity
    rows = Table(arity: arity)
  }

  func clear() {
    if rows.count > 0 { rows = Table(arity: arity) }
  }

  /// Takes a solution; gives whether to go on.
  func take(_ row: [Handle]) -> Bool {
    rows.insert(row)
    return !wantsOne
  }
}

/// Asks a part anew for each binding: keeps those for which it has no solution, or binds a register to the
/// aggregate of the solutions.
final class SubqueryOperator: FilterOperator {
  private let subquery: Subquery
  private let pipelines: [Pipeline]
  private let solutions: SubquerySolutions

  init(
    _ context: PipelineContext, _ subquery: Subquery, _ pipelines: [Pipeline], _ solutions: SubquerySolutions,
    live: [Int], input: Batch
  ) {
    self.subquery = subquery
    self.pipelines = pipelines
    self.solutions = solutions
    if case .absence = subquery.use { solutions.wantsOne = true }
    super.init(context, live: live, input: input)
  }

  override func keeps(_ binding: Int) throws(EngineError) -> Bool {
    solutions.clear()
    for pipeline in pipelines {
      for (register, parameter) in subquery.parameters.enumerated() {
        pipeline.bind(register, to: input.handle(parameter, binding))
      }
      try pipeline.run()
      if pipeline.sawUnknown { context.sawUnknown = true }
      if solutions.wantsOne, solutions.rows.count > 0 { return false }
    }
    guard case .aggregate(let spec, let result, let valueOfNothing) = subquery.use else { return true }
    let aggregation = Aggregation(
      spec, values: context.calculator.values, origin: context.origin, budget: context.budget)
    try aggregation.add(contentsOf: solutions.rows)
    let aggregated = try aggregation.result()
    guard let value = aggregated.count > 0 ? aggregated.handle(0, 0) : valueOfNothing else { return false }
    input.registers.column(result)[binding] = value.word
    return true
  }
}
