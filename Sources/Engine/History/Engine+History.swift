extension Engine {
  /// What has been done since ``keepsHistory`` was set, oldest first.
  public var steps: [Step] { history.done }

  /// What was taken back and can be done again; the step that ``redo()`` does next is last.
  public var undoneSteps: [Step] { history.undone }

  /// Makes one step of all changes since the last one, so that they can be taken back together; nil where nothing has
  /// changed. Steps that were taken back can no longer be done again.
  ///
  /// - Parameters:
  ///   - title: what did it.
  ///   - time: when, in seconds since the start of 1970.
  @discardableResult
  public func endStep(
    _ title: @autoclosure () -> String, of origin: Step.Origin = .statement, at time: Int
  ) -> Step? {
    guard keepsHistory else { return nil }
    return history.endStep(title, of: origin, at: time)
  }

  /// Takes the last step back; nil where there is none since the innermost scope was opened, or the past is looked at.
  /// O(changes).
  public func undo() -> Step? { past.isPresent ? history.undo(in: catalog) : nil }

  /// Does again the step that was taken back last; nil where there is none. O(changes).
  public func redo() -> Step? { past.isPresent ? history.redo(in: catalog) : nil }

  /// Takes what there is for the start: nothing can be taken back.
  public func forgetHistory() {
    comeBack()
    history.forget()
  }

  // MARK: Scopes

  /// The scopes that are open, the innermost last.
  public var scopes: [Scope] { history.scopes }

  /// Opens a scope: what is done from now on can be discarded as a whole, and looked at with
  /// ``difference(of:dates:)``. Scopes may stand in each other.
  public func openScope(named name: String? = nil) { history.openScope(named: name) }

  /// Ends the innermost scope; its steps become steps of what is around it. Gives how much they did, nil where no scope is
  /// open.
  public func keepScope() -> ChangeCounts? { history.keepScope().map { ChangeCounts($0) } }

  /// Ends the innermost scope and takes back all that was done in it. Gives how much that was, nil where no scope is open.
  public func discardScope() -> ChangeCounts? {
    inPresent { history.discardScope(in: catalog) }.map { ChangeCounts($0) }
  }
}
