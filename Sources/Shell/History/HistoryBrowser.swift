/// Going through the history from one line: which entry is shown, the line that was being written, and
/// what was changed in entries on the way, until the line is run.
struct HistoryBrowser {
  /// The entry shown; nil for the line being written.
  private(set) var position: Int?
  private var draft = ""
  private var changed: [Int: String] = [:]

  /// The entry before the one shown; nil at the oldest.
  mutating func older(than current: String, in entries: [String]) -> String? {
    let target = (position ?? entries.count) - 1
    guard entries.indices.contains(target) else { return nil }
    return show(target, leaving: current, in: entries)
  }

  /// The entry after the one shown, and after the newest the line that was being written; nil there.
  mutating func newer(than current: String, in entries: [String]) -> String? {
    guard let position else { return nil }
    return show(position + 1, leaving: current, in: entries)
  }

  /// Goes to an entry that was found in another way.
  mutating func show(_ target: Int, leaving current: String, in entries: [String]) -> String {
    if let position {
      let isChanged = entries.indices.contains(position) && entries[position] != current
      changed[position] = isChanged ? current : nil
    } else {
      draft = current
    }
    guard entries.indices.contains(target) else {
      position = nil
      return draft
    }
    position = target
    return changed[target] ?? entries[target]
  }
}
