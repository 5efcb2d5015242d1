/// Joins one binding with the pairs of its key in a table that keeps pairs by their first word, without an
/// index.
final class PairOperator: Operator {
  private let table: Table
  private let key: Operands
  /// Where the second word goes; nil where it is not asked for.
  private let target: UnsafeMutablePointer<UInt32>?
  private let carriedFrom: Operands
  private let carriedTo: Operands
  private let destination: Batch

  /// Whether a table can be read so: by its first column alone, which nothing has made an index on.
  static func takes(_ access: Plan.Access, _ table: Table) -> Bool {
    access.key.map(\.column) == [0] && access.checks.isEmpty && access.repeats.isEmpty && access.window == nil
      && !access.isGrowing && table.knowsPairs && !table.hasDeadRows && !table.hasIndex(on: [0])
  }

  init(_ context: PipelineContext, _ access: Plan.Access, table: Table, input: Batch, output: Batch) {
    self.table = table
    key = Operands(access.key.map(\.value), of: input)
    target = access.outputs.first { $0.column == 1 }.map { output.registers.column($0.register) }
    carriedFrom = Operands(access.carried.map { .variable($0) }, of: input)
    carriedTo = Operands(access.carried.map { .variable($0) }, of: output)
    destination = output
    super.init(context, input: input)
  }

  override var output: Batch { destination }

  override func process() throws(EngineError) {
    destination.count = 0
    for binding in 0..<input.count where !context.isDone {
      for value in table.seconds(of: key.word(0, binding)) {
        let place = destination.count
        target?[place] = value
        for position in 0..<carriedFrom.count {
          carriedTo.base[position][place] = carriedFrom.base[position][binding]
        }
        destination.count = place + 1
        if destination.count == Batch.capacity { try flush() }
        if context.isDone { break }
      }
    }
    try flush()
  }

  private func flush() throws(EngineError) {
    try pass()
    destination.count = 0
  }
}

extension Table {
  /// The second words of a first one, in a table that keeps pairs, ascending.
  fileprivate func seconds(of first: UInt32) -> [UInt32] {
    let number = pairs.directory.number(of: first)
    guard number >= 0 else { return [] }
    var words: [UInt32] = []
    PairSet.forEach(pairs.entries[number], Unlimited()) {
      words.append($0 == PairSet.empty - 1 ? PairSet.empty : $0)
    }
    return words.sorted()
  }
}
