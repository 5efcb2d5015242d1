import Testing

/// Terminals that understand no escape sequence.
@Suite struct DumbTerminalTests {
  @Test(arguments: ["dumb", ""])
  func noEscapeSequenceIsSentToTerminal(_ type: String) throws {
    let probe = try Probe(["--color"], variables: ["TERM": type])
    try probe.run("a.")
    try probe.terminal.type("visit\t")
    try probe.terminal.expect([
      "probe> a.",
      #"got "a.""#,
      "probe> visit",
      "visited(  actor, place, when: date  visitor(  actor",
      "probe> visit",
    ])
    try probe.terminal.type("ed(x).\r")
    try probe.terminal.expect(row: #"got "visited(x).""#)
    try probe.terminal.expect(prompt: Probe.prompt)
    try probe.terminal.type(Key.up)
    try probe.terminal.expect(prompt: "probe> visited(x).")
    try probe.terminal.type(Key.control("c"))
    try probe.terminal.expect(prompt: Probe.prompt)
    try probe.terminal.type(Key.control("d"))
    #expect(try probe.terminal.expectExit() == .status(0))
    #expect(!probe.terminal.output.contains(0x1B))
  }

  @Test func aLineLongerThanARowIsTakenWhole() throws {
    let probe = try Probe(variables: ["TERM": "dumb"])
    let text = String(repeating: "0123456789", count: 20)
    try probe.terminal.type(text + ".\r")
    try probe.terminal.expect(output: "got \"\(text).\"")
  }

  @Test func insideEmacsLinesAreLeftToEmacs() throws {
    let probe = try Probe(variables: ["TERM": "dumb", "INSIDE_EMACS": "29.1,comint"], waits: false)
    let terminal = probe.terminal
    try terminal.wait("a prompt") { $0.screen.beforeCursor == Probe.prompt }
    #expect(terminal.isInOrder)
    try terminal.send("a(\r")
    try terminal.wait("another prompt") { $0.screen.beforeCursor == "  (...> " }
    try terminal.send("b).\r")
    try terminal.expect(["probe> a(", "  (...> b).", #"got "a(\nb).""#, "probe>"])
    try terminal.send("x")
    try terminal.wait("the character") { $0.screen.beforeCursor == "probe> x" }
    try terminal.send(Key.control("c"))
    try terminal.expect(["probe> a(", "  (...> b).", #"got "a(\nb).""#, "probe> x^C", "probe>"])
    try terminal.send(Key.control("d"))
    #expect(try terminal.expectExit() == .status(0))
  }

  @Test func anUnknownTerminalIsSaidSoAndWorks() throws {
    let probe = try Probe(variables: ["TERM": "nonsense"])
    try probe.run("a.")
    #expect(probe.terminal.screen.rows.first == #"No entry for terminal type "nonsense";"#)
  }
}
