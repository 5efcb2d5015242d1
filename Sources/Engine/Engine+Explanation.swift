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
    let budget = budget()
    let question = try compileQuestion(body: body, shown: shown, statement: statement, id: 0, view: view)
    defer {
      evaluator.forget(question.predicates)
      program.remove(question.predicates)
    }
    let strata = try Stratification.of([question.answer], in: program)
    let relations = strata.flatMap(\.predicates).compactMap(\.relation)
    guard relations.allSatisfy(catalog.isKnown) else { return nil }
    let demanded = try demand(question.answer, values, for: .explanation, strata)
    defer { forget(demanded) }
    if let demanded {
      _ = try evaluator.materialize(demanded, budget: budget)
    } else {
      try evaluator.materialize(strata, budget: budget)
    }
    let search = DerivationSearch(
      evaluator: evaluator, strata: demanded?.strata ?? strata, restrictions: demanded?.predicates ?? [],
      budget: budget)
    guard let root = try search.search(question.answer, values) else { return nil }
    return try ExplanationBuilder.explanation(of: root, in: search)
  }
}
