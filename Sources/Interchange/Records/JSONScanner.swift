/// Reads a JSON value (RFC 8259) from bytes that are known to be UTF-8, and keeps the parts of it that are wanted.
struct JSONScanner {
  /// What is wrong, and where in the bytes.
  struct Mistake: Error {
    var message: String
    var offset: Int
  }

  /// How deep values may stand in each other.
  static let depthLimit = 200

  private let bytes: [UInt8]
  private(set) var offset: Int
  private var depth = 0
  /// The wanted parts, as they are meant, one after the other.
  private(set) var kept: [UInt8] = []
  /// Where in `kept` each field is, and what it was written as.
  private(set) var fields: [(range: Range<Int>, form: FieldForm)]
  /// The paths of the leaves met, where they are collected.
  private(set) var growth: PathTree.Growth?
  private var path: [[UInt8]] = []

  init(_ bytes: [UInt8], from offset: Int = 0, fieldCount: Int) {
    self.bytes = bytes
    self.offset = offset
    fields = Array(repeating: (0..<0, .absent), count: fieldCount)
  }

  /// A scanner that collects the paths of leaves, which `tree` grows by.
  init(_ bytes: [UInt8], from offset: Int = 0, collecting growth: PathTree.Growth) {
    self.init(bytes, from: offset, fieldCount: 0)
    self.growth = growth
  }

  mutating func skipSpace() {
    while offset < bytes.count {
      switch bytes[offset] {
      case 0x20, 0x09, 0x0A, 0x0D: offset += 1
      default: return
      }
    }
  }

  /// The byte at the offset; nil at the end.
  var next: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  mutating func take(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    offset += 1
    return true
  }

  /// Reads a value, before which there is no space.
  mutating func value(_ node: PathTree?) throws(Mistake) {
    let start = offset
    guard let first = next else { throw mistake("the text ends where a value should be") }
    switch first {
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      depth += 1
      guard depth <= Self.depthLimit else { throw mistake("more than \(Self.depthLimit) levels") }
      if bytes[offset] == UInt8(ascii: "{") { try object(node) } else { try array(node) }
      depth -= 1
      // A whole object or array that is wanted is a text.
      if let field = node?.field { try keep(bytes[start..<offset], .string, field) }
      return
    case UInt8(ascii: "\""):
      let first = kept.count
      let isWanted = node?.field != nil
      try string(keeps: isWanted)
      if let field = node?.field { try set(field, first..<kept.count, .string) }
    case UInt8(ascii: "t"): try word("true", node)
    case UInt8(ascii: "f"): try word("false", node)
    case UInt8(ascii: "n"):
      try literal("null")
      if let field = node?.field { try set(field, kept.count..<kept.count, .absent) }
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      try number()
      if let field = node?.field { try keep(bytes[start..<offset], .plain, field) }
    default: throw mistake("no value starts with \(shown)")
    }
    noteLeaf(node)
  }

  private func noteLeafIsNew(_ growth: PathTree.Growth) -> Bool {
    growth.paths.count < PathTree.Growth.mostLeaves && !path.isEmpty
  }

  private mutating func noteLeaf(_ node: PathTree?) {
    guard var growth, let node, node.field == nil, noteLeafIsNew(growth) else { return }
    node.field = -1
    growth.paths.append(path)
    self.growth = growth
  }

  private mutating func object(_ node: PathTree?) throws(Mistake) {
    offset += 1
    skipSpace()
    if take(UInt8(ascii: "}")) { return }
    while true {
      guard next == UInt8(ascii: "\"") else { throw mistake("a key in quotes should stand here") }
      let first = kept.count
      try string(keeps: node != nil)
      let key = kept[first...]
      let child = try child(of: node, Array(key))
      kept.removeSubrange(first...)
      skipSpace()
      guard take(UInt8(ascii: ":")) else { throw mistake("a ':' should stand here") }
      skipSpace()
      try value(child)
      if growth != nil, node != nil { path.removeLast() }
      skipSpace()
      if take(UInt8(ascii: ",")) {
        skipSpace()
        continue
      }
      guard take(UInt8(ascii: "}")) else { throw mistake("a ',' or '}' should stand here") }
      return
    }
  }

