import Engine
import Syntax

// Commands that show how a question is answered.
extension Command {
  static let plan = Command(
    "plan", [.required("QUERY", .question)], "shows how a question would be answered, without answering it",
    detail: """
      First what is known: stated, or computed by an earlier question and still up to date. Then, in the order in
      which they would be computed, the rules that the question needs, and last the question itself: a row a step, in
      the order of the joins. 'in' and 'out' are how many combinations of rows there are expected to be before and
      after the step; a test is taken to keep all of them. '?' stands where that depends on rows that are not computed
      yet; the order may then be another one. A recursive rule is run in rounds, once for each atom that reads the
      rows which the round before has added ('newest'). '[actor, place]' are the columns that rows are looked up by;
      'clustered' says that they lie in that order, so that little has to be made.

      """ + HelpText.aligned(PlanStep.Kind.planned.map { ("  " + $0.rawValue, $0.summary) }),
    examples: [":plan visited(X, pakistan, When)", ":plan touched(Who, What, Topic)?"]
  ) { (workspace, line, run) throws(EngineError) in
    try line.question { (_, statement) throws(EngineError) in
      let statement = try workspace.substitutingParameters(in: statement, of: run)
      guard case .query(let query) = statement.kind else { return }
      workspace.report(try workspace.engine.analyse(query, in: statement), in: &run)
      let report = PlanReport(
        try workspace.engine.plan(query, in: statement, dates: workspace.settings.dates))
      workspace.show(workspace.settings.mode == .table ? report.table : report.rows, in: &run)
    }
  }

  static let profile = Command(
    "profile", [.required("QUERY", .question)], "answers a question and shows where the time goes",
    detail: """
      The rows of the answer are not shown; what was done is, as ':plan' shows it: for each step how many combinations
      of rows it was given and gave, over all rounds, how many were expected (where the terminal is wide enough),
      and how long it took. What is known already is not computed again. Beside the steps stand

      """
        + HelpText.aligned(
          [("  plan", "choose the order of the atoms"), ("  index", "make an index, or add new rows to it")]
            + PlannedWork.Kind.allCases.filter { $0 != .index }.map { ("  " + $0.rawValue, $0.summary) })
          + """


          For recursive rules a second table tells what each round has added. Where several threads have shared a step, its
          time is the sum of theirs. A question that is stopped, by Ctrl-C or a limit, is shown up to there.
          'dossier run FILE --profile OUT' writes the same of all questions of a run as JSON.
          """,
    examples: [":profile leads_to(X, Y)"]
  ) { (workspace, line, run) throws(EngineError) in
    try line.question { (_, statement) throws(EngineError) in
      let statement = try workspace.substitutingParameters(in: statement, of: run)
      guard case .query(let query) = statement.kind else { return }
      workspace.report(try workspace.engine.analyse(query, in: statement), in: &run)
      let (answer, profile) = workspace.profile(query, statement)
      if case .failure(.invalid(let diagnostics)) = answer { throw .invalid(diagnostics) }
      workspace.show(profile, of: answer, in: &run)
      _ = try answer.get()
    }
  }
}

extension Workspace {
  fileprivate func show(_ profile: Profile, of answer: Result<Answer, EngineError>, in run: inout Run) {
    // What was stopped is shown all the same; the interrupt itself is told of after it.
    if case .failure(.stopped(.interrupted)) = answer { engine.interrupt.clear() }
    let report = ProfileReport(profile, rows: try? answer.get().count)
    guard settings.mode == .table else { return show(report.rows, in: &run) }
    show(report.table(hasRoom: resultWidth.map { $0 >= 100 } ?? true), in: &run)
    for rounds in report.rounds { show(rounds, in: &run) }
  }
}

extension PlanStep.Kind {
  /// Those that a plan shows.
  fileprivate static let planned = allCases.filter { $0 != .add && $0 != .feed }
}
