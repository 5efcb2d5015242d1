import Testing

@testable import Shell

/// Candidates in columns.
@Suite struct CompletionListTests {
  init() { UTF8Locale.use() }

  private static let relations = [
    Candidate("visited(", note: "actor, place, when: date"),
    Candidate("signed(", note: "actor, instrument, when: date"),
    Candidate("met(", note: "actor, actor"),
  ]

  @Test func namesWithoutNotesFillColumnsDownwards() {
    let names = ["alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta"].map { Candidate($0) }
    #expect(
      CompletionList(names, columns: 40).rows == [
        "alpha  gamma  epsilon  eta",
        "beta   delta  zeta",
      ])
    #expect(
      CompletionList(names, columns: 25).rows == [
        "alpha  delta    eta",
        "beta   epsilon",
        "gamma  zeta",
      ])
    #expect(
      CompletionList(names, columns: 10).rows == [
        "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta",
      ])
  }

  @Test func notesStandBesideTheirNamesAt40Columns() {
    #expect(
      CompletionList(Self.relations, columns: 40).rows == [
        "visited(  actor, place, when: date",
        "signed(   actor, instrument, when: date",
        "met(      actor, actor",
      ])
  }

  @Test func notesStandBesideTheirNamesAt80Columns() {
    #expect(
      CompletionList(Self.relations, columns: 80).rows == [
        "visited(  actor, place, when: date       met(  actor, actor",
        "signed(   actor, instrument, when: date",
      ])
  }

  @Test func notesStandBesideTheirNamesAt200Columns() {
    #expect(
      CompletionList(Self.relations, columns: 200).rows == [
        "visited(  actor, place, when: date  signed(  actor, instrument, when: date  met(  actor, actor"
      ])
  }

  @Test func aNoteThatDoesNotFitIsCut() {
    #expect(
      CompletionList(Self.relations, columns: 24).rows == [
        "visited(  actor, place…",
        "signed(   actor, instr…",
        "met(      actor, actor",
      ])
  }

  @Test func whereThereIsNoRoomForNotesThereAreNames() {
    #expect(
      CompletionList(Self.relations, columns: 14).rows == [
        "visited(", "signed(", "met(",
      ])
  }

  @Test func aNameWiderThanTheScreenIsCut() {
    let names = [Candidate("a_very_long_name_of_a_relation("), Candidate("short(")]
    #expect(CompletionList(names, columns: 12).rows == ["a_very_lon…", "short("])
  }

  @Test func wideCharactersCountAsTwoColumns() {
    let names = [Candidate("東京", note: "place"), Candidate("é(", note: "saison"), Candidate("x")]
    #expect(
      CompletionList(names, columns: 40).rows == [
        "東京  place  é(  saison  x"
      ])
    #expect(
      CompletionList(names, columns: 15).rows == [
        "東京  place",
        "é(    saison",
        "x",
      ])
  }

  @Test func styleDoesNotMoveColumns() {
    let rows = CompletionList(Self.relations, columns: 80) { "<\($0)>" }.rows
    #expect(
      rows.first == "visited(  <actor, place, when: date>       met(  <actor, actor>")
  }

  @Test func noCandidatesAreNoRows() {
    #expect(CompletionList([], columns: 80).rows == [])
  }

  @Test func noRowReachesTheLastColumn() {
    let names = (1...50).map { Candidate(String(repeating: "x", count: $0 % 9 + 1), note: "note \($0)") }
    for columns in 1...120 {
      let widest = CompletionList(names, columns: columns).rows.map(TextLayout.width).max() ?? 0
      #expect(widest <= max(1, columns - 1), "at \(columns) columns")
    }
  }
}