  private mutating func array(_ node: PathTree?) throws(Mistake) {
    offset += 1
    skipSpace()
    if take(UInt8(ascii: "]")) { return }
    var index = 0
    while true {
      let child = node == nil ? nil : try child(of: node, Array(String(index).utf8))
      try value(child)
      if growth != nil, node != nil { path.removeLast() }
      index += 1
      skipSpace()
      if take(UInt8(ascii: ",")) {
        skipSpace()
        continue
      }
      guard take(UInt8(ascii: "]")) else { throw mistake("a ',' or ']' should stand here") }
      return
    }
  }

  private mutating func child(of node: PathTree?, _ part: [UInt8]) throws(Mistake) -> PathTree? {
    guard let node else { return nil }
    guard growth != nil else { return node.child(part[...]) }
    path.append(part)
    return node.grownChild(part)
  }

  /// A string from its first quote to its last.
  private mutating func string(keeps: Bool) throws(Mistake) {
    offset += 1
    while let byte = next {
      offset += 1
      switch byte {
      case UInt8(ascii: "\""): return
      case UInt8(ascii: "\\"): try escape(keeps: keeps)
      case 0..<0x20:
        offset -= 1
        throw mistake("a control character in a string")
      default: if keeps { kept.append(byte) }
      }
    }
    throw mistake("a string that is not closed")
  }

  private mutating func escape(keeps: Bool) throws(Mistake) {
    guard let byte = next else { throw mistake("a string that is not closed") }
    offset += 1
    let meant: UInt8
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): meant = byte
    case UInt8(ascii: "b"): meant = 0x08
    case UInt8(ascii: "f"): meant = 0x0C
    case UInt8(ascii: "n"): meant = 0x0A
    case UInt8(ascii: "r"): meant = 0x0D
    case UInt8(ascii: "t"): meant = 0x09
    case UInt8(ascii: "u"):
      var unit = try codeUnit()
      if (0xD800..<0xDC00).contains(unit), next == UInt8(ascii: "\\"), offset + 1 < bytes.count,
        bytes[offset + 1] == UInt8(ascii: "u")
      {
        offset += 2
        let low = try codeUnit()
        guard (0xDC00..<0xE000).contains(low) else { throw mistake("half of a surrogate pair") }
        unit = 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
      }
      guard let scalar = Unicode.Scalar(unit) else { throw mistake("half of a surrogate pair") }
      if keeps { kept.append(contentsOf: Array(String(Character(scalar)).utf8)) }
      return
    default:
      offset -= 1
      throw mistake("no escape is written with \(shown)")
    }
    if keeps { kept.append(meant) }
  }

  /// Four hexadecimal digits.
  private mutating func codeUnit() throws(Mistake) -> UInt32 {
    var unit: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = next.flatMap({ Character(Unicode.Scalar($0)).hexDigitValue }) else {
        throw mistake("four hexadecimal digits should stand here")
      }
      unit = unit << 4 | UInt32(digit)
      offset += 1
    }
    return unit
  }

  private mutating func number() throws(Mistake) {
    _ = take(UInt8(ascii: "-"))
    if !take(UInt8(ascii: "0")) { try digits() }
    if take(UInt8(ascii: ".")) { try digits() }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
      try digits()
    }
  }

  private mutating func digits() throws(Mistake) {
    let start = offset
    while let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { offset += 1 }
    if offset == start { throw mistake("a digit should stand here") }
  }

  private mutating func word(_ word: String, _ node: PathTree?) throws(Mistake) {
    try literal(word)
    if let field = node?.field { try keep(Array(word.utf8)[...], .string, field) }
  }

  private mutating func literal(_ word: String) throws(Mistake) {
    guard bytes[offset...].starts(with: word.utf8) else { throw mistake("no value starts with \(shown)") }
    offset += word.utf8.count
  }

  private mutating func keep(_ part: ArraySlice<UInt8>, _ form: FieldForm, _ field: Int) throws(Mistake) {
    let first = kept.count
    kept += part
    try set(field, first..<kept.count, form)
  }

  private mutating func set(_ field: Int, _ range: Range<Int>, _ form: FieldForm) throws(Mistake) {
    guard fields.indices.contains(field) else { return }
    guard fields[field].form == .absent else { throw mistake("a key that is given twice") }
    fields[field] = (range, form)
  }

  /// The byte at the offset, for a message.
  private var shown: String {
    guard let next else { return "the end" }
    return (0x21..<0x7F).contains(next) ? "'\(Character(Unicode.Scalar(next)))'" : "byte \(next)"
  }

  private func mistake(_ message: String) -> Mistake { Mistake(message: message, offset: offset) }
}
