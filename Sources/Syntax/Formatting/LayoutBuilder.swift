/// Builds the layout of one statement from its tokens.
struct LayoutBuilder {
  private let tokens: [FormattingToken]
  /// For each bracket the index of its partner.
  private let partners: [Int: Int]

  init(_ tokens: [FormattingToken]) {
    self.tokens = tokens
    var partners: [Int: Int] = [:]
    var open: [Int] = []
    for (index, token) in tokens.enumerated() {
      switch token.kind {
      case .leftParenthesis, .leftBrace: open.append(index)
      case .rightParenthesis, .rightBrace:
        if let opening = open.popLast() {
          partners[opening] = index
          partners[index] = opening
        }
      default: break
      }
    }
    self.partners = partners
  }

  func layout(of statement: Statement) -> Layout {
    let end = tokens.count - 1
    guard end > 0 else { return .sequence(run(0..<tokens.count)) }
    let mark = Layout.text(tokens[end].text)
    switch statement.kind {
    case .rule:
      guard let arrow = tokens.firstIndex(where: { $0.kind == .implies }) else { break }
      return .group(
        run(0..<arrow) + [.space] + token(arrow) + [.indented([.line] + run(arrow + 1..<end)), mark])
    case .constraint:
      return .group(token(0) + [.space] + hanging(1..<end) + [mark])
    case .query(let query):
      return .group(layout(of: query, end) + [mark])
    case .fact(let fact):
      guard !fact.citations.isEmpty, let from = topLevelIndex(after: 0, where: { $0 == Keyword.from }) else {
        break
      }
      let citations = Layout.group(
        token(from) + [.space, .indented(run(from + 1..<end, isRigid: true)), mark])
      return .sequence([.group(run(0..<from)), .indented([.hardLine, citations])])
    case .declaration:
      guard let reads = topLevelIndex(after: 1, where: { $0 == Keyword.reads }) else { break }
      return .sequence([.group(run(0..<reads)), .group([.indented([.line] + run(reads..<end) + [mark])])])
    case .include, .parameter, .command: break
    }
    return .group(run(0..<end) + [mark])
  }

  private func layout(of query: Query, _ end: Int) -> [Layout] {
    var body = 0
    var layouts: [Layout] = []
    if tokens[0].kind == .ask {
      layouts = token(0) + [.space]
      body = 1
    }
    let words: Set = [Keyword.show, Keyword.order, Keyword.limit]
    let isPlain = query.shown == nil && query.ordering.isEmpty && query.limit == nil
    var clauses: [Int] = []
    var index = body
    // The clauses stand last; a name before them may be one of their words.
    while !isPlain, let next = topLevelIndex(after: index, where: { words.contains($0) }) {
      if isClause(next) { clauses.append(next) }
      index = next
    }
    layouts += hanging(body..<(clauses.first ?? end))
    for (position, clause) in clauses.enumerated() {
      let upper = position + 1 < clauses.count ? clauses[position + 1] : end
      layouts.append(.indented([.line] + run(clause..<upper, separator: .space)))
    }
    return layouts
  }

  /// A body whose first condition stands where the statement does, and the others indented.
  private func hanging(_ range: Range<Int>) -> [Layout] {
    var index = range.lowerBound
    while index < range.upperBound {
      if tokens[index].kind == .comma || tokens[index].kind == .semicolon {
        return run(range.lowerBound..<index + 1) + [.indented([.line] + run(index + 1..<range.upperBound))]
      }
      index = partners[index].map { max($0, index) + 1 } ?? index + 1
    }
    return run(range)
  }

  /// The word at an index starts a clause: it follows what ends a body, and what such a clause holds follows it.
  private func isClause(_ index: Int) -> Bool {
    guard tokens[index - 1].endsTerm, index + 1 < tokens.count else { return false }
    switch tokens[index].text {
    case Keyword.show: return tokens[index + 1].kind == .variable
    case Keyword.order: return tokens[index + 1].text == Keyword.by
    default: return tokens[index + 1].kind == .integer
    }
  }

