/// A point to which the engine can go back.
public struct Mark {
  let place: Int
}

extension Engine {
  /// Remembers this point; end it with ``rollback(to:)`` or ``release(_:)``.
  public func mark() -> Mark {
    marks += 1
    return Mark(place: history.log.mark())
  }

  /// Takes back every change since a mark, and ends it.
  public func rollback(to mark: Mark) {
    inPresent { history.log.revert(from: min(mark.place, history.log.count), in: catalog) }
    end()
  }

  /// Keeps the changes since a mark, and ends it.
  public func release(_ mark: Mark) { end() }

  private func end() {
    marks = max(0, marks - 1)
    if marks == 0, !keepsHistory { history.forget() }
  }

  /// Takes note of a change that was made, where it may have to be taken back.
  func note(_ change: @autoclosure () -> Change) {
    if keepsHistory || marks > 0 { history.log.append(change()) }
  }
}
