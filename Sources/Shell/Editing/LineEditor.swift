import CEdit
import Glibc

/// Reads statements that a person types at a terminal: lines edited by libedit, with history,
/// completion, search and paste, until they make a whole statement.
///
/// One at a time, on one thread.
public final class LineEditor {
  /// How the editor looks and behaves, decided by whoever starts it.
  public struct Configuration: Sendable {
    /// Weights and colours may be used.
    public var usesColor = true
    /// vi's keys instead of emacs'; `~/.editrc` may choose too.
    public var usesViKeys = false
    /// The name that lines of `~/.editrc` can be meant for: `dossier:bind …`.
    public var program = "dossier"

    public init() {}
  }

  /// What a person gave.
  public enum Input: Hashable, Sendable {
    /// A whole statement, without its last line end.
    case statement(String)
    /// Ctrl-D on an empty line, or the end of the input.
    case leave
    /// The program was asked to end by this signal. The terminal is in order again.
    case killed(Int32)
  }

  /// How the reading of one line ended.
  enum Ending {
    case line(String)
    case dropped, leave
    case killed(Int32)
  }

  let terminal: Terminal
  let keys: KeyReader
  let signals: SignalPipe?
  let history: StatementHistory
  let delegate: any LineEditorDelegate
  private let usesColor: Bool

  /// libedit; nil where the terminal edits its lines itself.
  private(set) var editLine: OpaquePointer?

  /// The lines of an incomplete statement, above the one being edited.
  var pending = ""
  /// Lines of a paste that wait for their turn, the next one last.
  var waiting: [String] = []
  /// The newest statement came from those alone; nothing of it was typed.
  private(set) var isTakingPaste = false
  /// How the line ends, once a command has decided it.
  var ending: Ending?
  /// Where in the history this line is.
  var browser = HistoryBrowser()
  /// The line as the last step through the history left it: while it is untouched, Up and Down go on
  /// through the history rather than through the line.
  var browsed: (text: String, cursor: Int)?
  var search: SearchSession?
  /// What was searched for last.
  var lastPattern = ""
  /// A key that the key reader found, for the command that it is passed on to.
  var key: KeyReader.Key?
  /// A key that has been read and still has to do its work.
  var repeated: KeyReader.Key?
  /// The candidates that are about to be listed.
  var listing: [Candidate] = []
  /// Where the cursor was before it was moved out of the way.
  var cursorBefore: Int?
  /// The lines above stand directly over the one being edited, so that going back to them can draw
  /// over them.
  var isPendingAbove = false

  private var promptText = ""
  /// The prompt as libedit was given it last.
  private var widePrompt: UnsafeMutableBufferPointer<wchar_t>?

  /// Nil when there is no terminal to read from and write to.
  public init?(_ configuration: Configuration = Configuration(), delegate: any LineEditorDelegate) {
    guard let terminal = Terminal() else { return nil }
    self.terminal = terminal
    self.delegate = delegate
    usesColor = configuration.usesColor && !terminal.isDumb
    signals = SignalPipe()
    keys = KeyReader(input: STDIN_FILENO, signals: signals)
    history = StatementHistory(file: .standard)
    UTF8Locale.use()
    editLine = startEditing(configuration)
  }

  deinit {
    close()
  }

  /// Puts the terminal back as it was found. Nothing can be read afterwards.
  public func close() {
    if let editLine { el_end(editLine) }
    editLine = nil
    widePrompt?.deallocate()
    widePrompt = nil
  }

  private func startEditing(_ configuration: Configuration) -> OpaquePointer? {
    // Inside Emacs, whose shell buffers call themselves dumb, lines are edited by Emacs.
    if terminal.isDumb, Environment["INSIDE_EMACS"] != nil { return nil }
    guard
      let editor = el_init(
        configuration.program, cedit_standard_input(), terminal.output, cedit_standard_error())
    else { return nil }
    cedit_set_owner(editor, Unmanaged.passUnretained(self).toOpaque())
    cedit_set_prompt(editor, { LineEditor.owner(of: $0)?.drawnPrompt() }, Self.promptMark)
    cedit_set_read_key(editor) { LineEditor.owner(of: $0)?.readKey(into: $1) ?? 0 }
    history.attach(to: editor)
    let bindings = EditorBindings(editor: editor)
    bindings.addCommands()
    cedit_set_editor(editor, configuration.usesViKeys ? "vi" : "emacs")
    let settings = EditorSettings(editor)
    settings.applyChoices()
    bindings.bind()
    settings.applyKeys()
    // Signals come as keys, flow control does not get in the way of Ctrl-S, and line ends are not
    // swapped, which libedit does by default.
    for mode in ["-isig", "-ixon", "-icrnl", "-inlcr"] { cedit_set_editing_mode(editor, mode) }
    guard cedit_is_enabled(editor) != 0 else {
      el_end(editor)
      return nil
    }
    keys.readsSequences = cedit_is_vi(editor) != 0
    return editor
  }

