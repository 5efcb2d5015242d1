import Engine
import Syntax

// Why a row holds.
extension Command {
  static let why = Command(
    "why",
    [
      .optional("FORM", .choice(ExplanationFormat.allCases.map(\.option)), .fact),
      .optional("N|N.M|FACT", .row, .fact),
    ],
    "explains why a row of the last answer, or a fact, holds",
    detail: """
      Shows the derivation of least height as a tree: each row in words, below it the rule that gave it with its
      place and the values of its variables, then what the rule's body says of them. A stated fact has the numbers of
      its citations, which follow below with the words themselves where the document is at hand; [uncited] marks a
      fact that nothing was cited for. Tests and calculations are shown with their values, a negation with how many
      rows were looked at, an aggregate with three rows of its group.

      N is a row of the answer, or of the list of facts, that was shown last. ':why N.M' opens a part of the tree by
      its number: the tree shows four levels at first, and a rule that follows on itself as one line. ':why' alone
      shows the last tree again. For a fact with variables the first row that matches is explained.

      FORM writes the derivation in another form: \(ExplanationFormat.allCases.map { "\($0.option) (\($0.summary))" }
        .joined(separator: ", ")). So do the modes json, markdown and facts.

      Relations with 'contradict' in their name say what contradicts what; what they hold against a fact of the tree
      is shown below it.
      """,
    examples: [":why 1", ":why 1.2", ":why --md 1", ":why visited_country(tokayev, pakistan, 2026-02-03)"]
  ) { (workspace, line, run) throws(EngineError) in
    let start = Clock.now
    var line = line
    var format = ExplanationFormat(workspace.settings.mode)
    if let option = line.words.first, option.text.hasPrefix("--") {
      guard let named = ExplanationFormat.allCases.first(where: { $0.option == option.text }) else {
        let options = ExplanationFormat.allCases.map(\.option)
        throw line.invalid(
          "':why' has no option '\(option.text)'", at: option,
          mend: nearest(to: option.text, among: options).map { "did you mean '\($0)'?" }
            ?? options.joined(separator: ", "))
      }
      format = named
      line = line.dropping(option)
    }
    let place = line.rest.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
    if line.rest.isEmpty {
      guard let last = workspace.explained else {
        throw line.invalid("nothing has been explained yet", mend: "usage: \(line.command.usage)")
      }
      workspace.show(last, at: [last.number], as: format, in: &run)
    } else if place.allSatisfy({ $0 != nil }) {
      try workspace.explain(place: place.compactMap(\.self), as: format, line, &run)
    } else {
      try workspace.explain(questionOf: line, as: format, &run)
    }
    if workspace.settings.timing { workspace.message("time: \(Clock.text(Clock.now - start))") }
  }
}

extension Workspace {
  /// Explains a fact as `:why FACT` does; a text that is none is an error.
  @discardableResult
  public func explain(_ text: String) -> Outcome {
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    let run = Run(mode: .prompt, isFile: false, purpose: .execute, isStrict: settings.strict)
    return execute(SourceText(name: "<fact>", text: ":why \(line)"), run)
  }

  /// A row by its number, or a part of its explanation.
  fileprivate func explain(
    place: ExplanationOutline.Place, as format: ExplanationFormat?, _ line: CommandLine, _ run: inout Run
  ) throws(EngineError) {
    let row = place[0]
    if place.count == 1 || explained?.number != row {
      explained = try outline(ofRow: row, line)
    }
    guard let outline = explained else { return }
    guard outline.entry(at: place) != nil else {
      throw line.invalid(
        "no part \(line.rest)", at: line.words.first,
        mend: "the explanation's parts have the numbers that ':why \(row)' shows")
    }
    show(outline, at: place, as: format, in: &run)
  }

  private func outline(ofRow row: Int, _ line: CommandLine) throws(EngineError) -> ExplanationOutline {
    try checkRow(row, line)
    var explanation: Explanation?
    switch shown {
    case nil: break
    case .answer(let answer): explanation = try engine.explain(row: row - 1, of: answer)
    case .facts(let facts):
      let source = SourceText(name: "<fact>", text: facts[row - 1].text + ".")
      if let statement = Parser.parse(source).statements.first, case .fact(let fact) = statement.kind {
        explanation = try engine.explain(fact, in: statement)
      }
    }
    guard let explanation else {
      throw line.invalid(
        "row \(row) no longer holds", at: line.words.first, mend: "ask the question again")
    }
    return ExplanationOutline(explanation, number: row)
  }

  fileprivate func explain(
    questionOf line: CommandLine, as format: ExplanationFormat?, _ run: inout Run
  ) throws(EngineError) {
    var outline: ExplanationOutline?
    try line.question(standingForFact: true) { (_, written) throws(EngineError) in
      let statement = try substitutingParameters(in: written, of: run)
      guard case .query(let query) = statement.kind else { return }
      _ = try engine.analyse(query, in: statement)
      let answer = try engine.ask(query, in: statement, dates: settings.dates)
      guard let explanation = try engine.explain(row: 0, of: answer) else {
        throw .invalid([
          Diagnostic(
            .error, .invalidCommand, answer.isBoolean ? "this does not hold" : "nothing matches this",
            at: statement.range, in: statement.source,
            mend: "':whynot \(SyntaxPrinter.text(of: statement.kind).dropLast())' says why",
            notes: try NearFacts(of: query, answer, in: self).notes)
        ])
      }
      let title = answer.count > 1 ? "the first of \(answer.count) rows that match" : nil
      outline = ExplanationOutline(explanation, number: 1, title: title)
    }
    guard let outline else { return }
    explained = outline
    show(outline, at: [1], as: format, in: &run)
  }

  fileprivate func show(
    _ outline: ExplanationOutline, at place: ExplanationOutline.Place, as format: ExplanationFormat?,
    in run: inout Run
  ) {
    guard let entry = outline.entry(at: place) else { return }
    if let format { return show(format.text(of: outline, in: self), in: &run) }
    guard settings.mode == .table else { return show(outline.table, in: &run) }
    let lines = ExplanationReport.lines(of: outline, at: place, entry: entry, in: self)
    show(lines.joined(separator: "\n"), in: &run)
  }
}
