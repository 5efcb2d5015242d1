import Glibc
import Synchronization

/// What a question may use.
public struct Limits: Hashable, Sendable {
  /// Seconds of wall time; nil for no limit.
  public var timeout: Double?
  /// Bytes of resident memory of the whole process; nil for no limit.
  public var memory: Int?
  /// Rows of an answer; nil for no limit. An answer that has more is cut and marked.
  public var rows: Int?

  public init(timeout: Double? = nil, memory: Int? = nil, rows: Int? = nil) {
    self.timeout = timeout
    self.memory = memory
    self.rows = rows
  }
}

/// A request to stop what is being computed; may be made from any thread and from a signal handler.
public final class Interrupt: Sendable {
  private let flag = Atomic<Bool>(false)

  public init() {}

  public func request() { flag.store(true, ordering: .relaxed) }
  public func clear() { flag.store(false, ordering: .relaxed) }
  public var isRequested: Bool { flag.load(ordering: .relaxed) }
}

/// The limits of one question, polled once a batch.
final class Budget {
  private let limits: Limits
  private let interrupt: Interrupt
  private var start = Budget.now
  private var polls = 0
  private var nextMemoryCheck = 0.0
  /// When what is being tried, and can be done otherwise, is given up.
  private var attempt: Attempt?

  init(_ limits: Limits, _ interrupt: Interrupt) {
    self.limits = limits
    self.interrupt = interrupt
  }

  /// A budget of the same limits that another thread polls.
  func copy() -> Budget {
    let copy = Budget(limits, interrupt)
    copy.start = start
    copy.attempt = attempt
    return copy
  }

  /// Throws when the user has interrupted or a limit is reached.
  @inline(__always) func poll() throws(EngineError) {
    if interrupt.isRequested { throw .stopped(.interrupted) }
    polls &+= 1
    if polls & 15 == 0 { try checkLimits() }
  }

  // MARK: Attempts

  /// A try at something that is given up after some time.
  private final class Attempt: Sendable {
    /// Nanoseconds of the monotonic clock.
    let deadline: Atomic<Int>
    let isOver = Atomic<Bool>(false)

    init(until deadline: Int) { self.deadline = Atomic(deadline) }
  }

  /// Has ``poll()`` throw after some seconds; ``isAttemptOver`` then says why.
  func beginAttempt(seconds: Double) { attempt = Attempt(until: Int((Budget.now + seconds) * 1e9)) }

  func postponeDeadline(by seconds: Double) {
    attempt?.deadline.wrappingAdd(Int(seconds * 1e9), ordering: .relaxed)
  }

  func endAttempt() { attempt = nil }

  var isAttemptOver: Bool { attempt?.isOver.load(ordering: .relaxed) ?? false }

  private func checkLimits() throws(EngineError) {
    if let attempt, Int(Budget.now * 1e9) > attempt.deadline.load(ordering: .relaxed) {
      attempt.isOver.store(true, ordering: .relaxed)
      throw .stopped(.interrupted)
    }
    guard limits.timeout != nil || limits.memory != nil else { return }
    let elapsed = Budget.now - start
    if let timeout = limits.timeout, elapsed >= timeout { throw .stopped(.time(seconds: timeout)) }
    if let memory = limits.memory, elapsed >= nextMemoryCheck {
      nextMemoryCheck = elapsed + 0.02
      if Budget.residentBytes > memory { throw .stopped(.memory(bytes: memory)) }
    }
  }

  static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

  /// The memory of this process that is resident, as the kernel counts it.
  private static var residentBytes: Int {
    let file = open("/proc/self/statm", O_RDONLY)
    guard file >= 0 else { return 0 }
    defer { close(file) }
    var text = [UInt8](repeating: 0, count: 128)
    let length = read(file, &text, text.count)
    let fields = text.prefix(max(0, length)).split(separator: UInt8(ascii: " "))
    guard fields.count > 1 else { return 0 }
    let pages = Int(String(decoding: fields[1], as: UTF8.self)) ?? 0
    return pages * Int(sysconf(Int32(_SC_PAGESIZE)))
  }
}
