/// Where the members of groups that lie one after the other go when each group gets more members at its end.
struct GroupMerge: ~Copyable {
  /// Where each group starts before and after, and at the end where the last one ends.
  private let old: UnsafePointer<UInt32>
  private let oldCount: Int
  private var starts = WordBuffer()
  /// Where each new member goes.
  private var places = WordBuffer()

  /// `old` are the starts of the groups so far, which must stay as they are while this is used; `groups` the number of
  /// the group of each new member.
  init<Limit: Polling>(
    _ old: borrowing WordBuffer, adding groups: UnsafePointer<UInt32>, _ length: Int, keyCount: Int,
    budget: Limit
  ) throws(Limit.Failure) {
    self.old = UnsafePointer(old.base)
    oldCount = old.count - 1
    try starts.resize(to: keyCount + 1, budget: budget)
    for piece in Pieces(0..<length) {
      try budget.poll()
      for member in piece { starts[Int(groups[member]) + 1] += 1 }
    }
    var ends = WordBuffer()
    try ends.resize(to: keyCount, budget: budget)
    for piece in Pieces(0..<keyCount) {
      try budget.poll()
      for group in piece {
        let size = group < oldCount ? self.old[group + 1] - self.old[group] : 0
        ends[group] = starts[group] + size
        starts[group + 1] += ends[group]
      }
    }
    try places.resize(to: length, budget: budget)
    for piece in Pieces(0..<length) {
      try budget.poll()
      for member in piece {
        let group = Int(groups[member])
        places[member] = ends[group]
        ends[group] += 1
      }
    }
  }

  /// What the members have, in the new order. `words` is what the old ones have in theirs: nil where that is their place.
  func merged<Limit: Polling>(
    _ words: UnsafePointer<UInt32>?, budget: Limit, _ newWord: (Int) -> UInt32
  ) throws(Limit.Failure) -> WordBuffer {
    var result = WordBuffer()
    try result.resize(to: (oldCount > 0 ? Int(old[oldCount]) : 0) + places.count, budget: budget)
    var tally = WorkTally(budget)
    for group in 0..<max(0, oldCount) {
      var place = Int(starts[group])
      let group = Int(old[group])..<Int(old[group + 1])
      for from in group {
        result[place] = words.map { $0[from] } ?? UInt32(from)
        place += 1
      }
      try tally.add(group.count + 1)
    }
    for piece in Pieces(0..<places.count) {
      try budget.poll()
      for member in piece { result[Int(places[member])] = newWord(member) }
    }
    return result
  }

  consuming func takeStarts() -> WordBuffer { starts }
}
