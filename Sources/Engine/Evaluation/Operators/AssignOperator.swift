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

  override func select(into selection: UnsafeMutablePointer<UInt32>) throws(EngineError) -> Int {
    var kept = 0
    for binding in 0..<input.count {
      if let number = inline?.value(binding), let handle = Handle.inline(.smallInteger, number) {
        register[binding] = handle.word
      } else if let value = try context.value(expression, input, binding) {
        register[binding] = value.word
      } else {
        continue
      }
      selection[kept] = UInt32(binding)
      kept += 1
    }
    return kept
  }
}
