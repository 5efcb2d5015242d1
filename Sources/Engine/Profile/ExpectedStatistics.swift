/// What is known of relations that are there, and what is expected of those that are not computed yet: enough to find
/// the order that their readers will probably be computed in.
final class ExpectedStatistics: Statistics {
  struct Relation {
    var rows = 0.0
    /// About how many distinct values each column has.
    var distinct: [Double] = []
    var takesRuns = false
  }

  private let evaluator: Evaluator
  /// The predicates whose rows are there and up to date.
  private(set) var known: Set<Predicate> = []
  var expected: [Predicate: Relation] = [:]

  init(_ evaluator: Evaluator) {
    self.evaluator = evaluator
  }

  func noteKnown(_ predicate: Predicate) { known.insert(predicate) }

  /// The rows of a predicate, where they are there.
  func table(of predicate: Predicate) -> Table? {
    known.contains(predicate) ? try? evaluator.table(of: predicate) : nil
  }

  /// Adds what a clause is expected to give.
  func expect(_ rows: Double, of clause: Clause) {
    guard var relation = expected[clause.predicate] else { return }
    for (column, operand) in clause.head.enumerated() where relation.distinct.indices.contains(column) {
      relation.distinct[column] += distinctValues(of: operand, in: clause, rows: rows)
    }
    relation.rows += rows
    expected[clause.predicate] = relation
  }

  /// A variable has no more values than any column that it stands in.
  private func distinctValues(of operand: Operand, in clause: Clause, rows: Double) -> Double {
    guard case .variable = operand else { return 1 }
    var least = rows
    for case .atom(let atom) in clause.body {
      for (column, other) in atom.operands.enumerated() where other == operand {
        least = min(least, Double(distinctValues(of: atom.predicate, column: column)))
      }
    }
    return least
  }

  /// How many groups an aggregate is expected to have.
  func groups(of spec: AggregateSpec) -> Double {
    var groups = 1.0
    for column in spec.group { groups *= Double(distinctValues(of: spec.input, column: column)) }
    return min(groups, Double(size(of: spec.input)))
  }

  // MARK: Statistics

  var tuning: Tuning { evaluator.tuning }

  func size(of predicate: Predicate) -> Int {
    table(of: predicate)?.count ?? Int(min(1e15, expected[predicate]?.rows ?? 0))
  }

  func distinctValues(of predicate: Predicate, column: Int) -> Int {
    if let table = table(of: predicate) {
      return column < table.arity ? table.distinctEstimate(of: column) : 1
    }
    guard let relation = expected[predicate], relation.distinct.indices.contains(column) else { return 1 }
    return Int(max(1, min(1e15, relation.distinct[column], relation.rows)))
  }

  func hasIndex(_ predicate: Predicate, on key: [Int]) -> Bool {
    table(of: predicate)?.hasIndex(on: key) ?? false
  }

  func takesRuns(_ predicate: Predicate) -> Bool {
    table(of: predicate)?.takesRuns ?? expected[predicate]?.takesRuns ?? false
  }
}
