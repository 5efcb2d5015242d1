import Engine
import Syntax

// Why a row holds.
extension Command {
  static let why = Command(
    "why",
    [
      .optional("--all", .choice(ExplanationFormat.options), .fact),
      .optional("FORM", .choice(ExplanationFormat.options), .fact),
      .optional("N|N.M|FACT", .row, .fact),
    ],
    "explains why a row of the last answer, or a fact, holds",
    detail: """
      Shows the derivation of least height as a tree: each row in words, below it the rule that gave it with its
      place and the values of its variables, then what the rule's body says of them. A stated fact has the numbers of
      its citations, which follow below with the words themselves where the document is at hand; [uncited] marks a
      fact that nothing was cited for. Tests and calculations are shown with their values, a negation with how many
      stated facts are behind it, an aggregate with three rows of its group, a row of least or greatest value with how
      many there were to choose from and the next two.

      N is a row of the answer, or of the list of facts, that was shown last. ':why N.M' opens a part of the tree by
      its number: the tree shows four levels at first, and a rule that follows on itself as one line. ':why' alone
      shows the last tree again. For a fact with variables the first row that matches is explained.

      FORM writes the derivation in another form: \(ExplanationFormat.allCases.map { "\($0.option) (\($0.summary))" }
        .joined(separator: ", ")). So do the modes json, markdown and facts.

      ':why --all N' says in how many ways the row is derived and shows the first \(WhyOptions.mostWays), those of least height
      first, each with what it rests on; ':why N.M' opens one, and ':why --all' alone is about the row explained last. A
      way is a rule with values for its variables, '_' included; that the row was stated is one too. Ways to the rows
      that a way uses are not counted, nor is a way that needs the row itself. '--all' goes with the tree, --json and
      --md.

      Relations with 'contradict' in their name say what contradicts what; what they hold against a fact of the tree
      is shown below it.
      """,
    examples: [
      ":why 1", ":why 1.2", ":why --all 1", ":why --md 1",
      ":why visited_country(tokayev, pakistan, 2026-02-03)",
    ]
  ) { (workspace, line, run) throws(EngineError) in
    let start = Clock.now
    var line = line
    let options = try WhyOptions(&line, in: workspace)
    if line.rest.isEmpty {
      try workspace.explainAgain(options, line, &run)
    } else if let place = ExplanationOutline.place(line.rest) {
      try workspace.explain(place: place, options, line, &run)
    } else {
      try workspace.explain(questionOf: line, options, &run)
    }
    if workspace.settings.timing { workspace.message("time: \(Clock.text(Clock.now - start))") }
  }
}

/// What stands between `:why` and a row or a fact.
private struct WhyOptions {
  /// Nil for a tree, or a table of its entries.
  var format: ExplanationFormat?
  /// Whether all ways are asked for.
  var takesAll = false

  /// How many of all ways are shown.
  static let mostWays = 5
  var alternatives: Int? { takesAll ? Self.mostWays : nil }

  /// Takes the options off the start of a line.
  init(_ line: inout CommandLine, in workspace: Workspace) throws(EngineError) {
    format = ExplanationFormat(workspace.settings.mode)
    var form: CommandLine.Word?
    while let option = line.words.first, option.text.hasPrefix("--") {
      if option.text == ExplanationFormat.optionForAll {
        takesAll = true
      } else if let named = ExplanationFormat.allCases.first(where: { $0.option == option.text }) {
        if let form {
          throw line.invalid(
            "'\(form.text)' is one form, '\(option.text)' another", at: option, mend: "give one")
        }
        format = named
        form = option
      } else {
        throw line.unknownOption(option, among: ExplanationFormat.options)
      }
      line = line.dropping(option)
    }
    if takesAll, let format, !format.takesAll {
      let forms = ExplanationFormat.allCases.filter(\.takesAll).map { "'\($0.option)'" }
      throw line.invalid(
        "'\(format.option)' is of one derivation, not of all", at: form,
        mend:
          "'\(ExplanationFormat.optionForAll)' goes with the tree, and with \(forms.joined(separator: " and "))"
      )
    }
  }
}

extension Workspace {
  /// Explains a fact as `:why FACT` does; a text that is none is an error.
  @discardableResult
  public func explain(_ text: String) -> Outcome { execute(.why, of: text) }

  /// Carries out a command about a fact that may have been written on several lines.
  func execute(_ command: Command, of fact: String) -> Outcome {
    let line = fact.split(whereSeparator: \.isNewline).joined(separator: " ")
    let run = Run(mode: .prompt, isFile: false, purpose: .execute, isStrict: settings.strict)
    return execute(SourceText(name: "<fact>", text: ":\(command.name) \(line)"), run)
  }

