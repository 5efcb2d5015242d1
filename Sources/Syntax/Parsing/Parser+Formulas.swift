// body        = conjunction { ";" conjunction }
// conjunction = unit { "," unit }
// unit        = ("not" | "!" | "possibly") unit | sum [ comparison sum ]
extension Parser {
  /// What stands right of `:-`, before `?`, or between braces.
  mutating func parseBody() throws(Failure) -> Formula {
    try formula(parseDisjunction())
  }

  mutating func parseDisjunction() throws(Failure) -> Item {
    let start = token.lower
    let first = try parseConjunction()
    guard token.kind == .semicolon else { return first }
    var members = [try formula(first)]
    var tallest = height
    while token.kind == .semicolon {
      let separator = token
      advance()
      try expectCondition(after: separator)
      members.append(try formula(parseConjunction()))
      tallest = max(tallest, height)
    }
    try raise(over: tallest, from: start)
    return .formula(Formula(.disjunction(members), SourceRange(start, previousEnd)))
  }

  private mutating func parseConjunction() throws(Failure) -> Item {
    let start = token.lower
    let first = try parseUnit()
    guard token.kind == .comma else { return first }
    var members = [try formula(first)]
    var tallest = height
    while token.kind == .comma {
      let separator = token
      advance()
      try expectCondition(after: separator)
      members.append(try formula(parseUnit()))
      tallest = max(tallest, height)
    }
    try raise(over: tallest, from: start)
    return .formula(Formula(.conjunction(members), SourceRange(start, previousEnd)))
  }

  private mutating func parseUnit() throws(Failure) -> Item {
    let start = token.lower
    if let prefix = takePrefix() {
      try enter()
      guard token.kind.startsTerm || token.kind == .exclamation else { throw failNoCondition(after: prefix) }
      let inner = try formula(parseUnit())
      nesting -= 1
      try raise(over: height, from: start)
      let range = SourceRange(start, previousEnd)
      return .formula(Formula(prefix == Keyword.possibly ? .possibly(inner) : .negation(inner), range))
    }
    let left = try parseSum()
    guard let relation = token.kind.comparison else { return left }
    let leftTerm = try term(left)
    let leftHeight = height
    advance()
    guard token.kind.startsTerm else { throw failNoValue(after: relation.rawValue) }
    let rightTerm = try term(parseSum())
    if token.kind.comparison != nil { throw failChainedComparison(leftTerm, relation, rightTerm) }
    try raise(over: max(leftHeight, height), from: start)
    let range = SourceRange(start, previousEnd)
    return .formula(Formula(.comparison(Comparison(leftTerm, relation, rightTerm, range: range)), range))
  }

  /// `not`, `!` or `possibly`, where it is not a name.
  private mutating func takePrefix() -> String? {
    if token.kind == .exclamation {
      advance()
      return "!"
    }
    guard token.kind == .name, isWord(Keyword.not) || isWord(Keyword.possibly) else { return nil }
    let next = peek().kind
    guard next.startsTerm && next != .minus || next == .exclamation else { return nil }
    let word = text(token)
    advance()
    return word
  }

  /// An item as a condition.
  mutating func formula(_ item: Item) throws(Failure) -> Formula {
    switch item {
    case .formula(let formula):
      return formula
    case .application(let name, let arguments, let range):
      try checkLabels(arguments)
      return Formula(.atom(Atom(name, arguments, range: range)), range)
    case .term(let term):
      throw failNotACondition(term)
    }
  }

  /// An item as a value.
  mutating func term(_ item: Item) throws(Failure) -> Term {
    switch item {
    case .term(let term):
      return term
    case .application(let name, let arguments, let range):
      if let label = arguments.lazy.compactMap(\.label).first {
        throw fail(
          .unexpectedToken, "the arguments of a function have no names", at: label.range,
          mend: "write the value alone")
      }
      if arguments.count == 1, AggregateFunction(rawValue: name.text) != nil {
        calledAggregates.append(range)
      }
      return Term(.call(name, arguments.map(\.value)), range)
    case .formula(let formula):
      throw fail(
        .unexpectedToken, "expected a value but found a condition", at: formula.range,
        mend: "a value is text, a number, a date, a variable, or a calculation with them")
    }
  }
}
