import CPTY

/// The line editor on its own, waiting at its first prompt.
struct Probe {
  static let prompt = "probe> "

  let terminal: PseudoTerminal
  let folder: TemporaryFolder

  /// - Parameters:
  ///   - variables: what is set besides a UTF-8 locale, xterm, and a home folder of its own; an empty
  ///     value removes a variable.
  init(
    _ arguments: [String] = [], columns: Int = 80, height: Int = 24, folder: TemporaryFolder? = nil,
    variables: [String: String] = [:], waits: Bool = true
  ) throws {
    let folder = try folder ?? TemporaryFolder()
    var environment = ["TERM": "xterm", "LC_ALL": "C.UTF-8", "HOME": folder.path, "PATH": "/usr/bin:/bin"]
    for (name, value) in variables { environment[name] = value.isEmpty ? nil : value }
    self.folder = folder
    terminal = try PseudoTerminal(
      BuiltProgram.path("EditorProbe"), arguments, environment: environment, columns: columns,
      height: height)
    if waits { try terminal.expect(prompt: Self.prompt) }
  }

  /// Types a line and waits for the answer and the next prompt.
  func run(_ text: String) throws {
    try terminal.type(text + "\r")
    try terminal.wait("the answer to '\(text)'") {
      $0.screen.rows.contains("got \(text.debugDescription)") && $0.screen.beforeCursor == Self.prompt
        && $0.readsKeys
    }
  }

  /// The path of the history file, below the folder.
  static let history = ".local/state/dossier/history"
}

/// Keys as a terminal sends them.
enum Key {
  static let up = "\u{1B}[A", down = "\u{1B}[B", right = "\u{1B}[C", left = "\u{1B}[D"
  static let home = "\u{1B}[H", end = "\u{1B}[F", delete = "\u{1B}[3~"
  static let escape = "\u{1B}", tab = "\t", enter = "\r", backspace = "\u{7F}"

  static func control(_ letter: Unicode.Scalar) -> String {
    String(Unicode.Scalar(UInt8(truncatingIfNeeded: letter.value & 0x1F)))
  }

  static func meta(_ key: String) -> String { escape + key }

  static func paste(_ text: String) -> String { "\u{1B}[200~" + text + "\u{1B}[201~" }
}
