import Archive
import Interchange
import Syntax

/// A query that a dossier's file keeps as a file of its own: its note is the comment that leads it.
enum StoredQueryFile {
  static func file(_ query: StoredQuery) -> FolderContents.File {
    let note = query.note.map { "% " + $0 + "\n" } ?? ""
    return FolderContents.File(name: query.name + ".dl", bytes: Array((note + query.text + "\n").utf8))
  }

  static func query(_ name: String, _ source: SourceText, at time: Int) -> StoredQuery {
    var text = String(decoding: source.bytes, as: UTF8.self)
    if text.hasSuffix("\n") { text.removeLast() }
    var note: String?
    let first = text.prefix { $0 != "\n" }
    if first.hasPrefix("% ") {
      note = String(first.dropFirst(2))
      text = String(text.dropFirst(first.count + 1))
    }
    return StoredQuery(name: name, note: note, text: text, saved: time)
  }
}
