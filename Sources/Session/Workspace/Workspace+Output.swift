import Engine
import Syntax

extension Workspace {
  /// Writes rows in the form that is set.
  func show(_ result: ResultSet, in run: inout Run) {
    progressLine.clear()
    let isTyped = isInteractive && results === standardResults
    if settings.mode.spacing == .between, !isParted, !isTyped { results.write("\n") }
    let layout = ResultLayout(
      width: resultWidth, palette: resultPalette,
      numbersRows: isTyped, showsCount: !settings.quiet)
    let isWhole = settings.mode.write(result, to: results, layout: layout) { [engine] in
      engine.interrupt.isRequested
    }
    part()
    settle(in: &run)
    if !isWhole, engine.interrupt.isRequested { report(.stopped(.interrupted), in: &run) }
  }

  /// Writes lines as they are: what a command says where it is not a table.
  func show(_ text: String, in run: inout Run) {
    progressLine.clear()
    results.writeLine(text)
    part()
    settle(in: &run)
  }

  /// After an answer for people stands an empty line.
  private func part() {
    isParted = settings.mode.spacing == .after
    if isParted { results.write("\n") }
  }

  /// Help, which stays with the person wherever results go.
  func explain(_ text: String, in run: inout Run) {
    guard results === standardResults else { return message(text) }
    show(resultWidth.map { DisplayText.refitted(text, width: $0) } ?? text, in: &run)
  }

  /// A command's answer in words: among the results where they are for people, else among the messages.
  func tell(_ text: String, in run: inout Run) {
    guard settings.mode == .table, results === standardResults else { return notice(text) }
    progressLine.clear()
    results.writeLine(text)
    settle(in: &run)
  }

  /// At the prompt, and in a file that may be watched, an answer is complete when it is given.
  private func settle(in run: inout Run) {
    if isInteractive || results !== standardResults { results.flush() }
    noteFailure(of: results, in: &run.outcome)
  }

  /// The columns that results may take; nil where lines may be as long as they are.
  var resultWidth: Int? { results === standardResults ? width ?? results.width : results.width }

  /// The styles that results can have.
  var resultPalette: Palette { Palette(isOn: settings.color.isOn(for: results)) }

  func noteFailure(of output: Output, in outcome: inout Outcome) {
    switch output.failure {
    case nil: break
    case .closed: outcome.outputClosed = true
    case .interrupted: outcome.wasInterrupted = true
    case .failed(let reason):
      if output === results, results !== standardResults { results = standardResults }
      outcome.errors += 1
      // The results have nowhere to go, and the rest would fail alike.
      outcome.outputClosed = output === standardResults
      write(FileError(.write, output.name, reason: reason).diagnostic())
    }
  }

  /// What a person wants to hear of what was typed at the prompt, and a script does not.
  func say(in run: Run, _ text: String) {
    guard isInteractive, !run.isFile else { return }
    tellWhenKept(text)
  }

  /// Says what was done, once it is durable where it is to be kept.
  func tellWhenKept(_ text: String) {
    if store != nil, nesting < 2 { heldWords.append(text) } else { notice(text) }
  }

  /// What is worth knowing and no error.
  func notice(_ text: String) {
    if !settings.quiet { message(text) }
  }

  func message(_ text: String) {
    progressLine.clear()
    results.flush()
    let width = isInteractive ? messages.width : nil
    messages.writeLine(width.map { DisplayText.refitted(text, width: $0) } ?? text)
    messages.flush()
  }
}

// Reports of what is wrong.
extension Workspace {
  func report(_ diagnostics: [Diagnostic], in run: inout Run) {
    for diagnostic in diagnostics {
      if diagnostic.code == .unknownRelation { run.undefined.insert(diagnostic) }
      switch diagnostic.severity {
      case .error: run.outcome.errors += 1
      case .warning: run.outcome.warnings += 1
      case .note: break
      }
      if diagnostic.severity == .error || !settings.quiet { write(diagnostic) }
    }
  }

  /// `rows` of an answer were found and shown though a limit was reached.
  func report(
    _ error: EngineError, at statement: Statement? = nil, shownRows rows: Int? = nil, in run: inout Run
  ) {
    switch error {
    case .invalid(let diagnostics):
      report(diagnostics, in: &run)
    case .stopped(let reason):
      if reason == .interrupted {
        run.outcome.wasInterrupted = true
      } else {
        run.outcome.limitReached = true
      }
      write(reason.diagnostic(at: statement, shownRows: rows))
    }
  }

  private func write(_ diagnostic: Diagnostic) {
    let renderer = DiagnosticRenderer(
      color: settings.color.isOn(for: messages), width: width ?? messages.width)
    let text = renderer.render(diagnostic)
    message(text.hasSuffix("\n") ? String(text.dropLast()) : text)
  }
}

extension StopReason {
  /// What was reached: `stopped after 10s, the limit on time`.
  var words: String {
    switch self {
    case .interrupted: "interrupted"
    case .time(let seconds): "stopped after \(Quantity.text(seconds: seconds)), the limit on time"
    case .memory(let bytes): "stopped at \(Quantity.text(bytes: bytes)), the limit on memory"
    case .rows(let count): "the answer is cut after \(ResultSet.rowCount(count)), the limit on rows"
    }
  }

  /// What ended, and which limit to raise.
  func diagnostic(at statement: Statement?, shownRows rows: Int? = nil) -> Diagnostic {
    let option: String
    let setting: String
    switch self {
    case .interrupted: return Diagnostic(.error, .interrupted, words)
    case .time: (option, setting) = ("--timeout", "timeout")
    case .memory: (option, setting) = ("--memory", "memory")
    case .rows: (option, setting) = ("--max-rows", "max_rows")
    }
    return Diagnostic(
      .error, .limitReached, words, at: statement?.range, in: statement?.source,
      notes: (rows.map { ["\(ResultSet.rowCount($0)) so far; there may be more"] } ?? [])
        + ["\(option) or ':set \(setting)' gives another limit"])
  }
}
