import Chronology
import Testing

@Suite struct DayTests {
  @Test(arguments: [
    (0, 1970, 1, 1), (-1, 1969, 12, 31), (11_016, 2000, 2, 29), (-719_528, 0, 1, 1), (-719_529, -1, 12, 31),
    (20_488, 2026, 2, 4), (1_825_493_337, 5_000_000, 12, 31), (-1_826_932_028, -5_000_000, 1, 1),
  ])
  func numberAndCalendarDateAgree(number: Int, year: Int, month: Int, day: Int) {
    let date = Day(number: Int32(number))
    #expect(date.civil == (year, month, day))
    #expect(Day(year: year, month: month, day: day) == date)
  }

  @Test func calendarWalksDayByDayThroughEightHundredYears() throws {
    // Steps by the rules of the calendar, against the closed formula.
    var (year, month, day) = (-200, 1, 1)
    let first = try #require(Day(year: year, month: month, day: day)).number
    for number in first..<(first + 2 * 146_097) {
      let civil = Day(number: number).civil
      guard civil == (year, month, day), Day(year: year, month: month, day: day)?.number == number else {
        Issue.record("day \(number) is \(civil), not \((year, month, day))")
        return
      }
      day += 1
      let isLeap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
      let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
      if day > lengths[month - 1] { (month, day) = (month + 1, 1) }
      if month > 12 { (year, month) = (year + 1, 1) }
    }
    #expect((year, month, day) == (600, 1, 1))
  }

  @Test func dayThatDoesNotExistIsRefused() {
    #expect(Day(year: 2026, month: 2, day: 29) == nil)
    #expect(Day(year: 2024, month: 2, day: 29) != nil)
    #expect(Day(year: 1900, month: 2, day: 29) == nil)
    #expect(Day(year: 2000, month: 2, day: 29) != nil)
    #expect(Day(year: 2026, month: 0, day: 1) == nil)
    #expect(Day(year: 2026, month: 13, day: 1) == nil)
    #expect(Day(year: 2026, month: 4, day: 0) == nil)
    #expect(Day(year: 2026, month: 4, day: 31) == nil)
    #expect(Day(year: .max, month: .max, day: .max) == nil)
    #expect(Day(year: .min, month: 1, day: .min) == nil)
  }

  @Test func yearsEndAtFiveMillion() {
    #expect(Day(year: 5_000_000, month: 12, day: 31) == .last)
    #expect(Day(year: 5_000_001, month: 1, day: 1) == nil)
    #expect(Day(year: -5_000_000, month: 1, day: 1) == .first)
    #expect(Day(year: -5_000_001, month: 12, day: 31) == nil)
  }

  @Test func openEndsLieOutsideTheCalendar() {
    #expect(Day.distantPast < .first)
    #expect(Day.last < .distantFuture)
    #expect(!Day.distantPast.isWritable)
    #expect(!Day.distantFuture.isWritable)
    #expect(Day.first.isWritable && Day.last.isWritable)
  }

  @Test func everyNumberHasACalendarDate() {
    #expect(Day(number: .max).civil == (5_881_580, 7, 11))
    #expect(Day(number: .min).civil == (-5_877_641, 6, 23))
  }

  @Test func weeksBeginOnMonday() throws {
    #expect(try #require(Day(year: 2026, month: 2, day: 2)).weekday == 1)
    #expect(try #require(Day(year: 2026, month: 2, day: 8)).weekday == 7)
    #expect(Day(number: 0).weekday == 4)
    #expect(Day(number: -4).weekday == 7)
    #expect(try #require(Day(year: -1, month: 1, day: 1)).weekday == 5)
  }

  @Test(arguments: [
    (2026, 1, 31, Period.months(1), 2026, 2, 28), (2024, 1, 31, .months(1), 2024, 2, 29),
    (2026, 3, 31, .months(-1), 2026, 2, 28), (2024, 2, 29, .months(12), 2025, 2, 28),
    (2026, 2, 28, .months(1), 2026, 3, 28), (2026, 12, 15, .months(1), 2027, 1, 15),
    (2026, 1, 15, .months(-1), 2025, 12, 15), (0, 1, 15, .months(-1), -1, 12, 15),
    (2026, 2, 28, .days(1), 2026, 3, 1), (2026, 1, 1, .days(-1), 2025, 12, 31),
    (2026, 1, 1, .days(0), 2026, 1, 1),
  ])
  func monthsAreAddedByTheCalendar(
    year: Int, month: Int, day: Int, period: Period, toYear: Int, toMonth: Int, toDay: Int
  ) throws {
    let start = try #require(Day(year: year, month: month, day: day))
    #expect(start.adding(period)?.civil ?? (0, 0, 0) == (toYear, toMonth, toDay))
  }

  @Test func dayOutOfRangeIsNotReached() {
    #expect(Day.last.adding(.days(1)) == nil)
    #expect(Day.last.adding(.months(.max)) == nil)
    #expect(Day.first.adding(.days(-1)) == nil)
    #expect(Day.first.adding(.months(.min)) == nil)
    #expect(Day.first.adding(.days(.min)) == nil)
    #expect(Day.last.adding(.days(0)) == .last)
  }

  @Test func openEndStaysWhereItIs() {
    #expect(Day.distantPast.adding(.days(1)) == .distantPast)
    #expect(Day.distantFuture.adding(.months(-1)) == .distantFuture)
  }
}
