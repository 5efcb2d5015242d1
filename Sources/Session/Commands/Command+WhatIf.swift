import Engine
import Syntax

// Commands that try something out.
extension Command {
  static let whatif = Command(
    "whatif", [.optional("NAME", .name)],
    "opens a scope to try things out in; ':keep' or ':discard' ends it",
    detail: """
      The prompt shows that it is open. Facts and rules can be stated and taken back as always, ':diff' shows what that
      has changed, and ':undo' goes back to the start of the scope. Scopes may stand in each other. What is still open
      when the session or a file ends is discarded. NAME is for the prompt only.
      """,
    examples: [":whatif", ":whatif sanctions"]
  ) { (workspace, line, run) throws(EngineError) in
    try workspace.recallSteps(line)
    workspace.engine.openScope(named: line.words.first?.text)
    workspace.scopePlaces.append(
      ScopePlace(statement: line.statement, nesting: workspace.nesting, outcome: run.outcome))
    workspace.say(in: run, "what if: ':diff' shows what changes, ':keep' or ':discard' ends it")
  }

  static let diff = Command(
    "diff", [.any("NAME", .relation)], "shows the rows that the what-if has added (+) and removed (-)",
    detail: """
      Of the relations named, or of all whose rows are others now, stated and derived alike. The column 'change' has '+'
      or '-'; the forms for programs have the relation in another column.
      """,
    examples: [":diff", ":diff visited_country co_signatories"]
  ) { (workspace, line, run) throws(EngineError) in
    try workspace.checkScope(line)
    let names = line.words.isEmpty ? nil : line.words.map(\.text)
    let start = Clock.now
    guard let difference = try workspace.engine.difference(of: names, dates: workspace.settings.dates) else {
      return
    }
    for word in line.words where difference.unknown.contains(word.text) {
      _ = try line.relation(word, in: workspace.engine)
    }
    workspace.show(difference, in: &run)
    if workspace.settings.timing { workspace.message("time: \(Clock.text(Clock.now - start))") }
  }

  static let keep = Command(
    "keep", [], "ends the what-if and keeps what was done in it",
    detail: "Its steps become steps of what is around it, so that ':undo' still takes them back one by one.",
    examples: [":keep"]
  ) { (workspace, line, run) throws(EngineError) in
    try workspace.checkScope(line, isToEnd: true)
    guard let counts = try workspace.keepScope(line, run) else { return }
    workspace.scopePlaces.removeLast()
    workspace.say(in: run, "kept: \(StepWords.text(of: counts))")
  }

  static let discard = Command(
    "discard", [], "ends the what-if and takes back what was done in it", examples: [":discard"]
  ) { (workspace, line, run) throws(EngineError) in
    try workspace.checkScope(line, isToEnd: true)
    guard let counts = workspace.discardScope(in: &run) else { return }
    workspace.say(in: run, "discarded: \(StepWords.text(of: counts))")
  }
}

extension Workspace {
  /// Refuses what makes sense in a scope only; to end one, it must have been opened in the same text.
  fileprivate func checkScope(_ line: CommandLine, isToEnd: Bool = false) throws(EngineError) {
    guard let place = scopePlaces.last else {
      throw line.invalid("':\(line.command.name)' stands in a what-if only", mend: "':whatif' opens one")
    }
    if isToEnd, place.nesting != nesting {
      throw line.invalid(
        "the what-if was opened outside of this file", mend: "end it where it was opened")
    }
  }

  fileprivate func show(_ difference: ScopeDifference, in run: inout Run) {
    for part in difference.differences { show(DifferenceTable(part, mode: settings.mode).table, in: &run) }
    if !difference.uncomputed.isEmpty {
      notice("not compared, since it cannot be computed: \(difference.uncomputed.joined(separator: ", "))")
    } else if difference.differences.isEmpty {
      tell("no difference", in: &run)
    }
  }
}
