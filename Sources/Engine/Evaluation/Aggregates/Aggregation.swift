import Syntax

/// Makes one row of each group of an aggregate's input.
struct Aggregation {
  private let spec: AggregateSpec
  private let input: Table
  private let values: ValueStore
  private let origin: Origin
  private let budget: Budget

  init(_ spec: AggregateSpec, of input: Table, values: ValueStore, origin: Origin, budget: Budget) {
    self.spec = spec
    self.input = input
    self.values = values
    self.origin = origin
    self.budget = budget
  }

  func result() throws(EngineError) -> Table {
    var numbering = KeyNumbering(of: input.columns, on: spec.group)
    /// A row of each group, from which its group columns are read.
    var representatives: [Int] = []
    let accumulators = spec.outputs.map { Accumulators.make($0, of: input, values) }
    for row in 0..<input.count where input.isLive(row) {
      if row & 4095 == 0 { try budget.poll() }
      let group = spec.group.isEmpty ? 0 : numbering.findOrAdd(row)
      if group == representatives.count {
        representatives.append(row)
        for accumulator in accumulators { accumulator.addGroup() }
      }
      for (position, accumulator) in accumulators.enumerated() {
        do throws(ValueProblem) {
          try accumulator.add(row, to: group)
        } catch {
          throw failure(error, position)
        }
      }
    }
    let result = Table(arity: spec.slots.count)
    for (group, row) in representatives.enumerated() {
      var outputs: [Handle] = []
      for (position, accumulator) in accumulators.enumerated() {
        do throws(ValueProblem) {
          outputs.append(try accumulator.result(of: group))
        } catch {
          throw failure(error, position)
        }
      }
      result.insert(
        spec.slots.map { slot in
          switch slot {
          case .group(let index): input.handle(row, spec.group[index])
          case .output(let index): outputs[index]
          }
        })
    }
    return result
  }

  private func failure(_ problem: ValueProblem, _ position: Int) -> EngineError {
    .invalid(problem.diagnostic(at: spec.outputs[position].range, in: origin))
  }
}
