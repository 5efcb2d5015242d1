import CEdit
import Glibc

// Tab: a name is completed as far as it is certain, and then listed.
extension LineEditor {
  func complete(_ buffer: EditBuffer) -> EditorCommand.Effect {
    let above = pending.isEmpty ? "" : pending + "\n"
    let text = buffer.text
    let cursor = buffer.cursor
    let start = above.utf8.count
    let (range, candidates) = delegate.completions(for: above + text, cursor: start + cursor)
    // What cannot be replaced here was not asked about: the lines above are not being edited.
    guard range.lowerBound >= start, range.upperBound <= start + text.utf8.count,
      let first = candidates.first
    else { return .beep }
    let bytes = Array(text.utf8)
    let replaced = (range.lowerBound - start)..<(range.upperBound - start)
    let typed = String(decoding: bytes[replaced], as: UTF8.self)
    let certain = candidates.count == 1 ? first.text : Self.commonStart(of: candidates)
    if certain != typed, candidates.count == 1 || certain.count >= typed.count, !certain.isEmpty {
      let before = String(decoding: bytes[..<replaced.lowerBound], as: UTF8.self)
      let after = String(decoding: bytes[replaced.upperBound...], as: UTF8.self)
      buffer.set(before + certain + after, cursor: before.utf8.count + certain.utf8.count)
      return .refresh
    }
    guard candidates.count > 1 else { return .beep }
    listing = candidates
    return moveToEnd(buffer, then: .listCandidates)
  }

  /// Writes the list below the line, and the line again below the list.
  func listCandidates(_ buffer: EditBuffer) -> EditorCommand.Effect {
    let (columns, height) = terminal.size
    let list = CompletionList(listing, columns: columns, style: styledNote)
    listing = []
    terminal.write("\n")
    show(list, height: height)
    isPendingAbove = false
    restoreCursor(buffer)
    cedit_draw(buffer.editor)
    return .nothing
  }

  private func show(_ list: CompletionList, height: Int) {
    let page = max(1, height - 1)
    guard list.rows.count > page else {
      terminal.write(list.rows.map { $0 + "\n" }.joined())
      return
    }
    var shown = 0
    while shown < list.rows.count {
      let end = min(shown + page, list.rows.count)
      terminal.write(list.rows[shown..<end].map { $0 + "\n" }.joined())
      shown = end
      guard shown < list.rows.count, !askForMore(list.rows.count - shown) else { continue }
      return
    }
  }

  /// Asks whether to go on; the question is gone afterwards.
  private func askForMore(_ rows: Int) -> Bool {
    let question = TextLayout.cut("-- \(rows) more rows: Space, or q --", to: terminal.size.columns - 1)
    terminal.write(question)
    defer { terminal.write("\r" + String(repeating: " ", count: question.count) + "\r") }
    while true {
      switch keys.next() {
      case .character(" "), .character("\t"), .character("\r"), .character("y"): return true
      case .signal(SIGWINCH), .signal(SIGCONT): continue
      case .signal(let number):
        // It ends the line, which is not for here.
        repeated = .signal(number)
        return false
      default: return false
      }
    }
  }

  /// What all candidates begin with, in whole characters.
  private static func commonStart(of candidates: [Candidate]) -> String {
    guard var start = candidates.first?.text[...] else { return "" }
    for candidate in candidates.dropFirst() {
      let same = zip(start, candidate.text).prefix { $0.unicodeScalars.elementsEqual($1.unicodeScalars) }
      start = start.prefix(same.count)
    }
    return String(start)
  }
}
