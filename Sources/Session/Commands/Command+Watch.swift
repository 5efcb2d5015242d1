import Engine
import Syntax

// Commands on questions whose answers are watched.
extension Command {
  static let watch = Command(
    "watch", [.optional("QUERY", .question)],
    "tells what each later statement changes in an answer; alone, lists them",
    detail: """
      The answer is shown once; from then on, after each statement that changes it, the rows that came (+) and went (-).
      What is taken back by ':undo' or tried out in ':whatif' counts as well. A file that is read counts as one
      statement, but for what is watched by the file itself. The rows go where results go, in the form of ':mode'.
      Where the question can no longer be answered, that is said once, and it stays watched.
      """,
    examples: [":watch visited(X, pakistan, _)", ":watch"]
  ) { (workspace, line, run) throws(EngineError) in
    if line.rest.isEmpty { return workspace.listWatches(in: &run) }
    try line.question { (_, written) throws(EngineError) in
      let statement = try workspace.substitutingParameters(in: written, of: run)
      guard case .query(let query) = statement.kind else { return }
      try workspace.watch(query, statement, in: &run)
    }
  }

  static let unwatch = Command(
    "unwatch", [.optional("N", .watch)], "ends a watch, or without N all of them",
    detail: "':watch' lists them with their numbers.", examples: [":unwatch 1", ":unwatch"]
  ) { (workspace, line, run) throws(EngineError) in
    guard let word = line.words.first else {
      let count = workspace.watches.count
      workspace.watches = []
      workspace.say(
        in: run,
        count == 0 ? "nothing is watched" : "\(StepWords.number(count, "watch", plural: "watches")) ended")
      return
    }
    guard let place = workspace.watches.firstIndex(where: { String($0.number) == word.text }) else {
      throw line.invalid("no watch \(word.text)", at: word, mend: "':watch' lists them")
    }
    let watch = workspace.watches.remove(at: place)
    workspace.say(in: run, "no longer watched: \(watch.question)")
  }
}

extension Workspace {
  fileprivate func watch(_ query: Query, _ statement: Statement, in run: inout Run) throws(EngineError) {
    report(try engine.analyse(query, in: statement), in: &run)
    let (watch, answer) = try engine.watch(query, in: statement, dates: settings.dates)
    lastWatch += 1
    watches.append(NumberedWatch(number: lastWatch, watch: watch, nesting: nesting))
    show(answer, to: query, statement, in: &run)
    say(in: run, "watch \(lastWatch): changes are told from now on")
  }

  fileprivate func listWatches(in run: inout Run) {
    if watches.isEmpty, settings.mode == .table { return tell("nothing is watched", in: &run) }
    show(
      ResultSet(
        "watch", columns: ["watch", "question"],
        rows: watches.map { [.integer(Int64($0.number)), .text($0.question)] },
        footer: StepWords.number(watches.count, "watch", plural: "watches")), in: &run)
  }
}
