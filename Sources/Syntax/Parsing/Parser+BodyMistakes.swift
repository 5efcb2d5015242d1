/// What a body that is over belongs to.
enum Ending {
  case rule, constraint, question
  /// A question with `show`, `order by` or `limit`.
  case tail
}

// Mistakes in bodies and after them.
extension Parser {
  /// The body is over, and what follows neither goes on with it nor ends its statement.
  mutating func failAfterBody(_ ending: Ending, _ body: Formula) -> Failure {
    let mark = ending == .rule || ending == .constraint ? "." : "?"
    // A body on a line of its own may have lost its head; after a rule, a constraint begins.
    let isArrowOfThis = token.kind == .implies && ending == .question
    if token.kind == .end || seemsToStartStatement && !isArrowOfThis {
      switch ending {
      case .rule: return failUnended("rule", mark)
      case .constraint: return failUnended("constraint", mark)
      case .question where isGround(body): return failUnended("fact", ".")
      case .question, .tail: return failUnended("question", mark)
      }
    }
    switch token.kind {
    case .rightParenthesis, .rightBrace: return failClosesNothing()
    case .implies: return ending == .question ? failHead(body) : failSecondArrow(ending)
    case .dot: return failDot(after: body, ending)
    case .question:
      return fail(
        .unexpectedToken, "a \(ending == .rule ? "rule" : "constraint") ends with '.'", at: token.range,
        mend: "write '.'")
    case .name:
      if let failure = failWord(ending) { return failure }
      if peek().kind == .leftParenthesis, ending != .tail {
        guard ending == .question, isGround(body) else { return failMissingComma() }
        return fail(
          .unexpectedToken, "expected '.' or ',' before \(found)", at: token.range,
          mend: "facts end with '.' each")
      }
    case .variable where ending != .tail, .exclamation where ending != .tail: return failMissingComma()
    default: break
    }
    if ending == .tail {
      return fail(
        .unexpectedToken, "expected '?' but found \(found)", at: token.range,
        mend: "after the body come 'show', 'order by' and 'limit', then '?'")
    }
    return fail(.unexpectedToken, "expected ',' or '\(mark)' but found \(found)", at: token.range)
  }

  private mutating func failMissingComma() -> Failure {
    fail(.unexpectedToken, "expected ',' before \(found)", at: token.range, mend: "add ','")
  }

  /// A word that stands for a mark in other languages.
  private mutating func failWord(_ ending: Ending) -> Failure? {
    let word = text(token)
    let mend: String
    switch word {
    case "and", "where", "with", "having", "when", "but": mend = "write ',' between conditions"
    case "or": mend = "write ';' between alternatives"
    case "if": mend = "write ':-'"
    case "is": mend = "write '='"
    case "not" where peek().kind.startsTerm: mend = "add ',' before it"
    case "in", "like", "between", "contains", "matches":
      mend =
        "write a test as \(word == "in" ? "in(D, I)" : word == "contains" ? "contains(X, text)" : "matches(X, text)")"
    case "sort", "group", "orderby", "sorted":
      mend = word == "group" ? "a rule groups by the other arguments of its head" : "did you mean 'order by'?"
    case Keyword.show, Keyword.order, Keyword.limit:
      guard ending == .rule || ending == .constraint else { return nil }
      return fail(
        .unexpectedToken, "'\(word)' belongs to a question", at: token.range,
        mend: "end the \(ending == .rule ? "rule" : "constraint") with '.' and ask with '?'")
    case Keyword.from:
      return fail(
        .unexpectedToken, "'from' follows an atom", at: token.range, mend: "such as visited(X, P, W) from Doc"
      )
    default:
      let words = [Keyword.show, Keyword.order, Keyword.limit, Keyword.from]
      guard let near = nearest(to: word, among: words), ending == .question || ending == .tail,
        peek().kind != .leftParenthesis
      else { return nil }
      return fail(
        .unexpectedToken, "unexpected \(found)", at: token.range, mend: "did you mean '\(near)'?")
    }
    return fail(.unexpectedToken, "unexpected \(found)", at: token.range, mend: mend)
  }

  /// A `.` after a body that is no fact.
  private mutating func failDot(after body: Formula, _ ending: Ending) -> Failure {
    switch body.kind {
    case .negation where ending == .question:
      return fail(
        .invalidHead, "a fact is not negated", at: body.range,
        mend: "end with '?' to ask; to record a denial write 'denied' before the fact")
    case .conjunction(let members) where ending == .question && members.allSatisfy { isGround($0) }:
      return fail(
        .unexpectedToken, "a question ends with '?'", at: token.range,
        mend: "write '?' to ask; facts end with '.' each")
    default:
      return fail(.unexpectedToken, "a question ends with '?'", at: token.range, mend: "write '?'")
    }
  }

