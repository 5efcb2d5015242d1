import Chronology
import Testing

@Suite struct PeriodTests {
  @Test(arguments: [
    ("30d", Period.days(30), "30d"), ("1d", .days(1), "1d"), ("2w", .days(14), "2w"),
    ("14d", .days(14), "2w"),
    ("6mo", .months(6), "6mo"), ("1y", .months(12), "1y"), ("12mo", .months(12), "1y"),
    ("18mo", .months(18), "18mo"),
    ("0d", .days(0), "0d"), ("0w", .days(0), "0d"), ("0mo", .months(0), "0mo"), ("0y", .months(0), "0mo"),
    ("-30d", .days(-30), "-30d"), ("-1y", .months(-12), "-1y"), ("007d", .days(7), "1w"),
    ("2147483647d", .days(.max), "2147483647d"), ("-2147483648mo", .months(.min), "-2147483648mo"),
  ])
  func textIsReadAndWrittenInTheLargestUnit(text: String, period: Period, canonical: String) {
    #expect(Period(text) == period)
    #expect(period.description == canonical)
    #expect(Period(canonical) == period)
  }

  @Test(arguments: [
    "", "d", "30", "30 d", "30D", "30m", "1yr", "1y6mo", "1.5d", "+1d", "--1d", "-", "-d", "²d", "30d ", "mo",
    "2147483648d", "-2147483649d", "306783379w", "178956971y", "99999999999999999999999d",
  ])
  func otherTextIsRefused(text: String) {
    #expect(Period(text) == nil)
  }

  @Test func onlyPeriodsOfOneKindCompare() {
    #expect(Period.days(30).isComparable(with: .days(-1)))
    #expect(!Period.days(30).isComparable(with: .months(1)))
    #expect(Period.days(30).isShorter(than: .days(31)) == true)
    #expect(Period.days(31).isShorter(than: .days(31)) == false)
    #expect(Period.months(1).isShorter(than: .days(31)) == nil)
  }

  @Test func periodsSortByKindThenLength() {
    let sorted = [Period.months(0), .days(5), .months(-1), .days(-5)].sorted(by: Period.precedes)
    #expect(sorted == [.days(-5), .days(5), .months(-1), .months(0)])
  }

  @Test func arithmeticOutOfRangeHasNoResult() {
    #expect(Period.days(3).negated() == .days(-3))
    #expect(Period.days(.min).negated() == nil)
    #expect(Period.days(3).adding(.days(4)) == .days(7))
    #expect(Period.days(3).adding(.months(4)) == nil)
    #expect(Period.days(.max).adding(.days(1)) == nil)
    #expect(Period.months(3).multiplied(by: -4) == .months(-12))
    #expect(Period.months(3).multiplied(by: .max) == nil)
    #expect(Period.months(65_536).multiplied(by: 32_768) == nil)
  }
}
