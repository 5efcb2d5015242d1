import Syntax

/// The literals of a clause's body as they were written, with what each of them became.
struct LiteralList {
  struct Entry {
    var written: String
    /// The positions in the body: an aggregate or a computed argument is one of its own.
    var positions: [Int]
  }

  let entries: [Entry]

  init(_ clause: Clause, _ words: LiteralWords, view: DateView) {
    let ranges = clause.body.map(\.range)
    var hosts: [Int: [Int]] = [:]
    for position in clause.body.indices {
      // The widest range that a literal's own lies in; the first of equal ones.
      let host =
        clause.body.indices.filter { ranges[$0].holds(ranges[position]) }.max {
          (ranges[$0].length, -$0) < (ranges[$1].length, -$1)
        } ?? position
      hosts[host, default: []].append(position)
    }
    let head = LiteralList.head(of: clause.origin.statement)
    // What the head computes comes last, as it is computed last.
    let sorted = hosts.sorted { first, second in
      let (left, right) = (ranges[first.key], ranges[second.key])
      let isLeftLast = head?.holds(left) == true
      if isLeftLast != (head?.holds(right) == true) { return !isLeftLast }
      return (left.lower, first.key) < (right.lower, second.key)
    }
    entries = sorted.map { host, positions in
      let written = LiteralList.text(of: clause.body[host], clause, words, view)
      return Entry(
        written: head?.holds(ranges[host]) == true ? "the head's \(written)" : written, positions: positions)
    }
  }

  private static func head(of statement: Statement) -> SourceRange? {
    if case .rule(let rule) = statement.kind { rule.head.range } else { nil }
  }

  /// A literal as it was written, with the words before it that its range leaves out.
  static func text(
    of literal: BodyLiteral, _ clause: Clause, _ words: LiteralWords, _ view: DateView
  ) -> String {
    let written = words.written(literal.range, in: clause)
    switch literal {
    case .absent: return "not " + written
    case .subquery(let subquery): return subquery.result == nil ? "not " + written : written
    case .test(let test):
      if test.isNegated, !written.hasPrefix("not"), !written.hasPrefix("!") { return "not " + written }
      if test.acceptsUnknown, !test.isNegated, view == .certain { return "possibly " + written }
      return written
    case .equation(let left, let right) where literal.range.length == 0:
      return "\(words.written(left, in: clause)) = \(words.written(right, in: clause))"
    case .atom, .equation, .lookup: return written
    }
  }
}

extension SourceRange {
  fileprivate var length: Int { Int(upper) - Int(lower) }

  fileprivate func holds(_ other: SourceRange) -> Bool { lower <= other.lower && other.upper <= upper }
}
