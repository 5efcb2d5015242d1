import Glibc

/// Ctrl-C while a statement runs: a SIGINT asks the computation to stop, and never ends the program.
enum InterruptSignal {
  /// Written only while SIGINT has another action, so the handler never sees it change.
  nonisolated(unsafe) private static var target: (any Interruptible)?

  /// Lets SIGINT reach `target` for as long as `body` runs.
  static func reaching<Result>(_ target: any Interruptible, _ body: () -> Result) -> Result {
    Self.target = target
    let action = SignalAction(SIGINT) { _ in InterruptSignal.target?.request() }
    defer {
      action.restore()
      Self.target = nil
    }
    return body()
  }
}
