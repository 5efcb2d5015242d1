/// Binds a variable to each value that all of some lists have, for each binding: the step of a generic join.
///
/// Two lists meet in the way that costs least: by the bits of one of them where it is that of many bindings, by galloping
/// through the longer, or by a merge.
final class IntersectOperator: Operator {
  private let sources: [ListSource]
  private let destination: Batch
  private let register: UnsafeMutablePointer<UInt32>
  private let weight: UnsafeMutablePointer<UInt32>?
  private let isExistence: Bool
  private let carriedFrom: Operands
  private let carriedTo: Operands
  private let found = Columns(width: 1, capacity: Batch.capacity)
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
      sources.append(
        try ListSource(source, table: try table(source.predicate), from: input, budget: context.budget))
    }
    let ranges = sources.compactMap(\.groups.range)
    if sources.count > 1, let least = ranges.map(\.lowerBound).min(),
      let greatest = ranges.map(\.upperBound).max()
    {
      for source in sources { source.makeBitmap(over: least...greatest) }
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
      let lists = sources[0].lists
      for binding in 0..<input.count where !context.isDone { try emit(lists[binding], binding) }
    } else if sources.count == 2, !isExistence {
      try joinPairs(sources[0], sources[1])
    } else {
      try joinLists()
    }
    try pass()
    destination.count = 0
  }

  // MARK: Two lists

  private func joinPairs(_ first: ListSource, _ second: ListSource) throws(EngineError) {
    let count = input.count
    let (lefts, rights) = (first.lists, second.lists)
    let bits = (left: first.bitmap, right: second.bitmap)
    for binding in 0..<count {
      let (left, right) = (lefts[binding], rights[binding])
      guard left.count > 0, right.count > 0 else { continue }
      first.prepare(binding, count: count, lefts, against: rights)
      second.prepare(binding, count: count, rights, against: lefts)
      let cost = WordList.cost(left.count, right.count)
      try context.didWork(cost)
      let byLeft = first.holdsList ? right.count : Int.max
      let byRight = second.holdsList ? left.count : Int.max
      if let bitmap = bits.left, byLeft <= byRight, byLeft <= cost {
        try test(right, by: bitmap, binding)
      } else if let bitmap = bits.right, byRight <= cost {
        try test(left, by: bitmap, binding)
      } else {
        let found = room(for: min(left.count, right.count))
        let kept = left.intersect(right, into: found)
        try emit(WordList(base: UnsafePointer(found), count: kept), binding)
      }
      if context.isDone { return }
    }
  }

  @inline(__always)
  private func test(_ list: WordList, by bitmap: WordBitmap, _ binding: Int) throws(EngineError) {
    if weight != nil { return try emit(weight: bitmap.count(list.base, list.count), binding) }
    let found = room(for: list.count)
    let kept = bitmap.filter(list.base, list.count, into: found)
    try emit(WordList(base: UnsafePointer(found), count: kept), binding)
  }

  // MARK: Any number of lists

  private func joinLists() throws(EngineError) {
    let count = input.count
    let lists = sources.map(\.lists)
    for binding in 0..<count where !context.isDone {
      sort(binding, lists)
      let shortest = order[0]
      var candidates = lists[shortest][binding]
      guard candidates.count > 0 else { continue }
      try context.didWork(8 * candidates.count)
      for place in order.dropFirst() {
        sources[place].prepare(binding, count: count, lists[place], against: lists[shortest])
      }
      guard isExistence else {
        try emit(filtered(candidates, binding, lists), binding)
        continue
      }
      // One value is enough: they are looked for in parts.
      while candidates.count > 0 {
        let some = filtered(candidates.prefix(64), binding, lists)
        if some.count > 0 {
          try emit(some, binding)
          break
        }
        candidates = candidates.dropFirst(64)
      }
    }
  }

  /// Orders the sources by the lengths of their lists.
  private func sort(_ binding: Int, _ lists: [ListSource.Lists]) {
    for place in 1..<order.count {
      let moved = order[place]
      let length = lists[moved].length(binding)
      var hole = place
      while hole > 0, lists[order[hole - 1]].length(binding) > length {
        order[hole] = order[hole - 1]
        hole -= 1
      }
      order[hole] = moved
    }
  }

  /// Those of some values of the shortest list that all other lists have.
  private func filtered(
    _ candidates: WordList, _ binding: Int, _ lists: [ListSource.Lists]
  ) -> WordList {
    let found = room(for: candidates.count)
    var left = candidates
    for place in order.dropFirst() where left.count > 0 {
      let list = lists[place][binding]
      let kept: Int
      // Which source is prepared depends on the lengths: the bits may be those of another list.
      if let bitmap = sources[place].bitmap, bitmap.holds(list.base, list.count) {
        kept = bitmap.filter(left.base, left.count, into: found)
      } else {
        kept = left.intersect(list, into: found)
      }
      left = WordList(base: UnsafePointer(found), count: kept)
    }
    return left
  }

  // MARK: Output

  /// Where values can be put that are found; those of the binding before are no longer needed.
  @inline(__always) private func room(for count: Int) -> UnsafeMutablePointer<UInt32> {
    found.reserve(count)
    return found.column(0)
  }

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
