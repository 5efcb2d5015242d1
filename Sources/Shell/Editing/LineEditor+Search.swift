// Ctrl-R and Ctrl-S: the history searched while one types.
extension LineEditor {
  /// - Parameter key: the key that asks for it.
  func beginSearch(
    _ direction: HistorySearch.Direction, _ buffer: EditBuffer, key: Int32
  ) -> EditorCommand.Effect {
    let start = browser.position ?? history.entries.count
    search = SearchSession(
      search: HistorySearch(direction, from: start), text: buffer.text, cursor: buffer.cursor,
      endsWithEnter: key == Int32(UInt8(ascii: "/")) || key == Int32(UInt8(ascii: "?")))
    return .refresh
  }

  /// One key; none when a key that is not the search's own has ended it.
  func searchStep(_ buffer: EditBuffer) -> EditorCommand.Effect {
    guard var session = search else { return .nothing }
    let entries = history.entries
    var isFound = true
    switch key {
    case .character(SearchSession.older): again(.older, &session.search)
    case .character(SearchSession.newer): again(.newer, &session.search)
    case .character(SearchSession.giveUp):
      search = nil
      buffer.set(session.text, cursor: session.cursor)
      key = nil
      return .refresh
    case .character("\r"):
      end(session)
      key = nil
      return .refresh
    case .character(let scalar) where SearchSession.erase.contains(scalar):
      isFound = session.search.removeLast()
    case .character(let scalar):
      session.search.add(scalar, in: entries)
      isFound = !session.search.hasFailed
    case .paste(let text):
      session.search.resume(text.split(separator: "\n").first.map(String.init) ?? "", in: entries)
      isFound = !session.search.hasFailed
    default:
      end(session)
      key = nil
      return .refresh
    }
    key = nil
    search = session
    show(session, buffer)
    return isFound ? .refresh : .refreshAndBeep
  }

  /// Another Ctrl-R right after the first takes up what was searched for before.
  private func again(_ direction: HistorySearch.Direction, _ search: inout HistorySearch) {
    if search.pattern.isEmpty {
      search.resume(lastPattern, in: history.entries)
    } else {
      search.again(direction, in: history.entries)
    }
  }

  private func show(_ session: SearchSession, _ buffer: EditBuffer) {
    guard let match = session.search.match, history.entries.indices.contains(match.entry) else {
      buffer.set(session.text, cursor: session.cursor)
      return
    }
    buffer.set(history.entries[match.entry], cursor: match.offset)
  }

  /// The line stays as found; Up and Down go on from there.
  private func end(_ session: SearchSession) {
    search = nil
    if !session.search.pattern.isEmpty { lastPattern = session.search.pattern }
    if let match = session.search.match {
      _ = browser.show(match.entry, leaving: session.text, in: history.entries)
    }
  }
}
