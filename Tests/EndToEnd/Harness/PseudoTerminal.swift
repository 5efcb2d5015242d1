import CPTY
import Glibc

/// A program on a terminal of its own: the test types, and sees the screen.
///
/// Nothing here waits for a fixed time. Each wait is for something to be seen, and fails with the
/// screen when it is not seen in time.
final class PseudoTerminal {
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  enum Exit: Hashable {
    case status(Int32)
    case signal(Int32)
  }

  /// Long, because machines that run tests are busy; nothing waits for it when all is well.
  static let patience = Duration.seconds(20)

  let process: pid_t
  private let master: Int32
  private(set) var screen: Screen
  /// All that the program has written.
  private(set) var output: [UInt8] = []
  private var exit: Exit?

  /// Starts a program. Its environment is `environment` and nothing else.
  init(
    _ program: String, _ arguments: [String] = [], environment: [String: String], columns: Int = 80,
    height: Int = 24
  ) throws {
    screen = Screen(columns: columns, height: height)
    master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC)
    guard master >= 0, grantpt(master) == 0, unlockpt(master) == 0 else {
      throw Failure(description: "no pseudo-terminal: \(String(cString: strerror(errno)))")
    }
    var name = [CChar](repeating: 0, count: 128)
    guard ptsname_r(master, &name, name.count) == 0 else { throw Failure(description: "no terminal name") }
    var size = winsize(
      ws_row: UInt16(height), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)

    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, name, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, STDERR_FILENO)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // Threads that run tests may keep signals from themselves; the program must not inherit that.
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, cpty_new_session | Int16(POSIX_SPAWN_SETSIGMASK))

    var words = ([program] + arguments).map { strdup($0) } + [nil]
    var variables = environment.map { strdup("\($0)=\($1)") } + [nil]
    defer { for text in words + variables { free(text) } }
    var child: pid_t = 0
    let problem = posix_spawn(&child, program, &actions, &attributes, &words, &variables)
    guard problem == 0 else {
      throw Failure(description: "\(program): \(String(cString: strerror(problem)))")
    }
    process = child
  }

  deinit {
    close(master)
    if exit == nil {
      kill(process, SIGKILL)
      waitpid(process, nil, 0)
    }
  }

  // MARK: Doing

  /// Types once the program reads single keys: before, the terminal itself would take them.
  func type(_ keys: String) throws {
    try wait("the program reads keys") { $0.readsKeys }
    try send(keys)
  }

  /// Sends at once, whatever the program does.
  func send(_ keys: String) throws {
    try send(Array(keys.utf8))
  }

  func send(_ bytes: [UInt8]) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
      guard count > 0 else { throw Failure(description: "cannot type: \(String(cString: strerror(errno)))") }
      rest = rest.dropFirst(count)
      // A program that echoes must not be kept waiting for its output to be read.
      _ = read(milliseconds: 0)
    }
  }

  func resize(columns: Int, height: Int) throws {
    while read(milliseconds: 0) {}
    screen.resize(columns: columns, height: height)
    var size = winsize(
      ws_row: UInt16(height), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    guard ioctl(master, UInt(TIOCSWINSZ), &size) == 0 else {
      throw Failure(description: "cannot change the size")
    }
  }

  func signal(_ number: Int32) {
    kill(process, number)
  }

  /// Sends a signal to the job that has the terminal, which need not be the program that was started.
  func signalJob(_ number: Int32) {
    let group = tcgetpgrp(master)
    // Without one the signal would go to the tests themselves.
    if group > 0 { kill(-group, number) }
  }

  // MARK: Seeing

  private var modes: termios {
    var modes = termios()
    tcgetattr(master, &modes)
    return modes
  }

  /// The terminal hands on each key as it is.
  var readsKeys: Bool { modes.c_lflag & tcflag_t(ICANON | ISIG | ECHO) == 0 }

  /// The terminal edits lines and makes signals of keys, as a shell leaves it to a program.
  var isInOrder: Bool {
    let wanted = tcflag_t(ICANON | ISIG | ECHO)
    return modes.c_lflag & wanted == wanted && modes.c_iflag & tcflag_t(ICRNL) != 0
  }

  /// Reads what the program writes until something holds.
  func wait(_ what: String, until holds: (PseudoTerminal) -> Bool) throws {
    let deadline = ContinuousClock.now + Self.patience
    while !holds(self) {
      guard ContinuousClock.now < deadline else {
        throw Failure(description: "waited in vain: \(what)\n\(picture)")
      }
      _ = read(milliseconds: 5)
    }
  }

  /// Waits until the screen shows these rows and no others.
  func expect(_ rows: [String]) throws {
    try wait("the screen shows\n" + Self.framed(rows)) { $0.screen.rows == rows }
  }

  /// Waits until a row of the screen is this.
  func expect(row: String) throws {
    try wait("a row is '\(row)'") { $0.screen.rows.contains(row) }
  }

  /// Waits until the cursor stands behind this text and the program reads keys.
  func expect(prompt: String) throws {
    try wait("a prompt '\(prompt)'") { $0.screen.beforeCursor == prompt && $0.readsKeys }
  }

  /// Waits until the program has written a text, wherever on the screen it is.
  func expect(output text: String) throws {
    let wanted = Array(text.utf8)
    try wait("the output has '\(text)'") { $0.output.contains(wanted) }
  }

  /// Waits until the program has ended.
  func expectExit() throws -> Exit {
    try wait("the program ends") { $0.hasEnded }
    while read(milliseconds: 0) {}
    guard let exit else { throw Failure(description: "no exit status") }
    return exit
  }

  private var hasEnded: Bool {
    if exit != nil { return true }
    var status: Int32 = 0
    guard waitpid(process, &status, WNOHANG) == process else { return false }
    let signal = status & 0x7F
    exit = signal == 0 ? .status(status >> 8 & 0xFF) : .signal(signal)
    return true
  }

  /// The screen in a frame, with the cursor's place.
  var picture: String {
    Self.framed(screen.rows) + "\ncursor in row \(screen.cursor.row), column \(screen.cursor.column)"
  }

  private static func framed(_ rows: [String]) -> String {
    rows.map { "  |\($0)" }.joined(separator: "\n")
  }

  /// Takes what there is to read; false when there is nothing.
  private func read(milliseconds: Int32) -> Bool {
    var waiting = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    guard poll(&waiting, 1, milliseconds) > 0, waiting.revents & Int16(POLLIN) != 0 else {
      // Once the program is gone the terminal is always ready, with nothing to read.
      if waiting.revents != 0 { usleep(1000) }
      return false
    }
    var chunk = [UInt8](repeating: 0, count: 65536)
    let count = Glibc.read(master, &chunk, chunk.count)
    guard count > 0 else { return false }
    output += chunk[..<count]
    screen.show(chunk[..<count])
    return true
  }
}
