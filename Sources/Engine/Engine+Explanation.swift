public import Syntax

extension Engine {
  /// Why a row of an answer holds: a derivation of least height. Nil where there is no such row, or facts have
  /// changed so that it no longer holds.
  ///
  /// The row of a question of one atom is explained as the fact that it is; any other by the question itself.
  /// With `alternatives`, that many of the ways in which it is derived are given, and how many there are.
  public func explain(
    row: Int, of answer: Answer, alternatives: Int? = nil
  ) throws(EngineError) -> Explanation? {
    guard row >= 0, row < answer.count else { return nil }
    return try explain(
      answer.query.body, shown: columns(of: answer.query, in: answer.statement), answer.handles(row),
      in: answer.statement, view: answer.dates, alternatives)
  }

  /// Why a fact holds; nil where it does not.
  public func explain(
    _ fact: Fact, in statement: Statement, dates: DateView = .certain, alternatives: Int? = nil
  ) throws(EngineError) -> Explanation? {
    let body = Formula(.atom(fact.atom), fact.atom.range)
    return try explain(body, shown: [], [], in: statement, view: dates, alternatives)
  }

  private func explain(
    _ body: Formula, shown: [Name], _ values: [Handle], in statement: Statement, view: DateView,
    _ alternatives: Int?
  ) throws(EngineError) -> Explanation? {
    try withGrounds(of: body, shown: shown, values, in: statement, view: view, for: .explanation) {
      (question, strata, demanded, budget) throws(EngineError) -> Explanation? in
      func newSearch() -> DerivationSearch {
        DerivationSearch(
          evaluator: evaluator, strata: strata, restrictions: demanded?.predicates ?? [], budget: budget)
      }
      if let alternatives {
        let search = newSearch()
        let first = max(1, alternatives)
        let found = try search.alternatives(to: question.answer, values, first: first)
        if let all = try ExplanationBuilder.explanation(of: found, first: first, in: search) { return all }
      }
      let search = newSearch()
      guard let root = try search.search(question.answer, values) else { return nil }
      let explanation = try ExplanationBuilder.explanation(of: root, in: search)
      return alternatives == nil ? explanation : explanation.asItsOnlyAlternative
    } ?? nil
  }
}
