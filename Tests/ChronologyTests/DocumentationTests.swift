import Chronology
import Testing

/// What the landing page of the module says.
@Suite struct DocumentationTests {
  @Test func examplesOfTheOverviewHold() throws {
    let visit = try UncertainDate("2026-02")
    let talks = try UncertainDate("2026-02-10/2026-02-12")
    let spring = try UncertainDate("2026-03-01")
    #expect(visit.isBefore(spring) == .yes)
    #expect(visit.isBefore(talks) == .unknown)
    #expect(visit.isAfter(spring) == .no)
    #expect(try visit.adding(.days(30)).description == "[2026-03-03..2026-03-30]")
    #expect(try visit.adding(.months(1)).description == "2026-03")
  }

  @Test func formsOfTheTableAreRead() throws {
    for text in [
      "-0044-03-15", "Y12345", "Y-12345-06", "2001-21", "2001-24", "2001-25", "2001-32", "2001-33", "2001-41",
      "199X",
      "2004-XX", "156X-12-25", "1985?", "2026-02~", "2026-02-04%", "1948/1949", "../2026-02", "2026-02/",
      "[2026-03-03..2026-03-30]", "[..2026]", "[2026..]", "..",
    ] {
      #expect(try UncertainDate(text).description == text)
    }
  }

  @Test func wholeYearsContainWhereTheirIntervalMayNot() throws {
    let day = try UncertainDate("1948-05-05")
    #expect(day.isIn(try UncertainDate("1948/1949")) == .unknown)
    #expect(day.isIn(try UncertainDate("1948-01-01/1949-12-31")) == .yes)
  }
}
