/// What the operators of one pipeline have done.
///
/// Rows and time are taken where a batch is handed from one operator to the next, so a step costs two looks at the
/// clock a batch; a pipeline without a meter has nothing between its operators.
final class PipelineMeter {
  let clock: ProfileClock
  /// One for each step of the plan, and one for what comes at its end.
  let steps: [StepMeter]
  private let plan: Plan
  private(set) var runs = 0
  /// How long the operators have worked.
  private var elapsed = 0
  /// By the clock on the wall, with the work of other threads.
  private(set) var wall = 0
  private(set) var added = 0
  /// Whether threads have shared the work.
  private(set) var isSplit = false

  init(_ plan: Plan, clock: ProfileClock) {
    self.plan = plan
    self.clock = clock
    steps =
      plan.steps.map { step in
        // The parts of a subquery run for each binding: only their rows are counted.
        guard case .subquery(_, let plans) = step else { return StepMeter() }
        return StepMeter(parts: plans.map { PipelineMeter($0, clock: .standing) })
      } + [StepMeter()]
  }

  /// A meter of the same plan for another thread.
  func twin() -> PipelineMeter { PipelineMeter(plan, clock: clock) }

  /// Takes over what a twin has counted.
  func take(_ twin: PipelineMeter) {
    isSplit = true
    elapsed += twin.elapsed
    twin.elapsed = 0
    for (own, other) in zip(steps, twin.steps) { own.take(other) }
  }

  // MARK: Runs

  /// Notes that the operators have worked since a time.
  func noteRun(since start: Int) {
    elapsed += clock.now() - start
  }

  /// Notes that the plan was run from a time on, over all slices of its rows, when a table had so many rows.
  func noteRound(since start: Int, added count: Int) {
    runs += 1
    wall += clock.now() - start
    added += count
  }

  /// Notes that the rows which another thread has found have been added since a time.
  func noteAdding(since start: Int) {
    steps.last?.extra += clock.now() - start
  }

  /// How long the step at a position took by itself, and how many bindings it was given and gave.
  func profile(ofStep position: Int, runs: Int) -> StepProfile {
    let before = position == 0 ? elapsed : steps[position - 1].below
    let step = steps[position]
    var profile = StepProfile()
    profile.rowsIn = position == 0 ? runs : steps[position - 1].rows
    // At the end stands what is added, which is counted elsewhere.
    profile.rowsOut = position < plan.steps.count ? step.rows : added
    profile.time = max(0, before - step.below) + step.extra
    profile.preparation = step.preparation
    profile.madeIndex = step.madeIndex
    profile.parts = step.parts.map { $0.profiles(runs: profile.rowsIn) }
    return profile
  }

  func profiles(runs: Int) -> [StepProfile] {
    steps.indices.map { profile(ofStep: $0, runs: runs) }
  }
}

/// What is counted of one step.
final class StepMeter {
  /// The bindings that it gave.
  var rows = 0
  /// How long the steps after it have worked.
  var below = 0
  /// What was done for it outside the chain of operators.
  var extra = 0
  var preparation = 0
  var madeIndex = false
  let parts: [PipelineMeter]

  init(parts: [PipelineMeter] = []) {
    self.parts = parts
  }

  func take(_ twin: StepMeter) {
    rows += twin.rows
    below += twin.below
    extra += twin.extra
    preparation += twin.preparation
    madeIndex = madeIndex || twin.madeIndex
    (twin.rows, twin.below, twin.extra, twin.preparation) = (0, 0, 0, 0)
    for (own, other) in zip(parts, twin.parts) { own.take(other) }
  }
}

/// Counts the bindings that one operator hands to the next, and how long that one and those after it take.
final class MeterOperator: Operator {
  private let meter: StepMeter
  private let clock: ProfileClock

  init(_ context: PipelineContext, _ meter: StepMeter, _ clock: ProfileClock, input: Batch) {
    self.meter = meter
    self.clock = clock
    super.init(context, input: input)
  }

  override func process() throws(EngineError) {
    meter.rows += input.count
    let start = clock.now()
    defer { meter.below += clock.now() - start }
    try next?.process()
  }
}
