extension Plan.Step {
  /// The predicates whose rows are looked up or read, but for those of subqueries.
  var predicates: [Predicate] {
    switch self {
    case .access(let access), .runs(let access, _, _), .absent(let access), .lookup(_, let access):
      [access.predicate]
    case .intersect(let intersection): intersection.sources.map(\.predicate)
    case .test, .assign, .equal, .subquery: []
    }
  }
}
