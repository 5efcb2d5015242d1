// What users get wrong, and what they are told. Each gives the failure to throw, except where it says otherwise.
extension Parser {
  /// Notes what stops the statement, unless a mistake inside a token has confused the reading already.
  mutating func fail(
    _ code: DiagnosticCode, _ message: String, at range: SourceRange, mend: String? = nil,
    labels: [Diagnostic.Label] = []
  ) -> Failure {
    if !lexer.isConfused || lexer.mistakes.isEmpty {
      failure = Diagnostic(.error, code, message, at: range, in: source, mend: mend, labels: labels)
    }
    return Failure()
  }

  /// The token, as a message says it.
  var found: String { describe(token) }

  func describe(_ token: Token) -> String {
    switch token.kind {
    case .end: "the end of the text"
    case .string, .escapedString, .mistakenValue: text(token).shortened(to: 40)
    default: "'\(text(token).shortened(to: 40))'"
    }
  }

  /// The place right after the token before.
  var gap: SourceRange { SourceRange(previousEnd, previousEnd) }

  // MARK: Statements

  mutating func failNoStatement() -> Failure {
    switch token.kind {
    case .rightParenthesis, .rightBrace:
      return failClosesNothing()
    case .dot, .question:
      return fail(.unexpectedToken, "\(found) ends nothing here", at: token.range, mend: "remove it")
    case .colon:
      return fail(
        .unexpectedToken, "':' starts no statement", at: token.range,
        mend: "a command is ':' and a name, such as :help; a constraint starts with ':-'")
    default:
      return fail(
        .unexpectedToken, "expected a statement but found \(found)", at: token.range,
        mend: "a fact, a rule, a question or a declaration")
    }
  }

  func isGround(_ body: Formula) -> Bool {
    guard case .atom(let atom) = body.kind else { return false }
    return atom.arguments.allSatisfy { $0.value.first { $0.isVariable } == nil }
  }

  mutating func failClosesNothing() -> Failure {
    let open = token.kind == .rightBrace ? "{" : "("
    return fail(.unexpectedToken, "\(found) has no '\(open)' before it", at: token.range, mend: "remove it")
  }

  mutating func failEmptyBody(_ what: String) -> Failure {
    fail(
      .incompleteStatement, "\(what) has a body after ':-'", at: token.kind == .end ? gap : token.range,
      mend: what == "a rule" ? "add conditions, or remove ':-' to state a fact" : "add conditions")
  }

  mutating func failForeignArrow() -> Failure {
    fail(
      .unexpectedToken, "'<-' is not an operator", at: SourceRange(token.lower, token.upper + 1),
      mend: "write ':-'")
  }

  /// A statement of another language, or a command without its colon; nil where the name may start a question.
  mutating func failForeignStatement(_ name: Name) -> Failure? {
    let isAlone = token.kind == .end || token.kind == .dot || token.kind == .question || token.startsLine
    switch (name.text.lowercased(), token.kind) {
    case ("help", _) where isAlone || token.kind == .name, ("quit", _) where isAlone,
      ("exit", _) where isAlone:
      return fail(
        .unexpectedToken, "'\(name.text)' is not a statement", at: name.range,
        mend: "did you mean ':\(name.text == "help" ? "help" : "quit")'?")
    case ("select", .name), ("select", .variable), ("select", .star):
      return failSQL(name.range)
    case (Keyword.order, .name), (Keyword.show, .variable), (Keyword.limit, .integer):
      return fail(
        .unexpectedToken, "'\(name.text)' follows the body of a question", at: name.range,
        mend: "the '?' comes after it, at the very end")
    case ("insert", .name), ("delete", .name), ("create", .name), ("update", .name), ("drop", .name):
      return fail(
        .unexpectedToken, "this looks like SQL", at: name.range,
        mend: "here a fact is relation(value, value). and a declaration is relation name(column, column).")
    case ("import", .string), ("load", .string), ("read", .string):
      return fail(
        .unexpectedToken, "'\(name.text)' is not a statement", at: name.range, mend: "did you mean 'include'?"
      )
    case (Keyword.include, .name), (Keyword.include, .variable):
      return fail(
        .unexpectedToken, "expected a path in quotes after 'include' but found \(found)", at: token.range,
        mend: "such as include \"rules.dl\".")
    case (Keyword.parameter, .variable):
      return fail(
        .unexpectedToken, "a parameter's name starts in lower case", at: token.range,
        mend: "write '\(text(token).uncapitalizedFirst)'")
    default:
      guard token.kind == .name, peek().kind == .leftParenthesis else { return nil }
      let words = [Keyword.relation] + Modality.allCases.map(\.rawValue)
      if ["decl", "declare", "table", "predicate", "rel"].contains(name.text) {
        return fail(
          .unexpectedToken, "'\(name.text)' is not a statement", at: name.range,
          mend: "did you mean 'relation'?")
      }
      guard let word = nearest(to: name.text, among: words) else { return nil }
      return fail(
        .unexpectedToken, "unexpected '\(name.text)' before '\(text(token))'", at: name.range,
        mend: "did you mean '\(word)'?")
    }
  }

  mutating func failNotAValue(_ term: Term) -> Failure {
    if let variable = term.first(where: \.isVariable) {
      let written = source.text(variable.range)
      if variable.kind == .anonymous {
        return fail(
          .unsafeVariable, "a fact has no '_'", at: variable.range,
          mend: "end with '?' to ask; a date that is not known is @..")
      }
      return fail(
        .unsafeVariable, "a fact has no variables, and '\(written)' is one", at: variable.range,
        mend: "end with '?' to ask, or write \"\(written)\" for the text")
    }
    let written = source.text(term.range).shortened(to: 40)
    let mend =
      switch term.kind {
      case .call(let name, let arguments) where arguments.isEmpty:
        "write \"\(name.text)\" for the text"
      default: "write the value itself, or a rule that computes it"
      }
    return fail(
      .unexpectedToken, "a fact holds values, and '\(written)' is computed", at: term.range, mend: mend)
  }

  mutating func failAfterCitations() -> Failure {
    if token.kind == .end || seemsToStartStatement { return failUnended("fact", ".") }
    switch token.kind {
    case .rightParenthesis, .rightBrace:
      return failClosesNothing()
    case .implies:
      return fail(
        .invalidHead, "a head has no evidence", at: token.range,
        mend: "only facts have evidence; what is derived cites its facts")
    case .question:
      return fail(
        .unexpectedToken, "a fact with its evidence ends with '.'", at: token.range, mend: "write '.'")
    case .name where isWord(Keyword.from):
      return fail(
        .invalidEvidence, "a fact has one 'from'", at: token.range, mend: "write ',' between documents")
    default:
      return fail(
        .unexpectedToken, "expected ',' or '.' after the evidence but found \(found)", at: token.range)
    }
  }

  mutating func expectDot(after what: String) throws(Failure) {
    if token.kind == .dot { return }
    if token.kind == .end || token.startsLine {
      let words = what.split(separator: " ")
      throw failUnended(String(words.last ?? "statement"), ".")
    }
    if token.kind == .rightParenthesis || token.kind == .rightBrace { throw failClosesNothing() }
    throw fail(
      .unexpectedToken, "expected '.' after \(what) but found \(found)", at: token.range,
      mend: token.kind == .question ? "write '.'" : nil)
  }

  mutating func failUnended(_ what: String, _ mark: String) -> Failure {
    fail(.incompleteStatement, "this \(what) has no '\(mark)' at its end", at: gap, mend: "add '\(mark)'")
  }
}
