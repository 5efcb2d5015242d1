import CEdit

/// The commands that the shell adds to libedit's own, with the keys they are on. The names can be
/// bound in `~/.editrc` too.
enum EditorCommand: String, CaseIterable {
  case accept = "dossier-accept"
  case insertLineEnd = "dossier-insert-line-end"
  case interrupt = "dossier-interrupt"
  case leave = "dossier-leave"
  case suspend = "dossier-suspend"
  case complete = "dossier-complete"
  case older = "dossier-older"
  case newer = "dossier-newer"
  case searchOlder = "dossier-search-older"
  case searchNewer = "dossier-search-newer"
  // Called by the shell itself only.
  case paste = "dossier-paste"
  case searchStep = "dossier-search-step"
  case listCandidates = "dossier-list-candidates"
  case stop = "dossier-stop"
  case recallPending = "dossier-recall-pending"

  /// What a command leaves libedit to do.
  enum Effect {
    case nothing, refresh, refreshAndBeep, moveCursor, beep, endOfFile

    var code: UInt8 {
      switch self {
      case .nothing: UInt8(CEditNothing)
      case .refresh: UInt8(CEditRefresh)
      case .refreshAndBeep: UInt8(CEditRefreshAndBeep)
      case .moveCursor: UInt8(CEditMoveCursor)
      case .beep: UInt8(CEditError)
      case .endOfFile: UInt8(CEditEndOfFile)
      }
    }
  }

  var help: String {
    switch self {
    case .accept: "Run the statement, or continue it on another line"
    case .insertLineEnd: "Continue the statement on another line"
    case .interrupt: "Drop the statement"
    case .leave: "Leave on an empty line, else delete a character"
    case .suspend: "Stop the shell until it is brought back"
    case .complete: "Complete a name, or list what it may be"
    case .older: "The line above, or the statement before"
    case .newer: "The line below, or the statement after"
    case .searchOlder: "Search the statements before"
    case .searchNewer: "Search the statements after"
    case .paste: "Take pasted text as it is"
    case .searchStep: "One key of a search"
    case .listCandidates: "List what a name may be"
    case .stop: "Stop the shell"
    case .recallPending: "Go back to the lines above"
    }
  }

  /// C functions carry no context: each command has its own, and finds its editor through libedit.
  var function: CEditCommand {
    switch self {
    case .accept: { LineEditor.perform(.accept, in: $0, key: $1) }
    case .insertLineEnd: { LineEditor.perform(.insertLineEnd, in: $0, key: $1) }
    case .interrupt: { LineEditor.perform(.interrupt, in: $0, key: $1) }
    case .leave: { LineEditor.perform(.leave, in: $0, key: $1) }
    case .suspend: { LineEditor.perform(.suspend, in: $0, key: $1) }
    case .complete: { LineEditor.perform(.complete, in: $0, key: $1) }
    case .older: { LineEditor.perform(.older, in: $0, key: $1) }
    case .newer: { LineEditor.perform(.newer, in: $0, key: $1) }
    case .searchOlder: { LineEditor.perform(.searchOlder, in: $0, key: $1) }
    case .searchNewer: { LineEditor.perform(.searchNewer, in: $0, key: $1) }
    case .paste: { LineEditor.perform(.paste, in: $0, key: $1) }
    case .searchStep: { LineEditor.perform(.searchStep, in: $0, key: $1) }
    case .listCandidates: { LineEditor.perform(.listCandidates, in: $0, key: $1) }
    case .stop: { LineEditor.perform(.stop, in: $0, key: $1) }
    case .recallPending: { LineEditor.perform(.recallPending, in: $0, key: $1) }
    }
  }
}
