import Testing

@testable import Engine
@testable import Session

/// What profiles show of what was measured.
@Suite struct ProfileReportTests {
  private func rounds(_ times: [Int]) -> [RoundProfile] {
    times.enumerated().map { RoundProfile(number: $0, new: 1, time: $1) }
  }

  @Test func ofManyRoundsTheFirstTheSlowestAndTheLastAreShown() {
    let few = rounds(Array(repeating: 1, count: 10))
    #expect(ProfileReport.chosen(few).map(\.number) == Array(0..<10))
    var times = Array(repeating: 1, count: 100)
    times[40] = 7
    #expect(ProfileReport.chosen(rounds(times)).map(\.number) == [0, 1, 2, 3, 4, 40, 98, 99])
    times[2] = 9
    #expect(ProfileReport.chosen(rounds(times)).map(\.number) == [0, 1, 2, 3, 4, 98, 99])
  }

  @Test func gapsBetweenRoundsAreMarked() {
    var profile = Profile()
    var stratum = StratumProfile(
      relations: [PlannedRelation(name: "p", arity: 2, isRelation: true)], isRecursive: true)
    stratum.rounds = rounds([1_000_000, 2_000_000] + Array(repeating: 0, count: 20))
    profile.strata = [stratum]
    let shown = ProfileReport(profile, rows: 3).rounds
    #expect(shown.map(\.title) == ["rounds of p/2"])
    #expect(
      (0..<shown[0].count).map { shown[0][$0].map(\.plainText) } == [
        ["0", "1", "1.00"], ["1", "1", "2.00"], ["2", "1", "0.00"], ["3", "1", "0.00"], ["4", "1", "0.00"],
        ["…", "", ""], ["20", "1", "0.00"], ["21", "1", "0.00"],
      ])
  }

  @Test func theHeaviestLineIsMarkedAndSharesAreOfAll() {
    var profile = Profile()
    profile.time = 10_000_000
    profile.works = [
      WorkProfile(kind: .order, text: "", rowsIn: 4, rowsOut: 4, time: 3_000_000)
    ]
    let table = ProfileReport(profile, rows: 4).table(hasRoom: false)
    #expect(
      (0..<table.count).map { table[$0].map(\.plainText) } == [
        ["order", "", "4", "4", "3.00", "* 30%"],
        ["other", "analysis, clearing up", "", "", "7.00", "70%"],
      ])
    #expect(table.footer == "4 rows in 10.0 ms; * takes the most")
  }
}
