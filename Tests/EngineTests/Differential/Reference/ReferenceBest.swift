import Syntax

/// That of the rows of a group only the best one is kept.
///
/// So it is where the heads of a relation's rules that have an aggregate have one each, always the same
/// of `min` and `max` and in the same column. Facts and the other rules give rows to choose from too.
struct ReferenceBest {
  let column: Int
  let isMinimum: Bool

  /// - Parameter heads: the terms of each rule's head, one a column.
  init?(_ heads: [[Term]]) {
    let aggregating = heads.filter { $0.contains(where: \.isAggregate) }
    guard let first = aggregating.first, let column = first.firstIndex(where: \.isAggregate),
      case .aggregate(let aggregate) = first[column].kind,
      aggregate.function == .min || aggregate.function == .max
    else { return nil }
    let isAlike = aggregating.allSatisfy { head in
      guard head.filter(\.isAggregate).count == 1, case .aggregate(let other) = head[column].kind else {
        return false
      }
      return other.function == aggregate.function
    }
    guard isAlike else { return nil }
    self.column = column
    isMinimum = aggregate.function == .min
  }

  func best(of rows: Set<[Literal]>) -> Set<[Literal]> {
    var best: [[Literal]: [Literal]] = [:]
    for row in rows {
      var group = row
      group.remove(at: column)
      let old = best[group] ?? row
      let isBetter = isMinimum ? row[column].precedes(old[column]) : old[column].precedes(row[column])
      best[group] = isBetter ? row : old
    }
    return Set(best.values)
  }
}
