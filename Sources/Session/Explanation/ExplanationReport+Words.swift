import Engine
import Syntax

// The words of a tree's lines, and the numbers of citations beside them.
extension ExplanationReport {
  func sentence(of derivation: Derivation) -> String {
    if let fact = derivation.fact {
      return fact.sentence(of: workspace.engine.relation(named: fact.relation))
    }
    guard case .derived(let use) = derivation.reason else { return "" }
    let isOfAll = outline.alternatives != nil
    return isOfAll ? use.shownText : use.bindings.isEmpty ? "yes" : use.bindingsText
  }

  func remark(_ use: RuleUse) -> String {
    guard use.isOfRule, !use.bindings.isEmpty else { return use.words }
    return use.words + ": " + use.bindingsText
  }

  func remark(_ alternatives: Alternatives) -> String {
    let shown = alternatives.shown.count
    var start = "holds "
    if case .derived(let use)? = alternatives.shown.first?.reason, !use.isOfRule { start = use.words + "; " }
    return start + alternatives.words
      + (alternatives.isMore || shown < alternatives.count ? ", the first \(shown):" : ":")
  }

  /// One way to the row: the rule and its values; the row itself only where it is another.
  func words(forWay number: Int) -> String {
    guard let way = outline.way(number) else { return "" }
    let isOther = way.fact?.text != outline.part(0).fact?.text
    let start = isOther ? sentence(of: way) + ": " : ""
    switch way.reason {
    case .stated: return start + "stated"
    case .derived(let use):
      return start + (use.isOfRule || use.bindings.isEmpty ? remark(use) : use.bindingsText)
    }
  }

  func words(for use: AggregateUse) -> String {
    let results = zip(use.functions, use.results).map { "\($0) = \($1.plainText)" }
    let group = use.group.map(\.plainText).joined(separator: ", ")
    let rows = ResultSet.rowCount(use.count) + (group.isEmpty ? "" : " for \(group)")
    let shown = use.inputs.count < use.count ? ", \(use.inputs.count) of them:" : use.count == 0 ? "" : ":"
    return "\(results.joined(separator: ", ")) from \(rows)\(shown)"
  }

  // MARK: Citations

  mutating func tags(of fact: FactDescription) -> String {
    let numbers = citations.numbers(of: fact)
    return numbers.isEmpty ? " [uncited]" : " " + numbers.map { "[\($0)]" }.joined()
  }

  /// Those of rows of which some may not be stated; these have none.
  mutating func tags(ofGiven facts: [FactDescription]) -> String {
    let numbers = facts.flatMap { citations.numbers(of: $0) }
    return numbers.isEmpty ? "" : " " + numbers.map { "[\($0)]" }.joined()
  }

  /// Those of the stated facts that an entry rests on, the first few, and whether some are uncited.
  mutating func tags(below entry: ExplanationOutline.Entry) -> String {
    let found = citations.summary(below: entry, in: outline)
    let cited = found.numbers.isEmpty ? "" : " " + found.numbers.map { "[\($0)]" }.joined()
    return cited + (found.isUncited ? " [uncited]" : "")
  }
}
