import CEdit

/// The line being edited, as libedit holds it. Offsets count UTF-8 bytes; libedit itself counts
/// characters. Texts cross as wide characters, which do not depend on the locale.
struct EditBuffer {
  let editor: OpaquePointer

  private var scalars: (text: [Unicode.Scalar], cursor: Int) {
    guard let line = el_wline(editor)?.pointee else { return ([], 0) }
    let count = line.lastchar - line.buffer
    let text = UnsafeBufferPointer(start: line.buffer, count: count)
    return (
      text.map { Unicode.Scalar(UInt32(bitPattern: $0)) ?? "\u{FFFD}" },
      min(max(0, line.cursor - line.buffer), count)
    )
  }

  var text: String { Self.string(scalars.text[...]) }

  var isEmpty: Bool { scalars.text.isEmpty }

  /// How far into the text the cursor stands.
  var cursor: Int {
    let (text, cursor) = scalars
    return text[..<cursor].reduce(0) { $0 + UTF8.width($1) }
  }

  var textBeforeCursor: String {
    let (text, cursor) = scalars
    return Self.string(text[..<cursor])
  }

  func moveCursor(to offset: Int) {
    let (text, cursor) = scalars
    var target = 0
    var remaining = offset
    while target < text.count, remaining > 0 {
      remaining -= UTF8.width(text[target])
      target += 1
    }
    el_cursor(editor, Int32(clamping: target - cursor))
  }

  func moveCursorToEnd() {
    let (text, cursor) = scalars
    el_cursor(editor, Int32(clamping: text.count - cursor))
  }

  /// Replaces the whole text and puts the cursor at an offset of the new one, by default its end.
  func set(_ new: String, cursor: Int? = nil) {
    if new.isEmpty {
      moveCursorToEnd()
      el_deletestr(editor, Int32(clamping: scalars.text.count))
    } else {
      el_wreplacestr(editor, Self.wide(new))
      moveCursor(to: cursor ?? new.utf8.count)
    }
  }

  /// Puts a text in where the cursor is, and the cursor behind it.
  func insert(_ text: String) {
    el_winsertstr(editor, Self.wide(text))
  }

  /// Characters as libedit takes them, with the NUL at their end.
  static func wide(_ text: String) -> [wchar_t] {
    text.unicodeScalars.map { wchar_t(bitPattern: $0.value) } + [0]
  }

  private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }
}
