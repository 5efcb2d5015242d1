import Chronology
import Testing

@Suite struct TruthTests {
  static let values: [Truth] = [.no, .unknown, .yes]

  @Test func conjunctionIsTheLesser() {
    let table: [[Truth]] = [[.no, .no, .no], [.no, .unknown, .unknown], [.no, .unknown, .yes]]
    for (row, left) in TruthTests.values.enumerated() {
      for (column, right) in TruthTests.values.enumerated() {
        #expect((left && right) == table[row][column])
      }
    }
  }

  @Test func disjunctionIsTheGreater() {
    let table: [[Truth]] = [[.no, .unknown, .yes], [.unknown, .unknown, .yes], [.yes, .yes, .yes]]
    for (row, left) in TruthTests.values.enumerated() {
      for (column, right) in TruthTests.values.enumerated() {
        #expect((left || right) == table[row][column])
      }
    }
  }

  @Test func unknownStaysUnknownUnderNot() {
    #expect(TruthTests.values.map { !$0 } == [.yes, .unknown, .no])
  }

  @Test func onlyYesIsCertainAndOnlyNoIsImpossible() {
    #expect(TruthTests.values.map(\.isCertain) == [false, false, true])
    #expect(TruthTests.values.map(\.isPossible) == [false, true, true])
    #expect(Truth(certain: false, possible: true) == .unknown)
    #expect(Truth(certain: true, possible: true) == .yes)
    #expect(Truth(certain: false, possible: false) == .no)
    #expect([Truth(true), Truth(false)] == [.yes, .no])
  }

  @Test func rightSideIsNotEvaluatedWhenTheLeftDecides() {
    func fail() -> Truth {
      Issue.record("evaluated")
      return .unknown
    }
    #expect((Truth.no && fail()) == .no)
    #expect((Truth.yes || fail()) == .yes)
  }
}
