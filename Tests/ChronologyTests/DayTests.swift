import Chronology
import Testing

@Suite struct DayTests {
  @Test func epochIsDayZero() {
    #expect(Day(year: 1970, month: 1, day: 1)?.number == 0)
  }
}
