/// How a statement is written as one line of the history file.
enum HistoryEntry {
  private static let backslash = UInt8(ascii: "\\")
  private static let lineEnd = UInt8(ascii: "\n")

  /// The line, with its end.
  static func encoded(_ text: String) -> [UInt8] {
    var line: [UInt8] = []
    line.reserveCapacity(text.utf8.count + 1)
    for byte in text.utf8 {
      switch byte {
      case backslash: line += [backslash, backslash]
      case lineEnd: line += [backslash, UInt8(ascii: "n")]
      default: line.append(byte)
      }
    }
    line.append(lineEnd)
    return line
  }

  /// The statement of a line without its end. A backslash before anything else stands for itself, NUL
  /// is left out, and what is not UTF-8 becomes U+FFFD.
  static func decoded(_ line: ArraySlice<UInt8>) -> String {
    guard line.contains(where: { $0 == backslash || $0 == 0 }) else {
      return String(decoding: line, as: UTF8.self)
    }
    var text: [UInt8] = []
    text.reserveCapacity(line.count)
    var isEscaped = false
    for byte in line where byte != 0 {
      if isEscaped {
        isEscaped = false
        switch byte {
        case backslash: text.append(backslash)
        case UInt8(ascii: "n"): text.append(lineEnd)
        default: text += [backslash, byte]
        }
      } else if byte == backslash {
        isEscaped = true
      } else {
        text.append(byte)
      }
    }
    if isEscaped { text.append(backslash) }
    return String(decoding: text, as: UTF8.self)
  }
}
