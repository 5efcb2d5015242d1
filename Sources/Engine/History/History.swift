/// What has been done, step by step, and what of it was taken back.
struct History {
  /// Oldest first.
  private(set) var done: [Step] = []
  /// What was taken back and can be done again; what comes next is last.
  private(set) var undone: [Step] = []
  /// The changes that are not yet part of a step.
  var log = ChangeLog()
  /// The scopes that are open, the innermost last.
  private(set) var scopes: [Scope] = []
  private(set) var lastNumber = 0

  /// Makes a step of the changes since the last one; nil where there are none.
  mutating func endStep(_ title: () -> String, of origin: Step.Origin, at time: Int) -> Step? {
    guard log.count > 0 else { return nil }
    lastNumber += 1
    let step = Step(number: lastNumber, title: title(), origin: origin, time: time, changes: log.take())
    done.append(step)
    undone = []
    return step
  }

  /// Takes the last step back; nil where there is none in this scope, or a step is being made.
  mutating func undo(in catalog: Catalog) -> Step? {
    guard log.count == 0, done.count > (scopes.last?.steps ?? 0), let step = done.popLast() else {
      return nil
    }
    step.changes.revert(in: catalog)
    undone.append(step)
    return step
  }

  /// Does again what was taken back last; nil where there is nothing, or a step is being made.
  mutating func redo(in catalog: Catalog) -> Step? {
    guard log.count == 0, let step = undone.popLast() else { return nil }
    step.changes.apply(in: catalog)
    done.append(step)
    return step
  }

  /// Forgets all steps, and what is not yet part of one.
  mutating func forget() {
    done = []
    undone = []
    lastNumber = 0
    _ = log.take()
  }

  // MARK: Earlier sessions

  /// Puts steps before those that there are.
  mutating func prepend(_ steps: [Step], undone earlier: [Step]) {
    done.insert(contentsOf: steps, at: 0)
    undone.insert(contentsOf: earlier, at: 0)
    for place in scopes.indices { scopes[place].steps += steps.count }
  }

  mutating func continueNumbers(after number: Int) { lastNumber = max(lastNumber, number) }

  /// Takes the last step back as if it had never been.
  mutating func cancelLastStep(undone earlier: [Step], in catalog: Catalog) {
    guard log.count == 0, let step = done.popLast() else { return }
    step.changes.revert(in: catalog)
    undone = earlier
    if lastNumber == step.number { lastNumber -= 1 }
  }

  // MARK: Scopes

  mutating func openScope(named name: String?) {
    scopes.append(Scope(name: name, steps: done.count, place: log.mark(), undone: undone))
    undone = []
  }

  /// The changes since a scope was opened, oldest first.
  func changes(since scope: Scope) -> [Change] {
    done[min(scope.steps, done.count)...].flatMap(\.changes) + log.changes[min(scope.place, log.count)...]
  }

  /// Opens a scope again that was the last to be kept.
  mutating func reopen(_ scope: Scope) { scopes.append(scope) }

  /// Ends the innermost scope, whose changes stay; gives them.
  mutating func keepScope() -> [Change]? {
    guard let scope = scopes.popLast() else { return nil }
    let changes = changes(since: scope)
    if changes.isEmpty { undone = scope.undone }
    return changes
  }

  /// Ends the innermost scope and takes back what was done in it; gives that.
  mutating func discardScope(in catalog: Catalog) -> [Change]? {
    guard let scope = scopes.popLast() else { return nil }
    let changes = changes(since: scope)
    log.revert(from: min(scope.place, log.count), in: catalog)
    while done.count > scope.steps, let step = done.popLast() { step.changes.revert(in: catalog) }
    undone = scope.undone
    return changes
  }
}

/// A part of the conversation that is tried out, and is kept or discarded as a whole.
public struct Scope {
  public let name: String?
  /// How many steps there were when it was opened.
  public internal(set) var steps: Int
  /// Where in the step at hand it was opened: scopes can be opened within a file too.
  let place: Int
  /// What could be done again when it was opened.
  let undone: [Step]
}
