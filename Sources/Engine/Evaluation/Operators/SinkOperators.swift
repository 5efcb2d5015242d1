/// Adds the head of each binding to a table.
final class InsertOperator: Operator {
  private let table: Table
  private let head: Operands

  init(_ context: PipelineContext, head: [Operand], table: Table, input: Batch) {
    self.table = table
    self.head = Operands(head, of: input)
    super.init(context, input: input)
  }

  override func process() throws(EngineError) {
    table.insert(from: UnsafePointer(head.base), count: input.count)
  }
}

/// Stages the head of each binding.
final class StageOperator: Operator {
  private let stage: RowStaging
  private let head: Operands

  init(_ context: PipelineContext, head: [Operand], stage: RowStaging, input: Batch) {
    self.stage = stage
    self.head = Operands(head, of: input)
    super.init(context, input: input)
  }

  override func process() throws(EngineError) {
    stage.append(from: UnsafePointer(head.base), count: input.count)
  }
}

/// Feeds the head of each binding to an aggregation.
final class AggregateOperator: Operator {
  private let aggregation: Aggregation
  private let head: Operands
  private let weights: UnsafePointer<UInt32>?

  init(_ context: PipelineContext, _ plan: Plan, aggregation: Aggregation, input: Batch) {
    self.aggregation = aggregation
    head = Operands(plan.head, of: input)
    weights = plan.weight.map { UnsafePointer(input.registers.column($0)) }
    super.init(context, input: input)
  }

  override func process() throws(EngineError) {
    try aggregation.add(AggregateRows(UnsafePointer(head.base), count: input.count), weights: weights)
  }
}

/// Hands the head of each binding to a closure until it says that that is enough.
final class EachOperator: Operator {
  private let head: Operands
  private let body: ([Handle]) throws(EngineError) -> Bool

  init(
    _ context: PipelineContext, head: [Operand], input: Batch,
    _ body: @escaping ([Handle]) throws(EngineError) -> Bool
  ) {
    self.head = Operands(head, of: input)
    self.body = body
    super.init(context, input: input)
  }

  override func process() throws(EngineError) {
    for binding in 0..<input.count {
      if try !body((0..<head.count).map { Handle(word: head.word($0, binding)) }) {
        context.isDone = true
        return
      }
    }
  }
}
