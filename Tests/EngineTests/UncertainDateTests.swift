import Engine
import Testing

/// Certain and possible answers.
@Suite struct UncertainDateTests {
  /// Certainly early, certainly late, and perhaps either.
  let facts = """
    relation event(what, when: date).
    event(flood, 2026-01-10). event(strike, 2026-03-10). event(vote, @2026-01). event(fire, @2026). event(theft, @..).
    """

  func both(_ desk: Desk, _ question: String) throws -> [String] {
    let certain = try desk.answer(question)
    let possible = try desk.answer(question, dates: .possible)
    #expect(possible.possible == 0)
    #expect(certain.dates == .certain)
    #expect(possible.dates == .possible)
    return Desk.rows(certain) + ["\(certain.possible) more possible"] + Desk.rows(possible)
  }

  @Test func aTestKeepsWhatIsCertainAndCountsWhatIsPossible() throws {
    let desk = try Desk(facts)
    #expect(
      try both(desk, "event(X, D), D < 2026-02-01 show X?") == [
        "flood", "vote", "2 more possible", "fire", "flood", "theft", "vote",
      ])
    #expect(
      try both(desk, "event(X, D), before(D, 2026-01-20) show X?") == [
        "flood", "3 more possible", "fire", "flood", "theft", "vote",
      ])
  }

  @Test func certainFactsHaveNoPossibleRows() throws {
    let desk = try Desk(facts)
    #expect(try desk.answer("event(flood, D), D < 2026-02-01?").possible == 0)
    #expect(try desk.answer("event(X, _)?").possible == 0)
  }

  @Test func possiblyKeepsWhatIsUnknown() throws {
    let desk = try Desk(facts)
    #expect(
      try both(desk, "event(X, D), possibly D < 2026-02-01 show X?") == [
        "fire", "flood", "theft", "vote", "0 more possible", "fire", "flood", "theft", "vote",
      ])
    #expect(
      try desk.rows("event(X, D), possibly before(D, 2026-01-20), not before(D, 2026-01-20) show X?") == [])
  }

  @Test func underNotUnknownStaysUnknown() throws {
    let desk = try Desk(facts)
    #expect(
      try both(desk, "event(X, D), not D < 2026-02-01 show X?") == [
        "strike", "2 more possible", "fire", "strike", "theft",
      ])
    #expect(
      try both(desk, "event(X, D), not before(D, 2026-01-20) show X?") == [
        "strike", "3 more possible", "fire", "strike", "theft", "vote",
      ])
  }

  @Test func whatIsNeitherCertainNorExcluded() throws {
    let desk = try Desk(facts)
    #expect(
      try desk.rows("event(X, D), possibly D < 2026-02-01, possibly not D < 2026-02-01 show X?") == [
        "fire", "theft",
      ])
  }

  @Test func rulesCarryTheDoubtOn() throws {
    let desk = try Desk(facts + "early(X) :- event(X, D), D < 2026-02-01. noted(X) :- early(X).")
    #expect(
      try both(desk, "noted(X)?") == ["flood", "vote", "2 more possible", "fire", "flood", "theft", "vote"])
    #expect(try both(desk, "noted(fire)?") == ["1 more possible", ""])
  }

  @Test func aNegatedRelationIsCertainlyAbsentOnlyIfNotEvenPossible() throws {
    let desk = try Desk(
      facts + "early(X) :- event(X, D), D < 2026-02-01. late(X) :- event(X, _), not early(X).")
    #expect(try both(desk, "late(X)?") == ["strike", "2 more possible", "fire", "strike", "theft"])
    // Twice negated, the doubtful ones are doubtful again.
    try desk.tell("again(X) :- event(X, _), not late(X).")
    #expect(
      try both(desk, "again(X)?") == ["flood", "vote", "2 more possible", "fire", "flood", "theft", "vote"])
  }

  @Test func aNegatedGroupIsCertainlyAbsentOnlyIfNotEvenPossible() throws {
    let desk = try Desk(facts)
    // The first of all: none certainly, for the theft may have been before any.
    #expect(
      try both(desk, "event(X, D), not (event(Y, E), Y != X, E < D) show X?") == [
        "4 more possible", "fire", "flood", "theft", "vote",
      ])
  }

  @Test func recursionCarriesTheDoubtOn() throws {
    let desk = try Desk(
      """
      relation call(from, to, when: date).
      call(a, b, 2026-01-01). call(b, c, @2026-01). call(c, d, 2026-02-01).
      told(b, 2026-01-01).
      told(Y, W) :- told(X, V), call(X, Y, W), V < W.
      """)
    #expect(try desk.rows("told(X, W)?") == ["b, 2026-01-01"])
    #expect(try desk.answer("told(X, W)?").possible == 2)
    #expect(
      try desk.rows("told(X, W)?", dates: .possible) == ["b, 2026-01-01", "c, @2026-01", "d, 2026-02-01"])
  }

  @Test func aggregatesOfDoubtfulRows() throws {
    let desk = try Desk(facts + "n(count(X)) :- event(X, D), D < 2026-02-01.")
    #expect(try both(desk, "n(N)?") == ["2", "1 more possible", "4"])
    #expect(try both(desk, "N = count { event(_, D), D < 2026-02-01 }?") == ["2", "1 more possible", "4"])
  }

  @Test func equalityIsOfTheWrittenDateAndNeverInDoubt() throws {
    let desk = try Desk(facts)
    #expect(try both(desk, "event(X, @2026)?") == ["fire", "0 more possible", "fire"])
    #expect(
      try both(desk, "event(X, D), D != @2026, D != @.. show X?") == [
        "flood", "strike", "vote", "0 more possible", "flood", "strike", "vote",
      ])
  }

  @Test func approximateDatesAreWidenedAndDoubtfulOnesAreNot() throws {
    let desk = try Desk("p(a, @2026-03~). p(b, @2026-03?). p(c, @2026-03%). p(d, @2026-03).")
    #expect(
      try both(desk, "p(X, D), D >= 2026-03-01, D <= 2026-03-31 show X?") == [
        "b", "d", "2 more possible", "a", "b", "c", "d",
      ])
    #expect(
      try both(desk, "p(X, D), in(D, @2026-03) show X?") == ["b", "d", "2 more possible", "a", "b", "c", "d"])
  }

  @Test func aDateWithoutADeterminedYearHasNone() throws {
    let desk = try Desk("p(a, @1948/1949). p(b, @1948-05). p(c, @..). p(d, @194X).")
    #expect(try both(desk, "p(X, D), year(D) = Y show X, Y?") == ["b, 1948", "0 more possible", "b, 1948"])
    #expect(try desk.rows("p(X, D), not year(D) = 1948 show X?") == [])
  }

  @Test func intervalsAreComparedByTheirEnds() throws {
    let desk = try Desk("p(@2026-02-03/2026-02-04). p(@../2026-02-04). p(@2026-02-05/..).")
    #expect(
      try both(desk, "p(D), D < 2026-02-05?") == [
        "@../2026-02-04", "@2026-02-03/2026-02-04", "0 more possible", "@../2026-02-04",
        "@2026-02-03/2026-02-04",
      ])
    #expect(try both(desk, "p(D), D > 2026-02-04?").prefix(2) == ["@2026-02-05/..", "0 more possible"])
  }

  @Test func aLimitDoesNotChangeTheCountOfPossibleRows() throws {
    let desk = try Desk(facts)
    let answer = try desk.answer("event(X, D), D < 2026-02-01 show X limit 1?")
    #expect(answer.count == 1)
    #expect(answer.possible == 2)
  }
}
