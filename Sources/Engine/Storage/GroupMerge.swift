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
  init(_ old: borrowing WordBuffer, adding groups: UnsafePointer<UInt32>, _ length: Int, keyCount: Int) {
    self.old = UnsafePointer(old.base)
    oldCount = old.count - 1
    starts.resize(to: keyCount + 1)
    for member in 0..<length { starts[Int(groups[member]) + 1] += 1 }
    var ends = WordBuffer()
    ends.resize(to: keyCount)
    for group in 0..<keyCount {
      let size = group < oldCount ? self.old[group + 1] - self.old[group] : 0
      ends[group] = starts[group] + size
      starts[group + 1] += ends[group]
    }
    places.resize(to: length)
    for member in 0..<length {
      let group = Int(groups[member])
      places[member] = ends[group]
      ends[group] += 1
    }
  }

  /// What the members have, in the new order. `words` is what the old ones have in theirs: nil where that is their place.
  func merged(_ words: UnsafePointer<UInt32>?, _ newWord: (Int) -> UInt32) -> WordBuffer {
    var result = WordBuffer()
    result.resize(to: (oldCount > 0 ? Int(old[oldCount]) : 0) + places.count)
    for group in 0..<max(0, oldCount) {
      var place = Int(starts[group])
      for from in Int(old[group])..<Int(old[group + 1]) {
        result[place] = words.map { $0[from] } ?? UInt32(from)
        place += 1
      }
    }
    for member in 0..<places.count { result[Int(places[member])] = newWord(member) }
    return result
  }

  consuming func takeStarts() -> WordBuffer { starts }
}
