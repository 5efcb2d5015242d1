import Chronology
import Syntax

/// Keeps some bindings of a batch, in their places' order.
class FilterOperator: Operator {
  private let live: [Int]
  private let selection = Columns(width: 1, capacity: Batch.capacity)

  /// `live` are the registers that are read later and so must move with their bindings.
  init(_ context: PipelineContext, live: [Int], input: Batch) {
    self.live = live
    super.init(context, input: input)
  }

  /// Whether a binding is kept.
  func keeps(_ binding: Int) throws(EngineError) -> Bool { true }

  /// Writes the bindings that are kept, in ascending order; gives how many they are.
  func select(into selection: UnsafeMutablePointer<UInt32>) throws(EngineError) -> Int {
    var kept = 0
    for binding in 0..<input.count where try keeps(binding) {
      selection[kept] = UInt32(binding)
      kept += 1
    }
    return kept
  }

  override func process() throws(EngineError) {
    let selection = selection.column(0)
    let kept = try select(into: selection)
    if kept < input.count {
      let pointers = input.registers.pointers
      for register in live {
        let words = pointers[register]
        for place in 0..<kept { words[place] = words[Int(selection[place])] }
      }
      input.count = kept
    }
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

  override func select(into selection: UnsafeMutablePointer<UInt32>) throws(EngineError) -> Int {
    try reader.select(input.count, wanted: wanted, in: context, into: selection)
  }
}

/// Keeps the bindings that pass a test of any form.
final class TestFilter: FilterOperator {
  private let test: TestLiteral

  init(_ context: PipelineContext, _ test: TestLiteral, live: [Int], input: Batch) {
    self.test = test
    super.init(context, live: live, input: input)
  }

  override func keeps(_ binding: Int) throws(EngineError) -> Bool { try context.passes(test, input, binding) }
}

extension PipelineContext {
  /// Whether a binding passes a test of any form.
  func passes(_ test: TestLiteral, _ batch: Batch, _ binding: Int) throws(EngineError) -> Bool {
    var values: [Handle] = []
    for argument in test.arguments {
      guard let value = try value(argument, batch, binding) else { return false }
      values.append(value)
    }
    let truth: Truth
    try didWork(256)
    do throws(ValueProblem) {
      truth =
        switch test.kind {
        case .comparison(let relation): try calculator.compare(relation, values[0], values[1])
        case .builtin(let builtin): try calculator.test(builtin, values)
        }
    } catch {
      throw try failure(error, at: test.range)
    }
    if truth == .unknown { sawUnknown = true }
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

  init(
    _ context: PipelineContext, _ left: PlacedExpression, _ right: PlacedExpression, live: [Int], input: Batch
  ) {
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

/// Binds a register to an aggregate's result for the binding's group, or to the value of nothing.
final class LookupOperator: FilterOperator {
  private let lookup: GroupLookup
  private let reader: Reader

  init(_ context: PipelineContext, _ lookup: GroupLookup, reader: Reader, live: [Int], input: Batch) {
    self.lookup = lookup
    self.reader = reader
    super.init(context, live: live, input: input)
  }

  override func select(into selection: UnsafeMutablePointer<UInt32>) throws(EngineError) -> Int {
    reader.findKeys(input.count)
    return try super.select(into: selection)
  }

  override func keeps(_ binding: Int) throws(EngineError) -> Bool {
    let row = try reader.first(binding, in: context)
    let value = row < 0 ? lookup.valueOfNothing : reader.table.handle(row, lookup.group.count)
    input.registers.column(lookup.result)[binding] = value.word
    return true
  }
}
