/// Hands the heads of whole batches to a closure: a pointer to each column, and how many rows there are.
final class BatchOperator: Operator {
  typealias Body = (UnsafePointer<UnsafeMutablePointer<UInt32>>, Int) throws(EngineError) -> Void

  private let head: Operands
  private let body: Body

  init(_ context: PipelineContext, head: [Operand], input: Batch, _ body: @escaping Body) {
    self.head = Operands(head, of: input)
    self.body = body
    super.init(context, input: input)
  }

  override func process() throws(EngineError) { try body(UnsafePointer(head.base), input.count) }
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
