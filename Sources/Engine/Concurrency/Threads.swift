import Glibc

/// Pieces of work at the same time.
package enum Threads {
  /// Runs a body for each number below `count`, 0 on this thread and the others on one each, and returns when all are
  /// done. Where no other thread is to be had, they run one after the other.
  package static func run(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
    var threads: [pthread_t] = []
    var left: [Int] = []
    // Signals are for the thread that the program started with; a new thread inherits the mask.
    var all = sigset_t()
    var before = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_BLOCK, &all, &before)
    for number in 1..<max(1, count) {
      if let thread = start({ body(number) }) { threads.append(thread) } else { left.append(number) }
    }
    pthread_sigmask(SIG_SETMASK, &before, nil)
    body(0)
    for number in left { body(number) }
    for thread in threads { pthread_join(thread, nil) }
  }

  /// The same for work that may be broken off: each thread has a budget of its own. When all have ended, throws what
  /// the first of those that were broken off has thrown.
  static func run<Limit: Polling>(
    _ count: Int, _ budget: Limit, _ body: @escaping (Int, Limit) throws(Limit.Failure) -> Void
  ) throws(Limit.Failure) {
    guard count > 1 else { return try body(0, budget) }
    // Each thread uses its own budget and writes its own element.
    nonisolated(unsafe) let budgets = [budget] + (1..<count).map { _ in budget.copy() }
    nonisolated(unsafe) let failures = UnsafeMutablePointer<Limit.Failure?>.allocate(capacity: count)
    failures.initialize(repeating: nil, count: count)
    defer {
      failures.deinitialize(count: count)
      failures.deallocate()
    }
    nonisolated(unsafe) let body = body
    run(count) { number in
      do throws(Limit.Failure) {
        try body(number, budgets[number])
      } catch {
        failures[number] = error
      }
    }
    for number in 0..<count {
      if let failure = failures[number] { throw failure }
    }
  }

  /// Runs a body on a thread that nobody waits for; false where none is to be had.
  static func detach(_ body: @escaping @Sendable () -> Void) -> Bool {
    var all = sigset_t()
    var before = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_BLOCK, &all, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    guard let thread = start(body) else { return false }
    pthread_detach(thread)
    return true
  }

  private static func start(_ body: @escaping @Sendable () -> Void) -> pthread_t? {
    let work = Unmanaged.passRetained(Work(body))
    var thread = pthread_t()
    guard pthread_create(&thread, nil, startThread, work.toOpaque()) == 0 else {
      work.release()
      return nil
    }
    return thread
  }

  /// One of so many parts of a range, which are of about one length.
  static func part(_ number: Int, of count: Int, _ range: Range<Int>) -> Range<Int> {
    let start = range.lowerBound
    return (start + range.count * number / count)..<(start + range.count * (number + 1) / count)
  }

  /// How many threads the machine runs at the same time.
  static var coreCount: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  fileprivate final class Work: Sendable {
    let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }
}

private func startThread(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  guard let argument else { return nil }
  Unmanaged<Threads.Work>.fromOpaque(argument).takeRetainedValue().body()
  return nil
}
