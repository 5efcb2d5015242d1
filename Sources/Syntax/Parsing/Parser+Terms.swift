// sum     = product { ("+" | "-") product }
// product = unary { ("*" | "/" | "mod") unary }
// unary   = "-" unary | primary
// primary = literal | variable | "_" | "$" name | name [ arguments [ "from" term ] ]
//         | modality name arguments [ "from" term ] | aggregate | "(" body ")"
extension Parser {
  mutating func parseTerm() throws(Failure) -> Term {
    // Nearly every argument is a word, a number or a date alone.
    let start = token.lower
    guard let simple = try simpleTerm() else { return try term(parseSum()) }
    if token.kind == .comma || token.kind == .rightParenthesis { return simple }
    return try term(parseSum(after: .term(simple), from: start))
  }

  mutating func parseSum() throws(Failure) -> Item {
    let start = token.lower
    return try parseSum(after: parseUnary(), from: start)
  }

  private mutating func parseSum(after first: Item, from start: Int) throws(Failure) -> Item {
    var left = try parseProduct(after: first, from: start)
    while token.kind == .plus || token.kind == .minus {
      let operation: ArithmeticOperator = token.kind == .plus ? .add : .subtract
      left = try combine(left, operation, from: start) { parser throws(Failure) in
        let start = parser.token.lower
        return try parser.parseProduct(after: parser.parseUnary(), from: start)
      }
    }
    return left
  }

  private mutating func parseProduct(after first: Item, from start: Int) throws(Failure) -> Item {
    var left = first
    while true {
      let operation: ArithmeticOperator
      switch token.kind {
      case .star: operation = .multiply
      case .slash: operation = .divide
      case .name where isWord(Keyword.mod): operation = .modulo
      default: return left
      }
      left = try combine(left, operation, from: start) { parser throws(Failure) in try parser.parseUnary() }
    }
  }

  private mutating func combine(
    _ left: Item, _ operation: ArithmeticOperator, from start: Int,
    _ parseRight: (inout Parser) throws(Failure) -> Item
  ) throws(Failure) -> Item {
    let leftHeight = height
    let leftTerm = try term(left)
    advance()
    guard token.kind.startsTerm else { throw failNoValue(after: operation.rawValue) }
    let rightTerm = try term(parseRight(&self))
    try raise(over: max(leftHeight, height), from: start)
    return .term(Term(.binary(operation, leftTerm, rightTerm), SourceRange(start, previousEnd)))
  }

  private mutating func parseUnary() throws(Failure) -> Item {
    guard token.kind == .minus else { return try parsePrimary() }
    let start = token.lower
    advance()
    // A number takes its sign in, so that the least integer can be written.
    if let literal = try negativeLiteral() {
      height = 1
      return .term(Term(.literal(literal), SourceRange(start, previousEnd)))
    }
    guard token.kind.startsTerm else { throw failNoValue(after: "-") }
    try enter()
    let inner = try term(parseUnary())
    nesting -= 1
    try raise(over: height, from: start)
    return .term(Term(.negative(inner), SourceRange(start, previousEnd)))
  }

  private mutating func parsePrimary() throws(Failure) -> Item {
    if let simple = try simpleTerm() { return .term(simple) }
    switch token.kind {
    case .name:
      return try parseNamedItem()
    case .variable:
      return try parseApplication(of: lowercasedName(), from: previousEnd)
    case .leftParenthesis:
      let open = token
      try enter()
      advance()
      if token.kind == .rightParenthesis { throw failEmptyParentheses(open) }
      let inner = try parseDisjunction()
      guard token.kind == .rightParenthesis else { throw failUnclosed(open, "')'") }
      advance()
      nesting -= 1
      return widened(inner, SourceRange(open.lower, previousEnd))
    default:
      throw failNoItem()
    }
  }

  /// An item with the parentheses round it in its range.
  private func widened(_ item: Item, _ range: SourceRange) -> Item {
    switch item {
    case .term(let term): .term(Term(term.kind, range))
    case .formula(let formula): .formula(Formula(formula.kind, range))
    // An atom's own range is what a diagnostic about it points at.
    case .application: item
    }
  }

