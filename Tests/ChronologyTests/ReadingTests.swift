import Chronology
import Testing

/// The text of a day, or of an open end.
func text(_ day: Day) -> String {
  day == .distantPast ? "past" : day == .distantFuture ? "future" : UncertainDate(day).description
}

func text(_ bounds: Bounds) -> String {
  bounds.isExact ? text(bounds.earliest) : "\(text(bounds.earliest)) to \(text(bounds.latest))"
}

@Suite struct ReadingTests {
  @Test(arguments: [
    // Level 0: days, months, years.
    ("2026-02-04", "2026-02-04"), ("2024-02-29", "2024-02-29"),
    ("2026-02", "2026-02-01 to 2026-02-28"), ("2024-02", "2024-02-01 to 2024-02-29"),
    ("2026", "2026-01-01 to 2026-12-31"), ("0000", "0000-01-01 to 0000-12-31"),
    ("0985", "0985-01-01 to 0985-12-31"),
    // Level 1: years of other lengths, seasons.
    ("-0044-03-15", "-0044-03-15"), ("-1985", "-1985-01-01 to -1985-12-31"),
    ("Y12345", "Y12345-01-01 to Y12345-12-31"), ("Y-12345", "Y-12345-01-01 to Y-12345-12-31"),
    ("Y10000-02-29", "Y10000-02-29"), ("Y5000000", "Y5000000-01-01 to Y5000000-12-31"),
    ("2001-21", "2001-03-01 to 2001-05-31"), ("2001-22", "2001-06-01 to 2001-08-31"),
    ("2001-23", "2001-09-01 to 2001-11-30"), ("2001-24", "2001-12-01 to 2002-02-28"),
    // Level 1: qualifiers.
    ("1985?", "1985-01-01 to 1985-12-31"), ("1985~", "1984-01-01 to 1986-12-31"),
    ("1985%", "1984-01-01 to 1986-12-31"), ("2026-02?", "2026-02-01 to 2026-02-28"),
    ("2026-02~", "2026-01-01 to 2026-03-31"), ("2024-01~", "2023-12-01 to 2024-02-29"),
    ("2026-02-04?", "2026-02-04"), ("2026-02-04~", "2026-02-03 to 2026-02-05"),
    ("2026-03-01%", "2026-02-28 to 2026-03-02"), ("2001-24~", "2001-09-01 to 2002-05-31"),
    ("199X~", "1980-01-01 to 2009-12-31"), ("19XX~", "1800-01-01 to 2099-12-31"),
    ("1985-XX~", "1984-12-01 to 1986-01-31"), ("1985-04-XX~", "1985-03-31 to 1985-05-01"),
    ("Y5000000~", "Y4999999-01-01 to Y5000000-12-31"), ("Y-5000000~", "Y-5000000-01-01 to Y-4999999-12-31"),
    // Level 1: unspecified digits from the right.
    ("201X", "2010-01-01 to 2019-12-31"), ("20XX", "2000-01-01 to 2099-12-31"),
    ("2XXX", "2000-01-01 to 2999-12-31"), ("XXXX", "0000-01-01 to 9999-12-31"),
    ("2004-XX", "2004-01-01 to 2004-12-31"), ("1985-04-XX", "1985-04-01 to 1985-04-30"),
    ("1985-XX-XX", "1985-01-01 to 1985-12-31"), ("-199X", "-1999-01-01 to -1990-12-31"),
    ("-000X", "-0009-01-01 to -0001-12-31"), ("Y12345-XX", "Y12345-01-01 to Y12345-12-31"),
    // Level 2: unspecified digits anywhere.
    ("156X-12-25", "1560-12-25 to 1569-12-25"), ("15XX-12-XX", "1500-12-01 to 1599-12-31"),
    ("1XXX-12", "1000-12-01 to 1999-12-31"), ("1XXX-XX", "1000-01-01 to 1999-12-31"),
    ("1984-1X", "1984-10-01 to 1984-12-31"), ("1984-0X", "1984-01-01 to 1984-09-30"),
    ("1984-X2", "1984-02-01 to 1984-12-31"), ("2026-02-1X", "2026-02-10 to 2026-02-19"),
    ("2026-02-0X", "2026-02-01 to 2026-02-09"), ("2026-02-2X", "2026-02-20 to 2026-02-28"),
    ("2026-02-X5", "2026-02-05 to 2026-02-25"), ("2026-XX-31", "2026-01-31 to 2026-12-31"),
    ("2026-X2-30", "2026-12-30"), ("2026-0X-3X", "2026-01-30 to 2026-09-30"),
    ("19XX-02-29", "1904-02-29 to 1996-02-29"), ("1X00-02-29", "1200-02-29 to 1600-02-29"),
    ("1X85", "1085-01-01 to 1985-12-31"), ("1X85~", "1084-01-01 to 1986-12-31"),
    ("199X-21", "1990-03-01 to 1999-05-31"),
    // Level 2: parts of the year.
    ("2001-25", "2001-03-01 to 2001-05-31"), ("2001-28", "2001-12-01 to 2002-02-28"),
    ("2001-29", "2001-09-01 to 2001-11-30"), ("2001-30", "2001-12-01 to 2002-02-28"),
    ("2001-31", "2001-03-01 to 2001-05-31"), ("2001-32", "2001-06-01 to 2001-08-31"),
    ("2001-33", "2001-01-01 to 2001-03-31"), ("2001-36", "2001-10-01 to 2001-12-31"),
    ("2001-37", "2001-01-01 to 2001-04-30"), ("2001-39", "2001-09-01 to 2001-12-31"),
    ("2001-40", "2001-01-01 to 2001-06-30"), ("2001-41", "2001-07-01 to 2001-12-31"),
    ("Y5000000-24", "Y5000000-12-01 to Y5000000-12-31"),
    // Level 2: one of a range.
    ("[1984..1986]", "1984-01-01 to 1986-12-31"), ("[1985-07..1986-06]", "1985-07-01 to 1986-06-30"),
    ("[2026-03-03..2026-03-30]", "2026-03-03 to 2026-03-30"), ("[..2026-02-04]", "past to 2026-02-04"),
    ("[2026-02-04..]", "2026-02-04 to future"), ("[..1984]", "past to 1984-12-31"),
    ("[2026-03-03..2026-03-30]?", "2026-03-03 to 2026-03-30"),
    ("[2026-03-03..2026-03-30]~", "2026-03-03 to 2026-03-30"), ("[2026-03-03..2026-03-03]~", "2026-03-03"),
    ("[1984-01..1984-12]", "1984-01-01 to 1984-12-31"),
    ("[1984-02-01..1984-02-29]", "1984-02-01 to 1984-02-29"),
    ("[-0002..0003]", "-0002-01-01 to 0003-12-31"), ("..", "past to future"),
  ])
  func pointIsReadWithItsBounds(edtf: String, bounds: String) throws {
    let date = try UncertainDate(edtf)
    #expect(date.description == edtf)
    #expect(text(date.start) == bounds)
    #expect(date.finish == date.start)
    #expect(!date.isInterval)
  }

