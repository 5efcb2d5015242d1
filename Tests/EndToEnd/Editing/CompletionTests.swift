import Glibc
import Testing

/// Tab.
@Suite struct CompletionTests {
  @Test func theOnlyNameIsInserted() throws {
    let probe = try Probe()
    try probe.terminal.type("sig\t")
    try probe.terminal.expect(["probe> signed("])
    try probe.terminal.type("x).\r")
    try probe.terminal.expect(row: #"got "signed(x).""#)
  }

  @Test func whatIsCertainIsInsertedAndTheNextTabListsTheRest() throws {
    let probe = try Probe()
    try probe.terminal.type("vi\t")
    try probe.terminal.expect(["probe> visit"])
    try probe.terminal.type("\t")
    try probe.terminal.expect([
      "probe> visit",
      "visited(  actor, place, when: date  visitor(  actor",
      "probe> visit",
    ])
    try probe.terminal.type("e\t")
    try probe.terminal.expect([
      "probe> visit",
      "visited(  actor, place, when: date  visitor(  actor",
      "probe> visited(",
    ])
  }

  @Test func whereNothingIsCertainTheFirstTabLists() throws {
    let probe = try Probe()
    try probe.terminal.type("visit\t")
    try probe.terminal.expect([
      "probe> visit",
      "visited(  actor, place, when: date  visitor(  actor",
      "probe> visit",
    ])
  }

  @Test func whereNothingFitsThereIsABellAndTheLineStays() throws {
    let probe = try Probe()
    try probe.terminal.type("zzz\t")
    try probe.terminal.wait("a bell") { $0.screen.bells == 1 }
    try probe.terminal.type("y")
    try probe.terminal.expect(["probe> zzzy"])
  }

  @Test func theListStandsBelowAWrappedLineAndTheCursorStaysInTheWord() throws {
    let probe = try Probe(columns: 40)
    try probe.terminal.type("signed(tokayev, joint_declaration), visit, X" + Key.left + Key.left + Key.left)
    try probe.terminal.type("\t")
    try probe.terminal.expect([
      "probe> signed(tokayev, joint_declaration",
      "), visit, X",
      "visited(  actor, place, when: date",
      "visitor(  actor",
      "probe> signed(tokayev, joint_declaration",
      "), visit, X",
    ])
    try probe.terminal.type("o\t")
    try probe.terminal.expect([
      "probe> signed(tokayev, joint_declaration",
      "), visit, X",
      "visited(  actor, place, when: date",
      "visitor(  actor",
      "probe> signed(tokayev, joint_declaration",
      "), visitor(, X",
    ])
  }

  @Test func aLineThatFillsItsLastRowIsListedBelow() throws {
    let probe = try Probe(columns: 20)
    try probe.terminal.type("abcdefg,visit")
    try probe.terminal.type("\t")
    try probe.terminal.expect([
      "probe> abcdefg,visit",
      "",
      "visited(  actor, p…",
      "visitor(  actor",
      "probe> abcdefg,visit",
    ])
  }

  @Test func namesThatAreNotASCIIAreCompletedAndListed() throws {
    let probe = try Probe(columns: 40)
    try probe.terminal.type("東\t, é\t")
    try probe.terminal.expect([
      "probe> 東京, é",
      "élysée  place  été(  saison",
      "probe> 東京, é",
    ])
    try probe.terminal.type("l\t")
    try probe.terminal.expect([
      "probe> 東京, é",
      "élysée  place  été(  saison",
      "probe> 東京, élysée",
    ])
  }

  @Test func namesAreCompletedInEveryLineOfAStatement() throws {
    let probe = try Probe()
    try probe.terminal.type("signed(東京,\r")
    try probe.terminal.expect(prompt: "  (...> ")
    try probe.terminal.type("visito\tx)")
    try probe.terminal.expect(["probe> signed(東京,", "  (...> visitor(x)"])
  }

  @Test func aWideTerminalShowsMoreColumns() throws {
    let probe = try Probe(columns: 200)
    try probe.terminal.type("visit\t")
    try probe.terminal.expect([
      "probe> visit",
      "visited(  actor, place, when: date  visitor(  actor",
      "probe> visit",
    ])
  }

  @Test func moreRowsThanTheScreenHoldsAreShownPageByPage() throws {
    let probe = try Probe(columns: 30, height: 6)
    try probe.terminal.type("many\t")
    try probe.terminal.expect([
      "many1    many101  many201",
      "many2    many102  many202",
      "many3    many103  many203",
      "many4    many104  many204",
      "many5    many105  many205",
      "-- 95 more rows: Space, or q…",
    ])
    try probe.terminal.type(" ")
    try probe.terminal.expect([
      "many6    many106  many206",
      "many7    many107  many207",
      "many8    many108  many208",
      "many9    many109  many209",
      "many10   many110  many210",
      "-- 90 more rows: Space, or q…",
    ])
    try probe.terminal.type("q")
    try probe.terminal.expect([
      "many6    many106  many206",
      "many7    many107  many207",
      "many8    many108  many208",
      "many9    many109  many209",
      "many10   many110  many210",
      "probe> many",
    ])
    try probe.terminal.type("7")
    try probe.terminal.expect(prompt: "probe> many7")
  }

  @Test func controlCDuringAListDropsTheLine() throws {
    let probe = try Probe(columns: 30, height: 6)
    try probe.terminal.type("many\t")
    try probe.terminal.expect(row: "-- 95 more rows: Space, or q…")
    probe.terminal.signal(SIGINT)
    try probe.terminal.expect(prompt: Probe.prompt)
  }

  @Test func notesAreDimWhereColourIsWanted() throws {
    let probe = try Probe(["--color"])
    try probe.terminal.type("visit\t")
    try probe.terminal.expect(row: "visited(  actor, place, when: date  visitor(  actor")
    let output = String(decoding: probe.terminal.output, as: UTF8.self)
    #expect(output.contains("visitor(  \u{1B}[2mactor\u{1B}[0m"))
    #expect(output.contains("\u{1B}[1mprobe>\u{1B}[0m "))
  }

  @Test func nothingIsColouredWhereItIsNotWanted() throws {
    let probe = try Probe()
    try probe.terminal.type("visit\t")
    try probe.terminal.expect(row: "visited(  actor, place, when: date  visitor(  actor")
    let output = String(decoding: probe.terminal.output, as: UTF8.self)
    #expect(!output.contains("\u{1B}[1m") && !output.contains("\u{1B}[2m"))
  }
}
