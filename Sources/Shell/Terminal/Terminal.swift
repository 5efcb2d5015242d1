import CEdit
import Glibc

/// The terminal a person sits at: where prompts go, how large it is, and what it understands.
struct Terminal {
  static let escape = "\u{1B}"

  /// The stream that prompts and candidates are written to.
  let output: UnsafeMutablePointer<FILE>
  /// No escape sequence may be sent: the terminal's type is `dumb`, or nothing is known of it.
  let isDumb: Bool

  /// The terminal on standard output, or on standard error when the results go elsewhere; nil when
  /// neither is one, or standard input is not.
  init?() {
    guard isatty(STDIN_FILENO) == 1 else { return nil }
    if isatty(STDOUT_FILENO) == 1, let stream = cedit_standard_output() {
      output = stream
    } else if isatty(STDERR_FILENO) == 1, let stream = cedit_standard_error() {
      output = stream
    } else {
      return nil
    }
    let type = Environment["TERM"] ?? ""
    isDumb = type.isEmpty || type == "dumb"
  }

  /// How many columns and rows the terminal has now; 80 by 24 where it does not say.
  var size: (columns: Int, rows: Int) {
    var window = winsize()
    guard ioctl(STDIN_FILENO, UInt(TIOCGWINSZ), &window) == 0 else { return (80, 24) }
    return (
      window.ws_col > 1 ? Int(window.ws_col) : 80,
      window.ws_row > 0 ? Int(window.ws_row) : 24
    )
  }

  /// Writes at once, after all that was written to the same stream before.
  func write(_ text: String) {
    fputs(text, output)
    fflush(output)
  }

  /// Asks the terminal to mark what is pasted, or no longer to.
  func setBracketedPaste(_ on: Bool) {
    guard !isDumb else { return }
    write(Self.escape + (on ? "[?2004h" : "[?2004l"))
  }

  /// Clears from the cursor to the end of the screen, and the rows up to the first of those above it,
  /// where the cursor is afterwards. Row by row: tmux keeps a screen that is cleared at once from its
  /// first place as history.
  func clear(rowsAbove rows: Int) {
    let clearRow = "\r\(Self.escape)[K"
    let up = clearRow + "\(Self.escape)[A"
    write("\(Self.escape)[J" + String(repeating: up, count: max(0, rows)) + clearRow)
  }
}
