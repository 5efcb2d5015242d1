import Testing

/// Text that the terminal marks as pasted.
@Suite struct PasteTests {
  @Test func statementsRunOneByOneEachWithItsAnswer() throws {
    let probe = try Probe()
    try probe.terminal.type(Key.paste("a(1).\r\nb(2,\r\n  3).\r\n\r\nc(4).\r\n"))
    try probe.terminal.expect([
      "probe> a(1).",
      #"got "a(1).""#,
      "probe> b(2,",
      "  (...>   3).",
      #"got "b(2,\n  3).""#,
      "probe>",
      "probe> c(4).",
      #"got "c(4).""#,
      "probe>",
    ])
  }

  @Test func tabsAreTextAndCompleteNothing() throws {
    let probe = try Probe()
    try probe.terminal.type(Key.paste("sig\tvisit\t.\n"))
    try probe.terminal.expect(row: #"got "sig\tvisit\t.""#)
  }

  @Test func withoutALineEndAtItsEndItWaitsToBeEdited() throws {
    let probe = try Probe()
    try probe.terminal.type(Key.paste("a(1).\nb(2)"))
    try probe.terminal.expect(["probe> a(1).", "b(2)"])
    try probe.terminal.type(Key.up + Key.home + "x")
    try probe.terminal.expect(["probe> xa(1).", "b(2)"])
    try probe.terminal.type(Key.down + Key.end + ".\r")
    try probe.terminal.expect([
      "probe> xa(1).", #"got "xa(1).""#, "probe> b(2).", #"got "b(2).""#, "probe>",
    ])
  }

  @Test func itGoesInWhereTheCursorIs() throws {
    let probe = try Probe()
    try probe.terminal.type("ad" + Key.left + Key.paste("b\u{1B}[31mc"))
    try probe.terminal.expect(["probe> ab[31mcd"])
  }

  @Test func anUnfinishedStatementAtItsEndIsContinued() throws {
    let probe = try Probe()
    try probe.terminal.type(Key.paste("a(1).\nb(\n"))
    try probe.terminal.expect(["probe> a(1).", #"got "a(1).""#, "probe> b(", "  (...>"])
    try probe.terminal.type("2).\r")
    try probe.terminal.expect(row: #"got "b(\n2).""#)
  }

  @Test func eachStatementOfAPasteIsAnEntryOfTheHistory() throws {
    let probe = try Probe()
    try probe.terminal.type(Key.paste("a(1).\nb(2,\n3).\n"))
    try probe.terminal.expect(row: #"got "b(2,\n3).""#)
    #expect(probe.folder.read(Probe.history) == "a(1).\nb(2,\\n3).\n")
  }

  @Test func controlCDuringOneOfItsStatementsDropsTheOthers() throws {
    let probe = try Probe()
    try probe.terminal.type(Key.paste("wait.\na.\nb.\n"))
    try probe.terminal.expect(row: "waiting")
    try probe.terminal.send(Key.control("c"))
    try probe.terminal.expect(["probe> wait.", "waiting", "^Cstopped", "probe>"])
  }

  @Test func marksAreAskedForAtThePromptOnly() throws {
    let probe = try Probe()
    #expect(probe.terminal.screen.isBracketedPasteOn)
    try probe.terminal.type("wait.\r")
    try probe.terminal.expect(row: "waiting")
    #expect(!probe.terminal.screen.isBracketedPasteOn)
    try probe.terminal.send(Key.control("c"))
    try probe.terminal.expect(prompt: Probe.prompt)
    #expect(probe.terminal.screen.isBracketedPasteOn)
    try probe.terminal.type(Key.control("d"))
    #expect(try probe.terminal.expectExit() == .status(0))
    #expect(!probe.terminal.screen.isBracketedPasteOn)
  }

  @Test func manyThousandsOfLinesArriveWhole() throws {
    let probe = try Probe(height: 5)
    let lines = (1...3000).map { "fact(number\($0), \"text of the fact\")." }
    try probe.terminal.type(Key.paste(lines.joined(separator: "\n") + "\n"))
    try probe.terminal.expect(row: "got " + lines[2999].debugDescription)
    try probe.terminal.expect(prompt: Probe.prompt)
    #expect(probe.folder.read(Probe.history) == lines.map { $0 + "\n" }.joined())
  }
}
