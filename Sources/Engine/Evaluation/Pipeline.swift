import Syntax

/// A plan with the tables it reads, ready to run: a chain of operators over batches of bindings.
final class Pipeline {
  /// Where the rows of the head go.
  enum Sink {
    case table(Table)
    /// On one of several threads.
    case stage(RowStaging)
    case aggregation(Aggregation)
    /// Called with each row; gives whether to go on.
    case each(([Handle]) throws(EngineError) -> Bool)
  }

  let plan: Plan
  /// What counts the operators' work, while a profile is made.
  let meter: PipelineMeter?
  private let context: PipelineContext
  private let input: Batch
  /// Whether it runs for values that are given, which are one binding.
  private let isGiven: Bool
  private var first: Operator?
  /// The readers of tables, whose ranges each round sets.
  private var readers: [Reader] = []

  /// `initial` are the registers bound before the first step, with their values.
  convenience init(
    _ plan: Plan, table: (Predicate) throws(EngineError) -> Table, calculator: Calculator, budget: Budget,
    initial: [Int: Handle] = [:], meter: PipelineMeter? = nil, into sink: Sink
  ) throws(EngineError) {
    let isShared = if case .stage = sink { true } else { false }
    let context = PipelineContext(
      calculator: calculator, budget: budget, origin: plan.origin, isShared: isShared)
    try self.init(plan, table: table, in: context, initial: initial, meter: meter, into: sink)
  }

  private init(
    _ plan: Plan, table: (Predicate) throws(EngineError) -> Table, in context: PipelineContext,
    initial: [Int: Handle], meter: PipelineMeter?, into sink: Sink
  ) throws(EngineError) {
    self.plan = plan
    self.meter = meter
    self.context = context
    input = Batch(registerCount: plan.registerCount)
    isGiven = !initial.isEmpty
    for (register, handle) in initial { input.registers.column(register)[0] = handle.word }
    var last: Operator?
    for (position, step) in plan.steps.enumerated() {
      let input = last?.output ?? input
      let added = try prepare(position, reading: step.predicates, table) { () throws(EngineError) in
        try make(step, at: position, input: input, table)
      }
      append(added, after: &last)
      if let meter {
        let counter = MeterOperator(context, meter.steps[position], meter.clock, input: added.output)
        append(counter, after: &last)
      }
    }
    let batch = last?.output ?? input
    switch sink {
    case .table(let target):
      if let union = plan.union {
        let source = try table(union.predicate)
        let unite = try prepare(plan.steps.count, reading: [union.predicate], table) {
          () throws(EngineError) in
          try UniteOperator(context, union, from: source, into: target, input: batch)
        }
        append(unite, after: &last)
      } else {
        append(
          BatchOperator(context, head: plan.head, input: batch) { rows, count throws(EngineError) in
            try target.insert(from: rows, count: count, budget: context.budget)
          },
          after: &last)
      }
    case .stage(let stage):
      append(
        BatchOperator(context, head: plan.head, input: batch) { stage.append(from: $0, count: $1) },
        after: &last)
    case .aggregation(let aggregation):
      let weights = plan.weight.map { UnsafePointer(batch.registers.column($0)) }
      let feed = BatchOperator(context, head: plan.head, input: batch) { rows, count throws(EngineError) in
        try aggregation.add(AggregateRows(rows, count: count), weights: weights)
      }
      append(feed, after: &last)
    case .each(let body): append(EachOperator(context, head: plan.head, input: batch, body), after: &last)
    }
  }

  private func append(_ added: Operator, after last: inout Operator?) {
    if let last { last.next = added } else { first = added }
    last = added
  }

  /// Makes the operator of a step; while a profile is made, with a note of how long its indexes took.
  private func prepare(
    _ position: Int, reading predicates: [Predicate], _ table: (Predicate) throws(EngineError) -> Table,
    _ make: () throws(EngineError) -> Operator
  ) throws(EngineError) -> Operator {
    guard let meter else { return try make() }
    let tables = try predicates.map(table)
    let before = tables.reduce(0) { $0 + $1.indexCount }
    let start = meter.clock.now()
    let made = try make()
    meter.steps[position].preparation += meter.clock.now() - start
    if tables.reduce(0, { $0 + $1.indexCount }) > before { meter.steps[position].madeIndex = true }
    return made
  }

