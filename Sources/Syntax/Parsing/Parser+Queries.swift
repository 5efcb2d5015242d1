// question = [ "?-" ] body tail "?"
// tail     = { "show" variables | "order" "by" orderings | "limit" integer }
extension Parser {
  /// A question from its body on. After `?-` a `.` ends it too; at a prompt, the end of the text.
  mutating func parseQuestion(acceptsDot: Bool) throws(Failure) -> Statement.Kind {
    let body = try parseBody()
    var query = Query(body)
    let tail = token
    try parseTail(&query)
    switch token.kind {
    case .question: break
    case .dot where acceptsDot: break
    case .end where mode == .prompt: break
    default: throw failAfterBody(tail.lower == token.lower ? .question : .tail, body)
    }
    try checkAggregates()
    return .query(query)
  }

  private mutating func parseTail(_ query: inout Query) throws(Failure) {
    var seen: [String: SourceRange] = [:]
    while token.kind == .name {
      let word = text(token)
      let range = token.range
      switch word {
      case Keyword.show:
        advance()
        query.shown = try parseShown()
      case Keyword.order:
        advance()
        guard isWord(Keyword.by) else {
          throw fail(.unexpectedToken, "expected 'by' after 'order' but found \(found)", at: token.range)
        }
        advance()
        query.ordering = try parseOrdering()
      case Keyword.limit:
        advance()
        query.limit = try parseLimit()
      default:
        return
      }
      if let first = seen.updateValue(range, forKey: word) {
        throw fail(
          .unexpectedToken, "'\(word)' is given twice", at: range, mend: "remove one",
          labels: [Diagnostic.Label(first, "first given here")])
      }
    }
  }

  private mutating func parseShown() throws(Failure) -> [Name] {
    var names = [try parseVariable(after: Keyword.show)]
    while token.kind == .comma {
      advance()
      names.append(try parseVariable(after: ","))
    }
    return names
  }

  private mutating func parseOrdering() throws(Failure) -> [Query.Ordering] {
    var ordering: [Query.Ordering] = []
    var before = "order by"
    while true {
      let variable = try parseVariable(after: before)
      let isDescending = isWord(Keyword.desc)
      if isDescending || isWord(Keyword.asc) {
        advance()
      } else if token.kind == .name, ["descending", "ascending", "dsc", "reverse"].contains(text(token)) {
        throw fail(
          .unexpectedToken, "expected 'desc' or 'asc' but found \(found)", at: token.range,
          mend: "write '\(text(token) == "ascending" ? Keyword.asc : Keyword.desc)'")
      }
      ordering.append(Query.Ordering(variable, isDescending: isDescending))
      guard token.kind == .comma else { return ordering }
      advance()
      before = ","
    }
  }

  private mutating func parseVariable(after word: String) throws(Failure) -> Name {
    if token.kind == .variable { return takeName() }
    let mend =
      token.kind == .name ? "a variable starts in upper case: '\(text(token).capitalizedFirst)'" : nil
    throw fail(
      .unexpectedToken, "expected a variable after '\(word)' but found \(found)", at: token.range,
      mend: mend ?? "name variables of the question, separated by ','")
  }

  private mutating func parseLimit() throws(Failure) -> Int {
    guard token.kind == .integer, let limit = Int(text(token)) else {
      throw fail(
        .unexpectedToken, "expected a number of rows after 'limit' but found \(found)", at: token.range,
        mend: "such as 'limit 10'")
    }
    advance()
    return limit
  }
}

extension String {
  /// The text with its first character in upper case.
  var capitalizedFirst: String {
    guard let first else { return self }
    return first.uppercased() + dropFirst()
  }

  /// The text with its first character in lower case.
  var uncapitalizedFirst: String {
    guard let first else { return self }
    return first.lowercased() + dropFirst()
  }
}
