/// Joins each binding with every row in a range of a table.
final class ScanOperator: Operator {
  let reader: Reader
  private let destination: Batch

  init(_ context: PipelineContext, _ access: Plan.Access, table: Table, input: Batch) {
    destination = Batch(registerCount: input.registers.width)
    reader = Reader(access, table: table, from: input, to: destination)
    super.init(context, input: input)
  }

  override var output: Batch { destination }

  override func process() throws(EngineError) {
    destination.count = 0
    let isPlain = !reader.isSelective && !reader.table.hasDeadRows
    for binding in 0..<input.count {
      if reader.isExistence {
        guard reader.matches(binding) else { continue }
        reader.carry(binding)
        if destination.count == Batch.capacity { try flush() }
      } else if isPlain {
        try copy(for: binding)
      } else {
        for row in reader.rows where reader.accepts(row, for: binding) {
          reader.emit(row, for: binding)
          if destination.count == Batch.capacity { try flush() }
          if context.isDone { return }
        }
      }
      if context.isDone { return }
    }
    try flush()
  }

  /// Joins a binding with all rows, as many at a time as the batch takes.
  private func copy(for binding: Int) throws(EngineError) {
    var row = reader.rows.lowerBound
    while row < reader.rows.upperBound, !context.isDone {
      let length = min(Batch.capacity - destination.count, reader.rows.upperBound - row)
      let columns = reader.table.columns.pointers
      reader.emit(length, for: binding) { position in
        UnsafePointer(columns[reader.outputColumns[position]] + row)
      }
      row += length
      if destination.count == Batch.capacity { try flush() }
    }
  }

  private func flush() throws(EngineError) {
    try pass()
    destination.count = 0
  }
}

/// Joins each binding with the rows that have its key.
final class ProbeOperator: Operator {
  let reader: Reader
  private let index: KeyIndex
  private let destination: Batch
  private var numbers = WordBuffer(capacity: Batch.capacity)
  private let payloads: [KeyIndex.Payload]

  init(_ context: PipelineContext, _ access: Plan.Access, reader: Reader, index: KeyIndex, input: Batch, output: Batch) {
    self.reader = reader
    self.index = index
    destination = output
    payloads = reader.outputColumns.map(index.payload)
    super.init(context, input: input)
    numbers.resize(to: Batch.capacity)
  }

  override var output: Batch { destination }

  override func process() throws(EngineError) {
    destination.count = 0
    // All look-ups first: their cache misses overlap.
    let missing = UInt32.max
    if reader.key.count == 1 {
      let words = reader.key.base[0]
      for binding in 0..<input.count {
        numbers[binding] = UInt32(truncatingIfNeeded: index.number(of: words[binding]))
      }
    } else {
      for binding in 0..<input.count {
        numbers[binding] = UInt32(truncatingIfNeeded: index.number { reader.key.word($0, binding) })
      }
    }
    // The base holds no newest rows of a round, so it needs no look at row numbers.
    let isPlain = !reader.isSelective && !reader.table.hasDeadRows && reader.rows.upperBound >= index.baseCount
    for binding in 0..<input.count where numbers[binding] != missing {
      let number = Int(numbers[binding])
      if isPlain {
        try copy(index.base(number), for: binding)
      } else {
        for place in index.base(number) {
          let row = index.row(at: place)
          if row < reader.rows.upperBound, reader.accepts(row, for: binding) { try emit(row, binding) }
        }
      }
      var row = index.newest(number)
      while row >= 0 {
        if row < reader.rows.upperBound, reader.accepts(row, for: binding) { try emit(row, binding) }
        row = index.older(than: row)
      }
      if context.isDone { return }
    }
    try flush()
  }

  @inline(__always) private func emit(_ row: Int, _ binding: Int) throws(EngineError) {
    reader.emit(row, for: binding)
    if destination.count == Batch.capacity { try flush() }
  }

  @inline(__always) private func copy(_ places: Range<Int>, for binding: Int) throws(EngineError) {
    var place = places.lowerBound
    while place < places.upperBound {
      let length = min(Batch.capacity - destination.count, places.upperBound - place)
      reader.emit(length, for: binding) { payloads[$0].pointer + place }
      place += length
      if destination.count == Batch.capacity { try flush() }
    }
  }

  private func flush() throws(EngineError) {
    try pass()
    destination.count = 0
  }
}
