import Glibc

/// A signal's action, put in place of another one until it is restored.
struct SignalAction {
  let signal: Int32
  private let previous: sigaction

  /// Calls without `SA_RESTART`, so that a read or a wait ends with `EINTR`.
  init(_ signal: Int32, _ handler: @escaping @convention(c) (Int32) -> Void) {
    self.init(signal, sigaction.__Unnamed_union___sigaction_handler(sa_handler: handler))
  }

  /// The system's own action: for most signals, the end of the program.
  init(default signal: Int32) {
    self.init(signal, sigaction.__Unnamed_union___sigaction_handler(sa_handler: nil))
  }

  private init(_ signal: Int32, _ handler: sigaction.__Unnamed_union___sigaction_handler) {
    self.signal = signal
    var action = sigaction()
    action.__sigaction_handler = handler
    var old = sigaction()
    sigaction(signal, &action, &old)
    previous = old
  }

  func restore() {
    var action = previous
    sigaction(signal, &action, nil)
  }
}
