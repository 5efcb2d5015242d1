import Engine
import Syntax

/// Goes through the rows of a result until the end, or until it is told to stop.
final class RowWalk {
  let result: ResultSet
  private let output: Output
  private let stop: () -> Bool
  private(set) var wasStopped = false

  init(_ result: ResultSet, output: Output, stop: @escaping () -> Bool) {
    self.result = result
    self.output = output
    self.stop = stop
  }

  func forEach(_ body: (_ number: Int, _ row: [Value]) -> Void) {
    for number in 0..<result.count {
      // Often enough that Ctrl-C is felt at once, seldom enough to cost nothing.
      if number % 256 == 0, stop() || output.failure != nil { wasStopped = true }
      if wasStopped { return }
      body(number, result[number])
    }
  }
}
