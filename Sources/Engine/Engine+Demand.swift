extension Engine {
  /// Rewrites a question's program where that pays, and adds it to the ``Program``; nil where relations are
  /// computed in full. `values` are the answer's row where only that is wanted.
  func demand(
    _ answer: Predicate, _ values: [Handle]? = nil, for purpose: DemandRewriting.Purpose, _ strata: [Stratum]
  ) throws(EngineError) -> DemandedQuestion? {
    let policy = evaluator.tuning.demand
    guard policy != .never else { return nil }
    let survey = try DemandSurvey(
      strata, program: program,
      known: evaluator.known(in: strata, includingDerived: policy == .automatic),
      statistics: evaluator, policy: policy)
    guard survey.isOnDemand(answer) else { return nil }
    for throughNegation in [true, false] {
      var excluded: Set<Predicate> = []
      while true {
        let rewriting = try DemandRewriting(
          root: answer, values: values, survey: survey, purpose: purpose, throughNegation: throughNegation,
          excluding: excluded)
        program.add(rewriting.definitions)
        guard let strata = try? Stratification.of([rewriting.answer], in: program) else {
          // What is asked through a negation or an aggregate depends on its result.
          program.remove(rewriting.definitions.keys)
          break
        }
        let needless = try rewriting.needless(strata)
        if needless.isEmpty {
          return DemandedQuestion(
            answer: rewriting.answer, strata: strata, predicates: Array(rewriting.definitions.keys),
            mostRows: purpose == .answer ? rewriting.mostRows : nil)
        }
        program.remove(rewriting.definitions.keys)
        if needless.contains(answer) { return nil }
        excluded.formUnion(needless)
      }
    }
    return nil
  }

  /// Forgets the predicates of a rewriting and their rows.
  func forget(_ question: DemandedQuestion?) {
    guard let question else { return }
    evaluator.forget(question.predicates)
    program.remove(question.predicates)
  }
}

extension Engine {
  /// How many predicates have definitions or rows that are kept: what questions must not let grow.
  package var heldPredicateCount: Int { program.definitionCount + evaluator.materializations.count }
}
