extension Parser {
  mutating func advance() {
    previousEnd = token.upper
    previousKind = token.kind
    token = lexer.next()
  }

  /// The token after the one looked at.
  func peek() -> Token {
    var ahead = lexer
    return ahead.next()
  }

  /// The token is this word; words of the language are names elsewhere, so this is asked only where it matters.
  func isWord(_ word: String) -> Bool {
    token.kind == .name && token.upper - token.lower == word.utf8.count
      && lexer.bytes[token.lower..<token.upper].elementsEqual(word.utf8)
  }

  func text(_ token: Token) -> String { lexer.text(token.lower, token.upper) }

  /// The token, a word, with its place; the parser moves on.
  mutating func takeName() -> Name {
    let name = Name(text(token), token.range)
    advance()
    return name
  }

  /// The token stands at the very start of a line.
  var isAtColumnZero: Bool { token.lower == 0 || lexer.byte(token.lower - 1) == Byte.newline }

  /// A statement may well start with the token: it stands at the start of a line and is a fit first word.
  var seemsToStartStatement: Bool {
    guard isAtColumnZero else { return false }
    return switch token.kind {
    case .implies, .ask, .colon, .exclamation, .unusable: true
    default: token.kind.startsTerm && token.kind != .minus
    }
  }

  /// Goes one level deeper; the caller lowers ``nesting`` again.
  mutating func enter() throws(Failure) {
    nesting += 1
    guard nesting <= Self.nestingLimit else {
      throw fail(
        .nestingTooDeep, "this is nested too deep", at: token.range,
        mend: "at most \(Self.nestingLimit) levels are kept; name a part of it by a rule of its own")
    }
  }

  /// Sets the height of the tree just built over parts of the height given.
  mutating func raise(over part: Int, from start: Int) throws(Failure) {
    height = part + 1
    guard height <= Self.heightLimit else {
      throw fail(
        .nestingTooDeep, "this expression is too long", at: SourceRange(start, previousEnd),
        mend: "at most \(Self.heightLimit) operations are kept in one; name a part of it by a rule of its own"
      )
    }
  }

  /// A place to come back to. It holds no lexer: each fact takes one, and copies of arrays cost.
  struct Checkpoint {
    var lexer: Lexer.Checkpoint
    var token: Token
    var previousEnd: Int
    var previousKind: Token.Kind
  }

  var checkpoint: Checkpoint {
    Checkpoint(lexer: lexer.checkpoint, token: token, previousEnd: previousEnd, previousKind: previousKind)
  }

  mutating func rewind(to checkpoint: Checkpoint) {
    lexer.rewind(to: checkpoint.lexer)
    token = checkpoint.token
    previousEnd = checkpoint.previousEnd
    previousKind = checkpoint.previousKind
    nesting = 0
    height = 0
    failure = nil
    callKey = nil
    calledAggregates = []
  }

  /// Moves to where the next statement seems to start: after an end mark with a space behind it, or before a line
  /// that starts as a statement does, unless the line above leaves off in the middle.
  mutating func recover(from start: Int) {
    // What is wrong with what is skipped would only be an echo.
    lexer.isConfused = true
    while token.kind != .end {
      let after = lexer.byte(token.upper)
      if token.kind == .dot || token.kind == .question,
        token.upper >= lexer.bytes.count || Byte.isSpace(after) || after == Byte.percent
          || after == Byte.slash
      {
        break
      }
      if token.lower > start, seemsToStartStatement, !previousKind.leavesOpen {
        // Documentation and comments before it are read again with it.
        lexer.move(to: previousEnd)
        return
      }
      advance()
    }
    lexer.move(to: token.upper)
  }
}
