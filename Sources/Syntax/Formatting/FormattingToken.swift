/// A token of a statement with its text and the comments beside it.
struct FormattingToken {
  var kind: Token.Kind
  var text: String
  /// Comments on lines of their own before it, and those right before it on its line.
  var before: [SourceComment] = []
  /// Comments behind it up to the end of its line.
  var after: [SourceComment] = []

  /// A value may end with it, so that `-` after it is a subtraction.
  var endsTerm: Bool {
    switch kind {
    case .name, .variable, .anonymous, .parameter, .integer, .decimal, .duration, .day, .date, .string,
      .escapedString, .mistakenValue, .rightParenthesis, .rightBrace:
      true
    case .leftParenthesis, .leftBrace, .comma, .semicolon, .colon, .dot, .dotDot, .question, .implies, .ask,
      .equal,
      .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .plus, .minus, .star, .slash, .exclamation,
      .unusable, .end:
      false
    }
  }

  /// The tokens of a statement without mistakes.
  static func tokens(of statement: Statement) -> [FormattingToken] {
    var lexer = Lexer(statement.source)
    lexer.move(to: Int(statement.range.lower))
    var tokens: [FormattingToken] = []
    var previousEnd = Int(statement.range.lower)
    while previousEnd < Int(statement.range.upper) {
      var token = lexer.next()
      guard token.kind != .end else { break }
      if token.kind == .implies, lexer.depth > 0 {
        // `place:-7`
        token = Token(kind: .colon, lower: token.lower, upper: token.lower + 1, startsLine: token.startsLine)
        lexer.move(to: token.upper, depth: lexer.depth)
      }
      var formatted = FormattingToken(kind: token.kind, text: statement.source.text(token.range))
      // A space or a comment, rarely there, takes at least one byte.
      if token.lower > previousEnd {
        let trivia = Trivia(statement.source, previousEnd..<token.lower, startsLine: false)
        for comment in trivia.comments {
          if !comment.startsLine, comment.endsLine, !tokens.isEmpty, formatted.before.isEmpty {
            tokens[tokens.count - 1].after.append(comment)
          } else {
            formatted.before.append(comment)
          }
        }
      }
      tokens.append(formatted)
      previousEnd = token.upper
    }
    return tokens
  }

  /// Takes off the comments right before the end mark: they are as well behind it.
  static func takeTrailingComments(_ tokens: inout [FormattingToken]) -> [SourceComment] {
    guard tokens.count > 1 else { return [] }
    let last = tokens.count - 1
    let comments = tokens[last - 1].after + tokens[last].before
    tokens[last - 1].after = []
    tokens[last].before = []
    return comments
  }
}
