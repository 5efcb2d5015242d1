import Chronology
import Syntax

/// Compares two values, small integers without the dictionary.
final class ComparisonFilter: FilterOperator {
  private let relation: ComparisonOperator
  private let left: InlineNumber
  private let right: InlineNumber
  private let test: TestLiteral

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
    super.init(context, live: live, input: input)
  }

  override func keeps(_ binding: Int) throws(EngineError) -> Bool {
    if let first = left.value(binding), let second = right.value(binding) {
      let holds =
        switch relation {
        case .equal: first == second
        case .notEqual: first != second
        case .less: first < second
        case .lessOrEqual: first <= second
        case .greater: first > second
        case .greaterOrEqual: first >= second
        }
      return holds != test.isNegated
    }
    return try context.passes(test, input, binding)
  }
}
