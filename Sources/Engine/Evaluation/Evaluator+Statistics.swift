/// What the planner knows of relations that are up to date.
extension Evaluator: Statistics {
  func size(of predicate: Predicate) -> Int { (try? table(of: predicate))?.count ?? 0 }

  func distinctValues(of predicate: Predicate, column: Int) -> Int {
    guard let table = try? table(of: predicate), column < table.arity else { return 1 }
    return table.distinctEstimate(of: column)
  }

  func hasIndex(_ predicate: Predicate, on key: [Int]) -> Bool {
    (try? table(of: predicate))?.hasIndex(on: key) ?? true
  }

  func takesRuns(_ predicate: Predicate) -> Bool { false }
}
