import Chronology
import Testing

@Suite struct DateTestTests {
  static let tests: [(name: String, test: @Sendable (UncertainDate, UncertainDate) -> Truth)] = [
    ("before", { $0.isBefore($1) }), ("after", { $0.isAfter($1) }), ("at or before", { $0.isAtOrBefore($1) }),
    ("at or after", { $0.isAtOrAfter($1) }), ("intersects", { $0.intersects($1) }), ("in", { $0.isIn($1) }),
    ("covers", { $0.covers($1) }),
  ]

  @Test(arguments: [
    ("2026-02-04", "before", "2026-02-05", Truth.yes), ("2026-02-04", "before", "2026-02-04", .no),
    ("2026-02", "before", "2026-03", .yes), ("2026-02", "before", "2026-02-10", .unknown),
    ("2026-02", "before", "2026-02-01", .no), ("2026-02-03/2026-02-04", "before", "2026-02-04", .no),
    ("2026-02-03/2026-02-04", "before", "2026-02-05", .yes), ("1948/1949", "before", "1949-06", .unknown),
    ("../2026", "before", "2027", .yes), ("2026/..", "before", "2027", .no),
    ("2026/", "before", "2027", .unknown),
    ("..", "before", "2027", .unknown), ("2026-02~", "before", "2026-03", .unknown),
    ("2026-02?", "before", "2026-03", .yes),
    ("2026-02-05", "after", "2026-02-04", .yes), ("2026", "after", "2025", .yes),
    ("2026", "after", "2026", .unknown),
    ("[2026-02-04..]", "after", "2026-02-03", .yes), ("[..2026-02-04]", "after", "2026-02-04", .no),
    ("2026-02-04", "at or before", "2026-02-04", .yes), ("2026-02", "at or before", "2026-02", .unknown),
    ("2026-02", "at or before", "2026-02-28", .yes),
    ("2026-02-01/2026-02-10", "at or before", "2026-02-03/2026-02-05", .no),
    ("2026-02-01/2026-02-05", "at or before", "2026-02-03/2026-02-10", .yes),
    ("2026-02-04", "at or after", "2026-02-04", .yes), ("2026-02-03", "at or after", "2026-02-04", .no),
    ("2026-02-01/2026-02-05", "intersects", "2026-02-05/2026-02-09", .yes),
    ("2026-02-01/2026-02-05", "intersects", "2026-02-06/2026-02-09", .no),
    ("2026-02", "intersects", "2026-02", .unknown), ("2026-02", "intersects", "2026", .unknown),
    ("2026-02", "intersects", "2026-02-01/2026-02-28", .yes), ("1948/1951", "intersects", "1949", .yes),
    ("1948/1949", "intersects", "1949", .unknown), ("../2026", "intersects", "1066", .yes),
    ("/2026", "intersects", "1066", .unknown),
    // A coarse point holds all its days, but is itself only one of them.
    ("2026-02-10", "in", "2026-02", .yes), ("2026-02-10", "in", "2026", .yes),
    ("2026-02", "in", "2026", .yes),
    ("2026-02", "in", "2026-02", .yes), ("2026", "in", "2026-02", .unknown),
    ("2026-03", "in", "2026-02", .no),
    ("2026-02-10", "in", "2026-02?", .yes), ("1995", "in", "199X", .yes), ("1895", "in", "18XX", .yes),
    ("2026-02-10", "in", "2026-33", .yes), ("2001-12-25", "in", "2001-24", .yes),
    ("2002-01-25", "in", "2001-24", .yes),
    ("2026-01-30/2026-02-02", "in", "2026-02", .no), ("2026-02-01/2026-02-02", "in", "2026-02", .yes),
    ("2026-02-04", "in", "2026-02-04", .yes),
    // Approximate and unspecified points are one day.
    ("2026-02-10", "in", "2026-02~", .unknown), ("2026-04-10", "in", "2026-02~", .no),
    ("2026-02-10", "in", "2026-02-XX", .unknown), ("2026-02-10", "in", "[2026-02-01..2026-02-28]", .unknown),
    ("2026-02-10", "in", "..", .unknown), ("2026-02-10/2026-02-11", "in", "2026-02-XX", .no),
    // An interval holds what lies between its ends, wherever these may be.
    ("2026-02-10", "in", "2026-02-01/2026-02-28", .yes), ("1950", "in", "1948/1951", .yes),
    ("1948-05-05", "in", "1948/1949", .unknown), ("1947", "in", "1948/1949", .no),
    ("2027", "in", "2026-12-31/..", .yes),
    ("1066", "in", "../2026", .yes), ("1066", "in", "/2026", .unknown), ("..", "in", "../..", .yes),
    ("2026-02", "covers", "2026-02-10", .yes), ("2026-02-10", "covers", "2026-02", .unknown),
    ("2026-02-10", "covers", "2026-03", .no),
  ])
  func testIsAsDecidedAsTheDatesPermit(one: String, name: String, other: String, truth: Truth) throws {
    let test = try #require(DateTestTests.tests.first { $0.name == name }).test
    #expect(test(try UncertainDate(one), try UncertainDate(other)) == truth)
  }

