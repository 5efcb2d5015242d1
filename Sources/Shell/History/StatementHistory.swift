import CEdit

/// The statements of this and earlier sessions, the oldest first.
///
/// They are read from the file when they are first asked for, not when the program starts. libedit
/// gets a copy, so that its own history commands work where the user has bound them.
final class StatementHistory {
  private let file: HistoryFile?
  private let copy: OpaquePointer?
  private var isLoaded = false
  private var loaded: [String] = []
  /// What kept the file from being read or written, until it is taken to be shown; told once.
  private var problem: String?
  private var hasFailed = false

  init(file: HistoryFile?) {
    self.file = file
    copy = history_init()
    if let copy { cedit_history_set_size(copy, Int32(clamping: file?.limit ?? 10_000)) }
  }

  deinit {
    if let copy { history_end(copy) }
  }

  var entries: [String] {
    load()
    return loaded
  }

  func attach(to editor: OpaquePointer) {
    if let copy { cedit_use_history(editor, copy) }
  }

  func load() {
    guard !isLoaded else { return }
    isLoaded = true
    do {
      for entry in try file?.entries() ?? [] { remember(entry) }
    } catch {
      fail(error)
    }
  }

  /// Adds a statement, in the file too. One that repeats the newest entry, or is blank, is not added.
  func add(_ statement: String) {
    load()
    guard statement.contains(where: { !$0.isWhitespace }), statement != loaded.last else { return }
    remember(statement)
    guard !hasFailed else { return }
    do {
      try file?.append(statement, known: loaded.count)
    } catch {
      fail(error)
    }
  }

  /// The warning to show, at most once in a session.
  func takeProblem() -> String? {
    defer { problem = nil }
    return problem
  }

  private func remember(_ entry: String) {
    loaded.append(entry)
    if let copy { cedit_history_enter(copy, entry) }
  }

  private func fail(_ failure: HistoryFile.Failure) {
    guard !hasFailed else { return }
    hasFailed = true
    problem = "history is not kept: \(failure.message)"
  }
}
