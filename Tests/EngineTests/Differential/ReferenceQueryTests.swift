import Syntax
import Testing

@Suite struct ReferenceQueryTests {
  private let facts = "p(a, 2). p(b, 1). p(c, 2). p(d, 1.0). p(e, 2026-02-03). p(f, 3d). p(g, x)."

  @Test func rowsAreInTheOrderOfTheirColumns() throws {
    #expect(
      try rows(of: "\(facts) p(X, N) show N, X?") == [
        "1, b", "1.0, d", "2, a", "2, c", "2026-02-03, e", "3d, f", "x, g",
      ])
  }

  @Test func orderByComesFirstAndTheColumnsDecideTies() throws {
    #expect(try rows(of: "p(a, 2). p(b, 1). p(c, 2). p(X, N) order by N desc?") == ["a, 2", "c, 2", "b, 1"])
    #expect(
      try rows(of: "p(a, 2). p(b, 1). p(c, 2). p(X, N) order by N, X desc?") == ["b, 1", "c, 2", "a, 2"])
  }

  @Test func limitKeepsTheFirstRows() throws {
    #expect(try rows(of: "p(3). p(1). p(2). p(X) limit 2?") == ["1", "2"])
    #expect(try rows(of: "p(3). p(1). p(2). p(X) order by X desc limit 1?") == ["3"])
    #expect(try rows(of: "p(3). p(X) limit 0?") == [])
  }

  @Test func showChoosesColumnsAndKeepsDistinctRows() throws {
    #expect(try rows(of: "p(a, 1). p(a, 2). p(X, N) show X?") == ["a"])
    #expect(try error(of: "p(a, 1). p(X, N) show Z?") == .unknownVariable)
  }

  @Test func columnsAreInTheOrderOfFirstUse() throws {
    #expect(try ReferenceProbe("p(a, 1). p(X, N), M = N + 1, M > N?").columns == ["X", "N", "M"])
  }

  @Test func aQueryWithoutVariablesIsYesOrNo() throws {
    #expect(try ReferenceProbe("p(a, 1). p(a, 1)?").columns == [])
    #expect(try rows(of: "p(a, 1). p(a, 1)?") == [""])
    #expect(try rows(of: "p(a, 1). p(a, 2)?") == [])
  }

  @Test func aConstraintGivesItsViolations() throws {
    #expect(try rows(of: "p(a, 1). p(b, 5). :- p(_, N), N > 3.") == ["5"])
  }

  @Test func parametersStandForTheirDefaults() throws {
    #expect(try rows(of: "parameter who = a. p(a, 1). p(b, 2). p($who, N)?") == ["1"])
  }
}
