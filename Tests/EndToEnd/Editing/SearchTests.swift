import Testing

/// Ctrl-R and Ctrl-S.
@Suite struct SearchTests {
  private func probe(_ arguments: [String] = []) throws -> Probe {
    let probe = try Probe(arguments)
    for statement in ["visited(tokayev).", "signed(X).", "Visited(élysée).", "last."] {
      try probe.run(statement)
    }
    try probe.terminal.type(Key.control("l"))
    try probe.terminal.expect([Probe.prompt.trimmed])
    return probe
  }

  @Test func theNewestStatementWithTheTextIsFoundAndRuns() throws {
    let terminal = try probe().terminal
    try terminal.type(Key.control("r"))
    try terminal.expect(["search '':"])
    try terminal.type("sig")
    try terminal.expect(["search 'sig': signed(X)."])
    try terminal.type("\r")
    try terminal.expect(["probe> signed(X).", #"got "signed(X).""#, "probe>"])
  }

  @Test func caseCountsOnlyWhereAnUpperCaseLetterIsSearchedFor() throws {
    let terminal = try probe().terminal
    try terminal.type(Key.control("r") + "visited")
    try terminal.expect(["search 'visited': Visited(élysée)."])
    try terminal.type(Key.control("g") + Key.control("r") + "Visited")
    try terminal.expect(["search 'Visited': Visited(élysée)."])
    try terminal.type(Key.control("r"))
    try terminal.expect(["search, no more 'Visited': Visited(élysée)."])
  }

  @Test func againGoesOnToOlderOnesAndBackToNewerOnes() throws {
    let terminal = try probe().terminal
    try terminal.type(Key.control("r") + "visit" + Key.control("r"))
    try terminal.expect(["search 'visit': visited(tokayev)."])
    try terminal.type(Key.control("s"))
    try terminal.expect(["search 'visit': Visited(élysée)."])
  }

  @Test func theCursorStandsWhereTheTextWasFound() throws {
    let terminal = try probe().terminal
    try terminal.type(Key.control("r") + "élys")
    try terminal.expect(prompt: "search 'élys': Visited(")
    try terminal.type(Key.left + "X")
    try terminal.expect(["probe> VisitedX(élysée)."])
  }

  @Test func aCharacterLessGoesBackToWhatWasFoundBefore() throws {
    let terminal = try probe().terminal
    try terminal.type(Key.control("r") + "sz")
    try terminal.expect(["search, no more 'sz': last."])
    try terminal.type(Key.backspace)
    try terminal.expect(["search 's': last."])
  }

  @Test func controlGGivesUpAndTheLineIsAsItWas() throws {
    let terminal = try probe().terminal
    try terminal.type("ab" + Key.left + Key.control("r") + "sig")
    try terminal.expect(["search 'sig': signed(X)."])
    try terminal.type(Key.control("g"))
    try terminal.expect(prompt: "probe> a")
    #expect(terminal.screen.rows == ["probe> ab"])
  }

  @Test func escapeKeepsWhatWasFoundForEditing() throws {
    let terminal = try probe().terminal
    try terminal.type(Key.control("r") + "sig")
    try terminal.expect(["search 'sig': signed(X)."])
    try terminal.type(Key.escape)
    try terminal.expect(["probe> signed(X)."])
    try terminal.type("Y")
    try terminal.expect(["probe> Ysigned(X)."])
  }

  @Test func anotherKeyEndsTheSearchAndDoesItsWork() throws {
    let terminal = try probe().terminal
    try terminal.type(Key.control("r") + "sig" + Key.up)
    try terminal.expect(["probe> visited(tokayev)."])
  }

  @Test func controlCDropsTheSearchAndTheLine() throws {
    let terminal = try probe().terminal
    try terminal.type(Key.control("r") + "sig" + Key.control("c"))
    try terminal.expect(["probe> signed(X).^C", "probe>"])
  }

  @Test func twiceTakesUpWhatWasSearchedForLast() throws {
    let terminal = try probe().terminal
    try terminal.type(Key.control("r") + "sig" + Key.home + Key.control("k"))
    try terminal.expect(["probe>"])
    try terminal.type(Key.control("r") + Key.control("r"))
    try terminal.expect(["search 'sig': signed(X)."])
  }

  @Test func viSearchesWithASlashAndEnterOnlyEndsTheSearch() throws {
    let terminal = try probe(["--vi"]).terminal
    try terminal.type("x" + Key.escape)
    try terminal.expect(prompt: "probe> ")
    try terminal.type("/sig")
    try terminal.expect(["search 'sig': signed(X)."])
    try terminal.type("\r")
    try terminal.expect(["probe> signed(X)."])
    try terminal.type("\r")
    try terminal.expect(["probe> signed(X).", #"got "signed(X).""#, "probe>"])
  }
}

extension String {
  /// Without blanks at the end, as `Screen` gives its rows.
  fileprivate var trimmed: String {
    String(self.reversed().drop { $0 == " " }.reversed())
  }
}
