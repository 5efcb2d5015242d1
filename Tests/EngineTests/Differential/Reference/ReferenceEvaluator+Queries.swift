import Syntax

extension ReferenceEvaluator {
  /// The answer of a query in both views of dates.
  func answer(_ query: Query) throws -> StatementOutcome {
    let certain = try rows(query, .certain)
    let possible = try rows(query, .possible)
    return .answer(
      certain: try tailed(certain, query), possible: try tailed(possible, query),
      leftOut: possible.subtracting(certain).count)
  }

  /// The rows in the order and number that the tail of the query says.
  private func tailed(_ rows: Set<[Literal]>, _ query: Query) throws -> QueryRows {
    let columns = try shownColumns(query)
    let keys = try query.ordering.map { ordering in
      guard let column = columns.firstIndex(of: ordering.variable.text) else {
        throw ReferenceError.refused(.unknownVariable)
      }
      return (column: column, isDescending: ordering.isDescending)
    }
    let sorted = rows.sorted { left, right in
      for key in keys where left[key.column] != right[key.column] {
        return left[key.column].precedes(right[key.column]) != key.isDescending
      }
      return rowPrecedes(left, right)
    }
    return QueryRows(columns: columns, rows: Array(sorted.prefix(query.limit ?? .max)))
  }

  /// The distinct rows of the shown columns, before order and limit.
  private func rows(_ query: Query, _ view: ReferenceView) throws -> Set<[Literal]> {
    let columns = try shownColumns(query)
    let body = try normalised(query)
    guard body.binds(Set(columns)) else { throw ReferenceError.refused(.unsafeVariable) }
    try materialise(query.body.nodes)
    var rows: Set<[Literal]> = []
    try solve(body, [:], view) { environment in
      rows.insert(columns.compactMap { environment[$0] })
      return true
    }
    return rows
  }

  /// The variables after `show`, or all that are not local to a negated group or an aggregate, in
  /// order of first use.
  private func shownColumns(_ query: Query) throws -> [String] {
    let direct = query.body.direct
    var seen: Set<String> = []
    let visible = query.body.variableList.filter { direct.contains($0) && seen.insert($0).inserted }
    guard let shown = query.shown else { return visible }
    guard shown.allSatisfy({ visible.contains($0.text) }) else {
      throw ReferenceError.refused(.unknownVariable)
    }
    return shown.map(\.text)
  }

  private func normalised(_ query: Query) throws -> ReferenceBody {
    let tail = (query.shown ?? []) + query.ordering.map(\.variable)
    var normaliser = ReferenceNormaliser(catalog: catalog, policy: policy, outside: Set(tail.map(\.text)))
    return try normaliser.body(query.body)
  }
}
