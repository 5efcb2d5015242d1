import Syntax

/// Runs a plan on several threads: each takes a slice of the rows that the plan's first step scans, and stages what
/// it finds; the stages are added to the table slice by slice, so that its rows come in the same order as from one
/// thread.
///
/// Nothing that the threads read changes while they run, and each writes to its own batches and stage only.
final class SplitRun {
  /// Into how many slices each thread's share is cut: what is staged at a time takes less memory.
  private static let slicesPerThread = 8

  private let pipelines: [Pipeline]
  private let stages: [RowStaging]
  private let target: Table
  private let budget: Budget
  /// What counts the work of all threads, and of each.
  private let meter: PipelineMeter?
  private let threadMeters: [PipelineMeter]
  /// Whether no run had to go back to one thread; from then on all do.
  private(set) var isFit = true

  /// Of a plan that ``Plan/canBeSplit``.
  init(
    _ plan: Plan, threads: Int, table: (Predicate) throws(EngineError) -> Table, calculator: Calculator,
    budget: Budget, meter: PipelineMeter? = nil, into target: Table
  ) throws(EngineError) {
    self.budget = budget
    self.target = target
    self.meter = meter
    threadMeters = meter.map { meter in (0..<threads).map { _ in meter.twin() } } ?? []
    var pipelines: [Pipeline] = []
    var stages: [RowStaging] = []
    for number in 0..<threads {
      let stage = RowStaging(width: target.arity)
      stages.append(stage)
      pipelines.append(
        try Pipeline(
          plan, table: table, calculator: calculator, budget: number == 0 ? budget : budget.copy(),
          meter: threadMeters.isEmpty ? nil : threadMeters[number], into: .stage(stage)))
    }
    self.pipelines = pipelines
    self.stages = stages
  }

  /// Runs the plan over the rows that `whole`, a pipeline of the same plan, would scan. Slices that cannot be done on
  /// several threads are given to it.
  func run(insteadOf whole: Pipeline, _ ranges: (Predicate) -> (old: Int, end: Int)?) throws(EngineError) {
    guard let rows = whole.scannedRows else { return try whole.run() }
    for pipeline in pipelines { pipeline.setRanges(ranges) }
    defer { for threadMeter in threadMeters { meter?.take(threadMeter) } }
    let count = pipelines.count * SplitRun.slicesPerThread
    let slices = (0..<count).map { Threads.part($0, of: count, rows) }
    for first in stride(from: 0, to: slices.count, by: pipelines.count) {
      let taken = Array(slices[first..<min(slices.count, first + pipelines.count)])
      for (slice, pipeline) in zip(taken, pipelines) { pipeline.scan(slice) }
      guard isFit else {
        for slice in taken { try run(whole, slice) }
        continue
      }
      for stage in stages { stage.clear() }
      for case .failure(let error) in run(taken.count) { throw error }
      isFit = !pipelines.prefix(taken.count).contains(where: \.needsOneThread)
      if isFit {
        let start = meter?.clock.now() ?? 0
        try target.insert(contentsOf: stages.prefix(taken.count), budget: budget)
        meter?.noteAdding(since: start)
      } else {
        for slice in taken { try run(whole, slice) }
      }
    }
  }

  private func run(_ pipeline: Pipeline, _ rows: Range<Int>) throws(EngineError) {
    pipeline.scan(rows)
    try pipeline.run()
  }

  private func run(_ count: Int) -> [Result<Void, EngineError>] {
    // Each thread writes its own element and uses its own pipeline.
    nonisolated(unsafe) let outcomes = UnsafeMutablePointer<Result<Void, EngineError>>.allocate(
      capacity: count)
    outcomes.initialize(repeating: .success(()), count: count)
    defer {
      outcomes.deinitialize(count: count)
      outcomes.deallocate()
    }
    nonisolated(unsafe) let pipelines = pipelines
    Threads.run(count) { number in
      do throws(EngineError) {
        try pipelines[number].run()
      } catch {
        outcomes[number] = .failure(error)
      }
    }
    return (0..<count).map { outcomes[$0] }
  }

  var sawUnknown: Bool { pipelines.contains(where: \.sawUnknown) }
}

extension Plan {
  /// Whether its first step scans a table, and no other adds values to the dictionary or reads what the rows found
  /// change.
  var canBeSplit: Bool {
    guard union == nil, case .access(let first)? = steps.first, first.key.isEmpty, !first.isExistence else {
      return false
    }
    return steps.dropFirst().allSatisfy { step in
      switch step {
      case .access, .absent, .lookup, .intersect: true
      case .test(let test): if case .comparison = test.kind { true } else { false }
      case .assign, .equal: true
      case .runs, .subquery: false
      }
    }
  }
}
