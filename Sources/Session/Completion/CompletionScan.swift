/// Where a cursor stands in a text that may be unfinished: in which brackets, after which words, in the
/// middle of which one.
struct CompletionScan {
  /// An open bracket.
  struct Frame {
    /// The name before the parenthesis; nil for a plain one and for a brace.
    var callee: String?
    /// The word before that name, as `from` before a citation.
    var wordBefore: String?
    /// Which argument, from 0.
    var argument = 0
    /// Where the argument starts, after spaces and its label.
    var argumentStart: Int
    /// The label of this argument, and of those before it.
    var label: String?
    var labels: Set<String> = []
  }

  /// What was read last.
  enum Previous: Equatable {
    case nothing
    case word(String)
    case mark(Character)
    case text
  }

  private(set) var frames: [Frame] = []
  private(set) var previous = Previous.nothing
  /// The words at the statement's top level, its head or question, lower-case ones only.
  private(set) var topWords: [String] = []
  /// Whether `:-` was met.
  private(set) var isInBody = false
  /// The variables met in the statement, in order.
  private(set) var variables: [String] = []
  /// Where the statement starts.
  private(set) var statementStart = 0
  /// The part of a word, or of a text in quotes, that ends at the cursor.
  private(set) var part = ""
  private(set) var partStart: Int
  /// Whether the cursor is in a comment, where nothing is completed.
  private(set) var isInComment = false

  private let bytes: [UInt8]
  private var position = 0

  /// Reads the text up to the cursor.
  init(_ text: some StringProtocol) {
    bytes = Array(text.utf8)
    partStart = bytes.count
    while position < bytes.count { step() }
  }

  private mutating func step() {
    let byte = bytes[position]
    switch byte {
    case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"):
      position += 1
      beginArgumentLater()
    case UInt8(ascii: "%"): skipLine()
    case UInt8(ascii: "/") where next == UInt8(ascii: "/"): skipLine()
    case UInt8(ascii: "/") where next == UInt8(ascii: "*"): skipComment()
    case UInt8(ascii: "\""): readText()
    case _ where Self.isWordByte(byte): readWord()
    case UInt8(ascii: "@"):
      readDate()
    default: readMark(byte)
    }
  }

  private var next: UInt8? { position + 1 < bytes.count ? bytes[position + 1] : nil }

  /// Spaces before an argument are not part of it.
  private mutating func beginArgumentLater() {
    if let last = frames.indices.last, previous == .mark(",") || previous == .mark("(") || previous == .mark(":") {
      frames[last].argumentStart = position
    }
  }

  private mutating func skipLine() {
    while position < bytes.count, bytes[position] != UInt8(ascii: "\n") { position += 1 }
    if position == bytes.count { isInComment = true }
  }

  private mutating func skipComment() {
    position += 2
    while position < bytes.count {
      if bytes[position] == UInt8(ascii: "*"), next == UInt8(ascii: "/") {
        position += 2
        return
      }
      position += 1
    }
    isInComment = true
  }

  private mutating func readText() {
    let start = position
    position += 1
    while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
      // What is escaped does not end the text.
      position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
    }
    if position >= bytes.count {
      position = bytes.count
      take(from: start)
    } else {
      position += 1
      previous = .text
    }
  }

  private mutating func readWord() {
    let start = position
    while position < bytes.count, Self.isWordByte(bytes[position]) { position += 1 }
    let word = String(decoding: bytes[start..<position], as: UTF8.self)
    if position == bytes.count {
      take(from: start)
    } else {
      note(word)
    }
  }

  private mutating func readDate() {
    let start = position
    position += 1
    while position < bytes.count, !" \t\n,()".utf8.contains(bytes[position]) { position += 1 }
    if position == bytes.count { take(from: start) }
    previous = .text
  }

  private mutating func take(from start: Int) {
    partStart = start
    part = String(decoding: bytes[start..<bytes.count], as: UTF8.self)
  }

  private mutating func note(_ word: String) {
    if let first = word.unicodeScalars.first, first == "_" || first.properties.isUppercase {
      if word != "_", !variables.contains(word) { variables.append(word) }
    } else if frames.isEmpty {
      topWords.append(word)
    }
    wordBeforeLast = lastWord
    lastWord = word
    previous = .word(word)
  }

  private var lastWord: String?
  private var wordBeforeLast: String?

  private mutating func readMark(_ byte: UInt8) {
    let start = position
    position += 1
    switch byte {
    case UInt8(ascii: "("), UInt8(ascii: "{"):
      var frame = Frame(argumentStart: position)
      if byte == UInt8(ascii: "("), case .word(let word) = previous, start > 0, Self.isWordByte(bytes[start - 1]) {
        frame.callee = word
        frame.wordBefore = wordBeforeLast
      }
      frames.append(frame)
    case UInt8(ascii: ")"), UInt8(ascii: "}"): _ = frames.popLast()
    case UInt8(ascii: ","):
      if let last = frames.indices.last {
        if let label = frames[last].label { frames[last].labels.insert(label) }
        frames[last].label = nil
        frames[last].argument += 1
        frames[last].argumentStart = position
      }
    case UInt8(ascii: ":") where position < bytes.count && bytes[position] == UInt8(ascii: "-"):
      position += 1
      isInBody = true
    case UInt8(ascii: ":"):
      if let last = frames.indices.last, case .word(let word) = previous {
        frames[last].label = word
        frames[last].argumentStart = position
      }
    case UInt8(ascii: "."), UInt8(ascii: "?"):
      if endsStatement(byte) { endStatement() }
    default: break
    }
    previous = .mark(Character(Unicode.Scalar(byte)))
  }

  /// A full stop between digits or before another one is part of a value.
  private func endsStatement(_ byte: UInt8) -> Bool {
    guard frames.isEmpty else { return false }
    return position == bytes.count ? byte == UInt8(ascii: "?") : " \t\n\r".utf8.contains(bytes[position])
  }

  private mutating func endStatement() {
    topWords = []
    variables = []
    isInBody = false
    lastWord = nil
    wordBeforeLast = nil
    statementStart = position
  }

  static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
      true
    default: false
    }
  }

  /// What was typed of the argument that the cursor is in.
  var argumentPart: (text: String, start: Int)? {
    guard let frame = frames.last, frame.argumentStart <= bytes.count else { return nil }
    return (String(decoding: bytes[frame.argumentStart...], as: UTF8.self), frame.argumentStart)
  }
}
