import Testing

/// Up and Down, and the lines of a statement.
@Suite struct HistoryKeysTests {
  private func probe(columns: Int = 80, _ statements: [String]) throws -> Probe {
    let folder = try TemporaryFolder()
    let probe = try Probe(columns: columns, folder: folder)
    for statement in statements { try probe.run(statement) }
    try probe.terminal.type(Key.control("l"))
    try probe.terminal.expect(["probe>"])
    return probe
  }

  @Test func upAndDownGoThroughTheStatements() throws {
    let terminal = try probe(["one.", "two."]).terminal
    try terminal.type("th" + Key.up)
    try terminal.expect(["probe> two."])
    try terminal.type(Key.up)
    try terminal.expect(["probe> one."])
    try terminal.type(Key.up)
    try terminal.wait("a bell at the oldest") { $0.screen.bells == 1 }
    try terminal.type(Key.control("n"))
    try terminal.expect(["probe> two."])
    try terminal.type(Key.down)
    try terminal.expect(["probe> th"])
    try terminal.type(Key.control("p") + "\r")
    try terminal.expect(["probe> two.", #"got "two.""#, "probe>"])
  }

  @Test func whatWasChangedOnTheWayIsKeptUntilALineRuns() throws {
    let terminal = try probe(["one.", "two."]).terminal
    try terminal.type(Key.up + Key.home + "X" + Key.up)
    try terminal.expect(["probe> one."])
    try terminal.type(Key.down)
    try terminal.expect(["probe> Xtwo."])
    try terminal.type("\r")
    try terminal.expect(["probe> Xtwo.", #"got "Xtwo.""#, "probe>"])
    try terminal.type(Key.up + Key.up)
    try terminal.expect(["probe> Xtwo.", #"got "Xtwo.""#, "probe> two."])
  }

  @Test func aStatementOfSeveralLinesComesBackWhole() throws {
    let probe = try Probe(columns: 40)
    try probe.terminal.type("visited(X,\r")
    try probe.terminal.expect(prompt: "  (...> ")
    try probe.terminal.type("  pakistan).\r")
    try probe.terminal.expect(row: #"got "visited(X,\n  pakistan).""#)
    try probe.terminal.type(Key.control("l"))
    try probe.terminal.expect(["probe>"])
    try probe.terminal.type(Key.up)
    try probe.terminal.expect(["probe> visited(X,", "  pakistan)."])
    try probe.terminal.type("\r")
    try probe.terminal.expect([
      "probe> visited(X,", "  (...>   pakistan).", #"got "visited(X,\n  pakistan).""#, "probe>",
    ])
  }

  @Test func upGoesThroughTheHistoryUntilTheLineIsTouchedAndThenThroughTheLine() throws {
    let probe = try Probe()
    try probe.run("one.")
    try probe.terminal.type("a(\r")
    try probe.terminal.expect(prompt: "  (...> ")
    try probe.terminal.type("b).\r")
    try probe.terminal.expect(row: #"got "a(\nb).""#)
    try probe.terminal.type(Key.control("l") + Key.up)
    try probe.terminal.expect(["probe> a(", "b)."])
    try probe.terminal.type(Key.up)
    try probe.terminal.expect(["probe> one."])
    try probe.terminal.type(Key.down + Key.left + Key.up + "X")
    try probe.terminal.expect(["probe> a(X", "b)."])
    try probe.terminal.type(Key.down + "Y\r")
    try probe.terminal.expect(["probe> a(X", "  (...> b).Y", "   ...>"])
  }

  @Test func upAtASecondPromptGoesBackToTheLinesAbove() throws {
    let probe = try Probe(columns: 40)
    try probe.run("one.")
    try probe.terminal.type("visited(tokayev, pakistan, 2026-02-03, x,\r")
    try probe.terminal.expect(prompt: "  (...> ")
    try probe.terminal.type("y" + Key.up)
    try probe.terminal.expect([
      "probe> one.",
      #"got "one.""#,
      "probe> visited(tokayev, pakistan, 2026-0",
      "2-03, x,",
      "y",
    ])
    try probe.terminal.type("!")
    try probe.terminal.expect([
      "probe> one.",
      #"got "one.""#,
      "probe> visited(tokayev, pakistan, 2026-0",
      "2-03, x,!",
      "y",
    ])
    try probe.terminal.type(Key.down + ").\r")
    try probe.terminal.expect([
      "probe> one.",
      #"got "one.""#,
      "probe> visited(tokayev, pakistan, 2026-0",
      "2-03, x,!",
      "  (...> y).",
      #"got "visited(tokayev, pakistan, 2026-02-"#,
      #"03, x,!\ny).""#,
      "probe>",
    ])
  }

  @Test func aStatementThatRepeatsTheOneBeforeIsKeptOnce() throws {
    let probe = try Probe()
    try probe.run("one.")
    try probe.terminal.type("one.\r")
    try probe.terminal.expect(["probe> one.", #"got "one.""#, "probe> one.", #"got "one.""#, "probe>"])
    #expect(probe.folder.read(Probe.history) == "one.\n")
  }

  @Test func aStatementThatWasDroppedOrNeverFinishedIsNotKept() throws {
    let probe = try Probe()
    try probe.terminal.type("dropped" + Key.control("c"))
    try probe.terminal.expect(["probe> dropped^C", "probe>"])
    try probe.run("one.")
    #expect(probe.folder.read(Probe.history) == "one.\n")
  }
}
