import Engine
import Syntax

/// The steps of the history in words.
enum StepWords {
  private static let mostCharacters = 72

  /// What the history calls what a statement did: the statement on one line, shortened; a fact without its citations.
  static func title(of statement: Statement) -> String {
    var text = statement.text
    if case .fact(let fact) = statement.kind { text = SyntaxPrinter.text(of: fact.atom) + "." }
    return shortened(text)
  }

  /// What it calls what a text as a whole did.
  static func title(ofText name: String) -> String { name.hasPrefix("<") ? name : ":read \(name)" }

  /// What it calls the import of a file.
  static func title(ofImport path: String) -> String { shortened(":import \(path)") }

  private static func shortened(_ text: String) -> String {
    let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return line.count <= mostCharacters ? line : line.prefix(mostCharacters - 1) + "…"
  }

  /// `visited(a, b) added`, or `:read file.dl, 12 facts and 2 rules`.
  static func text(of step: Step, in engine: Engine) -> String {
    if step.origin == .statement, let change = engine.onlyChange(of: step) {
      switch change {
      case .factAdded(let fact): return "\(fact) added"
      case .factRemoved(let fact): return "\(fact) retracted"
      case .cited(let fact, let count): return "\(number(count, "citation")) of \(fact)"
      case .ruleDefined(let rule): return "defined \(shortened(rule))"
      case .ruleForgotten(let rule): return "forgot \(shortened(rule))"
      case .declared(let relation): return "declared \(relation)"
      }
    }
    return "\(step.title), \(text(of: step.counts))"
  }

  /// `12 facts, 2 rules and 1 fact retracted`.
  static func text(of counts: ChangeCounts) -> String {
    var parts = [
      (counts.factsAdded, "fact"), (counts.rulesDefined, "rule"), (counts.constraintsDefined, "constraint"),
      (counts.citations, "citation"), (counts.declarations, "declaration"),
    ].compactMap { $0 > 0 ? number($0, $1) : nil }
    if counts.factsRemoved > 0 { parts.append(number(counts.factsRemoved, "fact") + " retracted") }
    let forgotten = [(counts.rulesForgotten, "rule"), (counts.constraintsForgotten, "constraint")]
    parts += forgotten.compactMap { $0 > 0 ? number($0, $1) + " forgotten" : nil }
    guard let last = parts.popLast() else { return "nothing" }
    return parts.isEmpty ? last : parts.joined(separator: ", ") + " and " + last
  }

  /// `+12 -1 facts, +2 rules`.
  static func short(_ counts: ChangeCounts) -> String {
    func part(_ more: Int, _ less: Int, _ word: String) -> String? {
      let numbers = [more > 0 ? "+\(more)" : nil, less > 0 ? "-\(less)" : nil].compactMap(\.self)
      guard !numbers.isEmpty else { return nil }
      return numbers.joined(separator: " ") + " " + word + (max(more, less) == 1 ? "" : "s")
    }
    return [
      part(counts.factsAdded, counts.factsRemoved, "fact"),
      part(counts.rulesDefined, counts.rulesForgotten, "rule"),
      part(counts.constraintsDefined, counts.constraintsForgotten, "constraint"),
      part(counts.citations, 0, "citation"), part(counts.declarations, 0, "declaration"),
    ].compactMap(\.self).joined(separator: ", ")
  }

  /// `1 step`, `3 watches`.
  static func number(_ count: Int, _ word: String, plural: String? = nil) -> String {
    "\(count) " + (count == 1 ? word : plural ?? word + "s")
  }
}
