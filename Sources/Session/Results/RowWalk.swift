import Engine
import Syntax

/// The rows of a result with their numbers from 0, until the end or until it is told to stop.
final class RowWalk: Sequence, IteratorProtocol {
  let result: ResultSet
  private let output: Output
  private let stop: () -> Bool
  private var number = 0
  /// Whether rows are left that were not reached.
  private(set) var wasStopped = false

  init(_ result: ResultSet, output: Output, stop: @escaping () -> Bool) {
    self.result = result
    self.output = output
    self.stop = stop
  }

  /// Starts again from the first row, unless it was stopped.
  func makeIterator() -> RowWalk {
    number = 0
    return self
  }

  func next() -> (number: Int, row: [Value])? {
    guard number < result.count else { return nil }
    // Often enough that Ctrl-C is felt at once, seldom enough to cost nothing.
    if number % 256 == 0, stop() || output.failure != nil { wasStopped = true }
    if wasStopped { return nil }
    defer { number += 1 }
    return (number, result[number])
  }
}
