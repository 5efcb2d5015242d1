import Glibc

/// The shell's loop: a statement is read, answered, and the next one is read, until the person leaves.
public struct ReadLoop {
  /// Why the loop has ended.
  public enum Ending: Hashable, Sendable {
    /// Ctrl-D, the end of the input, or an answer that said so.
    case left
    /// A signal asked the program to end; see `endProcess`.
    case killed(Int32)
  }

  private let editor: LineEditor
  private let interrupt: any Interruptible

  /// - Parameter interrupt: what Ctrl-C stops while a statement is answered.
  public init(_ editor: LineEditor, interrupt: any Interruptible) {
    self.editor = editor
    self.interrupt = interrupt
  }

  /// Reads and answers. SIGINT reaches the computation, and between two statements nothing.
  ///
  /// - Parameter answer: runs a statement; false to leave.
  public func run(_ answer: (String) -> Bool) -> Ending {
    defer { editor.close() }
    return InterruptSignal.reaching(interrupt) {
      while true {
        switch editor.readStatement() {
        case .leave: return .left
        case .killed(let signal): return .killed(signal)
        case .statement(let text):
          // What was pressed before a statement was typed is over.
          if !editor.isTakingPaste { interrupt.clear() }
          if !interrupt.isRequested, !answer(text) { return .left }
          // Whoever stops one of the statements of a paste does not want the next ones either.
          if interrupt.isRequested { editor.discardPending() }
        }
      }
    }
  }

  /// Ends the program by a signal it had put off, so that its parent sees why it ended.
  public static func endProcess(by signal: Int32) -> Never {
    _ = SignalAction(default: signal)
    raise(signal)
    exit(128 + signal)
  }
}
