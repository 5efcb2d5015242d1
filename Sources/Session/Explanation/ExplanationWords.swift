import Engine
import Syntax

extension BestUse {
  /// `least`, `greatest`
  var phrase: String { function == "min" ? "least" : "greatest" }
  /// `12`, `more than 10000`
  var countText: String { isMore ? "more than \(count)" : String(count) }

  /// `least of 12 for a, b`
  var words: String {
    let group = group.isEmpty ? "" : " for " + group.map(\.plainText).joined(separator: ", ")
    return "\(phrase) of \(countText)\(group)"
  }
}

extension Alternatives {
  /// `in 17 ways`
  var words: String {
    if isMore { return "in more than \(count) ways" }
    return count == 1 ? "in one way" : "in \(count) ways"
  }

  /// What is not shown.
  var remainder: [String] {
    var lines: [String] = []
    let more = count - shown.count
    if isMore {
      lines.append("and more than \(more) more")
    } else if more > 0 {
      lines.append("and \(more) more")
    }
    if undecided > 0 {
      let what = undecided == 1 ? "one further way was" : "\(undecided) further ways were"
      lines.append("\(what) not counted: too many rows lead there to tell whether the row itself is needed")
    }
    return lines
  }
}

extension RuleUse {
  /// `rule path (<prompt>:1)`; the constraint with what its documentation says; the question.
  var words: String {
    let place = RuleList.place(of: statement)
    switch statement.kind {
    case .rule(let rule): return "rule \(rule.head.relation.text) (\(place))"
    case .constraint:
      let demand = statement.documentation.map {
        $0.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      }
      return "violates the constraint (\(place))" + (demand.map { ": " + $0 } ?? "")
    case .query, .declaration, .fact, .include, .parameter, .command:
      return "question: " + statement.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
  }

  /// Whether it is one of a rule, not of a question or a constraint.
  var isOfRule: Bool { if case .rule = statement.kind { true } else { false } }

  /// What a question shows of its variables: `X = a`; `yes` where that is nothing.
  var shownText: String {
    guard case .query(let query) = statement.kind, let shown = query.shown else {
      return bindings.isEmpty ? "yes" : bindingsText
    }
    let texts = bindings.filter { binding in shown.contains { $0.text == binding.name } }
    return texts.isEmpty ? "yes" : Self.text(of: texts)
  }

  /// `X = a, Y = b`
  var bindingsText: String { Self.text(of: bindings) }

  private static func text(of bindings: [Binding]) -> String {
    bindings.map { "\($0.name) = \(SyntaxPrinter.text(of: $0.value))" }.joined(separator: ", ")
  }
}
