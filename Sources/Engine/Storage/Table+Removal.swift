/// Taking rows out: they keep their numbers, and readers pass over them, so that it costs as much as there are rows to take
/// out, and the row numbers that others keep stay right.
extension Table {
  /// How many rows there are, those taken out not counted.
  var liveCount: Int { count - removals.count }

  /// Whether some rows may be dead, so that readers must ask ``isLive(_:)``.
  var hasDeadRows: Bool { removals.count > 0 }

  @inline(__always) func isLive(_ row: Int) -> Bool { removals.count == 0 || !removals.contains(row) }

  /// The numbers of the live rows, ascending.
  var liveRows: some Sequence<Int> { (0..<count).lazy.filter { [self] in isLive($0) } }

  /// Whether there are so many dead rows that a table without them is worth making.
  var isMostlyDead: Bool { removals.count > 4096 && removals.count > liveCount }

  /// Makes what finding and taking out rows needs.
  func prepareRemoval<Limit: Polling>(budget: Limit = Unlimited()) throws(Limit.Failure) {
    try takeInMembers(budget: budget)
    if usesPairs { _ = try indexForFinding(budget: budget) }
  }

  /// Takes a live row out.
  func remove(_ row: Int) {
    precondition(row >= 0 && row < count && isLive(row))
    takeInMembers()
    forget(row)
    removals.turn(row)
    noteRemoval()
  }

  /// Puts back a row that was taken out. Nothing may have taken its place.
  func restore(_ row: Int) {
    precondition(row >= 0 && row < count && !isLive(row))
    takeInMembers()
    if remember(row) { removals.turn(row) }
    noteRemoval()
  }

  /// What was made of live rows only, and cannot be mended, is made anew when it is next asked for.
  private func noteRemoval() { indexes.dropSets() }
}

extension Table {
  /// A moment in a table's life, from which its changes can be told.
  struct Moment: Hashable {
    fileprivate let table: Int
    fileprivate let count: Int
    fileprivate let turns: Int

    /// That of a table that never was, as if it were empty.
    static let never = Moment(table: 0, count: 0, turns: 0)
  }

  var moment: Moment { Moment(table: id, count: count, turns: removals.turns.count) }

  /// What has changed since a moment of this table, or of one that was empty; nil where the moment is that of another.
  ///
  /// Rows that went and came again are in neither. O(changes).
  func changes(since moment: Moment) -> (added: [Int], removed: [Int])? {
    guard moment.table == id || moment.count == 0 else { return nil }
    var removed: [Int] = []
    var added: [Int] = []
    let turns = moment.table == id ? moment.turns : removals.turns.count
    for row in removals.turned(since: turns) where row < moment.count {
      if isLive(row) { added.append(row) } else { removed.append(row) }
    }
    for row in moment.count..<count where isLive(row) { added.append(row) }
    guard !removed.isEmpty, !added.isEmpty else { return (added, removed) }
    // The same row may have been added under another number.
    var again: Set<Int> = []
    removed.removeAll { row in
      guard let other = find(self.row(row)) else { return false }
      again.insert(other)
      return true
    }
    if !again.isEmpty { added.removeAll(where: again.contains) }
    return (added, removed)
  }

  /// The numbers of the rows that were live at a moment of this table, ascending.
  func rows(at moment: Moment) -> [Int] {
    let turned = Set(removals.turned(since: moment.turns))
    return (0..<min(moment.count, count)).filter { isLive($0) != turned.contains($0) }
  }
}
