import Syntax

/// Joins each binding with the rows that have its key and whose value in one column lies within bounds, by an index
/// in that column's order.
final class WindowOperator: Operator {
  private let reader: Reader
  private let index: KeyIndex
  private let destination: Batch
  private let column: Int
  private let register: UnsafeMutablePointer<UInt32>
  private let bounds: [Bound]
  /// The tag of all values in the column, where it is one whose words stand for numbers in their order.
  private let tag: Handle.Tag?
  private let values: KeyIndex.Payload
  private let payloads: [KeyIndex.Payload]
  /// The words that each binding of a batch asks for: from those of the first column up to, not including, those of
  /// the second; ``unknown`` in the first where rows must be looked at one by one.
  private let windows = Columns(width: 2, capacity: Batch.capacity)
  private static let unknown = UInt32.max

  private struct Bound {
    let relation: ComparisonOperator
    let inline: InlineNumber?
    let expression: PlacedExpression
    let test: TestLiteral
  }

  init(
    _ context: PipelineContext, _ window: Plan.Window, reader: Reader, index: KeyIndex, input: Batch,
    output: Batch
  ) throws(EngineError) {
    self.reader = reader
    self.index = index
    tag = WindowOperator.uniformTag(of: reader.table, window.column)
    values = try index.payload(window.column, budget: context.budget)
    payloads = try reader.outputColumns.map { (column) throws(EngineError) in
      try index.payload(column, budget: context.budget)
    }
    destination = output
    column = window.column
    register = input.registers.column(window.register)
    bounds = window.bounds.map {
      Bound(
        relation: $0.relation, inline: InlineNumber($0.expression.expression, of: input),
        expression: $0.expression, test: $0.test)
    }
    super.init(context, input: input)
  }

  override var output: Batch { destination }

  override func process() throws(EngineError) {
    destination.count = 0
    reader.findKeys(input.count)
    let (lows, highs) = (windows.column(0), windows.column(1))
    lows.update(repeating: tag == nil ? WindowOperator.unknown : 0, count: input.count)
    highs.update(repeating: .max, count: input.count)
    if let tag { try findWindows(tag, lows, highs) }
    for binding in 0..<input.count {
      let number = reader.number(of: binding)
      guard number >= 0 else { continue }
      try context.didWork(8)
      if lows[binding] != WindowOperator.unknown {
        let words = lows[binding]..<max(lows[binding], highs[binding])
        let range = WindowOperator.places(in: index.base(number), of: values.pointer, within: words)
        try join(binding, range)
        try joinTail(binding, from: index.newest(number)) { words.contains($0) }
      } else {
        for place in index.base(number) where try passes(binding, values.pointer[place]) {
          try join(binding, place..<(place + 1))
          if reader.isExistence, reader.table.isLive(index.row(at: place)) { break }
        }
        try joinTail(binding, from: index.newest(number)) { (word) throws(EngineError) in
          try passes(binding, word)
        }
      }
      if context.isDone { return }
    }
    try flush()
  }

  private static func uniformTag(of table: Table, _ column: Int) -> Handle.Tag? {
    guard let range = table.wordRange(of: column) else { return nil }
    let tag = Handle(word: range.lowerBound).tag
    guard tag == Handle(word: range.upperBound).tag, tag == .smallInteger || tag == .day else { return nil }
    return tag
  }

  /// Narrows the window of each binding to the words that satisfy all bounds; ``unknown`` where a bound is no value of
  /// this tag. One that cannot be computed is looked at again with each row: without rows it is no mistake.
  private func findWindows(
    _ tag: Handle.Tag, _ lows: UnsafeMutablePointer<UInt32>, _ highs: UnsafeMutablePointer<UInt32>
  ) throws(EngineError) {
    let zero = Int64(Handle.inline(tag, 0)?.word ?? 0)
    for bound in bounds {
      let isUpper = bound.relation == .less || bound.relation == .lessOrEqual
      // Above `x`, and up to `x`, begin and end after it.
      let step: Int64 = bound.relation == .greater || bound.relation == .lessOrEqual ? 1 : 0
      let inline = tag == .smallInteger ? bound.inline : nil
      for binding in 0..<input.count where lows[binding] != WindowOperator.unknown {
        var word = inline?.value(binding).map { zero + $0 }
        if word == nil, let value = try? context.value(bound.expression, input, binding), value.tag == tag {
          word = Int64(value.word)
        }
        guard let word else {
          lows[binding] = WindowOperator.unknown
          continue
        }
        let limit = UInt32(clamping: min(word + step, Int64(WindowOperator.unknown) - 1))
        if isUpper {
          highs[binding] = min(highs[binding], limit)
        } else {
          lows[binding] = max(lows[binding], limit)
        }
      }
    }
  }

  /// The places of a group in ascending order of words whose words lie in a range.
  private static func places(
    in group: Range<Int>, of words: UnsafePointer<UInt32>, within range: Range<UInt32>
  ) -> Range<Int> {
    let start = words.firstPlace(in: group, notBelow: range.lowerBound)
    return start..<words.firstPlace(in: start..<group.upperBound, notBelow: range.upperBound)
  }

  /// Whether a value passes the tests as they were written.
  private func passes(_ binding: Int, _ word: UInt32) throws(EngineError) -> Bool {
    register[binding] = word
    for bound in bounds where try !context.passes(bound.test, input, binding) { return false }
    return true
  }

  /// Joins a binding with rows at places of the index's base.
  private func join(_ binding: Int, _ range: Range<Int>) throws(EngineError) {
    guard !reader.table.hasDeadRows else { return try joinLive(binding, range) }
    var place = range.lowerBound
    let end = reader.isExistence ? min(range.upperBound, place + 1) : range.upperBound
    while place < end, !context.isDone {
      let length = min(Batch.capacity - destination.count, end - place)
      reader.emit(length, for: binding) { payloads[$0].pointer + place }
      place += length
      if destination.count == Batch.capacity { try flush() }
    }
  }

  /// Joins a binding with those rows at places of the index's base that were not taken out.
  private func joinLive(_ binding: Int, _ range: Range<Int>) throws(EngineError) {
    for place in range where reader.table.isLive(index.row(at: place)) {
      reader.emit(index.row(at: place), for: binding)
      if destination.count == Batch.capacity { try flush() }
      if reader.isExistence || context.isDone { return }
    }
  }

  /// Joins a binding with the rows after the base that have its key.
  private func joinTail(
    _ binding: Int, from newest: Int, where holds: (UInt32) throws(EngineError) -> Bool
  ) throws(EngineError) {
    var row = newest
    while row >= 0, !context.isDone {
      try context.didWork(1)
      if reader.table.isLive(row), try holds(reader.table.columns.column(column)[row]) {
        reader.emit(row, for: binding)
        if destination.count == Batch.capacity { try flush() }
      }
      row = index.older(than: row)
    }
  }

  private func flush() throws(EngineError) {
    try pass()
    destination.count = 0
  }
}
