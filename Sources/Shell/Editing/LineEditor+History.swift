import CEdit

// Up and Down: through the lines of a statement, and through the statements before it.
extension LineEditor {
  func older(_ buffer: EditBuffer) -> EditorCommand.Effect {
    let text = buffer.text
    if !isBrowsing(buffer) {
      if let target = Self.lineAbove(buffer.cursor, in: text) {
        buffer.moveCursor(to: target)
        return .moveCursor
      }
      if !pending.isEmpty {
        // Where the cursor is now is where the lines above are drawn from.
        buffer.moveCursor(to: 0)
        cursorBefore = 0
        push(.recallPending, buffer)
        return .moveCursor
      }
    }
    return show(browser.older(than: text, in: history.entries), buffer)
  }

  func newer(_ buffer: EditBuffer) -> EditorCommand.Effect {
    let text = buffer.text
    if !isBrowsing(buffer), let target = Self.lineBelow(buffer.cursor, in: text) {
      buffer.moveCursor(to: target)
      return .moveCursor
    }
    return show(browser.newer(than: text, in: history.entries), buffer)
  }

  /// The line is an entry of the history, untouched since it was shown.
  private func isBrowsing(_ buffer: EditBuffer) -> Bool {
    guard let browsed else { return false }
    return browsed.text == buffer.text && browsed.cursor == buffer.cursor
  }

  private func show(_ text: String?, _ buffer: EditBuffer) -> EditorCommand.Effect {
    guard let text else { return .beep }
    buffer.set(text)
    browsed = (text, buffer.cursor)
    return .refresh
  }

  /// Brings the lines above back into the one being edited, where all of them can be changed.
  func recallPending(_ buffer: EditBuffer) -> EditorCommand.Effect {
    guard !pending.isEmpty else { return .nothing }
    let lines = pending.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if isPendingAbove, !terminal.isDumb {
      terminal.clear(rowsAbove: rows(of: lines))
    } else {
      terminal.write("\n")
    }
    let cursor = pending.utf8.count
    let text = pending + "\n" + buffer.text
    pending = ""
    isPendingAbove = false
    choosePrompt()
    buffer.set(text, cursor: cursor)
    cedit_draw(buffer.editor)
    return .nothing
  }

  /// The rows that the lines above take, and the prompt before the cursor.
  private func rows(of lines: [String]) -> Int {
    let columns = terminal.size.columns
    var above = 0
    var text = ""
    for line in lines {
      var layout = TextLayout(columns: columns)
      layout.add((text.isEmpty ? delegate.prompt : delegate.continuationPrompt(for: text)) + line)
      above += layout.row + 1
      text += text.isEmpty ? line : "\n" + line
    }
    var layout = TextLayout(columns: columns)
    layout.add(plainPrompt)
    return above + layout.row
  }

  // MARK: Lines of one text

  /// The same column in the line above, or its end where it is shorter; nil in the first line.
  static func lineAbove(_ cursor: Int, in text: String) -> Int? {
    let bytes = Array(text.utf8)
    let start = lineStart(before: cursor, in: bytes)
    guard start > 0 else { return nil }
    let column = characters(bytes[start..<cursor])
    let previous = lineStart(before: start - 1, in: bytes)
    return offset(ofCharacter: column, in: bytes[previous..<(start - 1)])
  }

  /// The same column in the line below, or its end where it is shorter; nil in the last line.
  static func lineBelow(_ cursor: Int, in text: String) -> Int? {
    let bytes = Array(text.utf8)
    guard let end = bytes[cursor...].firstIndex(of: UInt8(ascii: "\n")) else { return nil }
    let column = characters(bytes[lineStart(before: cursor, in: bytes)..<cursor])
    let nextEnd = bytes[(end + 1)...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    return offset(ofCharacter: column, in: bytes[(end + 1)..<nextEnd])
  }

  private static func lineStart(before offset: Int, in bytes: [UInt8]) -> Int {
    bytes[..<offset].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
  }

  private static func characters(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.count { $0 & 0xC0 != 0x80 }
  }

  private static func offset(ofCharacter column: Int, in line: ArraySlice<UInt8>) -> Int {
    var remaining = column
    for (offset, byte) in zip(line.indices, line) where byte & 0xC0 != 0x80 {
      if remaining == 0 { return offset }
      remaining -= 1
    }
    return line.endIndex
  }
}
