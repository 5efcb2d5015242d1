import Glibc
import Synchronization

/// Signals as something to read: a handler writes the signal's number into a pipe, and who waits for
/// a key waits for the pipe too. Nothing else happens inside a handler, and it works whichever thread
/// the system gives the signal to.
final class SignalPipe {
  /// The end that the handlers write to; -1 while none is installed.
  private static let writeEnd = Atomic<Int32>(-1)

  /// The end to wait on and to read from.
  let readEnd: Int32
  private let writeEnd: Int32
  private var actions: [SignalAction] = []

  /// Nil when the process has no file descriptors left.
  init?() {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return nil }
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    readEnd = ends[0]
    writeEnd = ends[1]
  }

  deinit {
    restore()
    close(readEnd)
    close(writeEnd)
  }

  /// Receives these signals until `restore` is called.
  func receive(_ signals: [Int32]) {
    Self.writeEnd.store(writeEnd, ordering: .sequentiallyConsistent)
    actions = signals.map { signal in
      SignalAction(signal) { number in
        let saved = errno
        var byte = UInt8(truncatingIfNeeded: number)
        write(SignalPipe.writeEnd.load(ordering: .sequentiallyConsistent), &byte, 1)
        errno = saved
      }
    }
  }

  /// Puts the actions from before back. What has arrived stays to be read.
  func restore() {
    for action in actions.reversed() { action.restore() }
    actions = []
  }

  /// The oldest signal that has arrived and was not read yet.
  func next() -> Int32? {
    var byte: UInt8 = 0
    return read(readEnd, &byte, 1) == 1 ? Int32(byte) : nil
  }

  /// Forgets the arrivals of one signal; others keep their order.
  func discard(_ signal: Int32) {
    var others: [UInt8] = []
    while let number = next() {
      if number != signal { others.append(UInt8(truncatingIfNeeded: number)) }
    }
    for var byte in others { write(writeEnd, &byte, 1) }
  }
}
