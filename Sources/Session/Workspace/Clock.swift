import Glibc

/// Time as it passes, for `:timing`.
enum Clock {
  /// Nanoseconds since some fixed moment.
  static var now: Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
  }

  /// `0.42 ms`, `12.3 ms`, `4.56 s`.
  static func text(_ nanoseconds: Int) -> String {
    let isLong = nanoseconds >= 1_000_000_000
    let value = Double(nanoseconds) / (isLong ? 1e9 : 1e6)
    let digits = value < 10 ? 2 : value < 100 ? 1 : 0
    return rounded(value, digits: digits) + (isLong ? " s" : " ms")
  }

  /// `0.42`, `12.3`, `4560`: a number of milliseconds.
  static func milliseconds(_ nanoseconds: Int) -> String {
    let value = Double(nanoseconds) / 1e6
    return rounded(value, digits: value < 10 ? 2 : value < 100 ? 1 : 0)
  }

  private static func rounded(_ value: Double, digits: Int) -> String {
    let factor = digits == 2 ? 100.0 : digits == 1 ? 10.0 : 1.0
    let scaled = Int((value * factor).rounded())
    guard digits > 0 else { return String(scaled) }
    let fraction = String(scaled % Int(factor))
    return "\(scaled / Int(factor))." + String(repeating: "0", count: digits - fraction.count) + fraction
  }
}
