import CEdit

// What the keys do that end, drop, or change a line.
extension LineEditor {
  static func perform(_ command: EditorCommand, in editor: OpaquePointer?, key: Int32) -> UInt8 {
    guard let editor, let owner = owner(of: editor) else { return EditorCommand.Effect.beep.code }
    return owner.perform(command, EditBuffer(editor: editor), key: key).code
  }

  private func perform(
    _ command: EditorCommand, _ buffer: EditBuffer, key: Int32
  ) -> EditorCommand.Effect {
    switch command {
    case .accept: accept(buffer)
    case .insertLineEnd: insert("\n", buffer)
    case .interrupt: interrupt(buffer)
    case .leave: leave(buffer)
    case .suspend: suspend(buffer)
    case .stop: stopAndRestore(buffer)
    case .paste: paste(buffer)
    case .complete: complete(buffer)
    case .listCandidates: listCandidates(buffer)
    case .older: older(buffer)
    case .newer: newer(buffer)
    case .recallPending: recallPending(buffer)
    case .searchOlder: beginSearch(.older, buffer, key: key)
    case .searchNewer: beginSearch(.newer, buffer, key: key)
    case .searchStep: searchStep(buffer)
    }
  }

  /// Has libedit call another command once this one's effect is on the screen.
  func push(_ key: PrivateKey, _ buffer: EditBuffer) {
    el_wpush(buffer.editor, EditBuffer.wide(String(key.scalar)))
  }

  /// Ends the line. Of several lines the first stays where it is and the others follow one by one, as
  /// if each had been typed: so each statement's answer stands below it.
  private func accept(_ buffer: EditBuffer) -> EditorCommand.Effect {
    let lines = buffer.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let first = lines.first ?? ""
    ending = .line(first)
    waiting = lines.dropFirst().reversed()
    if lines.count > 1 { buffer.set(first) }
    buffer.moveCursorToEnd()
    push(.finishLine, buffer)
    return .refresh
  }

  func insert(_ text: String, _ buffer: EditBuffer) -> EditorCommand.Effect {
    buffer.insert(text)
    return .refresh
  }

  private func interrupt(_ buffer: EditBuffer) -> EditorCommand.Effect {
    search = nil
    ending = .dropped
    buffer.moveCursorToEnd()
    buffer.insert("^C")
    push(.finishLine, buffer)
    return .refresh
  }

  private func leave(_ buffer: EditBuffer) -> EditorCommand.Effect {
    guard buffer.isEmpty else {
      push(.deleteForward, buffer)
      return .nothing
    }
    ending = .leave
    terminal.write("\n")
    return .endOfFile
  }

  private func suspend(_ buffer: EditBuffer) -> EditorCommand.Effect {
    moveToEnd(buffer, then: .stop)
  }

  private func stopAndRestore(_ buffer: EditBuffer) -> EditorCommand.Effect {
    restoreCursor(buffer)
    stop()
    return .nothing
  }

  /// Moves the cursor below all of the line, where something else can be written, and calls a command
  /// that does so.
  func moveToEnd(_ buffer: EditBuffer, then key: PrivateKey) -> EditorCommand.Effect {
    cursorBefore = buffer.cursor
    buffer.moveCursorToEnd()
    push(key, buffer)
    return .moveCursor
  }

  func restoreCursor(_ buffer: EditBuffer) {
    if let cursorBefore { buffer.moveCursor(to: cursorBefore) }
    cursorBefore = nil
  }

  /// Text that was pasted is taken as it is. When it ends with a line end, at the end of the line, it
  /// runs; else it waits to be edited.
  private func paste(_ buffer: EditBuffer) -> EditorCommand.Effect {
    guard case .paste(let pasted) = key, !pasted.isEmpty else { return .nothing }
    key = nil
    let isAtEnd = buffer.cursor == buffer.text.utf8.count
    guard pasted.hasSuffix("\n"), isAtEnd else { return insert(pasted, buffer) }
    buffer.insert(String(pasted.dropLast()))
    return accept(buffer)
  }
}
