import Glibc

/// The time of day, for the journal.
package struct WallClock: Sendable {
  /// Seconds since the start of 1970.
  package let now: @Sendable () -> Int

  package static let system = WallClock { Glibc.time(nil) }

  /// Stands still at 9 in the morning of the 11th of February 2026, wherever that is.
  package static let standing = WallClock {
    var parts = tm()
    parts.tm_year = 126
    parts.tm_mon = 1
    parts.tm_mday = 11
    parts.tm_hour = 9
    parts.tm_isdst = -1
    return mktime(&parts)
  }

  /// `2026-02-11 09:00:00`, in the time zone of the system.
  static func text(_ seconds: Int) -> String {
    var (moment, parts) = (seconds, tm())
    localtime_r(&moment, &parts)
    func two(_ number: Int32) -> String { (number < 10 ? "0" : "") + String(number) }
    let day = "\(parts.tm_year + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))"
    return day + " \(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec))"
  }
}
