/// The least unit of the grammar: what it is and where it stands.
struct Token {
  enum Kind: UInt8 {
    case name, variable, anonymous, parameter
    case integer, decimal, duration
    /// A day without `@`.
    case day
    /// Text of EDTF after `@`.
    case date
    /// Quoted text; with `escapedString` the text holds escapes.
    case string, escapedString
    /// A value that was reported as mistaken and stands for any value, so that parsing goes on.
    case mistakenValue
    case leftParenthesis, rightParenthesis, leftBrace, rightBrace
    case comma, semicolon, colon, dot, dotDot, question
    /// `:-`
    case implies
    /// `?-`
    case ask
    case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
    case plus, minus, star, slash
    /// `!`
    case exclamation
    /// What no statement can hold; reported when it was met.
    case unusable
    case end
  }

  var kind: Kind
  var lower: Int
  var upper: Int
  /// Only spaces and comments stand before it on its line.
  var startsLine: Bool

  var range: SourceRange { SourceRange(lower, upper) }

  static let beginning = Token(kind: .end, lower: 0, upper: 0, startsLine: true)
}

extension Token.Kind {
  /// A term may start with it.
  var startsTerm: Bool {
    switch self {
    case .name, .variable, .anonymous, .parameter, .integer, .decimal, .duration, .day, .date, .string,
      .escapedString, .mistakenValue, .leftParenthesis, .minus:
      true
    case .rightParenthesis, .leftBrace, .rightBrace, .comma, .semicolon, .colon, .dot, .dotDot, .question,
      .implies, .ask, .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .plus, .star, .slash,
      .exclamation, .unusable, .end:
      false
    }
  }

  /// A statement goes on after it, on whichever line.
  var leavesOpen: Bool {
    switch self {
    case .comma, .semicolon, .implies, .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual,
      .plus, .minus, .star, .slash, .leftParenthesis, .leftBrace, .ask:
      true
    case .name, .variable, .anonymous, .parameter, .integer, .decimal, .duration, .day, .date, .string,
      .escapedString, .mistakenValue, .rightParenthesis, .rightBrace, .colon, .dot, .dotDot, .question,
      .exclamation,
      .unusable, .end:
      false
    }
  }

  var comparison: ComparisonOperator? {
    switch self {
    case .equal: .equal
    case .notEqual: .notEqual
    case .less: .less
    case .lessOrEqual: .lessOrEqual
    case .greater: .greater
    case .greaterOrEqual: .greaterOrEqual
    default: nil
    }
  }
}
