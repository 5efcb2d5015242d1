import CEdit
import Glibc

// Being stopped and brought back, and a terminal that changes its size.
extension LineEditor {
  /// Stops the whole job as the terminal would, and draws the line again once it is brought back.
  func stop() {
    guard let editLine else { return }
    terminal.setBracketedPaste(false)
    cedit_prepare_terminal(editLine, 0)
    terminal.write("\n")
    stopProcess()
    resume()
  }

  func stopProcess() {
    let action = SignalAction(default: SIGTSTP)
    kill(0, SIGTSTP)
    action.restore()
    signals?.discard(SIGCONT)
  }

  /// The terminal may have been used by others: takes it again, and draws the line where the cursor is.
  func resume() {
    guard let editLine else { return }
    // libedit would not set a mode that it believes is set.
    cedit_prepare_terminal(editLine, 0)
    cedit_prepare_terminal(editLine, 1)
    terminal.setBracketedPaste(true)
    el_resize(editLine)
    isPendingAbove = false
    cedit_draw(editLine)
  }

  /// Draws the line anew for the terminal's present size. Terminals wrap what is on the screen again
  /// when their width changes, so the line begins as many rows up as it takes at the new width.
  func fitToSize() {
    guard let editLine else { return }
    if !terminal.isDumb {
      var layout = TextLayout(columns: terminal.size.columns)
      layout.add(plainPrompt + EditBuffer(editor: editLine).textBeforeCursor)
      terminal.clear(rowsAbove: layout.row)
    }
    el_resize(editLine)
    cedit_draw(editLine)
  }
}
