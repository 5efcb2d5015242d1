import Chronology
import Syntax

/// Keeps some bindings of a batch, in their places' order.
class FilterOperator: Operator {
  private let live: [Int]

  /// `live` are the registers that are read later and so must move with their bindings.
  init(_ context: PipelineContext, live: [Int], input: Batch) {
    self.live = live
    super.init(context, input: input)
  }

  /// Whether a binding is kept.
  func keeps(_ binding: Int) throws(EngineError) -> Bool { true }

  override func process() throws(EngineError) {
    var kept = 0
    let pointers = input.registers.pointers
    for binding in 0..<input.count where try keeps(binding) {
      if kept != binding {
        for register in live { pointers[register][kept] = pointers[register][binding] }
      }
      kept += 1
    }
    input.count = kept
    try pass()
  }
}

/// Keeps the bindings that some row matches, or those that none does.
final class ExistenceFilter: FilterOperator {
  let reader: Reader
  private let wanted: Bool

  init(_ context: PipelineContext, reader: Reader, wanted: Bool, live: [Int], input: Batch) {
    self.reader = reader
    self.wanted = wanted
    super.init(context, live: live, input: input)
  }

  override func keeps(_ binding: Int) throws(EngineError) -> Bool { reader.matches(binding) == wanted }
}

/// Compares two registers or constants.
final class ComparisonFilter: FilterOperator {
  private let relation: ComparisonOperator
  private let operands: Operands
  private let test: TestLiteral

  init(
    _ context: PipelineContext, _ relation: ComparisonOperator, _ operands: Operands, _ test: TestLiteral,
    live: [Int], input: Batch
  ) {
    self.relation = relation
    self.operands = operands
    self.test = test
    super.init(context, live: live, input: input)
  }

  override func keeps(_ binding: Int) throws(EngineError) -> Bool {
    let truth: Truth
    do throws(ValueProblem) {
      truth = try context.calculator.compare(
        relation, Handle(word: operands.word(0, binding)), Handle(word: operands.word(1, binding)))
    } catch {
      throw .invalid(error.diagnostic(at: test.range, in: context.origin))
    }
    if truth == .unknown { context.sawUnknown = true }
    return test.passes(truth)
  }
}

/// Keeps the bindings that pass a test of any form.
final class TestFilter: FilterOperator {
  private let test: TestLiteral

  init(_ context: PipelineContext, _ test: TestLiteral, live: [Int], input: Batch) {
    self.test = test
    super.init(context, live: live, input: input)
  }

  override func keeps(_ binding: Int) throws(EngineError) -> Bool {
    var values: [Handle] = []
    for argument in test.arguments {
      guard let value = try context.value(argument, input, binding) else { return false }
      values.append(value)
    }
    let truth: Truth
    do throws(ValueProblem) {
      truth =
        switch test.kind {
        case .comparison(let relation): try context.calculator.compare(relation, values[0], values[1])
        case .builtin(let builtin): try context.calculator.test(builtin, values)
        }
    } catch {
      throw .invalid(error.diagnostic(at: test.range, in: context.origin))
    }
    if truth == .unknown { context.sawUnknown = true }
    return test.passes(truth)
  }
}

extension TestLiteral {
  /// Whether a binding with this truth is kept.
  @inline(__always) func passes(_ truth: Truth) -> Bool {
    (truth == .yes || (truth == .unknown && acceptsUnknown)) != isNegated
  }
}

/// Keeps the bindings for which two expressions have one value.
final class EqualityFilter: FilterOperator {
  private let left: PlacedExpression
  private let right: PlacedExpression

  init(_ context: PipelineContext, _ left: PlacedExpression, _ right: PlacedExpression, live: [Int], input: Batch) {
    self.left = left
    self.right = right
    super.init(context, live: live, input: input)
  }

  override func keeps(_ binding: Int) throws(EngineError) -> Bool {
    guard let first = try context.value(left, input, binding),
      let second = try context.value(right, input, binding)
    else { return false }
    return first == second
  }
}

/// Binds a register to the value of an expression; drops bindings for which it has none.
final class AssignOperator: FilterOperator {
  private let register: Int
  private let expression: PlacedExpression

  init(_ context: PipelineContext, register: Int, _ expression: PlacedExpression, live: [Int], input: Batch) {
    self.register = register
    self.expression = expression
    super.init(context, live: live, input: input)
  }

  override func keeps(_ binding: Int) throws(EngineError) -> Bool {
    guard let value = try value(binding) else { return false }
    input.registers.column(register)[binding] = value.word
    return true
  }

  private func value(_ binding: Int) throws(EngineError) -> Handle? {
    // Sums of small integers, the usual case in recursion, need no dictionary.
    if case .arithmetic(let operation, .operand(let left), .operand(let right)) = expression.expression,
      operation == .add || operation == .subtract,
      let first = inlineInteger(left, binding), let second = inlineInteger(right, binding),
      let handle = Handle.inline(.smallInteger, operation == .add ? first + second : first - second)
    {
      return handle
    }
    return try context.value(expression, input, binding)
  }

  private func inlineInteger(_ operand: Operand, _ binding: Int) -> Int64? {
    let handle: Handle
    switch operand {
    case .variable(let variable): handle = input.handle(variable, binding)
    case .constant(let constant): handle = constant
    case .anonymous: return nil
    }
    return handle.tag == .smallInteger ? handle.inlineNumber : nil
  }
}

/// Binds a register to an aggregate's result for the binding's group, or to the value of nothing.
final class LookupOperator: FilterOperator {
  private let lookup: GroupLookup
  private let reader: Reader

  init(_ context: PipelineContext, _ lookup: GroupLookup, reader: Reader, live: [Int], input: Batch) {
    self.lookup = lookup
    self.reader = reader
    super.init(context, live: live, input: input)
  }

  override func keeps(_ binding: Int) throws(EngineError) -> Bool {
    let row = reader.first(binding)
    let value = row < 0 ? lookup.valueOfNothing : reader.table.handle(row, lookup.group.count)
    input.registers.column(lookup.result)[binding] = value.word
    return true
  }
}
