import Syntax

/// The literals of a clause's body as they were written, with what each of them became: an aggregate or a computed
/// argument is a literal of the clause by itself.
struct LiteralList {
  struct Entry {
    var written: String
    /// The positions in the body.
    var positions: [Int]
  }

  let entries: [Entry]

  init(_ clause: Clause, _ words: LiteralWords) {
    var written: [WrittenLiteral] = []
    switch clause.origin.statement.kind {
    case .rule(let rule): rule.body.collectLiterals(into: &written)
    case .query(let query): query.body.collectLiterals(into: &written)
    case .constraint(let body): body.collectLiterals(into: &written)
    case .declaration, .fact, .include, .parameter, .command: break
    }
    var members: [Int: [Int]] = [:]
    var others: [Entry] = []
    for (position, literal) in clause.body.enumerated() {
      if let host = written.firstIndex(where: { $0.range.holds(literal.range) }) {
        members[host, default: []].append(position)
      } else {
        others.append(Entry(written: LiteralList.text(of: literal, clause, words), positions: [position]))
      }
    }
    entries =
      members.sorted { $0.key < $1.key }.map { host, positions in
        let literal = written[host]
        let text = words.written(literal.range, in: clause)
        return Entry(written: literal.isPossible ? "possibly \(text)" : text, positions: positions)
      } + others
  }

  /// What stands in no body: what the head computes, or that two variables of it were asked to be the same.
  private static func text(of literal: BodyLiteral, _ clause: Clause, _ words: LiteralWords) -> String {
    guard case .equation(let left, let right) = literal else {
      return words.written(literal.range, in: clause)
    }
    if literal.range.lower < literal.range.upper { return "the head's " + words.written(right, in: clause) }
    return "\(words.written(left, in: clause)) = \(words.written(right, in: clause))"
  }

  /// The literals of a part of a rule, each by itself.
  init(part clause: Clause, _ words: LiteralWords) {
    entries = clause.body.enumerated().map { position, literal in
      var written = words.written(literal.range, in: clause)
      if case .absent = literal { written = "not " + written }
      return Entry(written: written, positions: [position])
    }
  }
}

/// A literal as it stands in a statement.
private struct WrittenLiteral {
  var range: SourceRange
  /// Whether a `possibly` stands before the parentheses that it is in.
  var isPossible: Bool
}

extension Formula {
  fileprivate func collectLiterals(into literals: inout [WrittenLiteral], isPossible: Bool = false) {
    switch kind {
    case .atom, .comparison, .negation: literals.append(WrittenLiteral(range: range, isPossible: isPossible))
    case .possibly(let inner):
      switch inner.kind {
      case .conjunction, .disjunction: inner.collectLiterals(into: &literals, isPossible: true)
      case .atom, .comparison, .negation, .possibly:
        literals.append(WrittenLiteral(range: range, isPossible: isPossible))
      }
    case .conjunction(let parts), .disjunction(let parts):
      for part in parts { part.collectLiterals(into: &literals, isPossible: isPossible) }
    }
  }
}

extension SourceRange {
  fileprivate func holds(_ other: SourceRange) -> Bool { lower <= other.lower && other.upper <= upper }
}