  private func make(
    _ step: Plan.Step, at position: Int, input: Batch, _ table: (Predicate) throws(EngineError) -> Table
  ) throws(EngineError) -> Operator {
    let live = plan.live[position]
    switch step {
    case .access(let access):
      return try read(
        access, table(access.predicate), live: live, input: input, isGiven: position == 0 && isGiven)
    case .intersect(let intersection):
      return try IntersectOperator(context, intersection, table: table, input: input)
    case .runs(let access, let start, let end):
      let scan = try RunScanOperator(
        context, access, start: start, end: end, table: try table(access.predicate), input: input)
      readers.append(scan.reader)
      return scan
    case .absent(let access):
      let reader = try reader(
        access, try table(access.predicate), from: input, to: input, asksForKeysOnly: true)
      return ExistenceFilter(context, reader: reader, wanted: false, live: live, input: input)
    case .lookup(let lookup, let access):
      let reader = try reader(access, try table(access.predicate), from: input, to: input)
      return LookupOperator(context, lookup, reader: reader, live: live, input: input)
    case .test(let test):
      return ComparisonFilter(context, test, live: live, input: input)
        ?? TestFilter(context, test, live: live, input: input)
    case .equal(let left, let right): return EqualityFilter(context, left, right, live: live, input: input)
    case .assign(let register, let expression):
      return AssignOperator(context, register: register, expression, live: live, input: input)
    case .subquery(let subquery, let plans):
      return try ask(subquery, plans, at: position, input: input, table)
    }
  }

  private func ask(
    _ subquery: Subquery, _ plans: [Plan], at position: Int, input: Batch,
    _ table: (Predicate) throws(EngineError) -> Table
  ) throws(EngineError) -> Operator {
    let solutions = SubquerySolutions(arity: subquery.clauses.first?.head.count ?? 0)
    var pipelines: [Pipeline] = []
    for (number, part) in plans.enumerated() {
      pipelines.append(
        try Pipeline(
          part, table: table, in: context.nested(part.origin), initial: [:],
          meter: meter?.steps[position].parts[number],
          into: .each { row throws(EngineError) in solutions.take(row) }))
    }
    return SubqueryOperator(
      context, subquery, pipelines, solutions, live: plan.live[position], input: input)
  }

  /// Gives a register that is bound before the first step its value for the next run.
  func bind(_ register: Int, to handle: Handle) {
    input.registers.column(register)[0] = handle.word
  }

  private func read(
    _ access: Plan.Access, _ table: Table, live: [Int], input: Batch, isGiven: Bool
  ) throws(EngineError) -> Operator {
    if access.isExistence, !access.key.isEmpty, access.window == nil {
      let reader = try reader(access, table, from: input, to: input, asksForKeysOnly: true)
      return ExistenceFilter(context, reader: reader, wanted: true, live: live, input: input)
    }
    if access.key.isEmpty {
      let scan = try ScanOperator(context, access, table: table, input: input)
      readers.append(scan.reader)
      return scan
    }
    let output = Batch(registerCount: plan.registerCount)
    // The one binding that is given before the first step is not worth an index.
    if isGiven, PairOperator.takes(access, table) {
      return PairOperator(context, access, table: table, input: input, output: output)
    }
    let reader = try reader(access, table, from: input, to: output)
    guard let index = reader.index else { throw .bug("a probe without an index") }
    if let window = access.window {
      return try WindowOperator(
        context, window, reader: reader, index: index, input: input, output: output)
    }
    return try ProbeOperator(context, access, reader: reader, index: index, input: input, output: output)
  }

  private func reader(
    _ access: Plan.Access, _ table: Table, from: Batch, to: Batch, asksForKeysOnly: Bool = false
  ) throws(EngineError) -> Reader {
    let reader = try Reader(
      access, table: table, from: from, to: to, asksForKeysOnly: asksForKeysOnly, budget: context.budget)
    readers.append(reader)
    return reader
  }

  /// Sets the rows that each atom of the stratum reads in this round.
  func setRanges(_ ranges: (Predicate) -> (old: Int, end: Int)?) {
    for reader in readers {
      guard let range = ranges(reader.predicate) else { continue }
      switch reader.range {
      case .all: reader.rows = 0..<range.end
      case .old: reader.rows = 0..<range.old
      case .delta: reader.rows = range.old..<range.end
      }
    }
  }

  /// The rows of a table that the first step scans, where it does.
  var scannedRows: Range<Int>? { (first as? ScanOperator)?.reader.rows }

  /// Has the first step scan these rows only.
  func scan(_ rows: Range<Int>) { (first as? ScanOperator)?.reader.rows = rows }

  /// Whether the last run is void, since it would have to add values while other threads read them.
  var needsOneThread: Bool { context.needsOneThread }

  /// Runs the plan once over the rows as they are now.
  func run() throws(EngineError) {
    context.isDone = false
    context.needsOneThread = false
    input.count = 1
    try context.budget.poll()
    let start = meter?.clock.now() ?? 0
    defer { meter?.noteRun(since: start) }
    try first?.process()
  }

  /// Whether a test of uncertain dates was neither true nor false.
  var sawUnknown: Bool { context.sawUnknown }
}
