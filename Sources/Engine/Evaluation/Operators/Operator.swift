import Syntax

/// What the operators of one pipeline share.
final class PipelineContext {
  let calculator: Calculator
  let budget: Budget
  let origin: Origin
  /// Whether a test of uncertain dates was neither true nor false.
  var sawUnknown = false
  /// Whether the consumer wants no more rows.
  var isDone = false
  /// Whether other threads read the dictionary of values at the same time, so that nothing may be added to it.
  let isShared: Bool
  /// Whether something would have been added to the dictionary all the same: the run is void.
  var needsOneThread = false

  init(calculator: Calculator, budget: Budget, origin: Origin, isShared: Bool = false) {
    self.isShared = isShared
    self.calculator = calculator
    self.budget = budget
    self.origin = origin
  }

  /// How much work may be done before the next poll: see ``didWork(_:)``.
  private var left = Pieces.length

  /// Counts steps of work that gives no rows, such as a look at a row that does not match, and polls when there have
  /// been many.
  @inline(__always) func didWork(_ steps: Int) throws(EngineError) {
    left &-= steps
    if left < 0 { try didMuchWork() }
  }

  /// What a problem with a value is to the question; throws where it was given up since a limit is reached.
  func failure(_ problem: ValueProblem, at range: SourceRange) throws(EngineError) -> EngineError {
    if problem.code == .limitReached { try budget.look() }
    return .invalid(problem.diagnostic(at: range, in: origin))
  }

  private func didMuchWork() throws(EngineError) {
    left = Pieces.length
    try budget.poll()
    // What is computed up to the next poll becomes that many values at most, however deep its expressions are.
    if !isShared { try calculator.values.makeRoom(for: Pieces.length, budget: budget) }
  }

  /// The context of a part that is asked for each binding.
  func nested(_ origin: Origin) -> PipelineContext {
    PipelineContext(calculator: calculator, budget: budget, origin: origin)
  }

  /// The value of an expression for a binding; nil where it has none.
  func value(_ placed: PlacedExpression, _ batch: Batch, _ binding: Int) throws(EngineError) -> Handle? {
    if isShared {
      guard case .operand = placed.expression else {
        needsOneThread = true
        isDone = true
        return nil
      }
    }
    // Functions of texts may take their time.
    try didWork(256)
    do throws(ValueProblem) {
      return try calculator.evaluate(placed.expression) { batch.handle($0, binding) }
    } catch {
      throw try failure(error, at: placed.range)
    }
  }
}

/// One step of a pipeline: takes batches of bindings and hands batches to the next step.
class Operator {
  let context: PipelineContext
  /// The batch that every call of ``process()`` finds filled.
  let input: Batch
  var next: Operator?

  init(_ context: PipelineContext, input: Batch) {
    self.context = context
    self.input = input
  }

  /// The batch that the next step is given.
  var output: Batch { input }

  /// Works on the bindings of ``input``.
  func process() throws(EngineError) {
    try next?.process()
  }

  /// Hands on what has been put into ``output``.
  @inline(__always) final func pass() throws(EngineError) {
    guard output.count > 0, !context.isDone else { return }
    try context.budget.poll()
    try next?.process()
  }
}
