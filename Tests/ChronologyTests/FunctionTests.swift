import Chronology
import Testing

@Suite struct FunctionTests {
  @Test(
    arguments: [
      ("2026-02-04", 2026, 2, 4, 1, 3), ("2026-02-04?", 2026, 2, 4, 1, 3), ("-0044-03-15", -44, 3, 15, 1, 4),
      ("Y12345-12-31", 12_345, 12, 31, 4, 1), ("2026-02", 2026, 2, nil, 1, nil),
      ("2026", 2026, nil, nil, nil, nil),
      ("2026-02~", 2026, nil, nil, 1, nil), ("2026-03~", 2026, nil, nil, nil, nil),
      ("2026-01~", nil, nil, nil, nil, nil),
      ("2026-02-04~", 2026, 2, nil, 1, nil), ("2026-03-01~", 2026, nil, nil, 1, nil),
      ("2026~", nil, nil, nil, nil, nil),
      ("2026-33", 2026, nil, nil, 1, nil), ("2026-36", 2026, nil, nil, 4, nil),
      ("2026-21", 2026, nil, nil, nil, nil),
      ("2026-24", nil, nil, nil, nil, nil), ("2026-40", 2026, nil, nil, nil, nil),
      ("199X", nil, nil, nil, nil, nil),
      ("2026-02-XX", 2026, 2, nil, 1, nil), ("2026-XX-15", 2026, nil, 15, nil, nil),
      ("2026-XX", 2026, nil, nil, nil, nil),
      ("156X-12-25", nil, 12, 25, 4, nil), ("19XX-12", nil, 12, nil, 4, nil),
      ("19XX-12~", nil, nil, nil, nil, nil),
      ("1948/1949", nil, nil, nil, nil, nil), ("2026-02-03/2026-02-04", 2026, 2, nil, 1, nil),
      ("2026-02-03/2026-02-03", 2026, 2, 3, 1, 2), ("2026-02/2026-03", 2026, nil, nil, 1, nil),
      ("2026-02-27/2026-03-03", 2026, nil, nil, 1, nil), ("2026-01-01/2026-12-31", 2026, nil, nil, nil, nil),
      ("2025-02/2026-02", nil, nil, nil, nil, nil), ("..", nil, nil, nil, nil, nil),
      ("2026/..", nil, nil, nil, nil, nil),
      ("/2026", nil, nil, nil, nil, nil), ("[2026-02-03..2026-02-05]", 2026, 2, nil, 1, nil),
      ("[..2026]", nil, nil, nil, nil, nil),
    ] as [(String, Int?, Int?, Int?, Int?, Int?)])
  func partOfTheCalendarIsKnownWhenAllDaysShareIt(
    text: String, year: Int?, month: Int?, day: Int?, quarter: Int?, weekday: Int?
  ) throws {
    let date = try UncertainDate(text)
    #expect(date.year == year)
    #expect(date.month == month)
    #expect(date.dayOfMonth == day)
    #expect(date.quarter == quarter)
    #expect(date.weekday == weekday)
  }

  @Test(
    arguments: [
      ("2026-02-03/2026-02-04", "2d"), ("2026-02-03/2026-02-03", "1d"), ("2026-01-01/2026-12-31", "365d"),
      ("2026-02-04", "1d"), ("2026-02-04?", "1d"), ("2026-02-01/2026-02-14", "2w"), ("2026-02", nil),
      ("1948/1949", nil),
      ("2026-02-04/..", nil), ("../2026-02-04", nil), ("..", nil), ("../..", nil),
      ("Y-5000000-01-01/Y5000000-12-31", nil), ("0001-01-01/Y5000000-12-31", "1826212500d"),
    ] as [(String, String?)])
  func lengthCountsBothEnds(text: String, length: String?) throws {
    #expect(try UncertainDate(text).length == length.flatMap { Period($0) })
  }

  @Test(arguments: [
    ("2026-02-04", "2026-02-04", "2026-02-04"), ("2026-02~", "2026-02~", "2026-02~"),
    ("2026-02-03/2026-02-04", "2026-02-03", "2026-02-04"), ("1948?/1949~", "1948?", "1949~"),
    ("../2026", "..", "2026"), ("2026/..", "2026", ".."), ("/2026", "[..2026]", "2026"),
    ("2026/", "2026", "[2026..]"),
    ("../..", "..", ".."), ("/..", "..", ".."), ("../", "..", ".."), ("..", "..", ".."),
    ("[2026-02-05..2026-03-04]/2026-04", "[2026-02-05..2026-03-04]", "2026-04"),
    ("2026/2026-02-10", "2026", "2026-02-10"), ("/2026-02-10~", "[..2026-02-11]", "2026-02-10~"),
  ])
  func endsAreDatesOfTheirOwn(text: String, start: String, finish: String) throws {
    let date = try UncertainDate(text)
    #expect(date.startDate == (try UncertainDate(start)))
    #expect(date.finishDate == (try UncertainDate(finish)))
  }

