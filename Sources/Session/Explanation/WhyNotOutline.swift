import Engine
import Syntax

/// Why something does not hold, as lines of words: what was asked for, what is nearly so, and rule by rule what holds
/// and what fails.
struct WhyNotOutline {
  enum Line {
    case title(String)
    /// What is said of the line before it.
    case remark(String)
    /// A row or a fact that is nearly what is needed, in words.
    case miss(String, NearMiss, command: String?)
    case rule(String)
    case literal(String, RuleAttempt.LiteralState)
    case further(String)
  }

  private let workspace: Workspace
  private(set) var lines: [Line] = []

  init(_ whyNot: WhyNot, title: String, in workspace: Workspace) {
    self.workspace = workspace
    lines.append(.title(title))
    for miss in whyNot.near { add(miss) }
    if whyNot.attempts.isEmpty, whyNot.near.isEmpty { lines.append(.remark(nothingNear(whyNot))) }
    for attempt in whyNot.attempts { add(attempt) }
    if whyNot.furtherRules > 0 {
      lines.append(
        .further("and \(whyNot.furtherRules == 1 ? "1 more rule" : "\(whyNot.furtherRules) more rules")"))
    }
  }

  /// What was asked for, in words.
  static func title(of whyNot: WhyNot, _ statement: Statement, in workspace: Workspace) -> String {
    if let fact = whyNot.asked?.fact {
      return "does not hold: " + fact.sentence(of: workspace.engine.relation(named: fact.relation))
    }
    if let asked = whyNot.asked { return "nothing matches " + asked.text }
    return "nothing matches "
      + statement.text.split(whereSeparator: \.isWhitespace).joined(separator: " ").trimmingMark
  }

  private func nothingNear(_ whyNot: WhyNot) -> String {
    guard let asked = whyNot.asked, let relation = workspace.engine.relation(named: asked.relation) else {
      return "nothing near it is known"
    }
    let count = relation.factCount
    return "\(relation.name) has \(count == 1 ? "1 fact" : "\(count) facts"), and no rule: none is near"
  }

  // MARK: Rules

  private mutating func add(_ attempt: RuleAttempt) {
    lines.append(.rule(heading(attempt)))
    let failure = attempt.failure
    if failure.kind == .head { return lines.append(.literal(failure.words ?? "its head", .fails)) }
    for literal in attempt.literals {
      lines.append(.literal(literal.written, literal.state))
      guard literal.state == .fails else { continue }
      if let ways = ways(of: attempt) { lines.append(.remark(ways)) }
      if let words = words(for: failure) { lines.append(.remark(words)) }
      for miss in failure.misses { add(miss) }
    }
    guard failure.kind == .result else { return }
    lines.append(.literal(failure.words ?? "the result", .fails))
    if let ways = ways(of: attempt) { lines.append(.remark(ways)) }
    for miss in failure.misses { add(miss) }
  }

  private func heading(_ attempt: RuleAttempt) -> String {
    var text: String
    let place = RuleList.place(of: attempt.statement)
    switch attempt.statement.kind {
    case .rule(let rule): text = "rule \(rule.head.relation.text) (\(place))"
    case .query, .declaration, .fact, .constraint, .include, .parameter, .command: text = "the question"
    }
    if attempt.alternatives > 1 { text += ", the best of \(attempt.alternatives) alternatives" }
    return attempt.bindings.isEmpty ? text : "\(text): \(Self.text(of: attempt.bindings))"
  }

  private static func text(of bindings: [RuleUse.Binding]) -> String {
    bindings.map { "\($0.name) = \(SyntaxPrinter.text(of: $0.value))" }.joined(separator: ", ")
  }

  private func ways(of attempt: RuleAttempt) -> String? {
    guard attempt.literals.contains(where: { $0.state == .holds }), !attempt.solutions.isEmpty else {
      return nil
    }
    let count = attempt.ways.count
    let number =
      "\(attempt.ways.isMore ? "more than " : "")\(count == 1 ? "1 way" : "\(count) ways") up to here"
    let isAll = !attempt.ways.isMore && count == attempt.solutions.count
    return number + (isAll ? ": " : ", such as ")
      + attempt.solutions.map(Self.text(of:)).joined(separator: "; ")
  }

  /// What there is to say of a failure beside its near misses: `nothing matches p(a): rule p (x.dl:3) fails at q(X)`.
  private func words(for failure: Failure) -> String? {
    guard let inner = failure.inner else { return failure.words }
    let needed = inner.pattern?.text
    let start = failure.words ?? needed.map { "nothing matches \($0), for instance" } ?? "nothing matches"
    let reason: String
    if let literal = inner.literal { reason = "fails at \(literal)" } else { reason = "does not give it" }
    let place = RuleList.place(of: inner.statement)
    let more = inner.words.map { ", \($0)" } ?? ""
    switch inner.statement.kind {
    case .rule(let rule) where needed != nil:
      return "\(start): rule \(rule.head.relation.text) (\(place)) \(reason)\(more) (:whynot \(needed ?? ""))"
    default: return "\(start): its body \(reason)\(more)"
    }
  }

  // MARK: Misses

  private mutating func add(_ miss: NearMiss) {
    guard let fact = miss.fact else {
      lines.append(.miss(miss.words ?? "", miss, command: nil))
      return
    }
    let sentence = fact.sentence(of: workspace.engine.relation(named: fact.relation))
    let text = miss.words.map { "\(sentence) (\($0))" } ?? sentence
    let command: String? =
      if miss.kind == .possible { ":dates possible" } else { miss.isStated ? nil : ":why \(fact.text)" }
    lines.append(.miss(text, miss, command: command))
  }
}

extension String {
  /// The text without the mark at its end.
  fileprivate var trimmingMark: String { hasSuffix("?") ? String(dropLast()) : self }
}