  @Test(arguments: [
    // Level 0.
    ("1948/1949", "1948-01-01 to 1948-12-31", "1949-01-01 to 1949-12-31"),
    ("2004-06/2006-08", "2004-06-01 to 2004-06-30", "2006-08-01 to 2006-08-31"),
    ("2026-02-03/2026-02-04", "2026-02-03", "2026-02-04"),
    ("2026-02-03/2026-02-03", "2026-02-03", "2026-02-03"),
    ("2004-02-01/2005", "2004-02-01", "2005-01-01 to 2005-12-31"),
    // Level 1.
    ("../2026-02-04", "past", "2026-02-04"), ("2026/..", "2026-01-01 to 2026-12-31", "future"),
    ("../..", "past", "future"), ("/2026-02-04", "past to 2026-02-04", "2026-02-04"),
    ("2026-02-04/", "2026-02-04", "2026-02-04 to future"),
    ("/2026", "past to 2026-12-31", "2026-01-01 to 2026-12-31"),
    ("2026/", "2026-01-01 to 2026-12-31", "2026-01-01 to future"),
    ("../", "past", "past to future"), ("/..", "past to future", "future"),
    ("1984?/2004~", "1984-01-01 to 1984-12-31", "2003-01-01 to 2005-12-31"),
    ("1984-06-02?/2004-08-08~", "1984-06-02", "2004-08-07 to 2004-08-09"),
    ("-0100/0100", "-0100-01-01 to -0100-12-31", "0100-01-01 to 0100-12-31"),
    ("2001-21/2001-22", "2001-03-01 to 2001-05-31", "2001-06-01 to 2001-08-31"),
    // Level 2.
    ("2004-06-XX/2004-07-03", "2004-06-01 to 2004-06-30", "2004-07-03"),
    (
      "[2026-02-05..2026-03-04]/[2026-04-05..2026-05-04]", "2026-02-05 to 2026-03-04",
      "2026-04-05 to 2026-05-04"
    ),
    // Each end bounds the other.
    ("2026/2026-02-10", "2026-01-01 to 2026-02-10", "2026-02-10"),
    ("2026-02-10/2026", "2026-02-10", "2026-02-10 to 2026-12-31"),
    ("2026-02/2026-02", "2026-02-01 to 2026-02-28", "2026-02-01 to 2026-02-28"),
    ("2026-02-04~/2026-02-03", "2026-02-03", "2026-02-03"),
  ])
  func intervalIsReadWithTheBoundsOfBothEnds(edtf: String, start: String, finish: String) throws {
    let date = try UncertainDate(edtf)
    #expect(date.description == edtf)
    #expect(text(date.start) == start)
    #expect(text(date.finish) == finish)
    #expect(date.isInterval)
  }

