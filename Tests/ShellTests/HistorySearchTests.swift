import Testing

@testable import Shell

/// A search while it is typed.
@Suite struct HistorySearchTests {
  private let entries = ["visited(a).", "signed(b).", "Visited(é).", "last."]

  private func search(_ pattern: String, _ direction: HistorySearch.Direction = .older, from start: Int = 4)
    -> HistorySearch
  {
    var search = HistorySearch(direction, from: start)
    search.resume(pattern, in: entries)
    return search
  }

  @Test(arguments: [
    ("sig", 1, 0), ("visited", 2, 0), ("Visited", 2, 0), ("visited(a", 0, 0), ("é", 2, 8), (").", 2, 10),
    ("d(", 2, 6),
  ])
  func theNewestEntryIsFound(_ pattern: String, entry: Int, offset: Int) {
    let found = search(pattern)
    #expect(found.match?.entry == entry && found.match?.offset == offset && !found.hasFailed)
  }

  @Test(arguments: ["SIG", "visiTed", "zzz", "siz"])
  func whatIsNotThereIsNotFound(_ pattern: String) {
    #expect(search(pattern).hasFailed)
  }

  @Test func aFailedSearchStaysAtTheLastMatch() {
    #expect(search("siz").match?.entry == 2)
  }

  @Test func againGoesOnInEitherDirection() {
    var found = search("visited")
    found.again(.older, in: entries)
    #expect(found.match?.entry == 0 && !found.hasFailed)
    found.again(.older, in: entries)
    #expect(found.match?.entry == 0 && found.hasFailed)
    found.again(.newer, in: entries)
    #expect(found.match?.entry == 2 && !found.hasFailed)
    found.again(.newer, in: entries)
    #expect(found.match?.entry == 2 && found.hasFailed)
  }

  @Test func oneCharacterLessIsAsBefore() {
    var found = search("sz")
    #expect(found.hasFailed)
    #expect(found.removeLast() == true)
    #expect(found.pattern == "s" && found.match?.entry == 3 && !found.hasFailed)
    #expect(found.removeLast() == true)
    #expect(found.pattern == "" && found.match == nil)
    #expect(found.removeLast() == false)
  }

  @Test func theSearchBeginsAtTheEntryShown() {
    #expect(search("visited", from: 1).match?.entry == 0)
    #expect(search("visited", .newer, from: 1).match?.entry == 2)
    #expect(search("last", .newer, from: 4).hasFailed)
  }

  @Test func anEmptyHistoryHasNothing() {
    var found = HistorySearch(.older, from: 0)
    found.add("a", in: [])
    #expect(found.hasFailed && found.match == nil)
  }
}