  /// A body stands where a head should.
  private mutating func failHead(_ body: Formula) -> Failure {
    let message: String
    let mend: String
    switch body.kind {
    case .negation, .possibly:
      (message, mend) = ("a head is not negated", "derive the opposite under a name of its own")
    case .conjunction:
      (message, mend) = ("a rule has one head", "write one rule for each head")
    case .disjunction:
      (message, mend) = ("a head has no alternatives", "write one rule for each case")
    case .comparison:
      (message, mend) = ("a head is an atom, not a comparison", "write name(X, …) :- …")
    case .atom(let atom) where atom.document != nil:
      (message, mend) = ("a head has no 'from'", "only facts have evidence; what is derived cites its facts")
    case .atom:
      (message, mend) = ("a head is one atom without parentheses", "write name(X, …) :- …")
    }
    return fail(.invalidHead, message, at: body.range, mend: mend)
  }

  private mutating func failSecondArrow(_ ending: Ending) -> Failure {
    if ending == .tail {
      return fail(.unexpectedToken, "expected '?' but found ':-'", at: token.range)
    }
    return fail(
      .unexpectedToken, "a second ':-' in one statement", at: token.range,
      mend: "end the statement before it with '.'")
  }

  mutating func expectCondition(after separator: Token) throws(Failure) {
    let mark = text(separator)
    switch token.kind {
    case .dot, .question, .rightParenthesis, .rightBrace:
      throw fail(
        .unexpectedToken, "nothing follows this '\(mark)'", at: separator.range,
        mend: "remove it, or add a condition")
    case .comma, .semicolon:
      throw fail(
        .unexpectedToken, "a condition is missing before \(found)", at: token.range,
        mend: "remove it, or add a condition")
    case .end:
      throw fail(
        .incompleteStatement, "the text ends after '\(mark)'", at: separator.range, mend: "add a condition")
    default: break
    }
  }

  mutating func failSQL(_ range: SourceRange) -> Failure {
    fail(
      .unexpectedToken, "this looks like SQL", at: range,
      mend: "a question here is relation(X, Y), X > 1 show Y order by Y?")
  }

  mutating func failNoCondition(after word: String) -> Failure {
    fail(
      .unexpectedToken, "expected a condition after '\(word)' but found \(found)", at: place,
      mend: "an atom, a comparison, or conditions in parentheses")
  }

  mutating func failNotACondition(_ term: Term) -> Failure {
    switch term.kind {
    case .literal(.text(Keyword.not)), .literal(.text(Keyword.possibly)):
      return failNoCondition(after: source.text(term.range))
    case _ where token.kind == .name && !token.startsLine && isForeignOperator:
      return failWord(.question) ?? failNoItem()
    case .literal(.text(let text)) where lexer.byte(Int(term.range.lower)) != Byte.quote:
      // `joint declaration` or `a and b` shows itself in what follows.
      if token.kind == .name, !token.startsLine, peek().kind == .leftParenthesis {
        return fail(
          .unexpectedToken, "unexpected '\(text)' before \(found)", at: term.range,
          mend: "a condition is an atom such as \(self.text(token))(X), or a comparison")
      }
      return fail(
        .unexpectedToken, "'\(text.shortened(to: 40))' is not a condition", at: term.range,
        mend: "an atom has parentheses: \(text.shortened(to: 40))(…)")
    case .variable(let name):
      if ["SELECT", "Select"].contains(name) { return failSQL(term.range) }
      return fail(
        .unexpectedToken, "the variable '\(name)' alone is not a condition", at: term.range,
        mend: "compare it, or use it in an atom")
    default:
      return fail(
        .unexpectedToken, "a value alone is not a condition", at: term.range,
        mend: "compare it with = != < <= > or >=")
    }
  }

  /// A word that stands between two values in other languages.
  private var isForeignOperator: Bool {
    ["is", "in", "like", "between", "contains", "matches"].contains(text(token))
  }

  mutating func failChainedComparison(
    _ left: Term, _ relation: ComparisonOperator, _ right: Term
  ) -> Failure {
    let middle = source.text(right.range).shortened(to: 20)
    let first = source.text(left.range).shortened(to: 20)
    return fail(
      .unexpectedToken, "a comparison has two sides", at: token.range,
      mend: "write \(first) \(relation.rawValue) \(middle), \(middle) \(text(token)) …")
  }

  /// Where the token stands; at the end of the text, right after the last one.
  var place: SourceRange { token.kind == .end ? gap : token.range }
}
