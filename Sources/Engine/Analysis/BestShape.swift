import Syntax

/// Whether a relation keeps only the best row of each group: when its rules' heads have one aggregate each,
/// `min` or `max`, always the same and in the same column. Then its facts and plain rules give rows to
/// choose from as well, and it may be recursive.
struct BestShape {
  var column: Int
  var isGreatest: Bool

  static func of(_ rules: [StoredRule], in catalog: Catalog) throws(EngineError) -> BestShape? {
    var shape: BestShape?
    for rule in rules {
      guard let head = rule.head, head.arguments.contains(where: { $0.value.isAggregate }) else { continue }
      let terms = try catalog.arrange(head, in: rule.origin.statement.source, isComplete: true)
      let aggregates = terms.indices.filter { terms[$0]?.isAggregate == true }
      guard aggregates.count == 1, case .aggregate(let aggregate)? = terms[aggregates[0]]?.kind,
        aggregate.function == .min || aggregate.function == .max, aggregate.value != nil, aggregate.key == nil
      else { return nil }
      let found = BestShape(column: aggregates[0], isGreatest: aggregate.function == .max)
      if let shape, shape.column != found.column || shape.isGreatest != found.isGreatest { return nil }
      shape = found
    }
    return shape
  }
}
