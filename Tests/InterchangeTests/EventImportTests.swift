import Engine
import Syntax
import Testing

@testable import Interchange

/// Events of GDELT and ICEWS as facts.
@Suite struct EventImportTests {
  private static let file = "gdelt-2019-10-24.export.CSV"
  private let desk = ImportDesk()

  @Test(.enabled(if: SharedData.isThere(file), "the data are not beside the package"))
  func aRealFileOfAQuarterOfAnHour() throws {
    let summary = try desk.load(path: SharedData.path(Self.file))
    #expect((summary.read, summary.taken, summary.leftOutCount, summary.rejected) == (2111, 187, 1924, 0))
    #expect(
      summary.leftOut == [
        "of other event codes": 1453, "without two different countries": 460, "without a country": 11,
      ])
    let counts = summary.relations.map { relation in
      "\(relation.target.modality) \(relation.target.relation) \(relation.stated) \(relation.imported)"
    }
    // 143 events of code 042 and 129 of 043 name two different countries in 83 rows, which state 30 visits.
    #expect(
      counts == [
        "planned met 38 22", "actual visited 83 30", "actual met 6 2", "actual signed 24 24",
        "actual calls_for 19 12",
        "actual opposed 29 20", "actual event_source 187 187",
      ])
    let visits = try desk.engine.facts(of: "visited")
    #expect(visits.reduce(0) { $0 + $1.citations.count } == 83)
    #expect(visits.allSatisfy { $0.citations.allSatisfy { $0.confidence == .low && $0.by == "gdelt" } })
    #expect(try desk.load(path: SharedData.path(Self.file)).known == "gdelt_2019_10_24")
  }

  /// A row of GDELT with so many columns.
  private func row(
    _ id: Int, _ code: String, _ first: String, _ second: String, day: String = "20191024", columns: Int = 61
  ) -> String {
    var fields = Array(repeating: "", count: columns)
    fields[0] = "\(id)"
    fields[1] = day
    fields[7] = first
    fields[17] = second
    fields[26] = code
    if columns != 57 { fields[columns - 1] = "https://example.org/\(id)" }
    return fields.joined(separator: "\t") + "\n"
  }

  @Test func codesSayWhatAnEventBecomes() throws {
    let text =
      row(1, "042", "KAZ", "PAK") + row(2, "043", "KAZ", "PAK") + row(3, "044", "USA", "EUR")
      + row(4, "036", "USA", "FRA") + row(5, "057", "CHN", "RUS") + row(6, "0231", "USA", "")
      + row(7, "112", "IND", "PAK")
      + row(8, "010", "IND", "PAK") + row(9, "042", "IND", "IND") + row(10, "042", "", "IND")
    let summary = try desk.load(path: desk.write("x.export.CSV", Array(text.utf8)))
    #expect((summary.read, summary.taken, summary.leftOutCount) == (10, 7, 3))
    #expect(
      desk.facts(of: "visited") == [
        "visited(kazakhstan, pakistan, 2019-10-24)", "visited(pakistan, kazakhstan, 2019-10-24)",
      ])
    #expect(
      desk.facts(of: "met") == [
        "met(united_states, eur, 2019-10-24)", "planned met(united_states, france, 2019-10-24)",
      ])
    #expect(
      desk.facts(of: "signed") == [
        "signed(china, gdelt_event_5, 2019-10-24)", "signed(russia, gdelt_event_5, 2019-10-24)",
      ])
    #expect(desk.facts(of: "calls_for") == ["calls_for(united_states, aid)"])
    #expect(desk.facts(of: "opposed") == ["opposed(india, pakistan)"])
    #expect(desk.facts(of: "event_source")[0] == "event_source(x, 1, \"https://example.org/1\")")
  }

  @Test(arguments: [57, 58, 61])
  func bothVersionsOfGDELTAreRead(columns: Int) throws {
    let text = row(1, "042", "KAZ", "PAK", columns: columns)
    _ = try desk.load(path: desk.write("x.export.CSV", Array(text.utf8)))
    #expect(desk.facts(of: "visited").count == 1)
    #expect(desk.facts(of: "event_source").count == (columns == 57 ? 0 : 1))
  }

  @Test func badRowsOfEvents() throws {
    let text =
      row(1, "042", "KAZ", "PAK") + row(2, "042", "KAZ", "PAK", day: "20191324") + row(3, "4x", "KAZ", "PAK")
      + row(4, "042", "KAZ", "PAK", columns: 58)
    let summary = try desk.load(path: desk.write("x.export.CSV", Array(text.utf8)), rejecting: true)
    #expect((summary.read, summary.taken, summary.rejected) == (4, 1, 3))
    #expect(
      desk.rejects.map { "\($0.number) \($0.reason)" } == [
        "2 '20191324' is no day (column 2)", "3 '4x' is no event code (column 27)",
        "4 58 fields where 61 should be",
      ])
  }

  @Test func aFileOfOtherColumnsIsRefused() {
    #expect(
      desk.outcome("x.export.CSV", "a\tb\n") == [
        "cannot import 'x.export.CSV': its first line has 2 fields, and events of GDELT have 57, 58, 61"
      ])
    #expect(
      desk.outcome("x.export.CSV", row(1, "042", "KAZ", "PAK"), into: "r($1)") == [
        "--into has no place here: an event's code says what it becomes"
      ])
  }

  @Test func eventsOfICEWS() throws {
    let text = """
      Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\tIntensity\tTarget Name\tTarget Sectors\tTarget Country
      7\t2014-01-02\tA\t\tUnited States\tMake a visit\t42\t1.9\tB\t\tViet Nam
      8\t2014-01-03\tA\t\tFrance\tAppeal\t233\t3\tB\t\t

      """
    let summary = try desk.load(path: desk.write("e.tab", Array(text.utf8))) { $0.format = .icews }
    #expect((summary.read, summary.taken) == (2, 2))
    #expect(desk.facts(of: "visited") == ["visited(united_states, viet_nam, 2014-01-02)"])
    #expect(desk.facts(of: "calls_for") == ["calls_for(france, aid)"])
    #expect(
      try desk.engine.facts(of: "visited")[0].citations.map { "\($0.by ?? "") \($0.row ?? 0)" } == ["icews 2"]
    )
    #expect(
      desk.outcome("f.tab", "a\tb\n", { $0.format = .icews }) == [
        "cannot import 'f.tab': its header does not name the columns Event ID, Event Date, CAMEO Code, Source Country, Target Country"
      ])
  }

  @Test func aRelationThatCannotHoldEventsIsRefused() throws {
    let desk = ImportDesk("relation visited(who, place).")
    #expect(
      desk.outcome("x.export.CSV", row(1, "042", "KAZ", "PAK")) == [
        "the events need visited(actor: text, place: text, when: date), which is declared otherwise"
      ])
  }
}
