/// Reads JSON as RFC 8259 has it and nothing beyond that: what is written is read by other programs too.
struct StrictJSON {
  enum Value: Hashable {
    case object([Member])
    case array([Value])
    case string(String)
    /// As it is written.
    case number(String)
    case word(String)
  }

  struct Member: Hashable {
    var name: String
    var value: Value
  }

  struct Refusal: Error { var offset: Int }

  private let bytes: [UInt8]
  private var offset = 0

  /// The one value that a text is.
  static func read(_ text: String) throws -> Value {
    var reader = StrictJSON(bytes: Array(text.utf8))
    let value = try reader.value()
    reader.skipSpace()
    guard reader.offset == reader.bytes.count else { throw Refusal(offset: reader.offset) }
    return value
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private var next: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  private mutating func skipSpace() {
    while let byte = next, [0x20, 0x0A, 0x0D, 0x09].contains(byte) { offset += 1 }
  }

  private mutating func take(_ text: StaticString) -> Bool {
    let wanted = Array("\(text)".utf8)
    guard bytes[offset...].starts(with: wanted) else { return false }
    offset += wanted.count
    return true
  }

  private mutating func expect(_ text: StaticString) throws {
    guard take(text) else { throw Refusal(offset: offset) }
  }

  private mutating func value() throws -> Value {
    skipSpace()
    switch next {
    case UInt8(ascii: "{"):
      return .object(
        try list("{", "}") { reader in
          let name = try reader.string()
          reader.skipSpace()
          try reader.expect(":")
          return Member(name: name, value: try reader.value())
        })
    case UInt8(ascii: "["): return .array(try list("[", "]") { try $0.value() })
    case UInt8(ascii: "\""): return .string(try string())
    default:
      for word in ["true", "false", "null"] where bytes[offset...].starts(with: word.utf8) {
        offset += word.utf8.count
        return .word(word)
      }
      return .number(try number())
    }
  }

  private mutating func list<Element>(
    _ start: StaticString, _ end: StaticString, _ element: (inout StrictJSON) throws -> Element
  ) throws -> [Element] {
    try expect(start)
    skipSpace()
    if take(end) { return [] }
    var elements: [Element] = []
    repeat {
      skipSpace()
      elements.append(try element(&self))
      skipSpace()
    } while take(",")
    try expect(end)
    return elements
  }

  private mutating func string() throws -> String {
    try expect("\"")
    var text: [UInt8] = []
    while let byte = next, byte != UInt8(ascii: "\"") {
      guard byte >= 0x20 else { throw Refusal(offset: offset) }
      offset += 1
      guard byte == UInt8(ascii: "\\") else {
        text.append(byte)
        continue
      }
      guard let escape = next else { throw Refusal(offset: offset) }
      offset += 1
      switch escape {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(escape)
      case UInt8(ascii: "n"): text.append(0x0A)
      case UInt8(ascii: "r"): text.append(0x0D)
      case UInt8(ascii: "t"): text.append(0x09)
      case UInt8(ascii: "u"):
        let digits = String(decoding: bytes[offset...].prefix(4), as: UTF8.self)
        guard digits.utf8.count == 4, let number = UInt32(digits, radix: 16),
          let scalar = Unicode.Scalar(number)
        else { throw Refusal(offset: offset) }
        text += Array(String(Character(scalar)).utf8)
        offset += 4
      default: throw Refusal(offset: offset)
      }
    }
    try expect("\"")
    guard let string = String(validating: text, as: UTF8.self) else { throw Refusal(offset: offset) }
    return string
  }

  /// `-1.5e+300`: no sign, zero or point that the grammar does not have.
  private mutating func number() throws -> String {
    let rest = String(decoding: bytes[offset...].prefix(40), as: UTF8.self)
    guard let match = try #/-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/#.prefixMatch(in: rest) else {
      throw Refusal(offset: offset)
    }
    offset += match.output.0.utf8.count
    return String(match.output.0)
  }
}
