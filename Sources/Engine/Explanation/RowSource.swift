/// A predicate whose rows are derived, with its clauses made ready.
final class RowSource {
  let predicate: Predicate
  let definition: Definition
  var goals: [Int: ClauseGoal] = [:]
  /// What finds the rows of an aggregate's group, or those that a best one was chosen from.
  var groupGoals: [ClauseGoal]?

  init(predicate: Predicate, definition: Definition) {
    self.predicate = predicate
    self.definition = definition
  }
}
