import Engine
import Syntax

// Commands that lead from an answer to the documents.
extension Command {
  static let source = Command(
    "source", [.required("N|FACT", .row, .fact)],
    "shows the sentences that a row of the last answer, or a fact, stands on",
    detail: """
      N is a row of the answer, or of the list of facts, that was shown last. A derived row stands on the stated
      facts of one derivation. Each is given in words, with document, paragraph, sentence, bytes, who found it and
      with what confidence; the words themselves where the document's file is at hand and is the one that was
      cited. [uncited] marks a fact that nothing was cited for.
      """,
    examples: [":source 1", ":source visited(tokayev, islamabad, 2026-02-03)"]
  ) { (workspace, line, run) throws(EngineError) in
    let facts: [FactDescription]
    if let row = Int(line.rest) {
      facts = try workspace.support(ofRow: row, line)
    } else {
      facts = try workspace.support(line, run)
    }
    let report = SourceReport(facts, in: workspace)
    guard workspace.settings.mode == .table else {
      workspace.show(report.table, in: &run)
      return
    }
    if report.entries.isEmpty { return workspace.show("no stated fact supports it", in: &run) }
    let lines = report.lines(workspace.resultPalette, width: workspace.resultWidth)
    workspace.show(lines.joined(separator: "\n"), in: &run)
  }
}

extension Workspace {
  /// Refuses the number of a row that was not shown last.
  func checkRow(_ row: Int, _ line: CommandLine) throws(EngineError) {
    let count: Int
    switch shown {
    case nil: throw line.invalid("there is no answer yet", mend: "ask a question first")
    case .answer(let answer): count = answer.count
    case .facts(let facts): count = facts.count
    }
    guard (1...max(count, 1)).contains(row), count > 0 else {
      let last = count == 0 ? "the last answer has no rows" : "the last answer has rows 1 to \(count)"
      throw line.invalid("no row \(row)", at: line.words.first, mend: last)
    }
  }

  fileprivate func support(ofRow row: Int, _ line: CommandLine) throws(EngineError) -> [FactDescription] {
    try checkRow(row, line)
    switch shown {
    case nil: return []
    case .answer(let answer): return try engine.support(row: row - 1, of: answer)
    case .facts(let facts): return [facts[row - 1]]
    }
  }

  fileprivate func support(_ line: CommandLine, _ run: Run) throws(EngineError) -> [FactDescription] {
    var facts: [FactDescription] = []
    try line.fact { (_, statement) throws(EngineError) in
      let statement = try substitutingParameters(in: statement, of: run)
      guard case .fact(let fact) = statement.kind else { return }
      facts = try engine.support(of: fact, in: statement)
    }
    return facts
  }
}
