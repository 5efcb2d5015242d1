import Testing

/// `~/.editrc` and `$EDITRC`.
@Suite struct UserSettingsTests {
  private func probe(
    _ settings: String, name: String = ".editrc", variables: [String: String] = [:]
  ) throws -> Probe {
    let folder = try TemporaryFolder()
    try folder.write(settings, to: name)
    return try Probe(folder: folder, variables: variables.mapValues { $0.replacingHome(with: folder.path) })
  }

  @Test func theEditorIsChosen() throws {
    let terminal = try probe("# mine\nbind -v\n").terminal
    try terminal.type("abc" + Key.escape)
    try terminal.expect(prompt: "probe> ab")
    try terminal.type("x")
    try terminal.expect(["probe> ab"])
    try terminal.type(Key.control("c"))
    try terminal.expect(["probe> ab^C", "probe>"])
  }

  @Test func theUsersKeysComeBeforeTheShells() throws {
    let terminal = try probe("bind \"^R\" ed-move-to-beg\nbind -e\n").terminal
    try terminal.type("abc" + Key.control("r") + "X")
    try terminal.expect(["probe> Xabc"])
  }

  @Test func theShellsCommandsCanBeBound() throws {
    let terminal = try probe("bind ^T dossier-complete\n").terminal
    try terminal.type("sig" + Key.control("t"))
    try terminal.expect(["probe> signed("])
  }

  @Test func libeditsOwnHistoryCommandsWork() throws {
    let probe = try probe("bind ^[[A ed-search-prev-history\n")
    try probe.run("one.")
    try probe.run("two.")
    try probe.terminal.type(Key.control("l") + "n" + Key.up)
    try probe.terminal.expect(["probe> one."])
  }

  @Test func linesForOtherProgramsDoNotCount() throws {
    let terminal = try probe("python:bind -v\nprobe:bind ^T ed-move-to-beg\n").terminal
    try terminal.type("abc" + Key.control("t") + "X")
    try terminal.expect(["probe> Xabc"])
  }

  @Test func anotherFileCanBeNamed() throws {
    let terminal = try probe(
      "bind ^T ed-move-to-beg\n", name: "other", variables: ["EDITRC": "~/other"]
    ).terminal
    try terminal.type("abc" + Key.control("t") + "X")
    try terminal.expect(["probe> Xabc"])
  }

  @Test func pythonsBindingOfTabCompletes() throws {
    let terminal = try probe("bind ^I rl_complete\n").terminal
    try terminal.type("sig\t")
    try terminal.expect(["probe> signed("])
  }

  @Test func editingCanBeTurnedOff() throws {
    let folder = try TemporaryFolder()
    try folder.write("edit off\n", to: ".editrc")
    let probe = try Probe(folder: folder, waits: false)
    try probe.terminal.wait("a prompt") { $0.screen.beforeCursor == Probe.prompt }
    #expect(probe.terminal.isInOrder)
    try probe.terminal.send("a.\r")
    try probe.terminal.expect(["probe> a.", #"got "a.""#, "probe>"])
  }
}

extension String {
  fileprivate func replacingHome(with path: String) -> String {
    hasPrefix("~/") ? path + dropFirst() : self
  }
}
