import Engine
import SQLite
import Syntax
import Testing

@testable import Archive

/// Facts that stand in lines of a file.
struct CitedRowsTests {
  private func imported() throws -> Keeper {
    let keeper = try Keeper()
    let loader = FactLoader("visited", arity: 2, into: keeper.engine)
    loader.cite(document: "visits", by: "import", confidence: .low)
    for line in 2...9_001 {
      loader.add(.text("guest \(line % 4_500)"))
      loader.add(.text("place \(line % 4_500)"))
      try loader.endRow(line: line)
    }
    try loader.finish()
    try keeper.record(":import visits.csv")
    return keeper
  }

  @Test func linesComeBackWithTheirFacts() throws {
    let keeper = try imported()
    let state = try keeper.state
    #expect(state.contains { $0.hasPrefix("visited(\"guest 2\", \"place 2\")") && $0.contains("row: 2,") })
    try keeper.reopen()
    #expect(try keeper.state == state)
    // 4,500 facts are two rows of lines; what was cited again is a citation of its own.
    let connection = try Connection(keeper.path, .readOnly)
    #expect(try connection.integer("SELECT sum(count) FROM dossier_cited_rows") ?? 0 <= 4_500)
    #expect(try connection.integer("SELECT count(*) FROM dossier_cited_rows") ?? 0 < 10)
  }

  @Test func furtherCitationsComeBackAfterTheLine() throws {
    let keeper = try imported()
    try keeper.say("visited(\"guest 7\", \"place 7\") from memo(paragraph: 2).")
    try keeper.say("visited(\"guest 8\", \"place 8\") from visits(row: 77, by: other).")
    let state = try keeper.state
    try keeper.reopen()
    #expect(try keeper.state == state)
    try keeper.undo()
    try keeper.undo()
    let before = try keeper.state
    #expect(before != state)
    try keeper.redo()
    try keeper.redo()
    #expect(try keeper.state == state)
    try keeper.reopen()
    #expect(try keeper.state == state)
  }

  @Test func anImportOfAnEarlierSessionIsTakenBackAndDoneAgain() throws {
    let keeper = try imported()
    let state = try keeper.state
    try keeper.retract("visited(\"guest 9\", \"place 9\").")
    try keeper.reopen()
    try keeper.undo()
    #expect(Set(try keeper.state) == Set(state))
    try keeper.undo()
    #expect(try keeper.state.allSatisfy { !$0.contains("guest") })
    try keeper.reopen()
    try keeper.redo()
    #expect(Set(try keeper.state) == Set(state))
  }
}
