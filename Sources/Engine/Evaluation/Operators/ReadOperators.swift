/// Joins each binding with every row in a range of a table.
final class ScanOperator: Operator {
  let reader: Reader
  private let destination: Batch

  init(_ context: PipelineContext, _ access: Plan.Access, table: Table, input: Batch) throws(EngineError) {
    destination = Batch(registerCount: input.registers.width)
    reader = try Reader(access, table: table, from: input, to: destination, budget: context.budget)
    super.init(context, input: input)
  }

  override var output: Batch { destination }

  override func process() throws(EngineError) {
    destination.count = 0
    let isWhole = !reader.table.hasDeadRows
    let isPlain = !reader.isSelective
    for binding in 0..<input.count {
      if reader.isExistence {
        guard try reader.matches(binding, in: context) else { continue }
        reader.carry(binding)
        if destination.count == Batch.capacity { try flush() }
      } else if isPlain, reader.outputColumns.count < reader.table.arity {
        try copyDistinct(for: binding)
      } else if isPlain, isWhole {
        try copy(reader.rows, for: binding)
      } else if isPlain {
        try reader.table.forEachLiveRun(in: reader.rows) { (rows) throws(EngineError) in
          try copy(rows, for: binding)
        }
      } else {
        for piece in Pieces(reader.rows) {
          try context.didWork(piece.count)
          for row in piece where reader.accepts(row, for: binding) {
            reader.emit(row, for: binding)
            if destination.count == Batch.capacity { try flush() }
            if context.isDone { return }
          }
        }
      }
      if context.isDone { return }
    }
    try flush()
  }

  /// Joins a binding with rows, as many at a time as the batch takes.
  private func copy(_ rows: Range<Int>, for binding: Int) throws(EngineError) {
    var row = rows.lowerBound
    while row < rows.upperBound, !context.isDone {
      let length = min(Batch.capacity - destination.count, rows.upperBound - row)
      let columns = reader.table.columns.pointers
      reader.emit(length, for: binding) { position in
        UnsafePointer(columns[reader.outputColumns[position]] + row)
      }
      row += length
      if destination.count == Batch.capacity { try flush() }
    }
  }

