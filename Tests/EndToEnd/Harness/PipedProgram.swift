import Glibc

/// A program without a terminal: the test writes its input a line at a time, and reads what it answers.
final class PipedProgram {
  /// Long, because machines that run tests are busy; nothing waits for it when all is well.
  private static let patience: Int32 = 30_000

  let process: pid_t
  private let input: Int32
  private let output: Int32
  private var unread: [UInt8] = []
  private var isInputOpen = true
  private(set) var exit: PseudoTerminal.Exit?

  /// Starts a program, with what it says of errors among its answers.
  init(_ program: String, _ arguments: [String]) throws {
    var (toProgram, fromProgram): ([Int32], [Int32]) = ([0, 0], [0, 0])
    // Sockets, since those are closed in whatever other tests start at the same time.
    let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, type, 0, &toProgram) == 0, socketpair(AF_UNIX, type, 0, &fromProgram) == 0
    else {
      throw PseudoTerminal.Failure(description: "no pipe: \(String(cString: strerror(errno)))")
    }
    defer {
      close(toProgram[0])
      close(fromProgram[1])
    }
    (input, output) = (toProgram[1], fromProgram[0])
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, toProgram[0], STDIN_FILENO)
    posix_spawn_file_actions_adddup2(&actions, fromProgram[1], STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, fromProgram[1], STDERR_FILENO)
    var words = ([program] + arguments).map { strdup($0) } + [nil]
    let environment = ["PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8", "HOME=/nonexistent"]
    var variables = environment.map { strdup($0) } + [nil]
    defer { for text in words + variables { free(text) } }
    var child: pid_t = 0
    let problem = posix_spawn(&child, program, &actions, nil, &words, &variables)
    guard problem == 0 else {
      close(input)
      close(output)
      throw PseudoTerminal.Failure(description: "\(program): \(String(cString: strerror(problem)))")
    }
    process = child
  }

  deinit {
    end()
    close(output)
    guard exit == nil else { return }
    Glibc.kill(process, SIGKILL)
    waitpid(process, nil, 0)
  }

  /// Writes a line; nothing happens where the program has gone.
  func send(_ line: String) {
    guard isInputOpen else { return }
    let bytes = Array((line + "\n").utf8)
    var sent = 0
    while sent < bytes.count {
      // A program that was killed reads no more.
      let count = bytes[sent...].withUnsafeBytes {
        Glibc.send(input, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      sent += count
    }
  }

  /// Ends the input.
  func end() {
    if isInputOpen { close(input) }
    isInputOpen = false
  }

  /// The next line of the answers without its end; nil where the program has gone.
  func line() throws -> String? {
    while true {
      if let end = unread.firstIndex(of: UInt8(ascii: "\n")) {
        defer { unread.removeSubrange(...end) }
        return String(decoding: unread[..<end], as: UTF8.self)
      }
      var coming = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
      guard poll(&coming, 1, Self.patience) > 0 else {
        throw PseudoTerminal.Failure(
          description: "no answer; so far \(String(decoding: unread, as: UTF8.self))")
      }
      var piece = [UInt8](repeating: 0, count: 4096)
      let count = read(output, &piece, piece.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return nil }
      unread += piece[..<count]
    }
  }

  /// All lines that are left, up to the program's end.
  func rest() throws -> [String] {
    end()
    var lines: [String] = []
    while let line = try line() { lines.append(line) }
    return lines
  }

  func kill(by signal: Int32 = SIGKILL) { _ = Glibc.kill(process, signal) }

  /// Waits for the end.
  @discardableResult func wait() -> PseudoTerminal.Exit {
    if let exit { return exit }
    end()
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    let signal = status & 0x7F
    let ended = signal == 0 ? PseudoTerminal.Exit.status(status >> 8 & 0xFF) : .signal(signal)
    exit = ended
    return ended
  }
}
