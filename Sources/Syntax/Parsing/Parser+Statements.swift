// statement = declaration | include | parameter | fact | rule | constraint | question | command
extension Parser {
  /// A statement up to and with its end mark, which stays the token looked at, so that the next statement's first
  /// token is read as such.
  mutating func parseStatement() throws(Failure) -> Statement.Kind {
    switch token.kind {
    case .name:
      return try parseNamedStatement()
    case .implies:
      advance()
      if token.kind == .dot || token.kind == .end { throw failEmptyBody("a constraint") }
      return .constraint(try parseBody(of: .constraint))
    case .ask:
      advance()
      return try parseQuestion(acceptsDot: true)
    case .colon where Byte.isLetter(lexer.byte(token.upper)):
      return parseCommand()
    default:
      guard token.kind.startsTerm || token.kind == .exclamation else { throw failNoStatement() }
      return try parseQuestion(acceptsDot: false)
    }
  }

  private mutating func parseNamedStatement() throws(Failure) -> Statement.Kind {
    let start = checkpoint
    let name = takeName()
    if token.kind != .leftParenthesis || name.text == Keyword.not || name.text == Keyword.possibly {
      switch (name.text, token.kind) {
      case (Keyword.relation, .name), (Keyword.relation, .variable): return try parseDeclaration()
      case (Keyword.include, .string), (Keyword.include, .escapedString): return try parseInclude()
      case (Keyword.parameter, .name): return try parseParameter()
      case (let word, .name):
        guard let modality = Self.modality(word), peek().kind == .leftParenthesis else { break }
        return try parseHeaded(by: takeName(), modality, from: start)
      default: break
      }
      if let failure = failForeignStatement(name) { throw failure }
      rewind(to: start)
      return try parseQuestion(acceptsDot: false)
    }
    return try parseHeaded(by: name, .only(.actual), from: start)
  }

  /// What starts with an atom: a fact, a rule, or a question.
  private mutating func parseHeaded(
    by name: Name, _ modality: ModalityFilter, from start: Checkpoint
  ) throws(Failure) -> Statement.Kind {
    let arguments = try parseArguments(of: name)
    if callKey == nil {
      let range = SourceRange(start.token.lower, previousEnd)
      let head = Atom(name, arguments, modality: modality, range: range)
      switch token.kind {
      case .dot: return .fact(try fact(head, citations: []))
      case .implies: return .rule(try parseRule(head))
      case .name where isWord(Keyword.from): return try parseCited(head, from: start)
      case .less where isArrow: throw failForeignArrow()
      default: break
      }
    }
    rewind(to: start)
    return try parseQuestion(acceptsDot: false)
  }

  /// `<-`, and no comparison with a negative number.
  private var isArrow: Bool {
    guard lexer.byte(token.upper) == Byte.minus, peek().kind == .minus else { return false }
    let next = lexer.byte(token.upper + 1)
    return Byte.isSpace(next) || Byte.isLowercase(next)
  }

  private mutating func parseRule(_ head: Atom) throws(Failure) -> Rule {
    var head = head
    try checkLabels(head.arguments)
    try aggregateHead(&head)
    try checkHead(head)
    advance()
    if token.kind == .dot || token.kind == .end { throw failEmptyBody("a rule") }
    return Rule(head: head, body: try parseBody(of: .rule))
  }

  /// The body of a rule or a constraint, with its end mark.
  private mutating func parseBody(of ending: Ending) throws(Failure) -> Formula {
    let body = try parseBody()
    guard token.kind == .dot else { throw failAfterBody(ending, body) }
    try checkAggregates()
    return body
  }

  /// Turns calls such as `count(X)` that stand as arguments of a head into aggregates.
  private mutating func aggregateHead(_ head: inout Atom) throws(Failure) {
    guard !calledAggregates.isEmpty else { return }
    var direct: Set<SourceRange> = []
    for index in head.arguments.indices {
      let value = head.arguments[index].value
      switch value.kind {
      case .aggregate: direct.insert(value.range)
      case .call(let name, let arguments):
        guard arguments.count == 1, let function = AggregateFunction(rawValue: name.text) else { continue }
        direct.insert(value.range)
        head.arguments[index].value.kind = .aggregate(Aggregate(function, value: arguments[0]))
      case .variable, .anonymous, .literal, .parameter, .negative, .binary: continue
      }
    }
    calledAggregates.removeAll { direct.contains($0) }
    try checkAggregates()
  }

  /// No call of an aggregate is left where none may stand.
  mutating func checkAggregates() throws(Failure) {
    guard let range = calledAggregates.first else { return }
    let written = source.text(range)
    let word = written.prefix { $0.isLetter }
    throw fail(
      .misplacedAggregate, "'\(written.shortened(to: 40))' stands where no aggregate may", at: range,
      mend: "it may be an argument of a rule's head; in a body write "
        + (word == "count" ? "N = count { … }" : "N = \(word) V { … }"))
  }

  private mutating func checkHead(_ head: Atom) throws(Failure) {
    if head.modality == .any {
      throw fail(
        .invalidHead, "'any' stands only before an atom of a body", at: anyRange(of: head),
        mend: "a rule derives facts of one modality: planned, denied, cancelled or claimed")
    }
    for argument in head.arguments {
      if let anonymous = argument.value.first(where: { $0 == .anonymous }) {
        throw fail(
          .invalidHead, "a head has no '_'", at: anonymous.range,
          mend: "use a variable of the body, or leave it out")
      }
    }
  }

  /// `:describe visited`, which takes the rest of its line.
  private mutating func parseCommand() -> Statement.Kind {
    let lower = token.upper
    var upper = lower
    while Byte.isWord(lexer.byte(upper)) || lexer.byte(upper) == Byte.minus { upper += 1 }
    let name = Name(lexer.text(lower, upper), SourceRange(lower, upper))
    var end = upper
    while end < lexer.bytes.count, lexer.bytes[end] != Byte.newline { end += 1 }
    lexer.move(to: end)
    lexer.check(upper, end)
    while upper < end, Byte.isSpace(lexer.byte(upper)) { upper += 1 }
    while end > upper, Byte.isSpace(lexer.byte(end - 1)) { end -= 1 }
    token.upper = end
    return .command(name, rest: lexer.text(upper, end))
  }
}
