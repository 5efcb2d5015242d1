import Glibc

/// The time that a profile reads. Tests have it stand still, or tick.
package struct ProfileClock: Sendable {
  /// Nanoseconds since some fixed moment.
  package let now: @Sendable () -> Int

  package init(_ now: @escaping @Sendable () -> Int) {
    self.now = now
  }

  package static let monotonic = ProfileClock {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
  }

  package static let standing = ProfileClock { 0 }
}
