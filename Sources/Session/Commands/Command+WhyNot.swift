import Engine
import Syntax

// Why something does not hold.
extension Command {
  static let whynot = Command(
    "whynot",
    [.optional("FORM", .choice(WhyNotFormat.allCases.map(\.option)), .fact), .required("FACT", .fact)],
    "explains why a fact does not hold, and what is nearly so",
    detail: """
      First what is nearly the fact: what is possible but not certain, stated in another modality (planned, denied),
      or differs in one argument, the most similar names and the nearest dates and numbers first. Then for each rule
      that could give it, the one that comes furthest first and three at most, the literals of its body: those marked ✓
      hold together, with the one marked ✗ nothing is left, and those marked · were not looked at. A test waits until
      its variables have values, whatever the order written.

      Below what fails stand the ways to make true what holds, and up to three near misses: rows that differ in one
      argument; a test with its values, and by how much it fails; for 'not' the row that is there; for an aggregate the
      value that the group has. Where the row of a derived relation is missing, the rule that comes nearest to it is named;
      ':whynot' of that row says more. Stated facts have the numbers of their citations, which follow below.

      The fact may have variables and '_', named arguments and a modality. Of a question of several literals its own body is
      looked at. What does hold is refused: ':why' explains it.

      FORM writes another form: \(WhyNotFormat.allCases.map { "\($0.option) (\($0.summary))" }.joined(separator: ", ")).
      So do the modes json and markdown.
      """,
    examples: [
      ":whynot visited_country(zardari, pakistan, 2026-02-03)", ":whynot --md touched(kazakhstan, _, _)",
    ]
  ) { (workspace, line, run) throws(EngineError) in
    let start = Clock.now
    var line = line
    var format = WhyNotFormat(workspace.settings.mode)
    if let option = line.words.first, option.text.hasPrefix("--") {
      guard let named = WhyNotFormat.allCases.first(where: { $0.option == option.text }) else {
        throw line.unknownOption(option, among: WhyNotFormat.allCases.map(\.option))
      }
      format = named
      line = line.dropping(option)
    }
    guard !line.rest.isEmpty else {
      throw line.invalid("':whynot' needs FACT", mend: "usage: \(line.command.usage)")
    }
    try workspace.explainAbsence(of: line, as: format, &run)
    if workspace.settings.timing { workspace.message("time: \(Clock.text(Clock.now - start))") }
  }
}

extension Workspace {
  /// Explains why a fact does not hold, as `:whynot FACT` does; a fact that holds is an error, as is a text that is none.
  @discardableResult
  public func explainAbsence(of text: String) -> Outcome {
    execute(.whynot, of: text)
  }

  fileprivate func explainAbsence(
    of line: CommandLine, as format: WhyNotFormat?, _ run: inout Run
  ) throws(EngineError) {
    var found: (whyNot: WhyNot, title: String)?
    try line.question(standingForFact: true) { (_, written) throws(EngineError) in
      let statement = try substitutingParameters(in: written, of: run)
      guard case .query(let query) = statement.kind else { return }
      _ = try engine.analyse(query, in: statement)
      guard let whyNot = try engine.explainAbsence(of: query, in: statement, dates: settings.dates) else {
        let text = SyntaxPrinter.text(of: statement.kind).dropLast()
        throw .invalid([
          Diagnostic(
            .error, .invalidCommand, "this holds", at: statement.range, in: statement.source,
            mend: "':why \(text)' explains it")
        ])
      }
      found = (whyNot, WhyNotOutline.title(of: whyNot, statement, in: self))
    }
    guard let (whyNot, title) = found else { return }
    if let format { return show(format.text(of: whyNot, title: title, in: self), in: &run) }
    let outline = WhyNotOutline(whyNot, title: title, in: self)
    show(WhyNotReport.lines(of: outline, in: self).joined(separator: "\n"), in: &run)
  }
}
