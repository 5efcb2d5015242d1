import Glibc
import Testing

/// Limits and Ctrl-C in the real program on a terminal, and the line that tells how far it is.
@Suite struct StoppingTests {
  /// A question that has no end, on rules of its own.
  static let endless = ["up(0).", "up(X + 1) :- up(X).", "up(X), X < 0"]
  static let prompt = "dossier> "
  private static let environment = ["TERM": "xterm", "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"]

  /// The shell on nothing, at its first prompt.
  func shell(
    in folder: TemporaryFolder, _ arguments: [String] = [], variables: [String: String] = [:]
  ) throws -> PseudoTerminal {
    let variables = Self.environment.merging(["HOME": folder.path]) { $1 }.merging(variables) { $1 }
    let terminal = try PseudoTerminal(
      BuiltProgram.path("dossier"), ["--empty"] + arguments, environment: variables, columns: 100, height: 40)
    try terminal.expect(prompt: Self.prompt)
    return terminal
  }

  func enter(_ lines: [String], at terminal: PseudoTerminal) throws {
    for line in lines {
      try terminal.expect(prompt: Self.prompt)
      try terminal.type(line + "\r")
    }
  }

  func waitForProgress(_ words: String, at terminal: PseudoTerminal) throws {
    try terminal.wait("a line of progress with '\(words)'") { terminal in
      terminal.screen.rows.contains { $0.contains(words) && $0.hasSuffix("(Ctrl-C stops)") }
    }
  }

  /// Nothing is left of the line, and the shell goes on.
  private func expectUsable(_ terminal: PseudoTerminal) throws {
    try terminal.expect(prompt: Self.prompt)
    #expect(!terminal.screen.rows.contains { $0.contains("Ctrl-C stops") })
    try terminal.type("up(0)\r")
    try terminal.expect(row: "no")
    try terminal.expect(prompt: Self.prompt)
  }

  @Test func controlCStopsAQuestionAndTheShellGoesOn() throws {
    let folder = try TemporaryFolder()
    let terminal = try shell(in: folder)
    try enter(Self.endless, at: terminal)
    try waitForProgress("rows derived, round ", at: terminal)
    try terminal.send(Key.control("c"))
    try terminal.expect(row: "error: interrupted [interrupted]")
    try terminal.expect(prompt: Self.prompt)
    #expect(!terminal.screen.rows.contains { $0.contains("Ctrl-C stops") })
    try enter([":retract up(0)"], at: terminal)
    try expectUsable(terminal)
  }

  @Test func aLimitOnTimeShowsTheRowsSoFar() throws {
    let folder = try TemporaryFolder()
    let terminal = try shell(in: folder, ["--timeout", "2s"])
    try enter(Array(Self.endless.prefix(2)) + ["up(X), X < 3"], at: terminal)
    try waitForProgress("rows derived, round ", at: terminal)
    try terminal.expect(row: "3 rows so far: stopped after 2s, the limit on time")
    try terminal.expect(row: "error: stopped after 2s, the limit on time [limit-reached]")
    try terminal.expect(row: "  = note: --timeout or ':set timeout' gives another limit")
    try terminal.expect(prompt: Self.prompt)
    #expect(!terminal.screen.rows.contains { $0.contains("Ctrl-C stops") })
  }

  @Test func aSettingOrADumbTerminalKeepsTheLineAway() throws {
    for (arguments, variables) in [
      (["--timeout", "2s", "--progress", "off"], [:]), (["--timeout", "2s", "--quiet"], [:]),
      (["--timeout", "2s"], ["TERM": "dumb"]),
    ] as [([String], [String: String])] {
      let folder = try TemporaryFolder()
      let terminal = try shell(in: folder, arguments, variables: variables)
      try enter(Self.endless, at: terminal)
      try terminal.expect(row: "error: stopped after 2s, the limit on time [limit-reached]")
      #expect(!terminal.output.contains(Array("rows derived".utf8)))
    }
  }

