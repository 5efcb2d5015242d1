/// Cuts UTF-8 bytes into tokens, one at a time. It always moves on: after `end` comes `end` again.
///
/// What is wrong inside a token is noted in ``mistakes``, and the token is handed out as what was meant
/// where that is plain, so that parsing goes on and the rest of the statement is looked at too.
struct Lexer {
  let source: SourceText
  let bytes: [UInt8]
  /// Where the next token is looked for.
  private(set) var offset: Int
  /// How many `(` and `{` are open: inside them `?` belongs to a date.
  private(set) var depth = 0
  /// What was found wrong since ``beginStatement()``.
  var mistakes: [Diagnostic] = []
  /// A mistake was such that what follows in the statement may be misread.
  var isConfused = false
  /// The `///` comments that stand on lines of their own before the last token.
  private(set) var documentation: [SourceRange] = []

  init(_ source: SourceText) {
    self.source = source
    bytes = source.bytes
    // A byte order mark says nothing in UTF-8.
    offset = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// The byte at an offset, 0 past the end.
  @inline(__always)
  func byte(_ offset: Int) -> UInt8 { offset < bytes.count ? bytes[offset] : 0 }

  mutating func beginStatement() {
    depth = 0
    isConfused = false
    if !mistakes.isEmpty { mistakes = [] }
  }

  /// Looks for the next token at an offset, as if no bracket were open.
  mutating func move(to offset: Int, depth: Int = 0) {
    self.offset = offset
    self.depth = depth
  }

  /// A place to come back to.
  struct Checkpoint {
    fileprivate var offset: Int
    fileprivate var depth: Int
    fileprivate var mistakes: Int
    fileprivate var isConfused: Bool
  }

  var checkpoint: Checkpoint {
    Checkpoint(offset: offset, depth: depth, mistakes: mistakes.count, isConfused: isConfused)
  }

  /// Goes back; what was found wrong since is forgotten, for it will be found again.
  mutating func rewind(to checkpoint: Checkpoint) {
    offset = checkpoint.offset
    depth = checkpoint.depth
    isConfused = checkpoint.isConfused
    if mistakes.count > checkpoint.mistakes { mistakes.removeSubrange(checkpoint.mistakes...) }
  }

  mutating func report(
    _ code: DiagnosticCode, _ message: String, _ lower: Int, _ upper: Int, mend: String? = nil,
    confusing: Bool = false
  ) {
    // What follows a confusing mistake is not worth a second message.
    if !isConfused {
      mistakes.append(
        Diagnostic(.error, code, message, at: SourceRange(lower, upper), in: source, mend: mend))
    }
    if confusing { isConfused = true }
  }

  mutating func next() -> Token {
    let startsLine = skipSpace()
    let lower = offset
    guard lower < bytes.count else {
      return Token(kind: .end, lower: lower, upper: lower, startsLine: startsLine)
    }
    let kind = scan(bytes[lower])
    return Token(kind: kind, lower: lower, upper: offset, startsLine: startsLine)
  }

  private mutating func scan(_ first: UInt8) -> Token.Kind {
    let lower = offset
    switch first {
    case UInt8(ascii: "a")...UInt8(ascii: "z"):
      return word(.name)
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"):
      let kind = word(.variable)
      return first == UInt8(ascii: "_") && offset == lower + 1 ? .anonymous : kind
    case UInt8(ascii: "0")...UInt8(ascii: "9"): return number()
    case UInt8(ascii: "("): return bracket(.leftParenthesis, 1)
    case UInt8(ascii: ")"): return bracket(.rightParenthesis, -1)
    case UInt8(ascii: "{"): return bracket(.leftBrace, 1)
    case UInt8(ascii: "}"): return bracket(.rightBrace, -1)
    case Byte.quote: return string()
    case UInt8(ascii: "@"): return date()
    case UInt8(ascii: "$"): return parameter()
    default: return symbol(first) ?? mistake(first)
    }
  }

  private mutating func bracket(_ kind: Token.Kind, _ step: Int) -> Token.Kind {
    offset += 1
    depth = max(0, depth + step)
    return kind
  }

  /// `$place`
  private mutating func parameter() -> Token.Kind {
    let lower = offset
    offset += 1
    guard Byte.isLowercase(byte(offset)) || byte(offset) >= 0x80 else {
      report(
        .unexpectedCharacter, "unexpected character '$'", lower, offset,
        mend: "a parameter is written as $place, with a name in lower case", confusing: true)
      return .mistakenValue
    }
    skipWord()
    return .parameter
  }

  /// A mark of the grammar; nil where the byte starts none.
  private mutating func symbol(_ first: UInt8) -> Token.Kind? {
    let second = byte(offset + 1)
    switch first {
    case UInt8(ascii: ","): return take(.comma, 1)
    case UInt8(ascii: ";"): return take(.semicolon, 1)
    case UInt8(ascii: ":") where second == Byte.minus: return take(.implies, 2)
    case UInt8(ascii: ":") where second != UInt8(ascii: "="): return take(.colon, 1)
    case Byte.dot where second == Byte.dot: return take(.dotDot, 2)
    case Byte.dot where !Byte.isDigit(second): return take(.dot, 1)
    case Byte.question where second == Byte.minus: return take(.ask, 2)
    case Byte.question: return take(.question, 1)
    case UInt8(ascii: "+"): return take(.plus, 1)
    case Byte.star where second != Byte.slash: return take(.star, 1)
    case Byte.slash: return take(.slash, 1)
    case Byte.minus where second != UInt8(ascii: ">"): return take(.minus, 1)
    case UInt8(ascii: "!") where second == UInt8(ascii: "="): return take(.notEqual, 2)
    case UInt8(ascii: "!"): return take(.exclamation, 1)
    case UInt8(ascii: "<") where second == UInt8(ascii: "="): return take(.lessOrEqual, 2)
    case UInt8(ascii: "<") where second != UInt8(ascii: ">"): return take(.less, 1)
    case UInt8(ascii: ">") where second == UInt8(ascii: "="): return take(.greaterOrEqual, 2)
    case UInt8(ascii: ">"): return take(.greater, 1)
    case UInt8(ascii: "="):
      switch second {
      case UInt8(ascii: "="), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: ":"), Byte.backslash:
        return nil
      default: return take(.equal, 1)
      }
    default: return nil
    }
  }

  @inline(__always)
  private mutating func take(_ kind: Token.Kind, _ length: Int) -> Token.Kind {
    offset += length
    return kind
  }

  /// Moves the offset within a token that is being read.
  @inline(__always)
  mutating func advance(to offset: Int) { self.offset = offset }

  @inline(__always)
  mutating func advance(by length: Int) { offset += length }

  mutating func note(documentation range: SourceRange) { documentation.append(range) }

  mutating func clearDocumentation() {
    if !documentation.isEmpty { documentation = [] }
  }
}