  /// The first name after an index, outside brackets, whose text fits.
  private func topLevelIndex(after start: Int, where fits: (String) -> Bool) -> Int? {
    var index = start + 1
    while index < tokens.count {
      if tokens[index].kind == .leftParenthesis || tokens[index].kind == .leftBrace {
        index = (partners[index] ?? index) + 1
        continue
      }
      if tokens[index].kind == .name, fits(tokens[index].text) { return index }
      index += 1
    }
    return nil
  }

  /// Tokens in order with the spaces between them, brackets as groups.
  ///
  /// What is in brackets may be broken, unless it is rigid: the words of a citation are read as one line.
  private func run(_ range: Range<Int>, separator: Layout = .line, isRigid: Bool = false) -> [Layout] {
    var layouts: [Layout] = []
    var index = range.lowerBound
    while index < range.upperBound {
      if index > range.lowerBound {
        if tokens[index - 1].kind == .comma || tokens[index - 1].kind == .semicolon {
          layouts.append(separator)
        } else if needsSpace(before: index) {
          layouts.append(.space)
        }
      }
      if let partner = partners[index], partner > index {
        layouts += bracketed(index, partner, isRigid: isRigid)
        index = partner + 1
      } else {
        layouts += token(index)
        index += 1
      }
    }
    return layouts
  }

  /// A pair of brackets with what is in them.
  private func bracketed(_ open: Int, _ close: Int, isRigid: Bool) -> [Layout] {
    let isEmpty = close == open + 1 && tokens[close].before.isEmpty && tokens[open].after.isEmpty
    if isEmpty { return token(open) + token(close) }
    if isRigid, tokens[open...close].allSatisfy({ $0.before.isEmpty && $0.after.isEmpty }) {
      return token(open) + run(open + 1..<close, separator: .space) + token(close)
    }
    let edge: Layout = tokens[open].kind == .leftBrace ? .line : .softLine
    let closing = tokens[close]
    let inside =
      [edge] + run(open + 1..<close) + comments(closing.before)
    let group = Layout.group(token(open) + [.indented(inside), edge, .text(closing.text)])
    return [group] + suffixes(closing.after)
  }

  /// A token with its comments.
  private func token(_ index: Int) -> [Layout] {
    let token = tokens[index]
    return comments(token.before) + [.text(token.text)] + suffixes(token.after)
  }

  private func comments(_ comments: [SourceComment]) -> [Layout] {
    comments.flatMap { comment -> [Layout] in
      comment.endsLine ? [.ownLine(comment.text)] : [.space, .text(comment.text), .space]
    }
  }

  private func suffixes(_ comments: [SourceComment]) -> [Layout] {
    comments.map { .suffix($0.text, column: $0.column) }
  }

  /// Whether a space stands between a token and the one before it.
  private func needsSpace(before index: Int) -> Bool {
    let left = tokens[index - 1]
    switch tokens[index].kind {
    case .comma, .semicolon, .colon, .dot, .question, .dotDot, .rightParenthesis: return false
    case .leftParenthesis:
      if left.kind == .name { return isWordBeforeParenthesis(index - 1) }
    default: break
    }
    switch left.kind {
    case .leftParenthesis, .dotDot, .exclamation: return false
    case .minus: return index > 1 && tokens[index - 2].endsTerm && !isOperatorWord(index - 2)
    default: return true
    }
  }

  /// `not (`, `X mod (`, `by (`, `sum (X) {`: the name at an index is no relation or function.
  private func isWordBeforeParenthesis(_ index: Int) -> Bool {
    let name = tokens[index].text
    if name == Keyword.not || name == Keyword.possibly { return true }
    if isOperatorWord(index) { return true }
    guard AggregateFunction(rawValue: name) != nil, let close = partners[index + 1], close + 1 < tokens.count
    else {
      return false
    }
    let next = tokens[close + 1]
    return next.kind == .leftBrace || next.kind == .name && next.text == Keyword.by
  }

  /// The name at an index is `mod` or `by` between two values.
  private func isOperatorWord(_ index: Int) -> Bool {
    guard index > 0, tokens[index].kind == .name, tokens[index - 1].endsTerm else { return false }
    return tokens[index].text == Keyword.mod || tokens[index].text == Keyword.by
  }
}
