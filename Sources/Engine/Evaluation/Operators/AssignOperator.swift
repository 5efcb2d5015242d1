import Syntax

/// Binds a register to the value of an expression; drops bindings for which it has none.
final class AssignOperator: FilterOperator {
  private let register: UnsafeMutablePointer<UInt32>
  private let expression: PlacedExpression
  private let inline: InlineNumber?

  init(_ context: PipelineContext, register: Int, _ expression: PlacedExpression, live: [Int], input: Batch) {
    self.register = input.registers.column(register)
    self.expression = expression
    inline = InlineNumber(expression.expression, of: input)
    super.init(context, live: live, input: input)
  }

  override func keeps(_ binding: Int) throws(EngineError) -> Bool {
    if let number = inline?.value(binding), let handle = Handle.inline(.smallInteger, number) {
      register[binding] = handle.word
      return true
    }
    guard let value = try context.value(expression, input, binding) else { return false }
    register[binding] = value.word
    return true
  }
}
