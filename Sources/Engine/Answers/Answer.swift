public import Syntax

/// The answer to a question: distinct rows in order.
public struct Answer {
  /// The shown variables' names, in order.
  public let columns: [String]
  /// How many rows there are. A question without variables has one row or none.
  public let count: Int
  /// Rows that hold for some of the days that uncertain dates may be but not for all; they are not among the
  /// rows of a certain answer.
  public let possible: Int
  /// Whether rows were left out because of the limit on rows.
  public let isTruncated: Bool
  /// The limit that ended the computation, where it did: then the rows hold, but there may be others, and those of a
  /// question with a limit of its own need not be the first. Nil for a whole answer.
  public let stopped: StopReason?
  /// Whether more rows had been found than are here: an answer that was stopped has ``mostRowsWhenStopped`` at most.
  public let leavesOutFound: Bool
  /// The version of relations that was read.
  public let dates: DateView
  /// Whether relations were computed only as far as the question asks for.
  package let isOnDemand: Bool

  let query: Query
  let statement: Statement
  private let values: ValueStore
  /// The rows, of which `order` has the numbers of those that are shown.
  let table: Table
  /// The numbers of the rows in their order; of the first ``count`` where others were left out.
  let order: Columns

  init(
    columns: [String], table: Table, order: Columns, count: Int, values: ValueStore, possible: Int,
    isTruncated: Bool,
    stopped: StopReason? = nil, leavesOutFound: Bool = false,
    dates: DateView, isOnDemand: Bool, query: Query, statement: Statement
  ) {
    self.columns = columns
    self.table = table
    self.order = order
    self.values = values
    self.possible = possible
    self.isTruncated = isTruncated
    self.stopped = stopped
    self.leavesOutFound = leavesOutFound
    self.dates = dates
    self.isOnDemand = isOnDemand
    self.query = query
    self.statement = statement
    self.count = Swift.min(count, order.capacity)
  }

  /// How many rows an answer has at most whose computation was stopped: enough to see what they are like.
  public static let mostRowsWhenStopped = 10_000

  /// Whether the question has no variables and so is answered by yes or no.
  public var isBoolean: Bool { columns.isEmpty }

  /// The values of a row, from 0; none for a row that is not there.
  public subscript(row: Int) -> [Value] {
    guard row >= 0, row < count else { return [] }
    return handles(row).map(values.value(of:))
  }

  func handles(_ row: Int) -> [Handle] { table.row(Int(order.column(0)[row])) }
}
