/// Many values under one key at a time: entries are looked up a batch at a time, and bitmaps are joined by words.
///
/// The functions that add write the new pairs to `columns` from row `count` on, and give the count after them.
extension PairSet {
  /// Writes the number of the entry of each key, or `UInt32.max` for none.
  func numbers(of keys: UnsafePointer<UInt32>, _ length: Int, into numbers: UnsafeMutablePointer<UInt32>) {
    for index in 0..<length { numbers[index] = UInt32(truncatingIfNeeded: directory.number(of: keys[index])) }
  }

  /// Writes the number of the entry of each key, made where there is none.
  mutating func numbers<Limit: Polling>(
    adding keys: UnsafePointer<UInt32>, _ length: Int, into numbers: UnsafeMutablePointer<UInt32>,
    budget: Limit
  ) throws(Limit.Failure) {
    for index in 0..<length { numbers[index] = UInt32(try number(adding: keys[index], budget: budget)) }
  }

  /// Adds values under one key and writes those that are new from `new` on; gives how many they are.
  mutating func insert<Limit: Polling>(
    under key: UInt32, _ values: UnsafePointer<UInt32>, count length: Int, new: UnsafeMutablePointer<UInt32>,
    budget: Limit
  ) throws(Limit.Failure) -> Int {
    let number = try number(adding: key, budget: budget)
    var end = 0
    for index in 0..<length
    where try insert(at: number, PairSet.storable(values[index]), budget: budget) {
      new[end] = values[index]
      end += 1
    }
    count += end
    return end
  }

  /// Adds under each head's entry, by number, the values of a source's entry; where `runs` are given, rows of the
  /// second column of `values`, those alone unless joining bits is less work. The source is another set's entries, which
  /// nothing is added to meanwhile, or nil for the set itself.
  mutating func unite<Limit: Polling>(
    _ heads: UnsafePointer<UInt32>, at targets: UnsafePointer<UInt32>, with numbers: UnsafePointer<UInt32>,
    of source: UnsafePointer<Entry>?, _ length: Int,
    runs: (starts: UnsafePointer<UInt32>, ends: UnsafePointer<UInt32>)?,
    values: Columns, into columns: Columns, from count: Int, budget: Limit
  ) throws(Limit.Failure) -> Int {
    var count = count
    var tally = WorkTally(budget)
    for index in 0..<length where numbers[index] != .max {
      let (target, number) = (Int(targets[index]), Int(numbers[index]))
      if source == nil, number == target { continue }
      // Taken anew each time: adding may move the entries of the set itself.
      let entry = source.map { $0[number] } ?? entries[number]
      if let runs {
        let start = Int(runs.starts[index])
        let run = Int(runs.ends[index]) - start
        if entry.form != .bitmap || 1 << Int(entry.log) > 2 * run + 4 {
          columns.reserve(count + run)
          let new = UnsafePointer(values.column(1)) + start
          count = try insert(
            heads[index], at: target, new, run, into: columns, from: count, budget: budget)
          try tally.add(run)
          continue
        }
      }
      columns.reserve(count + Int(entry.count))
      count = try unite(
        heads[index], at: target, with: entry, into: columns, from: count, budget: budget)
      try tally.add(entry.size)
    }
    return count
  }

  /// Adds under each head's entry the values at some places of a column.
  mutating func unite<Limit: Polling>(
    _ heads: UnsafePointer<UInt32>, at targets: UnsafePointer<UInt32>, with values: UnsafePointer<UInt32>,
    _ length: Int, into columns: Columns, from count: Int, budget: Limit, places: (Int) -> Range<Int>
  ) throws(Limit.Failure) -> Int {
    var count = count
    var tally = WorkTally(budget)
    for index in 0..<length {
      let places = places(index)
      columns.reserve(count + places.count)
      count = try insert(
        heads[index], at: Int(targets[index]), values + places.lowerBound, places.count, into: columns,
        from: count, budget: budget)
      try tally.add(places.count)
    }
    return count
  }

  /// Adds a run of values under a key whose entry has this number.
  @inline(__always)
  mutating func insert<Limit: Polling>(
    _ key: UInt32, at number: Int, _ values: UnsafePointer<UInt32>, _ length: Int, into columns: Columns,
    from count: Int, budget: Limit
  ) throws(Limit.Failure) -> Int {
    var end = count
    let (keys, new) = (columns.pointers[0], columns.pointers[1])
    for index in 0..<length
    where try insert(at: number, PairSet.storable(values[index]), budget: budget) {
      keys[end] = key
      new[end] = values[index]
      end += 1
    }
    self.count += end - count
    return end
  }

  /// Adds the values of another entry, whose block stays where it is, under a key whose entry has the number `target`.
  private mutating func unite<Limit: Polling>(
    _ key: UInt32, at target: Int, with source: Entry, into columns: Columns, from count: Int, budget: Limit
  ) throws(Limit.Failure) -> Int {
    var end = count
    let (keys, new) = (columns.pointers[0], columns.pointers[1])
    let own = entries[target]
    if source.form == .bitmap, own.form == .bitmap, let from = source.block, let to = own.block {
      let shift = Int(source.first) - Int(own.first)
      let size = 1 << Int(own.log)
      var isInside = true
      for place in 0..<(1 << Int(source.log)) {
        let bits = from[place]
        guard bits != 0 else { continue }
        let ownPlace = place + shift
        guard ownPlace >= 0, ownPlace < size else {
          isInside = false
          continue
        }
        var added = bits & ~to[ownPlace]
        guard added != 0 else { continue }
        to[ownPlace] |= added
        let base = (source.first + UInt32(place)) << 5
        repeat {
          keys[end] = key
          new[end] = PairSet.word(base | UInt32(added.trailingZeroBitCount))
          end += 1
          added &= added - 1
        } while added != 0
      }
      entries[target].count += UInt32(end - count)
      if isInside {
        self.count += end - count
        return end
      }
    }
    // Values that a bitmap had room for are found to be there.
    try PairSet.forEach(source, budget) { (value) throws(Limit.Failure) in
      if try insert(at: target, value, budget: budget) {
        keys[end] = key
        new[end] = PairSet.word(value)
        end += 1
      }
    }
    self.count += end - count
    return end
  }

  /// The word that is stored as `value`.
  @inline(__always) private static func word(_ value: UInt32) -> UInt32 { value == empty - 1 ? empty : value }
}
