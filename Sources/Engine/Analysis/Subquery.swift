import Syntax

/// A part of a rule that is asked anew for each binding, since it reads variables that only the rule around it
/// gives values to: `not (q(Y), Y > X)`, `N = count { q(Y), Y > X }`.
struct Subquery {
  enum Use {
    /// The binding is kept where the part has no solution.
    case absence
    /// The part's solutions become one value; a value of nothing is nil where it gives no row.
    case aggregate(AggregateSpec, result: Int, valueOfNothing: Handle?)
  }

  /// The variables of the rule that the part reads: in each of its clauses variables 0, 1, ….
  var parameters: [Int]
  /// One a conjunction of the part; their heads are the columns of its solutions.
  var clauses: [Clause]
  var use: Use
  var range: SourceRange

  /// The variable that gets the aggregate's value.
  var result: Int? {
    if case .aggregate(_, let result, _) = use { result } else { nil }
  }

  /// Whether computing it can fail, so that literals written before it must have been tried first.
  var isFallible: Bool { clauses.contains { $0.body.contains(where: \.isFallible) } }
}

extension BodyLiteral {
  /// Whether computing it can fail for values of the right kinds.
  var isFallible: Bool {
    switch self {
    case .atom, .absent, .lookup: false
    case .test(let test): test.isFallible
    case .equation(let left, let right): left.expression.isFallible || right.expression.isFallible
    case .subquery(let subquery): subquery.isFallible
    }
  }
}
