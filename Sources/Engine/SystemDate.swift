import Chronology
import Glibc

/// The date of the system's clock in its time zone.
enum SystemDate {
  static var today: Day {
    var now = time(nil)
    var parts = tm()
    localtime_r(&now, &parts)
    return Day(year: Int(parts.tm_year) + 1900, month: Int(parts.tm_mon) + 1, day: Int(parts.tm_mday))
      ?? Day(number: Int32(clamping: now / 86_400))
  }
}
