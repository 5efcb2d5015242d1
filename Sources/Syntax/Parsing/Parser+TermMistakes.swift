// Mistakes in terms and arguments.
extension Parser {
  /// `Visited(X, Y)`: the name that was meant; the parser moves on to its parenthesis.
  mutating func lowercasedName() -> Name {
    let written = text(token)
    let meant = written.uncapitalizedFirst
    lexer.report(
      .unexpectedToken, "a relation's name starts in lower case", token.lower, token.upper,
      mend: "write '\(meant)'")
    let name = Name(meant, token.range)
    advance()
    return name
  }

  mutating func failNoItem() -> Failure {
    switch token.kind {
    case .end:
      return fail(
        .incompleteStatement, "the text ends in the middle of a statement", at: gap, mend: "go on, or end it")
    case .rightParenthesis, .rightBrace:
      return failClosesNothing()
    case .implies:
      return fail(
        .unexpectedToken, "unexpected ':-'", at: token.range, mend: "a rule is head :- body, with one ':-'")
    case .leftBrace:
      return fail(
        .unexpectedToken, "unexpected '{'", at: token.range,
        mend: "braces belong to an aggregate: N = count { … }")
    default:
      return fail(
        .unexpectedToken, "expected a condition but found \(found)", at: token.range,
        mend: "an atom, a comparison, or conditions in parentheses")
    }
  }

  mutating func failNoValue(after mark: String) -> Failure {
    fail(
      token.kind == .end ? .incompleteStatement : .unexpectedToken,
      "expected a value after '\(mark)' but found \(found)", at: place,
      mend: "a value is text, a number, a date, a variable, or a calculation with them")
  }

  mutating func failEmptyParentheses(_ open: Token) -> Failure {
    fail(
      .unexpectedToken, "nothing stands between these parentheses", at: SourceRange(open.lower, token.upper),
      mend: "remove them, or add a condition")
  }

  /// A bracket that should be closed here is not.
  mutating func failUnclosed(_ open: Token, _ expected: String) -> Failure {
    let bracket = text(open)
    if token.kind == .end || seemsToStartStatement {
      return fail(
        .unclosedBracket, "this '\(bracket)' is not closed", at: open.range,
        mend: "add \(expected.suffix(3))",
        labels: [Diagnostic.Label(gap, "expected \(expected) here")])
    }
    return fail(
      .unclosedBracket, "expected \(expected) but found \(found)", at: token.range,
      labels: [Diagnostic.Label(open.range, "this '\(bracket)' is not closed")])
  }

  // MARK: Arguments

  mutating func failNoParenthesis(after name: Name) -> Failure {
    fail(
      .unexpectedToken, "expected '(' after '\(name.text.shortened(to: 40))' but found \(found)", at: place,
      mend: "such as \(name.text.shortened(to: 40))(…)")
  }

  mutating func failNoArgument(_ open: Token) -> Failure {
    switch token.kind {
    case .comma, .rightParenthesis:
      return fail(
        .missingArgument, "an argument is missing before \(found)", at: token.range,
        mend: token.kind == .comma ? "'_' stands for any value in a body" : "remove the ',' before it")
    case .end:
      return failUnclosed(open, "')'")
    case .dot, .question, .implies:
      return failUnclosed(open, "')'")
    default:
      return fail(
        .unexpectedToken, "expected an argument but found \(found)", at: token.range,
        mend: "an argument is text, a number, a date, a variable, or a calculation with them")
    }
  }

  mutating func failUppercaseLabel() -> Failure {
    let written = text(token)
    return fail(
      .unexpectedToken, "an argument's name starts in lower case", at: token.range,
      mend: "write '\(written.uncapitalizedFirst): …'")
  }

  /// After an argument comes neither `,` nor `)`.
  mutating func failInArguments(_ open: Token, of name: Name) -> Failure {
    if seemsToStartStatement { return failUnclosed(open, "',' or ')'") }
    switch token.kind {
    case .name, .variable, .integer:
      let isWords = previousKind == .name || previousKind == .variable
      if isWords, !token.startsLine, peek().kind != .leftParenthesis { return failUnquotedText() }
      return fail(
        .unexpectedToken, "expected ',' or ')' but found \(found)", at: token.range,
        mend: "add ',' before it")
    case .decimal, .day, .duration, .string, .escapedString, .anonymous, .date, .parameter, .mistakenValue:
      return fail(
        .unexpectedToken, "expected ',' or ')' but found \(found)", at: token.range, mend: "add ',' before it"
      )
    case .semicolon:
      return fail(.unexpectedToken, "arguments are separated by ','", at: token.range, mend: "write ','")
    case .question where previousKind == .day:
      let start = SourceRange(max(0, previousEnd - 10), token.upper)
      return fail(
        .invalidDate, "a date that is not certain needs '@'", at: start, mend: "write @\(source.text(start))")
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual:
      return fail(
        .unexpectedToken, "a comparison is not an argument", at: token.range,
        mend: "write it after the atom, separated by ','")
    case .leftParenthesis where previousKind == .string || previousKind == .escapedString:
      return fail(
        .unexpectedToken, "unexpected '(' after text", at: token.range,
        mend: "a function's name has no quotes")
    case .colon:
      return fail(
        .unexpectedToken, "unexpected ':'", at: token.range,
        mend: "only a name stands before ':' in an argument")
    default:
      return failUnclosed(open, "',' or ')'")
    }
  }

  /// `signed(kazakhstan, joint declaration)`
  private mutating func failUnquotedText() -> Failure {
    var start = previousEnd
    while start > 0, Byte.isWord(lexer.byte(start - 1)) || lexer.byte(start - 1) >= 0x80 { start -= 1 }
    var end = token.upper
    var ahead = lexer
    while true {
      let next = ahead.next()
      guard next.kind == .name || next.kind == .variable || next.kind == .integer, !next.startsLine else {
        break
      }
      end = next.upper
    }
    let words = source.text(SourceRange(start, end)).shortened(to: 60)
    return fail(
      .unexpectedToken, "text with spaces needs quotes", at: SourceRange(start, end),
      mend: "write \"\(words)\", or ',' between two arguments")
  }

  // MARK: Aggregates and documents

  mutating func failNoKey(_ function: AggregateFunction) -> Failure {
    fail(
      .unexpectedToken, "'\(function.rawValue)' has no 'by'", at: token.range,
      mend: "only first, last and list order by a key")
  }

  mutating func failNoBrace(_ function: AggregateFunction) -> Failure {
    let form = function == .count ? "count { … }" : "\(function.rawValue) V { … }"
    return fail(
      .unexpectedToken, "expected '{' after '\(function.rawValue)' but found \(found)", at: place,
      mend: "an aggregate is written \(form)")
  }

  mutating func failNoAggregateValue(_ function: AggregateFunction) -> Failure {
    fail(
      .unexpectedToken, "'\(function.rawValue)' needs a value before '{'", at: token.range,
      mend: "such as \(function.rawValue) V { … }")
  }

  mutating func failEmptyBraces(_ open: Token, _ function: AggregateFunction) -> Failure {
    fail(
      .unexpectedToken, "nothing stands between these braces", at: SourceRange(open.lower, token.upper),
      mend: "add the conditions that '\(function.rawValue)' ranges over")
  }

  mutating func failNoDocument() -> Failure {
    fail(
      .unexpectedToken, "expected a document after 'from' but found \(found)", at: place,
      mend: token.kind == .variable
        ? "write \"\(text(token))\" for the text, or end with '?' to ask"
        : "a fact cites a document by its name; a body may use a variable")
  }
}