  @Test(
    arguments: [
      ("2026-02-04", "2026-02-05", 1), ("2026-02-05", "2026-02-04", -1), ("2026-02-04", "2026-02-04", 0),
      ("2026-02-04", "2027-02-04", 365), ("2026-02-01/2026-02-03", "2026-02-06/2026-02-09", 3),
      ("2026-02-06/2026-02-09", "2026-02-01/2026-02-03", -3),
      ("2026-02-01/2026-02-03", "2026-02-03/2026-02-09", 0),
      ("2026-02-01/2026-02-09", "2026-02-05", 0), ("2026-02", "2026-03", nil), ("2026-02", "2026-02", nil),
      ("1948/1949-02-03", "1949-02-05/1950", 2), ("../2026-02-04", "2026-02-06", 2),
      ("../2026-02-04", "1066", 0),
      ("2026-02-04", "..", nil), ("2026-02-04", "2026-02-06/..", 2), ("2026/..", "2027-02/..", 0),
      ("Y-5000000-01-01", "Y5000000-12-31", 3_652_425_365),
    ] as [(String, String, Int?)])
  func daysUntilAreThoseFromFinishToStart(one: String, other: String, days: Int?) throws {
    #expect(try UncertainDate(one).daysUntil(try UncertainDate(other)) == days)
  }

  @Test(
    arguments: [
      ("2026-02-04", ["2026-02-04", "2026-02-02/2026-02-08", "2026-02", "2026-33", "2026", "202X", "20XX"]),
      ("2026-02-04%", [nil, "2026-02-02/2026-02-08", "2026-02", "2026-33", "2026", "202X", "20XX"]),
      ("2026-02-04?", ["2026-02-04", "2026-02-02/2026-02-08", "2026-02", "2026-33", "2026", "202X", "20XX"]),
      ("2026-02-08~", [nil, nil, "2026-02", "2026-33", "2026", "202X", "20XX"]),
      (
        "2026-02-03/2026-02-04", [nil, "2026-02-02/2026-02-08", "2026-02", "2026-33", "2026", "202X", "20XX"]
      ),
      (
        "2026-02-03/2026-02-03",
        ["2026-02-03", "2026-02-02/2026-02-08", "2026-02", "2026-33", "2026", "202X", "20XX"]
      ),
      ("2026-12", [nil, nil, "2026-12", "2026-36", "2026", "202X", "20XX"]),
      ("2026-35", [nil, nil, nil, "2026-35", "2026", "202X", "20XX"]),
      ("2026-24", [nil, nil, nil, nil, nil, "202X", "20XX"]),
      ("2026", [nil, nil, nil, nil, "2026", "202X", "20XX"]),
      ("2029-24", [nil, nil, nil, nil, nil, nil, "20XX"]),
      ("1948/1949", [nil, nil, nil, nil, nil, "194X", "19XX"]),
      ("1949/1950", [nil, nil, nil, nil, nil, nil, "19XX"]),
      ("19XX-12", [nil, nil, nil, nil, nil, nil, "19XX"]),
      ("1999/2000", [nil, nil, nil, nil, nil, nil, nil]), ("..", [nil, nil, nil, nil, nil, nil, nil]),
      ("2026/..", [nil, nil, nil, nil, nil, nil, nil]), ("/2026", [nil, nil, nil, nil, nil, nil, nil]),
      ("2025-12-31", ["2025-12-31", "2025-12-29/2026-01-04", "2025-12", "2025-36", "2025", "202X", "20XX"]),
      ("0000-01-01", ["0000-01-01", "-0001-12-27/0000-01-02", "0000-01", "0000-33", "0000", "000X", "00XX"]),
      ("-0001", [nil, nil, nil, nil, "-0001", "-000X", "-00XX"]),
      ("-1995", [nil, nil, nil, nil, "-1995", "-199X", "-19XX"]),
      ("-0001/0000", [nil, nil, nil, nil, nil, nil, nil]),
      ("Y12345", [nil, nil, nil, nil, "Y12345", "Y12340-01-01/Y12349-12-31", "Y12300-01-01/Y12399-12-31"]),
      (
        "Y-12345",
        [nil, nil, nil, nil, "Y-12345", "Y-12349-01-01/Y-12340-12-31", "Y-12399-01-01/Y-12300-12-31"]
      ),
      ("Y5000000", [nil, nil, nil, nil, "Y5000000", nil, nil]),
      (
        "Y5000000-12-31",
        [
          "Y5000000-12-31", "Y5000000-12-25/Y5000000-12-31", "Y5000000-12", "Y5000000-36", "Y5000000", nil,
          nil,
        ]
      ),
    ] as [(String, [String?])])
  func truncationIsTheUnitThatHoldsAllDays(text: String, expected: [String?]) throws {
    let date = try UncertainDate(text)
    #expect(DateUnit.allCases.map { date.truncated(to: $0)?.description } == expected)
    // The unit holds the date, and is its own unit.
    for unit in DateUnit.allCases {
      guard let truncated = date.truncated(to: unit) else { continue }
      #expect(date.isIn(truncated) == .yes)
      #expect(truncated.truncated(to: unit) == truncated)
    }
  }

  @Test func unitsHaveTheNamesOfTheLanguage() {
    #expect(
      DateUnit.allCases.map(\.rawValue) == ["day", "week", "month", "quarter", "year", "decade", "century"])
  }
}
