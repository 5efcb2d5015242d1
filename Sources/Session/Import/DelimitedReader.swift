import Glibc

/// Reads the records of a delimited file in pieces, so that a file of any size takes little memory.
struct DelimitedReader: ~Copyable {
  enum Dialect {
    /// Tabs, and nothing else means anything.
    case facts
    /// Tabs; `\t`, `\n`, `\r` and `\\` stand for what they say.
    case tsv
    /// Commas and quotes as in RFC 4180.
    case csv
  }

  private let descriptor: Int32
  private let path: String
  private let dialect: Dialect
  private var buffer: [UInt8]
  private var position = 0
  private var filled = 0
  private var isAtEnd = false
  private var line = 1
  /// How many bytes have been read.
  private var total = 0

  /// The bytes of the current record's fields, one after the other, as they are meant.
  private var bytes: [UInt8] = []
  /// Where each field ends in `bytes`.
  private var ends: [Int] = []
  /// How many of the bytes were quoted or escaped at the latest, so that they belong to the text.
  private var meant = 0
  /// The line on which the current record starts, from 1.
  private(set) var recordLine = 0

  init(_ path: String, _ dialect: Dialect) throws(FileError) {
    self.path = path
    self.dialect = dialect
    buffer = Array(repeating: 0, count: 1 << 18)
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .last(.read, path) }
    // The system's reading ahead is worth most when the whole file is read.
    posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL)
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  var fieldCount: Int { ends.count }

  /// Where in the file the next record starts.
  var offset: Int { total - (filled - position) }

  /// A field of the current record.
  func field(_ index: Int) -> ArraySlice<UInt8> {
    let start = index == 0 ? 0 : ends[index - 1]
    return bytes[start..<ends[index]]
  }

  /// Whether the current record is a line with nothing on it.
  var isBlank: Bool { ends.count == 1 && bytes.isEmpty }

  /// Goes to the next record; false at the end of the file.
  mutating func next() throws(RowError) -> Bool {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    meant = 0
    recordLine = line
    var isEmpty = true
    while let byte = try byte() {
      isEmpty = false
      switch byte {
      case UInt8(ascii: "\n"):
        line += 1
        // The line end of other systems.
        if bytes.count > max(ends.last ?? 0, meant), bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
        ends.append(bytes.count)
        return true
      case UInt8(ascii: "\t") where dialect != .csv, UInt8(ascii: ",") where dialect == .csv:
        ends.append(bytes.count)
      case UInt8(ascii: "\\") where dialect == .tsv:
        try escape()
      case UInt8(ascii: "\"") where dialect == .csv && bytes.count == (ends.last ?? 0):
        try quoted()
      default:
        bytes.append(byte)
      }
    }
    guard !isEmpty else { return false }
    ends.append(bytes.count)
    return true
  }

  private mutating func escape() throws(RowError) {
    if let next = try byte() {
      if let byte = EscapedField.meaning(of: next) {
        bytes.append(byte)
        meant = bytes.count
        return
      }
      // No escape of ours: the backslash is the text's own.
      position -= 1
    }
    bytes.append(UInt8(ascii: "\\"))
  }

  /// A quoted field, from after its first quote to its last.
  private mutating func quoted() throws(RowError) {
    defer { meant = bytes.count }
    while let byte = try byte() {
      if byte == UInt8(ascii: "\n") { line += 1 }
      guard byte == UInt8(ascii: "\"") else {
        bytes.append(byte)
        continue
      }
      guard let next = try self.byte() else { return }
      switch next {
      case UInt8(ascii: "\""): bytes.append(next)
      case UInt8(ascii: ","), UInt8(ascii: "\n"), UInt8(ascii: "\r"):
        position -= 1
        return
      default: throw RowError(line: recordLine, message: "text after a closing quote")
      }
    }
    throw RowError(line: recordLine, message: "a quote that is not closed")
  }

  /// The next byte; it can be put back once by `position -= 1`.
  private mutating func byte() throws(RowError) -> UInt8? {
    if position == filled {
      guard !isAtEnd else { return nil }
      try fill()
      if filled == 1, isAtEnd { return nil }
    }
    defer { position += 1 }
    return buffer[position]
  }

  /// Reads on; the last byte read stays at the front, so that it can be put back.
  private mutating func fill() throws(RowError) {
    if filled > 0 { buffer[0] = buffer[filled - 1] }
    let room = buffer.count - 1
    var count = 0
    repeat {
      count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress?.advanced(by: 1), room) }
    } while count < 0 && errno == EINTR
    guard count >= 0 else { throw RowError(line: line, message: FileError.reason(of: errno)) }
    isAtEnd = count == 0
    position = 1
    filled = count + 1
    total += count
  }
}

/// A row that cannot be taken.
struct RowError: Error {
  var line: Int
  var message: String
}
