import Glibc

/// The limits of one question, polled in all that takes long for it.
package final class Budget: Polling {
  private let limits: Limits
  private let interrupt: Interrupt
  private let start: Double
  private var polls = 0
  /// The clock is looked at once in this many polls, less one: all ones in binary.
  private let skipped: Int
  private var nextMemoryCheck = 0.0
  /// What is told of the work now and then; none on other threads than the engine's.
  private let observer: WorkObserver?
  private var nextReport = WorkObserver.firstReport
  /// What is being done, for ``observer``.
  package weak var work: (any Work)?
  /// What is being tried and can be done otherwise; shared with the copies for other threads.
  private var attempt: Attempt?
  /// Called at each poll with its number: how tests stop work at a certain point.
  private let hook: ((Int) throws(EngineError) -> Void)?

  /// Time counts from `start`, or from now.
  init(
    _ limits: Limits, _ interrupt: Interrupt, since start: Double? = nil, observer: WorkObserver? = nil,
    hook: ((Int) throws(EngineError) -> Void)? = nil
  ) {
    self.limits = limits
    self.interrupt = interrupt
    self.observer = observer
    self.hook = hook
    self.start = start ?? Budget.now
    skipped = hook == nil ? 15 : 0
  }

  private init(copying other: Budget) {
    attempt = other.attempt
    limits = other.limits
    interrupt = other.interrupt
    start = other.start
    observer = nil
    hook = nil
    skipped = 15
  }

  /// A budget of the same limits that another thread polls.
  package func copy() -> Budget { Budget(copying: self) }

  /// Throws when the user has interrupted or a limit is reached.
  @inline(__always) package func poll() throws(EngineError) {
    if interrupt.isRequested { throw .stopped(.interrupted) }
    polls &+= 1
    if polls & skipped == 0 { try look() }
  }

  package func expect(bytes: Int) throws(EngineError) {
    if hook != nil { try poll() }
    guard bytes >= Budget.leastExpected, let memory = limits.memory else { return }
    if Budget.residentBytes + bytes > memory { throw .stopped(.memory(bytes: memory)) }
  }

  /// Fewer bytes than this are not worth a look at what is resident.
  private static let leastExpected = 1 << 20

  /// Whether ``poll()`` would throw for an interrupt or the time: for work that cannot throw and may leave early,
  /// since it is of no use any more.
  var isSpent: Bool {
    interrupt.isRequested || limits.timeout.map { Budget.now - start >= $0 } ?? false
  }

  /// What ``poll()`` does now and then: looks at the clock and at memory too.
  func look() throws(EngineError) {
    try hook?(polls)
    if interrupt.isRequested { throw .stopped(.interrupted) }
    if let attempt, attempt.isDue { throw .stopped(.interrupted) }
    guard limits.timeout != nil || limits.memory != nil || observer != nil else { return }
    let elapsed = Budget.now - start
    if let timeout = limits.timeout, elapsed >= timeout { throw .stopped(.time(seconds: timeout)) }
    if let memory = limits.memory, elapsed >= nextMemoryCheck {
      nextMemoryCheck = elapsed + 0.01
      if Budget.residentBytes > memory { throw .stopped(.memory(bytes: memory)) }
    }
    if let observer, elapsed >= nextReport {
      nextReport = elapsed + WorkObserver.interval
      observer.report(WorkProgress(seconds: elapsed, work?.progress))
    }
  }

  // MARK: Attempts

  /// Has ``poll()`` throw after some seconds of work; ``isAttemptOver`` then says why.
  func beginAttempt(seconds: Double) { attempt = Attempt(until: Budget.now + seconds) }

  /// Does work whose time does not count for the attempt.
  func apart<Made>(_ work: () throws(EngineError) -> Made) throws(EngineError) -> Made {
    let (attempt, start) = (attempt, Budget.now)
    self.attempt = nil
    defer {
      attempt?.postpone(by: Budget.now - start)
      self.attempt = attempt
    }
    return try work()
  }

  func endAttempt() { attempt = nil }

  var isAttemptOver: Bool { attempt?.isOver ?? false }

  /// Seconds since some fixed moment.
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
    return withUnsafeTemporaryAllocation(byteCount: 128, alignment: 1) { text in
      let length = read(file, text.baseAddress, text.count)
      let fields = text.prefix(max(0, length)).split(separator: UInt8(ascii: " "))
      guard fields.count > 1 else { return 0 }
      let pages = Int(String(decoding: fields[1], as: UTF8.self)) ?? 0
      return pages * Int(sysconf(Int32(_SC_PAGESIZE)))
    }
  }
}
