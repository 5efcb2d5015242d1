/// A search through the history while it is typed (Ctrl-R). Upper and lower case are one, unless an
/// upper-case letter is searched for.
struct HistorySearch {
  enum Direction { case older, newer }

  private(set) var pattern = ""
  private(set) var hasFailed = false
  /// The entry found, and where in its text, in UTF-8 bytes.
  private(set) var match: (entry: Int, offset: Int)?
  private var direction: Direction
  /// Where each shorter pattern stood, for going back to it.
  private var earlier: [(pattern: String, hasFailed: Bool, match: (entry: Int, offset: Int)?)] = []
  private let start: Int

  /// - Parameter start: the entry to begin at; the number of entries for the line being written.
  init(_ direction: Direction, from start: Int) {
    self.direction = direction
    self.start = start
  }

  /// One more character: the entry shown stays if it still matches.
  mutating func add(_ character: Unicode.Scalar, in entries: [String]) {
    earlier.append((pattern, hasFailed, match))
    pattern.unicodeScalars.append(character)
    look(from: match?.entry ?? start, in: entries)
  }

  /// One character less; false when there is none.
  mutating func removeLast() -> Bool {
    guard let last = earlier.popLast() else { return false }
    (pattern, hasFailed, match) = last
    return true
  }

  /// The next entry that matches, in a direction.
  mutating func again(_ direction: Direction, in entries: [String]) {
    self.direction = direction
    guard !pattern.isEmpty else { return }
    let shown = match?.entry ?? start
    look(from: direction == .older ? shown - 1 : shown + 1, in: entries)
  }

  /// Searches for a text at once, as if it had been typed.
  mutating func resume(_ pattern: String, in entries: [String]) {
    for scalar in pattern.unicodeScalars { add(scalar, in: entries) }
  }

  private mutating func look(from first: Int, in entries: [String]) {
    let candidates: any Sequence<Int> =
      switch direction {
      case .older: (0..<max(0, min(first + 1, entries.count))).reversed()
      case .newer: max(0, min(first, entries.count))..<entries.count
      }
    let isExact = pattern.contains(where: \.isUppercase)
    let needle = Array((isExact ? pattern : pattern.lowercased()).utf8)
    for candidate in candidates {
      if let offset = Self.find(needle, in: entries[candidate], isExact: isExact) {
        match = (candidate, offset)
        hasFailed = false
        return
      }
    }
    hasFailed = true
  }

  /// The offset of the last place where the bytes stand in a text.
  private static func find(_ needle: [UInt8], in text: String, isExact: Bool) -> Int? {
    let bytes = Array((isExact ? text : text.lowercased()).utf8)
    guard bytes.count >= needle.count else { return nil }
    for offset in stride(from: bytes.count - needle.count, through: 0, by: -1)
    where bytes[offset..<(offset + needle.count)].elementsEqual(needle) {
      return offset
    }
    return nil
  }
}
