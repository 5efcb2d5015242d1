public import Syntax

extension Engine {
  /// How a question would be answered now. Nothing is computed: what depends on relations that are not computed yet is
  /// not estimated, and may be done in another order once they are.
  public func plan(
    _ query: Query, in statement: Statement, dates: DateView = .certain
  ) throws(EngineError) -> QueryPlan {
    let shown = try columns(of: query, in: statement)
    _ = try keys(of: query, shown: shown, in: statement)
    let question = try compileQuestion(
      body: query.body, shown: shown, statement: statement, id: 0, view: dates)
    defer { program.remove(question.predicates) }
    let strata = try checkedStrata(of: question, query.body, in: statement)
    let demanded = try demand(question.answer, for: .answer, strata)
    defer { forget(demanded) }
    return try StrataPlanner.plan(demanded?.strata ?? strata, evaluator, isOnDemand: demanded != nil)
  }

  /// Answers a question, and tells what was done for it: also where it was stopped, up to then.
  public func profile(
    _ query: Query, in statement: Statement, dates: DateView = .certain, keepsFound: Bool = false
  ) -> (answer: Result<Answer, EngineError>, profile: Profile) {
    let profiler = Profiler(clock: profileClock, catalog: catalog, program: program)
    evaluator.profiler = profiler
    defer { evaluator.profiler = nil }
    let answer: Result<Answer, EngineError>
    do throws(EngineError) {
      answer = .success(try ask(query, in: statement, dates: dates, keepsFound: keepsFound))
    } catch {
      answer = .failure(error)
    }
    return (answer, profiler.profile(threads: threads))
  }
}
