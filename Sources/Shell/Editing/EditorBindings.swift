import CEdit

/// Which key calls what: the shell's own commands, and libedit's where its defaults are not what the
/// people who use a shell expect.
struct EditorBindings {
  let editor: OpaquePointer

  private static let emacs: [(keys: [String], command: String)] = [
    (["^J", "^M"], EditorCommand.accept.rawValue),
    (["^[^M", "^[^J"], EditorCommand.insertLineEnd.rawValue),
    (["^C"], EditorCommand.interrupt.rawValue),
    (["^D"], EditorCommand.leave.rawValue),
    (["^Z"], EditorCommand.suspend.rawValue),
    (["^I"], EditorCommand.complete.rawValue),
    (["^P", "^[[A", "^[OA"], EditorCommand.older.rawValue),
    (["^N", "^[[B", "^[OB"], EditorCommand.newer.rawValue),
    (["^R"], EditorCommand.searchOlder.rawValue),
    (["^S"], EditorCommand.searchNewer.rawValue),
    (["^W"], "ed-delete-prev-word"),
    (["^U"], "vi-kill-line-prev"),
    (["^[[1~", "^[[7~"], "ed-move-to-beg"),
    (["^[[4~", "^[[8~"], "ed-move-to-end"),
    (["^[[3~"], "ed-delete-next-char"),
    (["^[[5~"], "ed-search-prev-history"),
    (["^[[6~"], "ed-search-next-history"),
    (["^[[1;5C", "^[[1;3C"], "em-next-word"),
    (["^[[1;5D", "^[[1;3D"], "ed-prev-word"),
    // Keys that would otherwise leave part of their sequence in the line.
    (["^[[2~", "^[[1;2A", "^[[1;2B", "^[[1;2C", "^[[1;2D", "^[[1;5A", "^[[1;5B"], "ed-ignore"),
    (["^[[15~", "^[[17~", "^[[18~", "^[[19~", "^[[20~", "^[[21~", "^[[23~", "^[[24~"], "ed-ignore"),
  ]

  private static let viInsert: [(keys: [String], command: String)] = [
    (["^J", "^M"], EditorCommand.accept.rawValue),
    (["^C"], EditorCommand.interrupt.rawValue),
    (["^D"], EditorCommand.leave.rawValue),
    (["^Z"], EditorCommand.suspend.rawValue),
    (["^I"], EditorCommand.complete.rawValue),
    (["^P"], EditorCommand.older.rawValue),
    (["^N"], EditorCommand.newer.rawValue),
    (["^R"], EditorCommand.searchOlder.rawValue),
    (["^S"], EditorCommand.searchNewer.rawValue),
    (["^L"], "ed-clear-screen"),
  ]

  private static let viCommand: [(keys: [String], command: String)] = [
    (["^J", "^M"], EditorCommand.accept.rawValue),
    (["^C"], EditorCommand.interrupt.rawValue),
    (["^D"], EditorCommand.leave.rawValue),
    (["^Z"], EditorCommand.suspend.rawValue),
    (["k", "\\055", "^P"], EditorCommand.older.rawValue),
    (["j", "+", "^N"], EditorCommand.newer.rawValue),
    (["^R", "/"], EditorCommand.searchOlder.rawValue),
    (["^S", "?"], EditorCommand.searchNewer.rawValue),
    // By default ESC waits for another key here, and swallows it.
    (["^["], "ed-ignore"),
  ]

  /// Makes the commands known by name, so that the user's own settings can bind them.
  func addCommands() {
    for command in EditorCommand.allCases {
      cedit_add_command(editor, command.rawValue, command.help, command.function)
    }
    // What many a ~/.editrc binds Tab to, for Python's sake.
    cedit_add_command(
      editor, "rl_complete", EditorCommand.complete.help, EditorCommand.complete.function)
  }

  /// Binds every key, for the editor that libedit is set to.
  func bind() {
    let isVi = cedit_is_vi(editor) != 0
    for (keys, command) in isVi ? Self.viInsert : Self.emacs {
      for key in keys { cedit_bind(editor, key, command) }
    }
    if isVi {
      for (keys, command) in Self.viCommand {
        for key in keys { cedit_bind_vi_command(editor, key, command) }
      }
    }
    for key in PrivateKey.allCases {
      cedit_bind(editor, key.binding, Self.command(for: key))
      if isVi { cedit_bind_vi_command(editor, key.binding, Self.command(for: key)) }
    }
  }

  private static func command(for key: PrivateKey) -> String {
    switch key {
    case .paste: EditorCommand.paste.rawValue
    case .searchStep: EditorCommand.searchStep.rawValue
    case .interrupt: EditorCommand.interrupt.rawValue
    case .up: EditorCommand.older.rawValue
    case .down: EditorCommand.newer.rawValue
    case .left: "ed-prev-char"
    case .right: "ed-next-char"
    case .home: "ed-move-to-beg"
    case .end: "ed-move-to-end"
    case .delete, .deleteForward: "ed-delete-next-char"
    case .previousWord: "ed-prev-word"
    case .nextWord: "em-next-word"
    case .finishLine: "ed-newline"
    case .listCandidates: EditorCommand.listCandidates.rawValue
    case .stop: EditorCommand.stop.rawValue
    case .recallPending: EditorCommand.recallPending.rawValue
    }
  }
}
