import Engine
import Syntax
import Testing

@testable import Interchange

/// The real visits of foreign leaders to the United States.
@Suite(.enabled(if: SharedData.isThere("visits-to-us.tsv"), "the data are not beside the package"))
struct VisitImportTests {
  private let desk = ImportDesk()
  private let path = SharedData.path("visits-to-us.tsv")
  private let template = "visited(actor: visitor, place: \"united_states\", when: start/end)"

  @Test func everyRowIsTaken() throws {
    let summary = try desk.load(path: path, into: [template])
    #expect((summary.read, summary.taken, summary.rejected, summary.leftOutCount) == (3264, 3264, 0, 0))
    #expect((summary.imported, summary.duplicates) == (3263, 1))
    #expect(desk.columns(of: "visited") == ["actor: text", "place: text", "when: date"])
    let facts = try desk.engine.facts(of: "visited")
    #expect(facts.reduce(0) { $0 + $1.citations.count } == 3264)
    #expect(facts.allSatisfy { $0.citations.allSatisfy { $0.document.text == "visits_to_us" } })
  }

  @Test func allColumnsAreTakenWhereEmptyOnesMay() throws {
    let summary = try desk.load(path: path) { $0.empty = .text }
    #expect(summary.imported == 3264)
    #expect(
      desk.columns(of: "visits_to_us") == [
        "id: integer", "visitor: text", "from: text", "start: date", "end: date", "description: text",
      ])
  }

  @Test func emptyDescriptionsAreBadRowsUntilTheyAreAllowed() throws {
    let summary = try desk.load(path: path, rejecting: true)
    #expect((summary.read, summary.taken, summary.rejected) == (3264, 3258, 6))
    #expect(
      desk.rejects.allSatisfy {
        $0.reason == "an empty field (column description); --empty says what becomes of it"
      })
    #expect(desk.rejects[0].number == 13)
  }
}
