import Session

extension HelpTopic {
  /// The keys of the line editor.
  static let keys = HelpTopic("keys", "the keys of the line editor") {
    """
    Enter              runs a complete statement, continues an incomplete one
    Alt-Enter          continues on another line in any case
    Tab                completes a command, a name or a value, or lists what fits
    Up, Down           the lines of a statement, then other statements (also
                       Ctrl-P, Ctrl-N)
    Ctrl-R, Ctrl-S     search the statements before and after; Esc ends the search
    Ctrl-C             drops what is typed; while a question runs, stops it
    Ctrl-D             leaves, on an empty line
    Ctrl-A, Ctrl-E     to the start and the end of the line
    Ctrl-W, Ctrl-U     delete the word, or the line, before the cursor
    Ctrl-L             clears the screen
    Ctrl-Z             stops the shell; 'fg' goes on

    Keys are emacs' unless ~/.editrc says 'bind -v' for vi's; it can bind any key (man 5 editrc).
    """
  }
}
