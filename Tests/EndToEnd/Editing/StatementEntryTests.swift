import Glibc
import Testing

/// From keys to statements: what Enter does.
@Suite struct StatementEntryTests {
  @Test func enterRunsACompleteStatement() throws {
    let probe = try Probe()
    try probe.terminal.type("visited(tokayev, pakistan).\r")
    try probe.terminal.expect([
      "probe> visited(tokayev, pakistan).",
      #"got "visited(tokayev, pakistan).""#,
      "probe>",
    ])
  }

  @Test func enterOnAnIncompleteStatementAsksForMoreAndSaysWhatIsOpen() throws {
    let probe = try Probe()
    try probe.terminal.type("visited(tokayev,\r")
    try probe.terminal.expect(prompt: "  (...> ")
    try probe.terminal.type(" \"pak\r")
    try probe.terminal.expect(prompt: "  \"...> ")
    try probe.terminal.type("istan\")\r")
    try probe.terminal.expect(prompt: "   ...> ")
    try probe.terminal.type(".\r")
    try probe.terminal.expect([
      "probe> visited(tokayev,",
      "  (...>  \"pak",
      "  \"...> istan\")",
      "   ...> .",
      #"got "visited(tokayev,\n \"pak\nistan\")\n.""#,
      "probe>",
    ])
  }

  @Test func blankLinesAndCommentsRunNothing() throws {
    let probe = try Probe()
    try probe.terminal.type("\r")
    try probe.terminal.expect(["probe>", "probe>"])
    try probe.terminal.type("% a note\r")
    try probe.terminal.expect(["probe>", "probe> % a note", "probe>"])
  }

  @Test func metaEnterContinuesACompleteStatementInTheSameLine() throws {
    let probe = try Probe()
    try probe.terminal.type("a" + Key.meta("\r") + "b." + Key.home)
    try probe.terminal.expect(["probe> a", "b."])
    try probe.terminal.type("\r")
    try probe.terminal.expect(["probe> a", "   ...> b.", #"got "a\nb.""#, "probe>"])
  }

  @Test func aLongLineWrapsAtTheEdgeOfANarrowTerminal() throws {
    let probe = try Probe(columns: 40)
    try probe.terminal.type("visited(tokayev, pakistan, 2026-02-03, state_visit)")
    try probe.terminal.expect(["probe> visited(tokayev, pakistan, 2026-0", "2-03, state_visit)"])
    try probe.terminal.type(Key.home + "x")
    try probe.terminal.expect(["probe> xvisited(tokayev, pakistan, 2026-", "02-03, state_visit)"])
    try probe.terminal.type(Key.end + ".\r")
    try probe.terminal.expect([
      "probe> xvisited(tokayev, pakistan, 2026-",
      "02-03, state_visit).",
      #"got "xvisited(tokayev, pakistan, 2026-02"#,
      #"-03, state_visit).""#,
      "probe>",
    ])
  }

  @Test func aLineOfThousandsOfCharactersIsKeptWhole() throws {
    let probe = try Probe(columns: 200, height: 60)
    let text = String(repeating: "0123456789", count: 300)
    try probe.terminal.type(text + Key.up + Key.down + ".\r")
    try probe.terminal.expect(output: "got \"\(text).\"")
  }

  @Test(arguments: ["C.UTF-8", "C", "POSIX", "de_DE.ISO-8859-1", ""])
  func textOfAnyScriptIsTakenInLocale(_ locale: String) throws {
    let probe = try Probe(variables: ["LC_ALL": locale])
    try probe.run("élysée(東京, Żółć, 🙂).")
  }

  @Test func textOfAnyScriptIsTakenWhereTheSystemHasNoUTF8Locale() throws {
    let folder = try TemporaryFolder()
    let probe = try Probe(folder: folder, variables: ["LOCPATH": folder.path, "LC_ALL": "C"])
    try probe.terminal.type("élysée(東京)." + Key.enter)
    try probe.terminal.expect(row: #"got "élysée(東京).""#)
    try probe.terminal.expect(prompt: Probe.prompt)
    try probe.terminal.type("sig\t")
    try probe.terminal.expect(prompt: "probe> signed(")
  }

  @Test func libeditsOwnEndOfLineRunsTheStatementToo() throws {
    let folder = try TemporaryFolder()
    try folder.write("bind ^T ed-newline\n", to: ".editrc")
    let probe = try Probe(folder: folder)
    try probe.terminal.type("é(1)." + Key.meta("\r") + "b." + Key.control("t"))
    try probe.terminal.expect([
      "probe> é(1).", "b.", #"got "é(1).""#, "probe> b.", #"got "b.""#, "probe>",
    ])
  }

  @Test func charactersOfAnyWidthAreErasedWhole() throws {
    let probe = try Probe()
    try probe.terminal.type("é東京🙂" + Key.backspace + Key.backspace + "x")
    try probe.terminal.expect(["probe> é東x"])
    try probe.terminal.type(Key.left + Key.left + Key.backspace + ".")
    try probe.terminal.expect(["probe> .東x"])
  }

  @Test func bytesThatAreNoCharacterAreDropped() throws {
    let probe = try Probe()
    try probe.terminal.send([0x61, 0xFF, 0xC3, 0x62, 0xC2, 0x80, 0x63])
    try probe.terminal.expect(["probe> abc"])
  }

  @Test func whatIsTypedWhileAStatementRunsIsTheNextOne() throws {
    let probe = try Probe()
    try probe.terminal.type("wait.\r")
    try probe.terminal.expect(row: "waiting")
    try probe.terminal.send("next.\r")
    try probe.terminal.expect(row: "next.")
    probe.terminal.signal(SIGINT)
    try probe.terminal.expect([
      "probe> wait.", "waiting", "next.", "stopped", "probe> next.", #"got "next.""#, "probe>",
    ])
  }

  @Test func withoutATerminalThereIsNoEditor() throws {
    let terminal = try PseudoTerminal(
      "/bin/sh", ["-c", "\(BuiltProgram.path("EditorProbe")) </dev/null"], environment: ["TERM": "xterm"])
    #expect(try terminal.expectExit() == .status(0))
    #expect(terminal.screen.rows == ["no terminal"])
  }

  @Test func promptsGoToTheTerminalWhenResultsGoToAFile() throws {
    let folder = try TemporaryFolder()
    let terminal = try PseudoTerminal(
      "/bin/sh", ["-c", "\(BuiltProgram.path("EditorProbe")) >\(folder.path)/results"],
      environment: ["TERM": "xterm", "HOME": folder.path])
    try terminal.expect(prompt: Probe.prompt)
    try terminal.type("a.\r")
    try terminal.expect(["probe> a.", "probe>"])
    try terminal.type(Key.control("d"))
    #expect(try terminal.expectExit() == .status(0))
    #expect(folder.read("results") == "got \"a.\"\nleft\n")
  }
}
