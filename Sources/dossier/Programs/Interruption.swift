import Engine
import Glibc
import Session

/// Ctrl-C while a command runs: the first asks the engine to stop, the second ends the program at once.
enum Interruption {
  /// Set once, before the signal's action is.
  nonisolated(unsafe) private static var interrupt: Interrupt?

  static func reach(_ interrupt: Interrupt) {
    Self.interrupt = interrupt
    var action = sigaction()
    // Without SA_RESTART, so that a read that waits for input ends too.
    action.__sigaction_handler.sa_handler = { _ in
      guard let interrupt = Interruption.interrupt, !interrupt.isRequested else {
        ProgressLine.eraseInHandler()
        _exit(130)
      }
      interrupt.request()
    }
    sigaction(SIGINT, &action, nil)
    // Whoever started the program may have had it blocked, which is inherited.
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGINT)
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }
}
