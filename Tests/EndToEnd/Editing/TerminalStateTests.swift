import Glibc
import Testing

/// Being stopped, being ended, and terminals that change.
@Suite struct TerminalStateTests {
  @Test(arguments: [SIGTERM, SIGHUP])
  func aSignalToEndLeavesTheTerminalInOrder(_ signal: Int32) throws {
    let probe = try Probe()
    try probe.terminal.type("visited(\r")
    try probe.terminal.expect(prompt: "  (...> ")
    #expect(!probe.terminal.isInOrder)
    probe.terminal.signal(signal)
    #expect(try probe.terminal.expectExit() == .signal(signal))
    #expect(probe.terminal.isInOrder)
    #expect(!probe.terminal.screen.isBracketedPasteOn)
    #expect(probe.folder.read(Probe.history) == "visited(\n")
  }

  @Test func aSignalToEndDuringAComputationEndsIt() throws {
    let probe = try Probe()
    try probe.terminal.type("wait.\r")
    try probe.terminal.expect(row: "waiting")
    probe.terminal.signal(SIGTERM)
    #expect(try probe.terminal.expectExit() == .signal(SIGTERM))
    #expect(probe.terminal.isInOrder)
    #expect(probe.folder.read(Probe.history) == "wait.\n")
  }

  /// A job of an interactive shell, which is what Ctrl-Z hands the terminal to.
  private func job() throws -> (terminal: PseudoTerminal, folder: TemporaryFolder) {
    let folder = try TemporaryFolder()
    let terminal = try PseudoTerminal(
      "/bin/bash", ["--norc", "--noediting", "-i"],
      environment: ["TERM": "xterm", "HOME": folder.path, "PS1": "$ ", "LC_ALL": "C.UTF-8"])
    try terminal.wait("the shell's prompt") { $0.screen.beforeCursor == "$ " }
    try terminal.send(BuiltProgram.path("EditorProbe") + "\r")
    try terminal.expect(prompt: Probe.prompt)
    try terminal.type(Key.control("l"))
    try terminal.expect(["probe>"])
    return (terminal, folder)
  }

  @Test func controlZStopsTheShellAndItComesBackWithItsLine() throws {
    let (terminal, folder) = try job()
    try terminal.type("visited(x" + Key.left + Key.control("z"))
    try terminal.wait("the shell's prompt") { $0.screen.beforeCursor == "$ " }
    #expect(terminal.screen.rows.first == "probe> visited(x")
    #expect(terminal.isInOrder)
    #expect(!terminal.screen.isBracketedPasteOn)
    try terminal.send("fg\r")
    try terminal.expect(prompt: "probe> visited(")
    #expect(terminal.screen.isBracketedPasteOn)
    try terminal.type("y" + Key.end + ").\r")
    try terminal.expect(row: #"got "visited(yx).""#)
    withExtendedLifetime(folder) {}
  }

  @Test(arguments: [SIGSTOP, SIGTSTP])
  func aShellStoppedFromOutsideComesBackWithItsLine(_ signal: Int32) throws {
    let (terminal, folder) = try job()
    try terminal.type("visited(")
    try terminal.expect(["probe> visited("])
    terminal.signalJob(signal)
    try terminal.wait("the shell's prompt") { $0.screen.beforeCursor == "$ " }
    try terminal.send("fg\r")
    try terminal.expect(prompt: "probe> visited(")
    try terminal.type("x).\r")
    try terminal.expect(row: #"got "visited(x).""#)
    withExtendedLifetime(folder) {}
  }

  @Test func theLineWrapsAnewWhenTheTerminalBecomesNarrower() throws {
    let probe = try Probe(columns: 60, height: 8)
    try probe.run("a.")
    try probe.terminal.type("visited(tokayev, pakistan, 2026-02-03, x)" + Key.left)
    try probe.terminal.expect(prompt: "probe> visited(tokayev, pakistan, 2026-02-03, x")
    try probe.terminal.resize(columns: 30, height: 8)
    try probe.terminal.type("y")
    try probe.terminal.expect([
      "probe> a.", #"got "a.""#, "probe> visited(tokayev, pakist", "an, 2026-02-03, xy)",
    ])
    try probe.terminal.resize(columns: 16, height: 8)
    try probe.terminal.type("z")
    try probe.terminal.expect([
      "probe> a.", #"got "a.""#, "probe> visited(t", "okayev, pakistan", ", 2026-02-03, xy", "z)",
    ])
  }

  @Test func theLineWrapsAnewWhenTheTerminalBecomesWider() throws {
    let probe = try Probe(columns: 20, height: 8)
    try probe.run("a.")
    try probe.terminal.type("visited(tokayev, pakistan, 2026-02-03, x)")
    try probe.terminal.expect([
      "probe> a.", #"got "a.""#, "probe> visited(tokay", "ev, pakistan, 2026-0", "2-03, x)",
    ])
    try probe.terminal.resize(columns: 70, height: 8)
    try probe.terminal.type("!")
    try probe.terminal.expect([
      "probe> a.", #"got "a.""#, "probe> visited(tokayev, pakistan, 2026-02-03, x)!",
    ])
  }

  @Test func aSizeChangedDuringAComputationCountsAtTheNextPrompt() throws {
    let probe = try Probe(columns: 60)
    try probe.terminal.type("wait.\r")
    try probe.terminal.expect(row: "waiting")
    try probe.terminal.resize(columns: 20, height: 24)
    try probe.terminal.send(Key.control("c"))
    try probe.terminal.expect(prompt: Probe.prompt)
    try probe.terminal.type("abcdefghijklmnopqrs" + Key.home + "X")
    try probe.terminal.expect([
      "probe> wait.", "waiting", "^Cstopped", "probe> Xabcdefghijkl", "mnopqrs",
    ])
  }
}
