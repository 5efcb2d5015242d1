public import Syntax

extension Engine {
  /// Why a row of an answer holds: a derivation of least height. Nil where there is no such row, or facts have
  /// changed so that it no longer holds.
  ///
  /// The row of a question of one atom is explained as the fact that it is; any other by the question itself.
  public func explain(row: Int, of answer: Answer) throws(EngineError) -> Explanation? {
    guard row >= 0, row < answer.count else { return nil }
    return try explain(
      answer.query.body, shown: columns(of: answer.query, in: answer.statement), answer.handles(row),
      in: answer.statement, view: answer.dates)
  }

  /// Why a fact holds; nil where it does not.
  public func explain(
    _ fact: Fact, in statement: Statement, dates: DateView = .certain
  ) throws(EngineError) -> Explanation? {
    try explain(Formula(.atom(fact.atom), fact.atom.range), shown: [], [], in: statement, view: dates)
  }

  private func explain(
    _ body: Formula, shown: [Name], _ values: [Handle], in statement: Statement, view: DateView
  ) throws(EngineError) -> Explanation? {
    try withGrounds(of: body, shown: shown, values, in: statement, view: view, for: .explanation) {
      (question, strata, demanded, budget) throws(EngineError) -> Explanation? in
      let search = DerivationSearch(
        evaluator: evaluator, strata: strata, restrictions: demanded?.predicates ?? [], budget: budget)
      guard let root = try search.search(question.answer, values) else { return nil }
      return try ExplanationBuilder.explanation(of: root, in: search)
    } ?? nil
  }
}
