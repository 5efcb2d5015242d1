/// How far work is that takes long.
package struct WorkProgress: Hashable, Sendable {
  /// Since the question was asked.
  package var seconds: Double
  package var state: WorkState?

  package init(seconds: Double, _ state: WorkState?) {
    self.seconds = seconds
    self.state = state
  }
}

/// What is being done, and how much of it has been.
package enum WorkState: Hashable, Sendable {
  /// Rows are being derived: how many there are for the question by now; the round, where a recursion is computed.
  case deriving(rows: Int, round: Int?)
  /// A derivation is being looked for: how many rows have been looked at.
  case explaining(rows: Int)
  /// A file is being loaded: how many rows have been read, and what share of it that is, from 0 to 1.
  case loading(path: String, rows: Int, share: Double)
}

/// Work that can say how far it is.
package protocol Work: AnyObject {
  var progress: WorkState { get }
}

/// Is told of work that takes long, on the thread that does it.
package final class WorkObserver {
  /// Seconds of work before the first report, and between two.
  static let (firstReport, interval) = (1.0, 0.2)

  let report: (WorkProgress) -> Void

  package init(_ report: @escaping (WorkProgress) -> Void) { self.report = report }
}
