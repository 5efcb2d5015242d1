import Syntax
import Testing

@Suite struct ReferenceDateTests {
  private let facts = "p(a, 2026-02-03). p(b, @2026-02). p(c, @..). p(d, 2026-03-01)."

  @Test func theCertainViewKeepsWhatHoldsForEveryDay() throws {
    let probe = try ReferenceProbe("\(facts) p(X, D), before(D, 2026-02-10) show X?")
    #expect(probe.rows() == ["a"])
    #expect(probe.rows(.possible) == ["a", "b", "c"])
    #expect(probe.leftOut == 2)
  }

  @Test func possiblyKeepsTheUnknownInBothViews() throws {
    let probe = try ReferenceProbe("\(facts) p(X, D), possibly before(D, 2026-02-10) show X?")
    #expect(probe.rows() == ["a", "b", "c"])
    #expect(probe.leftOut == 0)
  }

  @Test func underNotUnknownStaysUnknown() throws {
    let probe = try ReferenceProbe("\(facts) p(X, D), not before(D, 2026-02-10) show X?")
    #expect(probe.rows() == ["d"])
    #expect(probe.rows(.possible) == ["b", "c", "d"])
    #expect(try rows(of: "\(facts) p(X, D), not possibly before(D, 2026-02-10) show X?") == ["d"])
  }

  @Test func comparisonsOfDatesAreThreeValuedAndEqualityIsExact() throws {
    #expect(try rows(of: "\(facts) p(X, D), D >= 2026-02-03 show X?") == ["a", "d"])
    #expect(try rows(of: "\(facts) p(X, D), D != @2026-02 show X?") == ["a", "c", "d"])
  }

  @Test func anAbsentRowIsOneThatIsNotEvenPossible() throws {
    let rules = "early(X) :- p(X, D), before(D, 2026-02-10). late(X) :- p(X, _), not early(X)."
    let probe = try ReferenceProbe("\(facts) \(rules) late(X)?")
    #expect(probe.rows() == ["d"])
    #expect(probe.rows(.possible) == ["b", "c", "d"])
  }

  @Test func aNegatedGroupReadsTheOppositeView() throws {
    let probe = try ReferenceProbe("\(facts) p(X, _), not (p(X, D), before(D, 2026-02-10)) show X?")
    #expect(probe.rows() == ["d"])
    #expect(probe.rows(.possible) == ["b", "c", "d"])
  }

  @Test func whatIsNotDeterminedDropsTheRowInBothViews() throws {
    let probe = try ReferenceProbe("\(facts) p(X, D), M = month(D) show X, M?")
    #expect(probe.rows() == ["a, 2", "b, 2", "d, 3"])
    #expect(probe.rows(.possible) == ["a, 2", "b, 2", "d, 3"])
    #expect(try rows(of: "\(facts) p(X, D), not day(D) = 3 show X?") == ["d"])
  }

  @Test func aggregatesAreOverTheRowsOfTheirView() throws {
    let probe = try ReferenceProbe("\(facts) N = count { p(_, D), before(D, 2026-02-10) }?")
    #expect(probe.rows() == ["1"])
    #expect(probe.rows(.possible) == ["3"])
  }

  @Test func datesMoveByDurations() throws {
    #expect(
      try rows(of: "p(2026-01-31). p(D), E = D + 1mo, F = D - 30d, G = 1d + D show E, F, G?") == [
        "2026-02-28, 2026-01-01, 2026-02-01"
      ])
  }

  @Test func functionsOfDates() throws {
    let program = """
      p(@2026-02-03/2026-02-04, 2026-02-10).
      p(I, D), A = start(I), B = finish(I), L = length_of(I), N = days_between(I, D), T = trunc(D, month),
        Y = year(D), Q = quarter(D), W = weekday(D) show A, B, L, N, T, Y, Q, W?
      """
    #expect(try rows(of: program) == ["2026-02-03, 2026-02-04, 2d, 6, 2026-02, 2026, 1, 2"])
    #expect(try rows(of: "X = today?") == ["2026-02-15"])
  }

  @Test func testsOfDates() throws {
    let facts = "p(@2026-02-03/2026-02-04, @2026-02-04/2026-02-10)."
    #expect(try rows(of: "\(facts) p(I, J), intersects(I, J)?").count == 1)
    #expect(try rows(of: "\(facts) p(I, J), covers(I, J)?").count == 0)
    #expect(try rows(of: "\(facts) p(I, J), in(2026-02-05, J)?").count == 1)
    #expect(try rows(of: "\(facts) p(I, J), allen(I, overlaps, J)?").count == 1)
    #expect(try rows(of: "p(2026-02-03, 2026-02-05). p(D, E), within(E, D, 2d)?").count == 1)
    #expect(try rows(of: "p(2026-02-03, 2026-02-05). p(D, E), soon_after(D, E, 2d)?").count == 1)
    #expect(try rows(of: "p(2026-02-03, 2026-02-05). p(D, E), soon_after(E, D, 2d)?").count == 0)
  }
}
