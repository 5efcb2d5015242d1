import Chronology
import Syntax

/// Compares two values, small integers and, for equality, texts without the dictionary.
final class ComparisonFilter: FilterOperator {
  private let relation: ComparisonOperator
  private let left: InlineNumber
  private let right: InlineNumber
  private let test: TestLiteral
  /// Whether texts are compared by their words, which say only whether they are equal.
  private let comparesWords: Bool

  /// Nil for a test of another form.
  init?(_ context: PipelineContext, _ test: TestLiteral, live: [Int], input: Batch) {
    guard case .comparison(let relation) = test.kind,
      let left = InlineNumber(test.arguments[0].expression, of: input),
      let right = InlineNumber(test.arguments[1].expression, of: input)
    else { return nil }
    self.relation = relation
    self.left = left
    self.right = right
    self.test = test
    comparesWords = relation == .equal || relation == .notEqual
    super.init(context, live: live, input: input)
  }

  override func select(into selection: UnsafeMutablePointer<UInt32>) throws(EngineError) -> Int {
    switch relation {
    case .equal: try select(into: selection) { $0 == $1 }
    case .notEqual: try select(into: selection) { $0 != $1 }
    case .less: try select(into: selection) { $0 < $1 }
    case .lessOrEqual: try select(into: selection) { $0 <= $1 }
    case .greater: try select(into: selection) { $0 > $1 }
    case .greaterOrEqual: try select(into: selection) { $0 >= $1 }
    }
  }

  @inline(__always) private func select(
    into selection: UnsafeMutablePointer<UInt32>, where holds: (Int64, Int64) -> Bool
  ) throws(EngineError) -> Int {
    var kept = 0
    let isNegated = test.isNegated
    for binding in 0..<input.count {
      let passes: Bool
      if let first = left.value(binding), let second = right.value(binding) {
        passes = holds(first, second) != isNegated
      } else if comparesWords, let first = left.text(binding), let second = right.text(binding) {
        passes = holds(Int64(first), Int64(second)) != isNegated
      } else {
        passes = try context.passes(test, input, binding)
      }
      selection[kept] = UInt32(binding)
      kept += passes ? 1 : 0
    }
    return kept
  }
}
