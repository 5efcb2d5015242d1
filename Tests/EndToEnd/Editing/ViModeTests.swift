import Testing

/// vi's keys, by a setting or by the user's own file.
@Suite struct ViModeTests {
  @Test func escapeLeadsToCommandsWithoutAnotherKey() throws {
    let terminal = try Probe(["--vi"]).terminal
    try terminal.type("one two." + Key.escape)
    try terminal.expect(prompt: "probe> one two")
    try terminal.type("0x$")
    try terminal.expect(["probe> ne two."])
    try terminal.type("bcwabc" + Key.escape)
    try terminal.expect(["probe> ne abc."])
    try terminal.type("\r")
    try terminal.expect(["probe> ne abc.", #"got "ne abc.""#, "probe>"])
  }

  @Test func escapeInCommandModeSwallowsNoKey() throws {
    let terminal = try Probe(["--vi"]).terminal
    try terminal.type("abc" + Key.escape)
    try terminal.expect(prompt: "probe> ab")
    try terminal.type(Key.escape)
    try terminal.type("x")
    try terminal.expect(["probe> ab"])
  }

  @Test func arrowsWorkWhileTextIsTyped() throws {
    let probe = try Probe(["--vi"])
    try probe.run("one.")
    try probe.terminal.type("ac" + Key.left + "b" + Key.up)
    try probe.terminal.expect(["probe> one.", #"got "one.""#, "probe> one."])
    try probe.terminal.type(Key.down + Key.home + "X")
    try probe.terminal.expect(["probe> one.", #"got "one.""#, "probe> Xabc"])
  }

  @Test func historyIsOnKAndJ() throws {
    let probe = try Probe(["--vi"])
    try probe.run("one.")
    try probe.run("two.")
    try probe.terminal.type(Key.control("l") + "x" + Key.escape)
    try probe.terminal.expect(["probe> x"])
    try probe.terminal.type("kk")
    try probe.terminal.expect(["probe> one."])
    try probe.terminal.type("j")
    try probe.terminal.expect(["probe> two."])
  }

  @Test func pastesAreTakenLiterally() throws {
    let terminal = try Probe(["--vi"]).terminal
    try terminal.type(Key.paste("a(\t1).\nb.\n"))
    try terminal.expect([
      "probe> a(\u{20}\u{20}\u{20}\u{20}\u{20}\u{20}\u{20}1).", #"got "a(\t1).""#, "probe> b.", #"got "b.""#,
      "probe>",
    ])
  }

  @Test func controlCAndCompletionWork() throws {
    let terminal = try Probe(["--vi"]).terminal
    try terminal.type("sig\t")
    try terminal.expect(["probe> signed("])
    try terminal.type(Key.control("c"))
    try terminal.expect(["probe> signed(^C", "probe>"])
    try terminal.type("ab" + Key.escape + Key.control("c"))
    try terminal.expect(["probe> signed(^C", "probe> ab^C", "probe>"])
    try terminal.type(Key.control("d"))
    #expect(try terminal.expectExit() == .status(0))
  }
}