  /// Joins a binding with all live rows, but for those that show the same as the one before them.
  private func copyDistinct(for binding: Int) throws(EngineError) {
    var previous: Int?
    for piece in Pieces(reader.rows) {
      try context.didWork(piece.count)
      for row in piece where reader.table.isLive(row) {
        let columns = reader.table.columns.pointers
        var isNew = true
        if let previous {
          isNew = reader.outputColumns.contains { columns[$0][row] != columns[$0][previous] }
        }
        guard isNew else { continue }
        previous = row
        reader.emit(row, for: binding)
        if destination.count == Batch.capacity { try flush() }
        if context.isDone { return }
      }
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
  private let numbers = Columns(width: 1, capacity: Batch.capacity)
  /// Where each binding's rows start and end in the index's base.
  private let places = Columns(width: 2, capacity: Batch.capacity)
  private let payloads: [KeyIndex.Payload]
  private var dirty: DirtyGroups?

  init(
    _ context: PipelineContext, _ access: Plan.Access, reader: Reader, index: KeyIndex, input: Batch,
    output: Batch
  ) throws(EngineError) {
    self.reader = reader
    self.index = index
    destination = output
    payloads = try reader.outputColumns.map { (column) throws(EngineError) in
      try index.payload(column, budget: context.budget)
    }
    super.init(context, input: input)
  }

  override var output: Batch { destination }

  override func process() throws(EngineError) {
    destination.count = 0
    let numbers = numbers.column(0)
    let count = input.count
    // All look-ups first: their cache misses overlap.
    index.numbers(of: reader.key.base, count: count, into: numbers)
    // The base holds no newest rows of a round, so it needs no look at row numbers.
    if !reader.isSelective, reader.rows.upperBound >= index.baseCount, noteDirtyGroups(count) {
      try joinPlainly(numbers, count)
    } else {
      try join(numbers, count)
    }
    try flush()
  }

  /// Makes out the groups with dead rows, where there are enough bindings for it; false where rows must be looked at.
  private func noteDirtyGroups(_ count: Int) -> Bool {
    guard reader.table.hasDeadRows else { return true }
    if dirty?.turns == reader.table.removals.turns.count { return true }
    guard count == Batch.capacity else { return false }
    dirty = DirtyGroups(of: reader.table, in: index)
    return true
  }

  /// Joins where every row with the key matches, a run of rows at a time, but for groups with dead rows.
  private func joinPlainly(_ numbers: UnsafePointer<UInt32>, _ count: Int) throws(EngineError) {
    let view = index.view
    let end = reader.rows.upperBound
    let copier = RunCopier(reader, payloads)
    let (starts, ends) = (places.column(0), places.column(1))
    for binding in 0..<count {
      let range = numbers[binding] == .max ? 0..<0 : view.base(Int(numbers[binding]))
      starts[binding] = UInt32(range.lowerBound)
      ends[binding] = UInt32(range.upperBound)
    }
    var place = 0
    for binding in 0..<count where numbers[binding] != .max {
      let number = Int(numbers[binding])
      if let dirty, dirty.contains(number) {
        destination.count = place
        try join(number, binding)
        place = destination.count
        continue
      }
      var from = Int(starts[binding])..<Int(ends[binding])
      while !from.isEmpty {
        let length = min(Batch.capacity - place, from.count)
        copier.copy(from.lowerBound, length, binding, to: place)
        place += length
        from = from.dropFirst(length)
        if place == Batch.capacity { try flush(&place) }
      }
      var row = view.newest(number)
      while row >= 0 {
        if row < end {
          copier.copy(row: row, binding, to: place)
          place += 1
          if place == Batch.capacity { try flush(&place) }
        }
        row = view.older(than: row)
      }
    }
    destination.count = place
  }

  private func flush(_ place: inout Int) throws(EngineError) {
    destination.count = place
    try flush()
    place = 0
  }

  /// Joins where each row must be looked at.
  private func join(_ numbers: UnsafePointer<UInt32>, _ count: Int) throws(EngineError) {
    for binding in 0..<count where numbers[binding] != .max {
      try join(Int(numbers[binding]), binding)
      if context.isDone { return }
    }
  }

  private func join(_ number: Int, _ binding: Int) throws(EngineError) {
    for piece in Pieces(index.base(number)) {
      try context.didWork(piece.count)
      for place in piece {
        let row = index.row(at: place)
        if row < reader.rows.upperBound, reader.accepts(row, for: binding) { try emit(row, binding) }
      }
    }
    var row = index.newest(number)
    while row >= 0 {
      try context.didWork(1)
      if row < reader.rows.upperBound, reader.accepts(row, for: binding) { try emit(row, binding) }
      row = index.older(than: row)
    }
  }

  @inline(__always) private func emit(_ row: Int, _ binding: Int) throws(EngineError) {
    reader.emit(row, for: binding)
    if destination.count == Batch.capacity { try flush() }
  }

  private func flush() throws(EngineError) {
    try pass()
    destination.count = 0
  }
}

/// Copies runs of matching rows and the bindings they matched, with the pointers at hand.
private struct RunCopier {
  private let reader: Reader
  private let payloads: [KeyIndex.Payload]
  private let outputs: UnsafePointer<UnsafeMutablePointer<UInt32>>
  private let from: UnsafePointer<UnsafeMutablePointer<UInt32>>
  private let to: UnsafePointer<UnsafeMutablePointer<UInt32>>
  private let outputCount: Int
  private let carriedCount: Int
  private let payload: UnsafePointer<UInt32>?

  init(_ reader: Reader, _ payloads: [KeyIndex.Payload]) {
    self.reader = reader
    self.payloads = payloads
    outputs = UnsafePointer(reader.outputs.base)
    from = UnsafePointer(reader.carriedFrom.base)
    to = UnsafePointer(reader.carriedTo.base)
    outputCount = reader.outputs.count
    carriedCount = reader.carriedFrom.count
    payload = payloads.count == 1 ? payloads[0].pointer : nil
  }

  @inline(__always) func copy(_ start: Int, _ length: Int, _ binding: Int, to place: Int) {
    if let payload {
      let output = outputs[0] + place
      for offset in 0..<length { output[offset] = payload[start + offset] }
    } else {
      for position in 0..<outputCount {
        (outputs[position] + place).update(from: payloads[position].pointer + start, count: length)
      }
    }
    for position in 0..<carriedCount {
      let word = from[position][binding]
      let output = to[position] + place
      for offset in 0..<length { output[offset] = word }
    }
  }

  @inline(__always) func copy(row: Int, _ binding: Int, to place: Int) {
    let columns = reader.table.columns.pointers
    for position in 0..<outputCount {
      outputs[position][place] = columns[reader.outputColumns[position]][row]
    }
    for position in 0..<carriedCount { to[position][place] = from[position][binding] }
  }
}