  @Test(arguments: [
    ("2026-02-04", "30d", "2026-03-06", Truth.yes, Truth.yes), ("2026-02-04", "30d", "2026-03-07", .no, .no),
    ("2026-03-06", "30d", "2026-02-04", .yes, .no), ("2026-02-04", "0d", "2026-02-04", .yes, .yes),
    ("2026-02-04", "0d", "2026-02-05", .no, .no), ("2026-02-04", "-1d", "2026-02-04", .no, .no),
    ("2026-01-31", "1mo", "2026-02-28", .yes, .yes), ("2026-01-31", "1mo", "2026-03-01", .no, .no),
    ("2026-02-28", "1mo", "2026-03-28", .yes, .yes), ("2026-02-28", "1mo", "2026-03-29", .no, .no),
    ("2024-02-29", "1y", "2025-02-28", .yes, .yes), ("2024-02-29", "1y", "2025-03-01", .no, .no),
    ("2026-02", "30d", "2026-03", .unknown, .unknown), ("2026-02", "58d", "2026-03", .yes, .yes),
    ("2026-02", "57d", "2026-03", .unknown, .unknown), ("2026-02", "28d", "2026-02", .yes, .unknown),
    ("2026-02-01/2026-02-10", "1w", "2026-02-05", .yes, .no),
    ("2026-02-01/2026-02-10", "1w", "2026-02-17", .yes, .yes),
    ("2026-02-01/2026-02-10", "1w", "2026-02-18", .no, .no), ("2026-02-04/..", "1d", "2100", .yes, .no),
    ("../2026-02-04", "1d", "2026-02-05", .yes, .yes), ("../2026-02-04", "1d", "1066", .yes, .no),
    ("..", "1y", "2026", .unknown, .unknown), ("2026", "2147483647d", "..", .unknown, .unknown),
    ("Y-5000000-01-01", "2147483647d", "Y5000000-12-31", .no, .no),
    ("Y-5000000-01-01", "2147483647mo", "Y5000000-12-31", .yes, .yes),
  ])
  func periodIsCountedFromTheEarlierFinish(
    one: String, period: String, other: String, within: Truth, followed: Truth
  ) throws {
    let (one, other) = (try UncertainDate(one), try UncertainDate(other))
    let period = try #require(Period(period))
    #expect(one.isWithin(period, of: other) == within)
    #expect(other.isWithin(period, of: one) == within)
    #expect(one.isFollowed(within: period, by: other) == followed)
  }

  @Test func datesSortByStartThenFinishThenText() throws {
    let sorted = [
      "..", "../2025", "../..", "[..2026]", "-0044-03-15", "1985?", "1985/1985-06", "2026-01-01",
      "2026-01-01?",
      "2026-01", "2026", "2026-XX", "2026/2026", "2026/..", "2026-02-04", "Y10000",
    ]
    let dates = try sorted.map { text in try UncertainDate(text) }
    let expected = [
      "../2025", "[..2026]", "..", "../..", "-0044-03-15", "1985/1985-06", "1985?", "2026-01-01",
      "2026-01-01?",
      "2026-01", "2026", "2026-XX", "2026/2026", "2026/..", "2026-02-04", "Y10000",
    ]
    #expect(dates.sorted().map(\.description) == expected)
    #expect(dates.reversed().sorted().map(\.description) == expected)
    for date in dates { #expect(!(date < date)) }
  }
}