  @Test(arguments: [
    ("[1984..1984]", "[1984-01..1984-12]"), ("[1984-02..1984-02]", "[1984-02-01..1984-02-29]"),
    ("[1984-01-01..1986-12-31]", "[1984..1986]"), ("[1984..1986-11]", "[1984-01..1986-11]"),
    ("[1984..1986-12-30]", "[1984-01-01..1986-12-30]"), ("[199X..2001-21]", "[1990-01..2001-05]"),
    ("[..1984-12-31]", "[..1984]"), ("[..1984-11]", "[..1984-11]"), ("[1984-01-01..]", "[1984..]"),
    ("[2026-02-03..2026-02-03]", "2026-02-03"), ("[2026-02-03..2026-02-03]?", "2026-02-03?"),
    ("[2026-01-05..2026-03-05]/2026-02-01", "[2026-01-05..2026-02-01]/2026-02-01"),
    ("[2026-01-05..2026-03-05]/2026-01-05", "2026-01-05/2026-01-05"),
  ])
  func rangeIsWrittenInTheLargestUnitOfItsDays(edtf: String, canonical: String) throws {
    let date = try UncertainDate(edtf)
    #expect(date.description == canonical)
    let again = try UncertainDate(canonical)
    #expect(again == date)
    #expect(again.hashValue == date.hashValue)
  }

  @Test func datesOfTheSameDaysWithDifferentTextDiffer() throws {
    let texts = [
      "2026-02", "2026-02?", "2026-02-XX", "[2026-02-01..2026-02-28]", "2026-02/2026-02", "2026-02-04",
      "2026-02-04?",
      "2026-02-04/2026-02-04", "2001-21", "2001-25", "..", "../..", "/..", "../", "1985", "-1985", "000X",
      "-000X",
    ]
    let dates = try texts.map { text in try UncertainDate(text) }
    #expect(Set(dates).count == texts.count)
    #expect(Set(dates.map(\.description)).count == texts.count)
  }

  @Test func everyKindOfBytesIsRead() throws {
    let expected = try UncertainDate("2026-02-03/2026-02-04")
    let line = "when=2026-02-03/2026-02-04;"
    #expect(try UncertainDate(line.dropFirst(5).dropLast()) == expected)
    #expect(try UncertainDate(utf8: Array(line.utf8)[5..<26]) == expected)
    #expect(try UncertainDate(utf8: Array(line.utf8).lazy.dropFirst(5).dropLast()) == expected)
    let day = try #require(Day(year: 2026, month: 2, day: 3))
    #expect(try UncertainDate(utf8: Array(line.utf8)[5..<15]) == UncertainDate(day))
  }

  @Test func onlyAPlainDayHasADay() throws {
    #expect(try UncertainDate("2026-02-04").day == Day(year: 2026, month: 2, day: 4))
    #expect(try UncertainDate("-0044-03-15").day == Day(year: -44, month: 3, day: 15))
    for text in ["2026-02", "2026-02-04?", "2026-02-04~", "2026-02-04/2026-02-04", "2026-X2-30", ".."] {
      #expect(try UncertainDate(text).day == nil, "\(text)")
    }
  }

  @Test func qualifiersOfBothEndsCount() throws {
    let expected = [
      ("1984", false, false), ("1984?", true, false), ("1984~", false, true), ("1984%", true, true),
      ("1984?/2004~", true, true), ("1984/2004?", true, false), ("../2004~", false, true),
    ]
    for (text, isUncertain, isApproximate) in expected {
      let date = try UncertainDate(text)
      #expect(date.isUncertain == isUncertain, "\(text)")
      #expect(date.isApproximate == isApproximate, "\(text)")
    }
  }

  @Test func dayThatCannotBeWrittenIsUnknown() {
    #expect(UncertainDate(.distantPast) == .unknown)
    #expect(UncertainDate(.distantFuture) == .unknown)
    #expect(UncertainDate(Day(number: .max - 1)) == .unknown)
    #expect(UncertainDate(.last).description == "Y5000000-12-31")
    #expect(UncertainDate(.first).description == "Y-5000000-01-01")
    #expect(UncertainDate.unknown.description == "..")
  }

  @Test func boundsMakeARange() throws {
    let first = try #require(Day(year: 2026, month: 3, day: 3))
    let last = try #require(Day(year: 2026, month: 3, day: 30))
    #expect(UncertainDate(oneOf: Bounds(first, last)).description == "[2026-03-03..2026-03-30]")
    #expect(UncertainDate(oneOf: Bounds(last, first)).description == "[2026-03-03..2026-03-30]")
    #expect(UncertainDate(oneOf: Bounds(first, first)).description == "2026-03-03")
    #expect(UncertainDate(oneOf: Bounds(first, .distantFuture)).description == "[2026-03-03..]")
    #expect(UncertainDate(oneOf: .all) == .unknown)
    #expect(UncertainDate(oneOf: Bounds(.distantPast, .distantPast)) == .unknown)
  }

  @Test func valueIsSmall() {
    #expect(MemoryLayout<UncertainDate>.size == 32)
  }
}
