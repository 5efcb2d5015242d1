import Glibc
import Testing

/// The history file, with real sessions.
@Suite struct HistoryAcrossSessionsTests {
  @Test func aStatementIsThereInTheNextSession() throws {
    let folder = try TemporaryFolder()
    let first = try Probe(folder: folder)
    try first.run("one.")
    try first.terminal.type(Key.control("d"))
    #expect(try first.terminal.expectExit() == .status(0))
    let second = try Probe(folder: folder)
    try second.terminal.type(Key.up)
    try second.terminal.expect(["probe> one."])
  }

  @Test func twoSessionsAtOnceLoseNothing() throws {
    let folder = try TemporaryFolder()
    let first = try Probe(folder: folder)
    let second = try Probe(folder: folder)
    try first.run("first1.")
    try second.run("second1.")
    try first.run("first2.")
    try second.run("second2.")
    #expect(folder.read(Probe.history) == "first1.\nsecond1.\nfirst2.\nsecond2.\n")
  }

  @Test func aKilledSessionLosesNothing() throws {
    let folder = try TemporaryFolder()
    let probe = try Probe(folder: folder)
    try probe.run("one.")
    try probe.terminal.type("wait.\r")
    try probe.terminal.expect(row: "waiting")
    probe.terminal.signal(SIGKILL)
    #expect(try probe.terminal.expectExit() == .signal(SIGKILL))
    #expect(folder.read(Probe.history) == "one.\nwait.\n")
  }

  @Test func theStateFolderOfTheSystemIsUsed() throws {
    let folder = try TemporaryFolder()
    let probe = try Probe(folder: folder, variables: ["XDG_STATE_HOME": folder.path + "/state"])
    try probe.run("one.")
    #expect(folder.read("state/dossier/history") == "one.\n")
    #expect(folder.read(Probe.history) == nil)
  }

  @Test func aFolderThatCannotBeWrittenIsOneWarningAndNoMore() throws {
    let folder = try TemporaryFolder()
    try folder.write("", to: "file")
    let probe = try Probe(
      columns: 200, folder: folder, variables: ["XDG_STATE_HOME": folder.path + "/file"])
    try probe.terminal.type("one.\r")
    try probe.terminal.expect([
      "probe> one.",
      "warning: history is not kept: \(folder.path)/file/dossier/history: Not a directory",
      #"got "one.""#,
      "probe>",
    ])
    try probe.terminal.type(Key.control("l"))
    try probe.run("two.")
    try probe.terminal.type(Key.up + Key.up)
    try probe.terminal.expect(["probe> two.", #"got "two.""#, "probe> one."])
  }

  @Test func withoutAHomeFolderTheHistoryLastsForTheSession() throws {
    let probe = try Probe(variables: ["HOME": ""])
    try probe.run("one.")
    try probe.terminal.type(Key.up)
    try probe.terminal.expect(["probe> one.", #"got "one.""#, "probe> one."])
  }
}
