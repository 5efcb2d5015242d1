public import Engine
import Glibc

/// Where text goes: a terminal, a pipe, a file or memory.
///
/// Writes are gathered and leave in large pieces; ``flush()`` sends what is left. The first write that
/// fails is remembered in ``failure``, and what follows it is dropped: whoever owns the output looks at
/// ``failure`` and stops.
public final class Output {
  public enum Failure: Hashable, Sendable {
    /// Nobody reads the other end of the pipe any more, as after `| head`.
    case closed
    /// The system's words.
    case failed(String)
    /// The user has interrupted while the reader let it wait.
    case interrupted
  }

  /// Nil for memory.
  private let descriptor: Int32?
  private let closesDescriptor: Bool
  private var buffer: [UInt8] = []
  /// A file that takes its place when all is written.
  private var pending: PendingFile?
  /// What a message calls it: a path, `<stdout>`.
  public let name: String
  public let isTerminal: Bool
  public private(set) var failure: Failure?
  /// What ends a wait for the reader of a pipe.
  public var interrupt: Interrupt?

  private static let capacity = 1 << 16
  /// A pipe that can be written to takes at least so much without a wait, and so long it is waited for once the user has
  /// interrupted.
  private static let (pipeRoom, patience) = (4096, Int32(100))

  public init(descriptor: Int32, name: String, closesDescriptor: Bool = false) {
    self.descriptor = descriptor
    self.name = name
    self.closesDescriptor = closesDescriptor
    isTerminal = isatty(descriptor) == 1
  }

  private init(memory name: String) {
    descriptor = nil
    self.name = name
    closesDescriptor = false
    isTerminal = false
  }

  private init(_ pending: PendingFile, name: String) {
    descriptor = pending.descriptor
    self.pending = pending
    self.name = name
    closesDescriptor = false
    isTerminal = isatty(pending.descriptor) == 1
  }

  deinit {
    if closesDescriptor, let descriptor { Glibc.close(descriptor) }
  }

  public static var standardOutput: Output { Output(descriptor: STDOUT_FILENO, name: "<stdout>") }
  public static var standardError: Output { Output(descriptor: STDERR_FILENO, name: "<stderr>") }

  /// Keeps what is written; see ``text``.
  public static func memory() -> Output { Output(memory: "<memory>") }

  /// A file that is emptied now and written as the results come, so that it can be watched.
  public static func file(_ path: String) throws(FileError) -> Output {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw .last(.write, path) }
    return Output(descriptor: descriptor, name: path, closesDescriptor: true)
  }

  /// A file that appears, or takes the place of the old one, when ``close()`` is called: a run that is
  /// killed leaves the old file as it was.
  public static func replacing(_ path: String) throws(FileError) -> Output {
    Output(try PendingFile(replacing: path), name: path)
  }

  /// What was written to memory.
  public var text: String { String(decoding: buffer, as: UTF8.self) }

  /// What was written to memory since the last call.
  func takeText() -> String {
    defer { buffer.removeAll(keepingCapacity: true) }
    return text
  }

  /// How many columns the terminal has; nil where lines need not be kept short.
  public var width: Int? {
    guard isTerminal, let descriptor else { return nil }
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }

  public func write(_ text: some StringProtocol) {
    guard failure == nil else { return }
    buffer.append(contentsOf: text.utf8)
    if descriptor != nil, buffer.count >= Self.capacity { flush() }
  }

  /// Writes bytes that need not be text.
  func write(bytes: [UInt8]) {
    guard failure == nil else { return }
    buffer += bytes
    if descriptor != nil, buffer.count >= Self.capacity { flush() }
  }

  public func writeLine(_ text: some StringProtocol) {
    write(text)
    write("\n")
  }

  /// Sends what is gathered.
  public func flush() {
    guard let descriptor, failure == nil else { return }
    var sent = 0
    while sent < buffer.count {
      var length = buffer.count - sent
      if interrupt?.isRequested == true {
        guard isReady(within: Self.patience) else {
          // A terminal drops by itself what it has not shown yet.
          if !isTerminal { failure = .interrupted }
          break
        }
        length = min(length, Self.pipeRoom)
      }
      let count = buffer.withUnsafeBytes { bytes in
        Glibc.write(descriptor, bytes.baseAddress?.advanced(by: sent), length)
      }
      if count >= 0 {
        sent += count
      } else if errno == EAGAIN {
        var wait = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        poll(&wait, 1, -1)
      } else if errno != EINTR {
        failure = errno == EPIPE ? .closed : .failed(FileError.reason(of: errno))
        break
      }
    }
    buffer.removeAll(keepingCapacity: true)
  }

  private func isReady(within milliseconds: Int32) -> Bool {
    guard let descriptor else { return true }
    var wait = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    return poll(&wait, 1, milliseconds) > 0
  }

  /// Sends what is gathered and, for a file that replaces another, puts it in its place.
  public func close() {
    flush()
    guard let pending, failure == nil else { return }
    do throws(FileError) {
      try pending.commit()
    } catch {
      failure = .failed(error.reason)
    }
  }
}
