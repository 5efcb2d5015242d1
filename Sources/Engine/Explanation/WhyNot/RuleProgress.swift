import Syntax

/// How far a rule's body holds.
struct RuleProgress {
  let goal: RuleGoal
  /// How many literals, in the order in which they are taken, hold together; -1 where the head does not fit.
  let depth: Int
  /// What could not be computed for the literal after those.
  private(set) var problem: String?

  init(_ goal: RuleGoal, _ prober: Prober) throws(EngineError) {
    self.goal = goal
    guard goal.mismatch == nil else {
      depth = -1
      return
    }
    var depth = 0
    var problem: String?
    looking: while depth < goal.body.order.count {
      var prefix = goal.body.prefix(depth + 1, of: Prober.predicate)
      prefix.head = []
      do throws(EngineError) {
        guard let found = try prober.rows(of: prefix, limit: 1), !found.rows.isEmpty else {
          break looking
        }
        depth += 1
      } catch {
        // A prefix may meet a value that the rest of the body leaves out before it is computed with.
        guard let message = error.problem else { throw error }
        problem = message
        break looking
      }
    }
    self.depth = depth
    self.problem = problem
  }

  /// The position in the body of the literal that fails; nil where the whole body holds, or the head does not fit.
  var failing: Int? {
    goal.body.order.indices.contains(depth) ? goal.body.order[depth] : nil
  }
}