  static func owner(of editor: OpaquePointer?) -> LineEditor? {
    guard let editor, let owner = cedit_owner(editor) else { return nil }
    return Unmanaged<LineEditor>.fromOpaque(owner).takeUnretainedValue()
  }

  // MARK: Statements

  /// Reads until there is a whole statement; it is in the history then.
  public func readStatement() -> Input {
    isTakingPaste = true
    while true {
      switch readLine() {
      case .line(let line):
        if let statement = take(line) { return .statement(statement) }
      case .dropped:
        discardPending()
      case .leave:
        keep(pending)
        discardPending()
        return .leave
      case .killed(let signal):
        keep(pending)
        discardPending()
        return .killed(signal)
      }
    }
  }

  /// Drops the lines of an incomplete statement, and those of a paste that have not run yet.
  public func discardPending() {
    pending = ""
    waiting = []
  }

  /// One more line; the statement, if it is whole now.
  private func take(_ line: String) -> String? {
    let text = pending.isEmpty ? line : pending + "\n" + line
    switch delegate.state(of: text) {
    case .empty:
      pending = ""
    case .incomplete:
      pending = text
    case .complete:
      pending = ""
      keep(text)
      return text
    }
    return nil
  }

  /// Remembers a statement. A history that cannot be kept is worth one warning, and no more.
  private func keep(_ statement: String) {
    history.add(statement)
    warnAboutHistory()
  }

  private func warnAboutHistory() {
    guard let problem = history.takeProblem() else { return }
    fputs("warning: \(problem)\n", cedit_standard_error())
  }

  // MARK: Lines

  private func readLine() -> Ending {
    choosePrompt()
    if let line = waiting.popLast() {
      terminal.write(styledPrompt(mark: nil) + line + "\n")
      return .line(line)
    }
    isTakingPaste = false
    signals?.receive([SIGINT, SIGTERM, SIGHUP, SIGTSTP, SIGCONT, SIGWINCH])
    defer { signals?.restore() }
    guard let editLine else { return readPlainLine() }
    ending = nil
    browser = HistoryBrowser()
    browsed = nil
    isPendingAbove = !pending.isEmpty
    terminal.setBracketedPaste(true)
    defer { terminal.setBracketedPaste(false) }
    var count: Int32 = 0
    let isLine = el_wgets(editLine, &count) != nil
    if let ending { return ending }
    guard isLine, count > 0 else {
      terminal.write("\n")
      return .leave
    }
    // A key that the user has bound to libedit's own end of line: take what accepting would have.
    let text = EditBuffer(editor: editLine).text
    let lines = (text.hasSuffix("\n") ? text.dropLast() : text[...])
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    waiting = lines.dropFirst().reversed()
    return .line(lines.first ?? "")
  }

  /// A line from a terminal that edits it itself.
  private func readPlainLine() -> Ending {
    terminal.write(styledPrompt(mark: nil))
    while true {
      let (text, last) = keys.nextLine()
      switch last {
      case .signal(SIGINT):
        terminal.write("\n")
        return .dropped
      case .signal(let number) where number == SIGTERM || number == SIGHUP:
        return .killed(number)
      case .signal(SIGTSTP):
        stopProcess()
        terminal.write(styledPrompt(mark: nil))
      case .signal:
        continue
      case .end where text.isEmpty:
        terminal.write("\n")
        return .leave
      default:
        return .line(text)
      }
    }
  }

  // MARK: Prompt

  private static let promptMark: wchar_t = 1

  func choosePrompt() {
    promptText = pending.isEmpty ? delegate.prompt : delegate.continuationPrompt(for: pending)
  }

  /// The prompt as libedit wants it; the bytes stay until the next call.
  private func drawnPrompt() -> UnsafeMutablePointer<wchar_t>? {
    widePrompt?.deallocate()
    let prompt = EditBuffer.wide(styledPrompt(mark: "\u{1}"))
    let copy = UnsafeMutableBufferPointer<wchar_t>.allocate(capacity: prompt.count)
    _ = copy.initialize(from: prompt)
    widePrompt = copy
    return copy.baseAddress
  }

  /// The prompt's own text, without what makes it look bold.
  var plainPrompt: String { search?.prompt ?? promptText }

  private func styledPrompt(mark: Character?) -> String {
    guard usesColor, search == nil else { return plainPrompt }
    let style: TerminalStyle = pending.isEmpty ? .bold : .dim
    return mark.map { style.applied(toPrompt: plainPrompt, mark: $0) } ?? style.applied(to: plainPrompt)
  }

  /// A note beside a candidate.
  func styledNote(_ note: String) -> String {
    usesColor ? TerminalStyle.dim.applied(to: note) : note
  }
}
