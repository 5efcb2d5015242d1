public import Syntax

extension Engine {
  /// The base facts that a row of an answer stands on by one derivation, each once, in the order in which the
  /// derivation meets them. Empty where facts have changed so that the row no longer holds.
  public func support(row: Int, of answer: Answer) throws(EngineError) -> [FactDescription] {
    guard row >= 0, row < answer.count else { return [] }
    return try support(
      of: answer.query.body, shown: columns(of: answer.query, in: answer.statement),
      values: answer.handles(row),
      in: answer.statement, view: answer.dates)
  }

  /// The base facts that a fact stands on: itself if it is one, else those of one derivation. Empty where it
  /// does not hold.
  public func support(of fact: Fact, in statement: Statement) throws(EngineError) -> [FactDescription] {
    let body = Formula(.atom(fact.atom), fact.atom.range)
    return try support(of: body, shown: [], values: [], in: statement, view: .certain)
  }

  private func support(
    of body: Formula, shown: [Name], values: [Handle], in statement: Statement, view: DateView
  ) throws(EngineError) -> [FactDescription] {
    try withGrounds(of: body, shown: shown, values, in: statement, view: view, for: .support) {
      (question, strata, demanded, budget) throws(EngineError) in
      var search = SupportSearch(evaluator: evaluator, strata: strata, budget: budget)
      return try search.facts(of: demanded?.answer ?? question.answer, values).map {
        key, row throws(EngineError) in
        guard let store = catalog.facts[key] else { throw .bug("a fact of '\(key.relation)' is lost") }
        return describe(key, row, in: store)
      }
    } ?? []
  }
}
