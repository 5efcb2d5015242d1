import Chronology
import Engine
import Testing

@Suite struct DateFunctionTests {
  func value(_ expression: String) throws -> String? { try Desk().rows("X = \(expression)?").first }
  func mistake(_ expression: String) throws -> String? { try Desk().mistakes("X = \(expression)?").first }

  @Test func partsOfADay() throws {
    #expect(try value("year(2026-02-11)") == "2026")
    #expect(try value("month(2026-02-11)") == "2")
    #expect(try value("day(2026-02-11)") == "11")
    #expect(try value("quarter(2026-02-11)") == "1")
    #expect(try value("weekday(2026-02-11)") == "3")
    #expect(try value("weekday(2026-02-15)") == "7")
    #expect(try value("quarter(2026-12-31)") == "4")
  }

  @Test func partsThatADateLeavesOpenHaveNoValue() throws {
    #expect(try value("year(@2026)") == "2026")
    #expect(try value("month(@2026)") == nil)
    #expect(try value("month(@2026-02)") == "2")
    #expect(try value("day(@2026-02)") == nil)
    #expect(try value("year(@..)") == nil)
    #expect(try value("year(@1948/1949)") == nil)
    #expect(try value("year(@2026-02-03/2026-02-04)") == "2026")
  }

  @Test func endsAndLengthOfAnInterval() throws {
    #expect(try value("start(@2026-02-03/2026-02-04)") == "2026-02-03")
    #expect(try value("finish(@2026-02-03/2026-02-04)") == "2026-02-04")
    #expect(try value("length_of(@2026-02-03/2026-02-04)") == "2d")
    #expect(try value("length_of(2026-02-03)") == "1d")
    #expect(try value("length_of(@2026-02-03/..)") == nil)
  }

  @Test func daysBetweenDates() throws {
    #expect(try value("days_between(2026-02-01, 2026-03-01)") == "28")
    #expect(try value("days_between(2026-03-01, 2026-02-01)") == "-28")
    #expect(try value("days_between(2026-03-01, 2026-03-01)") == "0")
    #expect(try value("days_between(@2026, 2027-01-01)") == nil)
  }

  @Test func durationsAreAddedByTheCalendar() throws {
    #expect(try value("2026-02-11 + 30d") == "2026-03-13")
    #expect(try value("30d + 2026-02-11") == "2026-03-13")
    #expect(try value("2026-02-11 - 2w") == "2026-01-28")
    #expect(try value("2026-01-31 + 1mo") == "2026-02-28")
    #expect(try value("2024-02-29 + 1y") == "2025-02-28")
    #expect(try value("2d + 3d") == "5d")
    #expect(try value("1y - 1mo") == "11mo")
    #expect(try value("3 * 2d") == "6d")
    #expect(try value("2d * 3") == "6d")
    #expect(try value("-2d") == "-2d")
    #expect(
      try mistake("1mo + 2d")?.contains(
        "months and days have no common measure (write both in days or both in months)") == true)
    #expect(
      try mistake("9999-12-31 + 2000000000d")?.hasPrefix("invalid-argument at '9999-12-31 + 2000000000d': ")
        == true)
    #expect(try mistake("30d * 9223372036854775807")?.hasPrefix("integer-overflow") == true)
  }

  @Test func datesAreTruncated() throws {
    #expect(try value("trunc(2026-02-11, month)") == "@2026-02")
    #expect(try value("trunc(2026-02-11, year)") == "@2026")
    #expect(try value("trunc(2026-02-11, day)") == "2026-02-11")
    #expect(try value("trunc(@2026, month)") == nil)
    #expect(
      try mistake("trunc(2026-02-11, fortnight)")
        == "invalid-argument at 'trunc(2026-02-11, fortnight)': 'fortnight' is not a unit of dates (day, week, month, quarter, year, decade, century)"
    )
  }

  @Test func todayIsWhatTheEngineIsTold() throws {
    let desk = try Desk("p(2026-02-10). p(2026-02-12).")
    #expect(try desk.rows("X = today?") == ["2026-02-11"])
    #expect(try desk.rows("p(X), X < today?") == ["2026-02-10"])
    desk.engine.today = try #require(Day(year: 2026, month: 3, day: 1))
    #expect(try desk.rows("X = today - 1d?") == ["2026-02-28"])
    #expect(try desk.rows("p(X), X < today?") == ["2026-02-10", "2026-02-12"])
  }

  @Test func countsByMonth() throws {
    let desk = try Desk(
      """
      visit(ann, 2026-01-05). visit(bob, 2026-01-20). visit(ann, 2026-02-01). visit(cid, @2026).
      monthly(M, count(X)) :- visit(X, D), M = trunc(D, month).
      """)
    #expect(try desk.rows("monthly(M, N)?") == ["@2026-01, 2", "@2026-02, 1"])
  }
}
