import CEdit
import Glibc

/// The user's own settings for libedit, `$EDITRC` or `~/.editrc`.
///
/// They are read in two halves, where libedit would read them at once: `bind -v` and `bind -e` bind
/// every key anew, so they have to come before the shell's bindings, and the keys that the user binds
/// have to come after them.
struct EditorSettings {
  private let editor: OpaquePointer
  private let choices: [[String]]
  private let keys: [[String]]

  init(_ editor: OpaquePointer) {
    self.editor = editor
    let lines = Self.lines
    let isKey = { (words: [String]) in
      words[0].hasSuffix("bind") && !words.dropFirst().contains { $0 == "-v" || $0 == "-e" }
    }
    choices = lines.filter { !isKey($0) }
    keys = lines.filter(isKey)
  }

  /// Which editor, and all that is not about single keys.
  func applyChoices() {
    for words in choices { apply(words) }
  }

  func applyKeys() {
    for words in keys { apply(words) }
  }

  private func apply(_ words: [String]) {
    let copies = words.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    var arguments = copies.map { UnsafePointer($0) }
    el_parse(editor, Int32(clamping: arguments.count), &arguments)
  }

  /// The lines of the file that say something, as words by the rules of sh.
  private static var lines: [[String]] {
    let named = Environment["EDITRC"] ?? Environment["HOME"].map { $0 + "/.editrc" }
    guard let path = named, let stream = fopen(path, "re") else { return [] }
    defer { fclose(stream) }
    var lines: [[String]] = []
    var buffer: UnsafeMutablePointer<CChar>?
    var capacity = 0
    defer { free(buffer) }
    while getline(&buffer, &capacity, stream) > 0, let line = buffer {
      let words = Self.words(of: line)
      if let first = words.first, !first.hasPrefix("#") { lines.append(words) }
    }
    return lines
  }

  private static func words(of line: UnsafePointer<CChar>) -> [String] {
    guard let tokenizer = tok_init(nil) else { return [] }
    defer { tok_end(tokenizer) }
    var count: Int32 = 0
    var words: UnsafeMutablePointer<UnsafePointer<CChar>?>?
    guard tok_str(tokenizer, line, &count, &words) == 0, let words else { return [] }
    return (0..<Int(count)).compactMap { words[$0].map { String(cString: $0) } }
  }
}
