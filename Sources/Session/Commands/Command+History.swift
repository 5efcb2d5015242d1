import Engine
import Syntax

// Commands that take back what was done, and tell it.
extension Command {
  static let undo = Command(
    "undo", [.optional("N", .row)], "takes back the last statement that changed something, or the last N",
    detail: """
      A file that was read is one step as a whole, and so is a saved query that was run. Questions and settings are no
      steps. Within ':whatif' only what was done there is taken back. In a file ':undo' is an error.
      """,
    examples: [":undo", ":undo 3"]
  ) { (workspace, line, run) throws(EngineError) in
    try workspace.go(line, &run, verb: "undone", none: "nothing to undo") { workspace.engine.undo() }
  }

  static let redo = Command(
    "redo", [.optional("N", .row)], "does again what ':undo' took back last, or the last N",
    detail: "Another change in between ends that: what was taken back before it stays so.",
    examples: [":redo", ":redo 2"]
  ) { (workspace, line, run) throws(EngineError) in
    try workspace.go(line, &run, verb: "done again", none: "nothing to do again") { workspace.engine.redo() }
  }

  static let journal = Command(
    "journal", [.optional("--save", .choice(["--save"])), .optional("FILE", .file)],
    "lists what has changed, step by step; with --save FILE writes it as a script",
    detail: """
      The newest step stands last; below it, what was taken back and can be done again. The dossier that the session
      began with is no step; files that were loaded into it are.

      The script, run on that dossier, gives the same facts, citations, rules and declarations again; what was taken
      back is left out. 'dossier run FILE --sample' runs it on the sample.
      """,
    examples: [":journal", ":journal --save today.dl"]
  ) { (workspace, line, run) throws(EngineError) in
    guard let option = line.words.first else { return workspace.showJournal(in: &run) }
    guard option.text == "--save" else {
      throw line.invalid(
        "':journal' has no option '\(option.text)'", at: option, mend: "usage: :journal [--save FILE]")
    }
    guard line.words.count == 2 else {
      throw line.invalid("'--save' needs a FILE", at: option, mend: "usage: :journal --save FILE")
    }
    let file = line.words[1]
    do throws(FileError) {
      let path = Path.expandingHome(file.text)
      try workspace.engine.inPresent { () throws(FileError) in try workspace.saveJournal(in: path) }
      let count = StepWords.number(workspace.engine.steps.count, "step")
      workspace.say(in: run, "\(count) written to \(file.text)")
    } catch {
      throw .invalid([error.diagnostic(at: file.range, in: line.statement.source)])
    }
  }
}

extension Workspace {
  /// Goes a number of steps back or on, and says what each was.
  fileprivate func go(
    _ line: CommandLine, _ run: inout Run, verb: String, none: String, _ next: () -> Step?
  ) throws(EngineError) {
    guard isStepwise(run) else {
      throw line.invalid(
        "':\(line.command.name)' cannot stand in a file, which is one step as a whole",
        mend: "at the prompt ':undo' takes the whole file back")
    }
    var count = 1
    if let word = line.words.first {
      guard let number = Int(word.text), number > 0 else {
        throw line.invalid(
          "'\(word.text)' is no number of steps", at: word, mend: "usage: \(line.command.usage)")
      }
      count = number
    }
    for step in 0..<count {
      guard let done = next() else {
        let place = engine.scopes.isEmpty ? "" : " in this what-if"
        notice(step == 0 ? none + place : "\(none) beyond that\(place)")
        return
      }
      say(in: run, "\(verb): \(StepWords.text(of: done, in: engine))")
    }
  }

  fileprivate func showJournal(in run: inout Run) {
    let (done, undone) = (engine.steps, Array(engine.undoneSteps.reversed()))
    let steps = done + undone
    let isTable = settings.mode == .table
    if steps.isEmpty, isTable { return tell("nothing has changed", in: &run) }
    var result = ResultSet(
      "step",
      columns: isTable
        ? ["step", "time", "what", "changed"]
        : [
          "step", "time", "what", "facts_added", "facts_removed", "citations_added", "rules_added",
          "rules_removed", "declarations", "undone",
        ],
      rows: steps.enumerated().map { place, step in
        let head: [Value] = [
          .integer(Int64(step.number)), .text(WallClock.text(step.time)), .text(step.title),
        ]
        let counts = step.counts
        if isTable { return head + [.text(StepWords.short(counts))] }
        return head
          + [
            counts.factsAdded, counts.factsRemoved, counts.citations,
            counts.rulesDefined + counts.constraintsDefined,
            counts.rulesForgotten + counts.constraintsForgotten, counts.declarations,
          ].map { .integer(Int64($0)) } + [.text(place < done.count ? "no" : "yes")]
      },
      footer: StepWords.number(done.count, "step")
        + (undone.isEmpty ? "" : "; \(undone.count) more taken back"))
    for (depth, scope) in engine.scopes.enumerated() where scope.steps < done.count {
      let name = [depth == 0 ? "whatif" : "whatif \(depth + 1)", scope.name].compactMap(\.self)
      result.headings.append(ResultSet.Heading(row: scope.steps, text: name.joined(separator: " ")))
    }
    if !undone.isEmpty {
      result.headings.append(ResultSet.Heading(row: done.count, text: "taken back (:redo does it again)"))
    }
    show(result, in: &run)
  }

  /// Writes the steps as a script, each below a comment that says what it was.
  fileprivate func saveJournal(in path: String) throws(FileError) {
    let output = try Output.replacing(path)
    let steps = engine.steps
    output.writeLine("% The journal of '\(name)', \(StepWords.number(steps.count, "step")).")
    output.writeLine("% Run on the dossier that the session began with, it makes the same changes again.")
    let text = JournalText(of: engine)
    for step in steps {
      let title = DisplayText.visible(step.title)
      output.writeLine("\n% \(step.number)  \(WallClock.text(step.time))  \(title)")
      text.forEachStatement(of: step) { output.writeLine($0) }
    }
    output.close()
    switch output.failure {
    case nil: break
    case .closed: throw FileError(.write, path, reason: "nobody reads it")
    case .interrupted: throw FileError(.write, path, reason: "interrupted")
    case .failed(let reason): throw FileError(.write, path, reason: reason)
    }
  }
}
