/// Whether a text typed at a prompt can be run, or goes on in the next line.
public enum Completeness: Hashable, Sendable {
  /// Nothing but spaces and comments.
  case empty
  /// Its last statement is over: what is wrong with it, if anything, no further line can mend.
  case complete
  case incomplete(Reason)

  /// What the next line is expected to go on with, for the second prompt to show.
  public enum Reason: Hashable, Sendable {
    /// A `/*` has no `*/`.
    case inComment
    /// A bracket is open; the innermost, `(` or `{`.
    case openBracket(Character)
    /// A statement that does not end without its mark: a rule, a declaration, a fact with evidence.
    case awaitingEnd
    /// The line ends after a `,` or an operator.
    case awaitingOperand
  }

  /// Looks at tokens only. O(length of the text).
  ///
  /// A question, which is a body with or without its tail, is complete at a line's end, and so is a command. Text in
  /// quotes never goes on in the next line.
  public static func of(_ text: String) -> Completeness {
    var scan = CompletenessScan(SourceText(name: "", text: text))
    return scan.result()
  }
}

/// The tokens of a text read once, with what is open at the end of it.
private struct CompletenessScan {
  private var lexer: Lexer
  private var open: [Character] = []
  /// The first words of the statement that is being read.
  private var first: Token?
  private var second: Token?
  private var last = Token.beginning
  /// The token before the last is the word `from`.
  private var isAfterFrom = false
  /// The statement was seen to need its end mark.
  private var needsMark = false
  private var isMistaken = false
  private var hasStatement = false

  init(_ source: SourceText) { lexer = Lexer(source) }

  mutating func result() -> Completeness {
    lexer.beginStatement()
    while true {
      let token = lexer.next()
      if token.kind == .end { break }
      if first == nil, token.kind == .colon, Byte.isLetter(lexer.byte(token.upper)) {
        skipCommand()
        continue
      }
      take(token)
    }
    if lexer.mistakes.contains(where: { $0.code == .unterminatedComment }) { return .incomplete(.inComment) }
    guard first != nil else { return hasStatement ? .complete : .empty }
    // A mistake in a token is better told now than after the rest.
    if isMistaken || !lexer.mistakes.isEmpty { return .complete }
    if let bracket = open.last { return .incomplete(.openBracket(bracket)) }
    if last.kind.leavesOpen { return .incomplete(.awaitingOperand) }
    return needsMark ? .incomplete(.awaitingEnd) : .complete
  }

  private mutating func skipCommand() {
    var end = lexer.offset
    while end < lexer.bytes.count, lexer.bytes[end] != Byte.newline { end += 1 }
    lexer.move(to: end)
    hasStatement = true
  }

  private mutating func take(_ token: Token) {
    if first == nil {
      first = token
    } else if second == nil {
      second = token
      if token.kind == .name || token.kind == .string, startsWithKeyword { needsMark = true }
    }
    switch token.kind {
    case .leftParenthesis:
      open.append("(")
      // `from article(`: evidence, which only a fact has.
      if last.kind == .name, isAfterFrom { needsMark = true }
    case .leftBrace: open.append("{")
    case .rightParenthesis, .rightBrace:
      if open.popLast() == nil { isMistaken = true }
    case .implies: needsMark = true
    case .dot, .question:
      if open.isEmpty { return endStatement() }
      // An end mark in brackets: the mistake is before it.
      isMistaken = true
    case .unusable: isMistaken = true
    default: break
    }
    isAfterFrom = isWord(last, Keyword.from)
    last = token
  }

  private mutating func endStatement() {
    first = nil
    second = nil
    last = .beginning
    needsMark = false
    isMistaken = false
    isAfterFrom = false
    hasStatement = true
    lexer.beginStatement()
  }

  private var startsWithKeyword: Bool {
    guard let first else { return false }
    return [Keyword.relation, Keyword.include, Keyword.parameter].contains { isWord(first, $0) }
  }

  private func isWord(_ token: Token, _ word: String) -> Bool {
    token.kind == .name && lexer.text(token.lower, token.upper) == word
  }
}
