/// How far work is that takes long.
package struct WorkProgress: Hashable, Sendable {
  /// Since the question was asked.
  package var seconds: Double
  package var state: WorkState?

  init(seconds: Double, _ state: WorkState?) {
    self.seconds = seconds
    self.state = state
  }
}

/// What is being done, and how much of it has been.
package enum WorkState: Hashable, Sendable {
  /// Rows are being derived: so many for the question up to now; the round, where a recursion is computed.
  case deriving(rows: Int, round: Int?)
  /// A derivation is being looked for: so many rows have been looked at.
  case explaining(rows: Int)
  /// The rows of an answer are put in order.
  case ordering(rows: Int)
}

/// Work that can say how far it is.
protocol Work: AnyObject {
  var progress: WorkState { get }
}

/// Is told of work that takes long, on the thread that does it.
package final class WorkObserver {
  /// Seconds of work before the first report, and between two.
  static let (firstReport, interval) = (1.0, 0.2)

  let report: (WorkProgress) -> Void

  package init(_ report: @escaping (WorkProgress) -> Void) { self.report = report }
}