  /// What was explained last; where all ways to it are asked for and nothing was, the first row.
  fileprivate func explainAgain(
    _ options: WhyOptions, _ line: CommandLine, _ run: inout Run
  ) throws(EngineError) {
    if options.takesAll {
      if let last = explained, last.alternatives == nil {
        guard let again = try last.again(options.alternatives) else {
          throw line.invalid("what was explained last no longer holds", mend: "ask the question again")
        }
        explained = again
      } else if explained == nil {
        return try explain(place: [1], options, line, &run)
      }
    }
    guard let last = explained else {
      throw line.invalid("nothing has been explained yet", mend: "usage: \(line.command.usage)")
    }
    show(last, at: [last.number], as: options.format, in: &run)
  }

  /// A row by its number, or a part of its explanation.
  fileprivate func explain(
    place: ExplanationOutline.Place, _ options: WhyOptions, _ line: CommandLine, _ run: inout Run
  ) throws(EngineError) {
    let row = place[0]
    if options.takesAll, place.count > 1 {
      throw line.invalid(
        "'\(ExplanationFormat.optionForAll)' is of a whole row", at: line.words.first,
        mend: "give the row, or the part as a fact")
    }
    if place.count == 1 || explained?.number != row {
      explained = try outline(ofRow: row, options.alternatives, line)
    }
    guard let outline = explained else { return }
    guard outline.entry(at: place) != nil else {
      throw line.invalid(
        "no part \(line.rest)", at: line.words.first,
        mend: "the explanation's parts have the numbers that ':why \(row)' shows")
    }
    show(outline, at: place, as: options.format, in: &run)
  }

  private func outline(
    ofRow row: Int, _ alternatives: Int?, _ line: CommandLine
  ) throws(EngineError) -> ExplanationOutline {
    try checkRow(row, line)
    let explain: ExplanationOutline.Source
    switch shown {
    case .answer(let answer):
      explain = { [engine] count throws(EngineError) in
        try engine.explain(row: row - 1, of: answer, alternatives: count)
      }
    case .facts(let facts):
      let text = facts[row - 1].text
      explain = { [engine] count throws(EngineError) in
        let source = SourceText(name: "<fact>", text: text + ".")
        guard let statement = Parser.parse(source).statements.first, case .fact(let fact) = statement.kind
        else { return nil }
        return try engine.explain(fact, in: statement, alternatives: count)
      }
    case nil: explain = { _ throws(EngineError) in nil }
    }
    guard let explanation = try explain(alternatives) else {
      throw line.invalid(
        "row \(row) no longer holds", at: line.words.first, mend: "ask the question again")
    }
    return ExplanationOutline(explanation, number: row, from: explain)
  }

  fileprivate func explain(
    questionOf line: CommandLine, _ options: WhyOptions, _ run: inout Run
  ) throws(EngineError) {
    var outline: ExplanationOutline?
    try line.question(standingForFact: true) { (_, written) throws(EngineError) in
      let statement = try substitutingParameters(in: written, of: run)
      guard case .query(let query) = statement.kind else { return }
      _ = try engine.analyse(query, in: statement)
      let answer = try engine.ask(query, in: statement, dates: settings.dates)
      let explain: ExplanationOutline.Source = { [engine] count throws(EngineError) in
        try engine.explain(row: 0, of: answer, alternatives: count)
      }
      guard let explanation = try explain(options.alternatives) else {
        throw .invalid([
          Diagnostic(
            .error, .invalidCommand, answer.isBoolean ? "this does not hold" : "nothing matches this",
            at: statement.range, in: statement.source,
            mend: "':whynot \(SyntaxPrinter.text(of: statement.kind).dropLast())' says why",
            notes: try NearFacts(of: query, answer, in: self).notes)
        ])
      }
      let title = answer.count > 1 ? "the first of \(answer.count) rows that match" : nil
      outline = ExplanationOutline(explanation, number: 1, title: title, from: explain)
    }
    guard let outline else { return }
    explained = outline
    show(outline, at: [1], as: options.format, in: &run)
  }

  fileprivate func show(
    _ outline: ExplanationOutline, at place: ExplanationOutline.Place, as format: ExplanationFormat?,
    in run: inout Run
  ) {
    guard let entry = outline.entry(at: place) else { return }
    if let format { return show(format.text(of: outline, at: place, in: self), in: &run) }
    guard settings.mode == .table else { return show(outline.table, in: &run) }
    let lines = ExplanationReport.lines(of: outline, at: place, entry: entry, in: self)
    show(lines.joined(separator: "\n"), in: &run)
  }
}
