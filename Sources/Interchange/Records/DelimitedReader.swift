/// Reads the records of a delimited file in pieces, so that a file of any size takes little memory.
///
/// What a file's separators, quotes and escapes mean is defined here; whoever reads such files faster reads what this
/// reads.
package struct DelimitedReader: ~Copyable {
  /// How a file parts its fields.
  package struct Dialect: Hashable, Sendable {
    /// Nil where a line is one field.
    package var separator: UInt8?
    /// Whether a field may stand between quotes as in RFC 4180, with separators and line feeds in it.
    package var quotes: Bool
    /// Whether `\t`, `\n`, `\r` and `\\` stand for what they say.
    package var escapes: Bool

    package init(separator: UInt8?, quotes: Bool, escapes: Bool) {
      self.separator = separator
      self.quotes = quotes
      self.escapes = escapes
    }

    /// Tabs, and nothing else means anything.
    package static let facts = Dialect(separator: UInt8(ascii: "\t"), quotes: false, escapes: false)
    /// Tabs and escapes.
    package static let tsv = Dialect(separator: UInt8(ascii: "\t"), quotes: false, escapes: true)
    /// Commas and quotes.
    package static let csv = Dialect(separator: UInt8(ascii: ","), quotes: true, escapes: false)
    /// Lines as they are.
    package static let lines = Dialect(separator: nil, quotes: false, escapes: false)
  }

  private let source: ByteSource
  /// The separator; a line feed, which is looked at first, where there is none.
  private let separator: UInt8
  private let quotes: Bool
  private let escapes: Bool
  private var buffer: [UInt8]
  private var position = 0
  private var filled = 0
  private var isAtEnd = false
  private var line = 1
  /// How many bytes have been read.
  private var total = 0

  /// Where in the buffer the current record starts, and what of it was there before the buffer was filled anew.
  private var recordStart = 0
  private var carried: [UInt8] = []

  /// The bytes of the current record's fields, one after the other, as they are meant.
  private var bytes: [UInt8] = []
  /// Where each field ends in `bytes`.
  private var ends: [Int] = []
  /// How many of the bytes were quoted or escaped at the latest, so that they belong to the text.
  private var meant = 0
  /// The line on which the current record starts, from 1.
  package private(set) var recordLine = 0

  package init(_ source: ByteSource, _ dialect: Dialect) {
    self.source = source
    separator = dialect.separator ?? UInt8(ascii: "\n")
    quotes = dialect.quotes
    escapes = dialect.escapes
    buffer = Array(repeating: 0, count: 1 << 18)
  }

  package var fieldCount: Int { ends.count }

  /// Where in the file the next record starts.
  package var offset: Int { total - (filled - position) }

  /// A field of the current record.
  package func field(_ index: Int) -> ArraySlice<UInt8> {
    let start = index == 0 ? 0 : ends[index - 1]
    return bytes[start..<ends[index]]
  }

  /// Whether the current record is a line with nothing on it.
  package var isBlank: Bool { ends.count == 1 && bytes.isEmpty }

  /// Goes to the next record; false at the end of the file.
  package mutating func next() throws(RowError) -> Bool {
    recordStart = position
    if !carried.isEmpty { carried = [] }
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
      case separator:
        ends.append(bytes.count)
      case UInt8(ascii: "\\") where escapes:
        try escape()
      case UInt8(ascii: "\"") where quotes && bytes.count == (ends.last ?? 0):
        try quoted()
      default:
        bytes.append(byte)
      }
    }
    guard !isEmpty else { return false }
    ends.append(bytes.count)
    return true
  }

  /// The current record as the file has it, with its line's end; after an error as far as it was read.
  package var raw: [UInt8] { carried + buffer[recordStart..<max(recordStart, position)] }

  /// Goes to the start of the next line, after an error in a record.
  package mutating func skipLine() throws(RowError) {
    while let byte = try byte() {
      guard byte == UInt8(ascii: "\n") else { continue }
      line += 1
      return
    }
  }

  /// Passes over bytes with which the file begins, where it does.
  package mutating func skip(mark: [UInt8]) throws(RowError) {
    try fill()
    if filled > mark.count, buffer[1...mark.count].elementsEqual(mark) { position += mark.count }
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
      case separator, UInt8(ascii: "\n"), UInt8(ascii: "\r"):
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
    if filled > 0 {
      carried += buffer[min(recordStart, filled)..<filled]
      buffer[0] = buffer[filled - 1]
    }
    let room = buffer.count - 1
    let count: Int
    do throws(ReadingError) {
      count = try buffer.withMutableBytes { bytes throws(ReadingError) in
        try source.read(into: UnsafeMutableRawBufferPointer(rebasing: bytes[1..<(1 + room)]))
      }
    } catch {
      throw RowError(line: line, message: error.reason, isFatal: true)
    }
    isAtEnd = count == 0
    position = 1
    recordStart = 1
    filled = count + 1
    total += count
  }
}

/// A row that cannot be taken.
package struct RowError: Error, Hashable, Sendable {
  package var line: Int
  package var message: String
  /// Whether the file cannot be read on.
  package var isFatal = false

  package init(line: Int, message: String, isFatal: Bool = false) {
    self.line = line
    self.message = message
    self.isFatal = isFatal
  }
}
