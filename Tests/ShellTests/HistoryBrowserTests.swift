import Testing

@testable import Shell

/// Up and Down over a list of entries.
@Suite struct HistoryBrowserTests {
  private let entries = ["one", "two", "three"]

  @Test func olderAndNewerWalkTheEntries() {
    var browser = HistoryBrowser()
    #expect(browser.older(than: "draft", in: entries) == "three")
    #expect(browser.older(than: "three", in: entries) == "two")
    #expect(browser.older(than: "two", in: entries) == "one")
    #expect(browser.older(than: "one", in: entries) == nil)
    #expect(browser.newer(than: "one", in: entries) == "two")
    #expect(browser.newer(than: "two", in: entries) == "three")
    #expect(browser.newer(than: "three", in: entries) == "draft")
    #expect(browser.newer(than: "draft", in: entries) == nil)
  }

  @Test func whatWasChangedIsStillThere() {
    var browser = HistoryBrowser()
    #expect(browser.older(than: "", in: entries) == "three")
    #expect(browser.older(than: "three!", in: entries) == "two")
    #expect(browser.newer(than: "two!", in: entries) == "three!")
    #expect(browser.older(than: "three", in: entries) == "two!")
    #expect(browser.newer(than: "two!", in: entries) == "three")
  }

  @Test func anEmptyHistoryHasNothingToShow() {
    var browser = HistoryBrowser()
    #expect(browser.older(than: "draft", in: []) == nil)
    #expect(browser.newer(than: "draft", in: []) == nil)
  }

  @Test func anEntryFoundInAnotherWayIsWalkedOnFrom() {
    var browser = HistoryBrowser()
    #expect(browser.show(1, leaving: "draft", in: entries) == "two")
    #expect(browser.older(than: "two", in: entries) == "one")
    #expect(browser.newer(than: "one", in: entries) == "two")
    #expect(browser.newer(than: "two", in: entries) == "three")
    #expect(browser.newer(than: "three", in: entries) == "draft")
  }
}
