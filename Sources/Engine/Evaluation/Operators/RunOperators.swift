/// Reads the newest pairs of a table by runs of one first word.
final class RunScanOperator: Operator {
  let reader: Reader
  private let destination: Batch
  private let start: UnsafeMutablePointer<UInt32>
  private let end: UnsafeMutablePointer<UInt32>

  /// `start` and `end` are the registers for the rows of a run.
  init(
    _ context: PipelineContext, _ access: Plan.Access, start: Int, end: Int, table: Table, input: Batch
  ) throws(EngineError) {
    destination = Batch(registerCount: input.registers.width)
    reader = try Reader(access, table: table, from: input, to: destination, budget: context.budget)
    self.start = destination.registers.column(start)
    self.end = destination.registers.column(end)
    super.init(context, input: input)
  }

  override var output: Batch { destination }

  override func process() throws(EngineError) {
    destination.count = 0
    var row = reader.rows.lowerBound
    while row < reader.rows.upperBound {
      // Taken anew: what comes after may add rows to the table.
      let keys = reader.table.columns.column(0)
      let first = row
      let key = keys[row]
      repeat { row += 1 } while row < reader.rows.upperBound && keys[row] == key
      try context.didWork(row - first)
      let place = destination.count
      start[place] = UInt32(first)
      end[place] = UInt32(row)
      reader.emit(first, for: 0)
      if destination.count == Batch.capacity { try flush() }
    }
    try flush()
  }

  private func flush() throws(EngineError) {
    try pass()
    destination.count = 0
  }
}

/// Adds to the pairs of each binding's head all values that another key has.
final class UniteOperator: Operator {
  private let source: Table
  private let target: Table
  /// The head, the key, and in the registers after it where a run starts and ends.
  private let operands: Operands
  private let readsRuns: Bool
  /// How the source's rows are found where it does not keep pairs by their first word yet.
  private let index: KeyIndex?
  private let dirty: DirtyGroups?
  private let scratch = Columns(width: 2, capacity: Batch.capacity)
  private let numbers = Columns(width: 1, capacity: Batch.capacity)

  init(
    _ context: PipelineContext, _ union: Plan.Union, from source: Table, into target: Table, input: Batch
  ) throws(EngineError) {
    self.source = source
    self.target = target
    let run = union.run.map { [Operand.variable($0.start), .variable($0.end)] } ?? []
    operands = Operands([union.head, .variable(union.key)] + run, of: input)
    readsRuns = union.run != nil
    index =
      try readsRuns || union.isGrowing || source.knowsPairs
      ? nil : source.index(on: [0], budget: context.budget)
    dirty = index.flatMap { source.hasDeadRows ? DirtyGroups(of: source, in: $0) : nil }
    super.init(context, input: input)
  }

  override func process() throws(EngineError) {
    let base = operands.base
    if let index {
      let values = try index.payload(1, budget: context.budget)
      index.numbers(of: base + 1, count: input.count, into: numbers.column(0))
      let (view, numbers) = (index.view, numbers.column(0))
      try target.unite(
        base[0], with: values.pointer, count: input.count, scratch: scratch, budget: context.budget
      ) { binding in
        numbers[binding] == .max || dirty?.contains(Int(numbers[binding])) == true
          ? 0..<0 : view.base(Int(numbers[binding]))
      }
      if let dirty { try uniteLive(numbers, dirty, of: index) }
      try uniteTail(numbers, of: index)
    } else {
      let runs = readsRuns ? (starts: UnsafePointer(base[2]), ends: UnsafePointer(base[3])) : nil
      try target.unite(
        base[0], with: base[1], of: source, count: input.count, runs: runs, scratch: scratch,
        budget: context.budget)
    }
  }

  /// Adds the values of those groups that have dead rows.
  private func uniteLive(
    _ numbers: UnsafePointer<UInt32>, _ dirty: DirtyGroups, of index: KeyIndex
  ) throws(EngineError) {
    let values = try index.payload(1, budget: context.budget)
    for binding in 0..<input.count where numbers[binding] != .max && dirty.contains(Int(numbers[binding])) {
      try source.forEachLiveRun(in: index.base(Int(numbers[binding])), row: index.row(at:)) {
        (places) throws(EngineError) in
        try target.unite(
          operands.base[0] + binding, with: values.pointer, count: 1, scratch: scratch, budget: context.budget
        ) { _ in places }
      }
    }
  }

  /// Adds the values of the index's rows after its base.
  private func uniteTail(_ numbers: UnsafePointer<UInt32>, of index: KeyIndex) throws(EngineError) {
    guard index.rowCount > index.baseCount else { return }
    for binding in 0..<input.count where numbers[binding] != .max {
      var row = index.newest(Int(numbers[binding]))
      while row >= 0 {
        let values = UnsafePointer(source.columns.column(1))
        try context.didWork(8)
        if source.isLive(row) {
          try target.unite(
            operands.base[0] + binding, with: values, count: 1, scratch: scratch, budget: context.budget
          ) { _ in row..<(row + 1) }
        }
        row = index.older(than: row)
      }
    }
  }
}
