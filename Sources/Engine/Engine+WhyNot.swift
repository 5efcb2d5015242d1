public import Syntax

extension Engine {
  /// Why a question has no row; nil where it has one.
  ///
  /// A question of one atom is looked at by the rules of its relation, any other by its own literals. How often a
  /// rule's body is asked grows with its length, and each time as a question would be: with the limits of one.
  public func explainAbsence(
    of query: Query, in statement: Statement, dates: DateView = .certain
  ) throws(EngineError) -> WhyNot? {
    let budget = budget()
    let shown = defaultColumns(of: query.body)
    let question = try compileQuestion(
      body: query.body, shown: shown, statement: statement, id: 0, view: dates)
    defer {
      evaluator.forget(question.predicates)
      program.remove(question.predicates)
    }
    _ = try checkedStrata(of: question, query.body, in: statement)
    let search = WhyNotSearch(self, budget)
    defer { search.prober.finish() }
    return try search.search(question.clauses, query.body)
  }
}
