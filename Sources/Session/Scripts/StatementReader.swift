public import Engine
import Glibc
public import Syntax

/// Statements from standard input, as they come: a body alone is a question there, as at the prompt, and
/// an answer does not wait for the end of the input.
public struct StatementReader {
  private let descriptor: Int32
  private let name: String
  private let interrupt: Interrupt
  /// What was read and not yet given out.
  private var buffer: [UInt8] = []
  private var position = 0
  private var isAtEnd = false
  private var line = 1
  /// Called before it waits for what is not there yet: whoever writes it may wait for an answer first.
  var beforeWaiting: () -> Void = {}

  /// Reads standard input.
  public init(interrupt: Interrupt) {
    self.init(descriptor: STDIN_FILENO, name: "<stdin>", interrupt: interrupt)
  }

  init(descriptor: Int32, name: String, interrupt: Interrupt) {
    self.descriptor = descriptor
    self.name = name
    self.interrupt = interrupt
  }

  /// The next lines that make whole statements, what documents them included; nil at the end. The lines
  /// that are left at the end are given as they are.
  public mutating func next() throws(FileError) -> SourceText? {
    var bytes: [UInt8] = []
    var lineCount = 0
    // A statement of many lines is not looked through again at each of them.
    var nextLook = 1
    while try takeLine(into: &bytes) {
      lineCount += 1
      guard lineCount >= nextLook else { continue }
      nextLook = lineCount < 256 ? lineCount + 1 : lineCount + lineCount / 4
      if Completeness.of(String(decoding: bytes, as: UTF8.self)) == .complete { break }
    }
    guard lineCount > 0 else { return nil }
    defer { line += lineCount }
    return SourceText(name: name, bytes: bytes, firstLine: line)
  }

  /// Appends the next line with its end; false where there is none.
  private mutating func takeLine(into bytes: inout [UInt8]) throws(FileError) -> Bool {
    let start = bytes.count
    while true {
      if let end = buffer[position...].firstIndex(of: UInt8(ascii: "\n")) {
        bytes += buffer[position...end]
        position = end + 1
        return true
      }
      bytes += buffer[position...]
      position = buffer.count
      guard !isAtEnd else { return bytes.count > start }
      try fill()
    }
  }

  private mutating func fill() throws(FileError) {
    let room = 1 << 16
    var coming = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    if poll(&coming, 1, 0) == 0 { beforeWaiting() }
    while true {
      var failure: Int32 = 0
      buffer = [UInt8](unsafeUninitializedCapacity: room) { space, filled in
        let count = read(descriptor, space.baseAddress, room)
        if count < 0 { failure = errno }
        filled = max(count, 0)
      }
      position = 0
      if failure == EINTR, !interrupt.isRequested { continue }
      guard failure == 0 else { throw FileError(.read, name, reason: FileError.reason(of: failure)) }
      isAtEnd = buffer.isEmpty
      return
    }
  }
}
