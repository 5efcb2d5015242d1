import Glibc

/// Two pieces of work at the same time.
package enum Threads {
  /// Runs `first` on this thread and `second` on another, and returns when both are done. Where there is no
  /// other thread to be had, `second` runs after `first`.
  package static func run(_ first: () -> Void, alongside second: @escaping @Sendable () -> Void) {
    let work = Unmanaged.passRetained(Work(second))
    var thread = pthread_t()
    // Signals are for the thread that the program started with; a new thread inherits the mask.
    var all = sigset_t()
    var before = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_BLOCK, &all, &before)
    let failure = pthread_create(&thread, nil, startThread, work.toOpaque())
    pthread_sigmask(SIG_SETMASK, &before, nil)
    first()
    if failure == 0 {
      pthread_join(thread, nil)
    } else {
      work.release()
      second()
    }
  }

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
