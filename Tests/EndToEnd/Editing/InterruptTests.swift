import Glibc
import Testing

/// Ctrl-C and Ctrl-D.
@Suite struct InterruptTests {
  @Test func controlCDropsTheLine() throws {
    let probe = try Probe()
    try probe.terminal.type("visited(" + Key.left + Key.left + Key.control("c"))
    try probe.terminal.expect(["probe> visited(^C", "probe>"])
    try probe.run("a.")
  }

  @Test func controlCDropsTheWholeUnfinishedStatement() throws {
    let probe = try Probe()
    try probe.terminal.type("visited(\r")
    try probe.terminal.expect(prompt: "  (...> ")
    try probe.terminal.type("x," + Key.control("c"))
    try probe.terminal.expect(["probe> visited(", "  (...> x,^C", "probe>"])
    try probe.run("a.")
  }

  @Test func controlCOnAnEmptyLineGivesANewPrompt() throws {
    let probe = try Probe()
    try probe.terminal.type(Key.control("c"))
    try probe.terminal.expect(["probe> ^C", "probe>"])
  }

  @Test func anInterruptFromOutsideDropsTheLineToo() throws {
    let probe = try Probe()
    try probe.terminal.type("visited(")
    try probe.terminal.expect(["probe> visited("])
    probe.terminal.signal(SIGINT)
    try probe.terminal.expect(["probe> visited(^C", "probe>"])
  }

  @Test func controlCStopsTheComputationAndNotTheShell() throws {
    let probe = try Probe()
    for _ in 1...3 {
      try probe.terminal.type("wait.\r")
      try probe.terminal.expect(row: "waiting")
      try probe.terminal.send(Key.control("c"))
      try probe.terminal.expect(prompt: Probe.prompt)
      #expect(probe.terminal.screen.rows.suffix(4) == ["probe> wait.", "waiting", "^Cstopped", "probe>"])
      try probe.terminal.type(Key.control("l"))
      try probe.terminal.expect(["probe>"])
    }
  }

  @Test func aComputationAfterAStoppedOneRuns() throws {
    let probe = try Probe()
    try probe.terminal.type("wait.\r")
    try probe.terminal.expect(row: "waiting")
    try probe.terminal.send(Key.control("c"))
    try probe.terminal.expect(prompt: Probe.prompt)
    try probe.terminal.type("wa" + Key.meta("\r") + "it.\r")
    try probe.terminal.expect(row: #"got "wa\nit.""#)
  }

  @Test func controlDOnAnEmptyLineLeaves() throws {
    let probe = try Probe()
    try probe.terminal.type(Key.control("d"))
    #expect(try probe.terminal.expectExit() == .status(0))
    #expect(probe.terminal.screen.rows == ["probe>", "left"])
    #expect(probe.terminal.isInOrder)
  }

  @Test func controlDAtTheEndOfALineDoesNothingButBeep() throws {
    let probe = try Probe()
    try probe.terminal.type("abc" + Key.control("d"))
    try probe.terminal.wait("a bell") { $0.screen.bells == 1 }
    try probe.terminal.type(".\r")
    try probe.terminal.expect(row: #"got "abc.""#)
  }

  @Test func controlDInAnUnfinishedStatementLeavesAndKeepsItInTheHistory() throws {
    let probe = try Probe()
    try probe.terminal.type("visited(\r")
    try probe.terminal.expect(prompt: "  (...> ")
    try probe.terminal.type("x,\r")
    try probe.terminal.expect(["probe> visited(", "  (...> x,", "  (...>"])
    try probe.terminal.type(Key.control("d"))
    #expect(try probe.terminal.expectExit() == .status(0))
    #expect(probe.folder.read(Probe.history) == "visited(\\nx,\n")
  }

  @Test func anAnswerMayLeave() throws {
    let probe = try Probe()
    try probe.terminal.type("quit.\r")
    #expect(try probe.terminal.expectExit() == .status(0))
    #expect(probe.terminal.screen.rows == ["probe> quit.", "left"])
    #expect(probe.terminal.isInOrder)
  }
}
