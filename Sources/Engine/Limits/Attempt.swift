import Synchronization

/// A try at something that is given up after some time, since it can be done otherwise.
final class Attempt: Sendable {
  /// Nanoseconds of the monotonic clock.
  private let deadline: Atomic<Int>
  private let hasEnded = Atomic<Bool>(false)

  /// `deadline` in seconds of the monotonic clock.
  init(until deadline: Double) { self.deadline = Atomic(Int(deadline * 1e9)) }

  func postpone(by seconds: Double) { deadline.wrappingAdd(Int(seconds * 1e9), ordering: .relaxed) }

  /// Whether its time is over; it has been given up then.
  var isDue: Bool {
    guard Int(Budget.now * 1e9) > deadline.load(ordering: .relaxed) else { return false }
    hasEnded.store(true, ordering: .relaxed)
    return true
  }

  /// Whether it was given up.
  var isOver: Bool { hasEnded.load(ordering: .relaxed) }
}