  @Test func controlCStopsAnExplanation() throws {
    let folder = try TemporaryFolder()
    let terminal = try shell(in: folder)
    try enter(Array(Self.endless.prefix(2)) + [":why up(-1)"], at: terminal)
    try waitForProgress("rows derived", at: terminal)
    try terminal.send(Key.control("c"))
    try terminal.expect(row: "error: interrupted [interrupted]")
    try enter([":retract up(0)"], at: terminal)
    try expectUsable(terminal)
  }

  /// Tens of megabytes, which an unoptimised program reads for many seconds.
  private func largeFile(in folder: TemporaryFolder) throws {
    var rows = ""
    for number in 0..<100_000 { rows += "\(number)\t\(number * 7919 % 100_003)\ttext of row \(number)\n" }
    try folder.write(String(repeating: rows, count: 12), to: "row.tsv")
  }

  @Test func controlCStopsALoadAndNothingOfItIsLeft() throws {
    let folder = try TemporaryFolder()
    try largeFile(in: folder)
    let terminal = try shell(in: folder)
    try enter(["row(0, 0, mine).", ":read \(folder.path)/row.tsv"], at: terminal)
    try waitForProgress("loading row.tsv, ", at: terminal)
    try terminal.send(Key.control("c"))
    try terminal.expect(row: "error: interrupted [interrupted]")
    try enter(["N = count { row(_, _, _) }"], at: terminal)
    try terminal.expect(row: "1  1")
    try terminal.expect(prompt: Self.prompt)
    #expect(!terminal.screen.rows.contains { $0.contains("Ctrl-C stops") })
  }

  @Test func aScriptThatIsInterruptedHasStatus130AndLeavesNoLine() throws {
    let folder = try TemporaryFolder()
    try folder.write("n(1). n(2). n(X)?\n" + Self.endless.joined(separator: "\n") + "?\nn(X)?\n", to: "up.dl")
    let terminal = try PseudoTerminal(
      BuiltProgram.path("dossier"), ["run", "\(folder.path)/up.dl"], environment: Self.environment,
      columns: 100)
    try waitForProgress("rows derived, round ", at: terminal)
    // What was answered before stands above the line.
    #expect(terminal.screen.rows.prefix(5) == ["X", "-", "1", "2", "2 rows"])
    terminal.signal(SIGINT)
    #expect(try terminal.expectExit() == .status(130))
    #expect(
      terminal.screen.rows == ["X", "-", "1", "2", "2 rows", "", "error: interrupted [interrupted]"])
  }

  @Test func aLoadThatIsInterruptedEndsAScript() throws {
    let folder = try TemporaryFolder()
    try largeFile(in: folder)
    let terminal = try PseudoTerminal(
      BuiltProgram.path("dossier"), ["query", "row(X, Y, Z)", "--load", "\(folder.path)/row.tsv"],
      environment: Self.environment, columns: 100)
    try waitForProgress("loading row.tsv, ", at: terminal)
    terminal.signal(SIGINT)
    #expect(try terminal.expectExit() == .status(130))
    #expect(terminal.screen.rows == ["error: interrupted [interrupted]"])
  }
}

extension StoppingTests {
  @Test func whatIsTypedMeanwhileIsKeptAndDisturbsNothing() throws {
    let folder = try TemporaryFolder()
    let terminal = try shell(in: folder, ["--timeout", "3s"])
    try enter(Self.endless, at: terminal)
    try waitForProgress("rows derived, round ", at: terminal)
    try terminal.send("1 = 1\r")
    try terminal.expect(row: "error: stopped after 3s, the limit on time [limit-reached]")
    try terminal.expect(row: "yes")
    try terminal.expect(prompt: Self.prompt)
    #expect(terminal.screen.rows.count { $0.contains("1 = 1") } == 1)
    #expect(!terminal.screen.rows.contains { $0.contains("Ctrl-C stops") })
  }
}