  /// What starts with a name: text, a call or an atom, an atom with its modality, an aggregate.
  private mutating func parseNamedItem() throws(Failure) -> Item {
    let start = token.lower
    let name = takeName()
    height = 1
    switch token.kind {
    case .leftParenthesis:
      let item = try parseApplication(of: name, from: start)
      // `sum (X * 2) { … }`, `first (X * 2) by K { … }`
      guard token.kind == .leftBrace || isWord(Keyword.by),
        let function = AggregateFunction(rawValue: name.text)
      else { return item }
      guard case .application(_, let arguments, _) = item, arguments.count == 1, arguments[0].label == nil
      else {
        return item
      }
      return try .term(parseAggregate(function, value: arguments[0].value, from: start))
    case .leftBrace:
      guard let function = AggregateFunction(rawValue: name.text) else { break }
      return try .term(parseAggregate(function, value: nil, from: start))
    case .name:
      if let modality = Self.modality(name.text), peek().kind == .leftParenthesis {
        return try parseAtom(modality, from: start)
      }
      guard let function = AggregateFunction(rawValue: name.text), !isWord(Keyword.mod),
        peek().kind == .leftParenthesis
      else { break }
      return try .term(parseAggregate(function, value: parseTerm(), from: start))
    case .variable, .anonymous, .parameter, .integer, .decimal, .duration, .day, .date, .string,
      .escapedString:
      guard let function = AggregateFunction(rawValue: name.text) else { break }
      return try .term(parseAggregate(function, value: parseTerm(), from: start))
    default: break
    }
    if name.text == Keyword.today { return .term(Term(.call(name, []), name.range)) }
    return .term(Term(.literal(.text(name.text)), name.range))
  }

  static func modality(_ word: String) -> ModalityFilter? {
    word == Keyword.any ? .any : Modality(rawValue: word).map(ModalityFilter.only)
  }

  /// An atom after its modality.
  private mutating func parseAtom(_ modality: ModalityFilter, from start: Int) throws(Failure) -> Item {
    let name = takeName()
    let arguments = try parseArguments(of: name)
    try checkLabels(arguments)
    let document = try parseDocument()
    let range = SourceRange(start, previousEnd)
    let atom = Atom(name, arguments, modality: modality, document: document, range: range)
    return .formula(Formula(.atom(atom), range))
  }

  /// A name's arguments, and the document after them.
  private mutating func parseApplication(of name: Name, from start: Int) throws(Failure) -> Item {
    let start = Int(name.range.lower)
    let arguments = try parseArguments(of: name)
    let range = SourceRange(start, previousEnd)
    if let key = callKey {
      callKey = nil
      guard let function = AggregateFunction(rawValue: name.text) else { throw failNoValue(after: "by") }
      calledAggregates.append(range)
      return .term(Term(.aggregate(Aggregate(function, value: arguments.first?.value, key: key)), range))
    }
    guard let document = try parseDocument() else { return .application(name, arguments, range) }
    try checkLabels(arguments)
    let whole = SourceRange(start, previousEnd)
    return .formula(Formula(.atom(Atom(name, arguments, document: document, range: whole)), whole))
  }

  /// `from Doc` after an atom.
  private mutating func parseDocument() throws(Failure) -> Term? {
    guard isWord(Keyword.from) else { return nil }
    advance()
    if token.kind == .name {
      let name = takeName()
      return Term(.literal(.text(name.text)), name.range)
    }
    switch token.kind {
    case .variable, .anonymous, .parameter, .string, .escapedString, .mistakenValue: return try simpleTerm()
    default: throw failNoDocument()
    }
  }

  /// `count { B }`, `first V by K { B }`, with the value already parsed where it stands in parentheses.
  private mutating func parseAggregate(
    _ function: AggregateFunction, value: Term?, from start: Int
  ) throws(Failure) -> Term {
    var tallest = height
    var key: Term?
    if isWord(Keyword.by) {
      guard function.takesKey else { throw failNoKey(function) }
      advance()
      key = try parseTerm()
      tallest = max(tallest, height)
    }
    guard token.kind == .leftBrace else { throw failNoBrace(function) }
    if value == nil, function != .count { throw failNoAggregateValue(function) }
    let open = token
    try enter()
    advance()
    if token.kind == .rightBrace { throw failEmptyBraces(open, function) }
    let body = try parseBody()
    guard token.kind == .rightBrace else { throw failUnclosed(open, "'}'") }
    advance()
    nesting -= 1
    try raise(over: max(tallest, height), from: start)
    let aggregate = Aggregate(function, value: value, key: key, body: body)
    return Term(.aggregate(aggregate), SourceRange(start, previousEnd))
  }
}

extension AggregateFunction {
  /// `by K` may follow its value.
  package var takesKey: Bool {
    switch self {
    case .first, .last, .list: true
    case .count, .sum, .min, .max, .avg: false
    }
  }
}
