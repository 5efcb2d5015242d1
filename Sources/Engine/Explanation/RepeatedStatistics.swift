/// What the planner is told of relations where a plan runs over and over, each time for one row: an index is
/// soon worth its making, which must not be left out to read all rows each time.
struct RepeatedStatistics: Statistics {
  let evaluator: Evaluator
  /// Of more rows an index takes longer to make than all else that is to be done.
  private static let mostIndexedRows = 1 << 20

  var tuning: Tuning { evaluator.tuning }

  func size(of predicate: Predicate) -> Int { evaluator.size(of: predicate) }

  func distinctValues(of predicate: Predicate, column: Int) -> Int {
    guard let table = try? evaluator.table(of: predicate), column < table.arity else { return 1 }
    return table.roughDistinctEstimate(of: column)
  }

  func hasIndex(_ predicate: Predicate, on key: [Int]) -> Bool {
    // Whether there is a row is asked of the table itself.
    if let table = try? evaluator.table(of: predicate) {
      if key.count == table.arity { return true }
      // The pairs of one word are read without an index.
      if key == [0], table.knowsPairs, !table.hasDeadRows { return true }
    }
    return size(of: predicate) <= Self.mostIndexedRows || evaluator.hasIndex(predicate, on: key)
  }

  func takesRuns(_ predicate: Predicate) -> Bool { evaluator.takesRuns(predicate) }
}
