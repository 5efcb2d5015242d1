/// Binds a variable to each value that all of some lists have, for each binding: the step of a generic join.
///
/// Two lists meet in the way that costs least: by the bits of one of them where it is that of many bindings, by galloping
/// through the longer, or by a merge.
final class IntersectOperator: Operator {
  private var sources: [ListSource]
  private let destination: Batch
  private let register: UnsafeMutablePointer<UInt32>
  private let weight: UnsafeMutablePointer<UInt32>?
  private let isExistence: Bool
  private let carriedFrom: Operands
  private let carriedTo: Operands
  private var found = WordBuffer()
  /// The sources in ascending order of their lists' lengths for the binding at hand.
  private var order: [Int]

  init(
    _ context: PipelineContext, _ intersection: Plan.Intersection,
    table: (Predicate) throws(EngineError) -> Table, input: Batch
  ) throws(EngineError) {
    destination = Batch(registerCount: input.registers.width)
    register = destination.registers.column(intersection.register)
    weight = intersection.weight.map(destination.registers.column)
    isExistence = intersection.isExistence
    carriedFrom = Operands(intersection.carried.map { .variable($0) }, of: input)
    carriedTo = Operands(intersection.carried.map { .variable($0) }, of: destination)
    var sources: [ListSource] = []
    for source in intersection.sources {
      sources.append(ListSource(source, table: try table(source.predicate), from: input))
    }
    if sources.count > 1 {
      let ranges = sources.compactMap(\.groups.range)
      if let least = ranges.map(\.lowerBound).min(), let greatest = ranges.map(\.upperBound).max() {
        sources = sources.map { ListSource($0, over: least...greatest) }
      }
    }
    self.sources = sources
    order = Array(sources.indices)
    super.init(context, input: input)
  }

  override var output: Batch { destination }

  override func process() throws(EngineError) {
    destination.count = 0
    for source in sources { source.find(input.count) }
    if sources.count == 1 {
      let source = sources[0]
      for binding in 0..<input.count where !context.isDone { try emit(source.list(binding), binding) }
    } else if sources.count == 2, !isExistence {
      try joinPairs()
    } else {
      try joinLists()
    }
    try pass()
    destination.count = 0
  }

  // MARK: Two lists

  private func joinPairs() throws(EngineError) {
    let (first, second) = (sources[0], sources[1])
    let count = input.count
    for binding in 0..<count where !context.isDone {
      let (left, right) = (first.list(binding), second.list(binding))
      guard left.count > 0, right.count > 0 else { continue }
      first.prepare(binding, count: count) { second.length($0) }
      second.prepare(binding, count: count) { first.length($0) }
      try meet(left, first, right, second, binding)
    }
  }

  @inline(__always) private func meet(
    _ left: WordList, _ first: ListSource, _ right: WordList, _ second: ListSource, _ binding: Int
  ) throws(EngineError) {
    let bits = (left: first.bits(of: left), right: second.bits(of: right))
    let cost = WordList.cost(left.count, right.count)
    let byLeft = bits.left == nil ? Int.max : right.count
    let byRight = bits.right == nil ? Int.max : left.count
    let bitmap: WordBitmap?
    let tested: WordList
    if byLeft <= byRight {
      bitmap = byLeft <= cost ? bits.left : nil
      tested = right
    } else {
      bitmap = byRight <= cost ? bits.right : nil
      tested = left
    }
    if let bitmap, weight != nil {
      return try emit(weight: bitmap.count(tested.base, tested.count), binding)
    }
    let kept: Int
    if let bitmap {
      found.resize(to: max(found.count, tested.count))
      kept = bitmap.filter(tested.base, tested.count, into: found.base)
    } else {
      found.resize(to: max(found.count, min(left.count, right.count)))
      kept = left.intersect(right, into: found.base)
    }
    try emit(WordList(base: UnsafePointer(found.base), count: kept), binding)
  }

  // MARK: Any number of lists

  private func joinLists() throws(EngineError) {
    let count = input.count
    for binding in 0..<count where !context.isDone {
      sort(binding)
      let shortest = sources[order[0]]
      var candidates = shortest.list(binding)
      guard candidates.count > 0 else { continue }
      for place in order.dropFirst() {
        sources[place].prepare(binding, count: count) { shortest.length($0) }
      }
      guard isExistence else {
        try emit(filtered(candidates, binding), binding)
        continue
      }
      // One value is enough: they are looked for in parts.
      while candidates.count > 0 {
        let some = filtered(candidates.prefix(64), binding)
        if some.count > 0 {
          try emit(some, binding)
          break
        }
        candidates = candidates.dropFirst(64)
      }
    }
  }

  /// Orders the sources by the lengths of their lists.
  private func sort(_ binding: Int) {
    for place in 1..<order.count {
      let moved = order[place]
      let length = sources[moved].length(binding)
      var hole = place
      while hole > 0, sources[order[hole - 1]].length(binding) > length {
        order[hole] = order[hole - 1]
        hole -= 1
      }
      order[hole] = moved
    }
  }

  /// Those of some values of the shortest list that all other lists have.
  private func filtered(_ candidates: WordList, _ binding: Int) -> WordList {
    found.resize(to: max(found.count, candidates.count))
    var left = candidates
    for place in order.dropFirst() where left.count > 0 {
      let list = sources[place].list(binding)
      let kept: Int
      if let bitmap = sources[place].bits(of: list) {
        kept = bitmap.filter(left.base, left.count, into: found.base)
      } else {
        kept = left.intersect(list, into: found.base)
      }
      left = WordList(base: UnsafePointer(found.base), count: kept)
    }
    return left
  }

  // MARK: Output

  private func emit(_ values: WordList, _ binding: Int) throws(EngineError) {
    guard values.count > 0 else { return }
    if isExistence { return try emit(weight: 1, binding) }
    if weight != nil { return try emit(weight: values.count, binding) }
    var place = 0
    while place < values.count, !context.isDone {
      let start = destination.count
      let length = min(Batch.capacity - start, values.count - place)
      (register + start).update(from: values.base + place, count: length)
      for position in 0..<carriedFrom.count {
        (carriedTo.base[position] + start).update(
          repeating: carriedFrom.base[position][binding], count: length)
      }
      place += length
      destination.count = start + length
      if destination.count == Batch.capacity { try flush() }
    }
  }

  /// Joins a binding with nothing but the number of its values.
  private func emit(weight count: Int, _ binding: Int) throws(EngineError) {
    guard count > 0 else { return }
    let place = destination.count
    weight?[place] = UInt32(truncatingIfNeeded: count)
    for position in 0..<carriedFrom.count {
      carriedTo.base[position][place] = carriedFrom.base[position][binding]
    }
    destination.count = place + 1
    if destination.count == Batch.capacity { try flush() }
  }

  private func flush() throws(EngineError) {
    try pass()
    destination.count = 0
  }
}
