/// What Ctrl-C stops: a flag that a computation polls.
///
/// Its methods are called from a signal handler, so they may do no more than set or read an atomic
/// value: no lock, no memory, no output.
public protocol Interruptible: AnyObject, Sendable {
  var isRequested: Bool { get }
  func request()
  func clear()
}
