// arguments = "(" [ argument { "," argument } ] ")"
// argument  = [ name ":" ] sum
extension Parser {
  /// What stands between the parentheses after a name.
  mutating func parseArguments(of name: Name) throws(Failure) -> [Argument] {
    guard token.kind == .leftParenthesis else { throw failNoParenthesis(after: name) }
    let open = token
    try enter()
    advance()
    var arguments: [Argument] = []
    if token.kind == .rightParenthesis {
      advance()
      nesting -= 1
      height = 1
      return arguments
    }
    var tallest = 0
    while true {
      arguments.append(try parseArgument(open))
      tallest = max(tallest, height)
      if token.kind == .comma {
        advance()
        continue
      }
      if token.kind == .rightParenthesis { break }
      try parseKey(of: name, arguments)
      tallest = max(tallest, height)
      if token.kind == .rightParenthesis { break }
      throw failInArguments(open, of: name)
    }
    advance()
    nesting -= 1
    try raise(over: tallest, from: open.lower)
    return arguments
  }

  private mutating func parseArgument(_ open: Token) throws(Failure) -> Argument {
    if token.kind == .name, let argument = try parseNamedArgument() { return argument }
    if token.kind == .variable, lexer.byte(token.upper) == UInt8(ascii: ":"),
      lexer.byte(token.upper + 1) != Byte.minus
    {
      throw failUppercaseLabel()
    }
    guard token.kind.startsTerm else { throw failNoArgument(open) }
    return Argument(try parseTerm())
  }

  /// An argument that starts with a name: text alone, or `label: value`; nil, without moving on, for anything else.
  private mutating func parseNamedArgument() throws(Failure) -> Argument? {
    // Looked up in the bytes, for facts are full of names with nothing around them.
    var next = token.upper
    while lexer.byte(next) == 0x20 { next += 1 }
    switch lexer.byte(next) {
    case UInt8(ascii: ","), UInt8(ascii: ")"):
      let name = takeName()
      height = 1
      if name.text == Keyword.today { return Argument(Term(.call(name, []), name.range)) }
      return Argument(Term(.literal(.text(name.text)), name.range))
    case UInt8(ascii: ":"):
      return try parseLabelled()
    case UInt8(ascii: "("):
      return nil
    default:
      // A line end or a comment may stand in between.
      switch peek().kind {
      case .colon, .implies: return try parseLabelled()
      case .equal: return try parseArgumentWithEquals()
      default: return nil
      }
    }
  }

  private mutating func parseLabelled() throws(Failure) -> Argument {
    let label = takeName()
    // `place:-7`
    if token.kind == .implies { lexer.move(to: token.lower + 1, depth: lexer.depth) }
    advance()
    guard token.kind.startsTerm else { throw failNoValue(after: ":") }
    return Argument(label: label, try parseTerm())
  }

  /// `place = pakistan`, as other languages write a named argument.
  private mutating func parseArgumentWithEquals() throws(Failure) -> Argument {
    let label = takeName()
    lexer.report(
      .unexpectedToken, "a named argument is written with ':'", token.lower, token.upper,
      mend: "write '\(label.text): …'")
    advance()
    guard token.kind.startsTerm else { throw failNoValue(after: "=") }
    return Argument(label: label, try parseTerm())
  }

  /// `by K` in `first(V by K)`.
  private mutating func parseKey(of name: Name, _ arguments: [Argument]) throws(Failure) {
    guard isWord(Keyword.by), arguments.count == 1, let function = AggregateFunction(rawValue: name.text)
    else {
      return
    }
    guard function.takesKey else { throw failNoKey(function) }
    advance()
    guard token.kind.startsTerm else { throw failNoValue(after: "by") }
    callKey = try parseTerm()
  }

  /// No two arguments have one name.
  mutating func checkLabels(_ arguments: [Argument]) throws(Failure) {
    // Positional arguments, the rule, cost one look each.
    guard arguments.contains(where: { $0.label != nil }) else { return }
    var seen: [String: SourceRange] = [:]
    for case let label? in arguments.lazy.map(\.label) {
      if let first = seen.updateValue(label.range, forKey: label.text) {
        throw fail(
          .duplicateArgument, "the argument '\(label.text)' is given twice", at: label.range,
          mend: "remove one",
          labels: [Diagnostic.Label(first, "first given here")])
      }
    }
  }
}
