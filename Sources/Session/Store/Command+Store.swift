import Archive
import Engine
import Syntax

// Commands on the file that keeps a dossier.
extension Command {
  static let open = Command(
    "open", [.required("FILE", .file), .optional("--read-only", .choice(["--read-only"]))],
    "goes on with a dossier that is kept in a file",
    detail: """
      FILE is made where there is none, by custom with a name that ends in .dossier. Everything that is stated, defined or
      taken back from then on is in the file before it is answered, and ':undo' goes back beyond the session. A new file
      takes in what the session has, where that is kept nowhere yet. An existing one takes the place of what the session has.

      One process at a time writes a dossier; any number may read it, with --read-only. 'dossier FILE' opens one at the start.
      """,
    examples: [":open central-asia.dossier", ":open central-asia.dossier --read-only"]
  ) { (workspace, line, run) throws(EngineError) in
    guard workspace.isStepwise(run) else {
      throw line.invalid("':open' cannot stand in a file", mend: "give the dossier with --store")
    }
    guard workspace.engine.scopes.isEmpty else {
      throw line.invalid("a what-if is open", mend: "end it with ':keep' or ':discard'")
    }
    let word = line.words[0]
    if line.words.count > 1, line.words[1].text != "--read-only" {
      throw line.unknownOption(line.words[1], among: ["--read-only"])
    }
    let path = Path.expandingHome(word.text)
    if let store = workspace.store, Path.resolved(store.path) == Path.resolved(path), !store.isReadOnly {
      return workspace.say(in: run, "\(word.text) is open")
    }
    do throws(ArchiveError) {
      try workspace.open(path, readOnly: line.words.count > 1)
    } catch {
      if error.reason == .interrupted { throw .stopped(.interrupted) }
      throw line.invalid(error, at: word)
    }
    let facts = StepWords.number(workspace.engine.factCount, "fact")
    let rules = StepWords.number(workspace.engine.rules.count { $0.relation != nil }, "rule")
    workspace.say(in: run, "\(word.text): \(facts), \(rules)" + (line.words.count > 1 ? ", read-only" : ""))
  }

  static let store = Command(
    "store", [], "tells of the file that keeps the dossier: its size, what is in it, what changed last",
    examples: [":store"]
  ) { (workspace, line, run) throws(EngineError) in
    let store = try workspace.openedStore(line)
    let report: Archive.Report
    do throws(ArchiveError) { report = try store.report() } catch { throw line.invalid(error) }
    let entries: [(String, Value)] = [
      ("file", .text(store.path + (store.isReadOnly ? " (read-only)" : ""))),
      ("bytes", .integer(Int64(report.size))), ("version", .integer(Int64(report.version))),
      ("facts", .integer(Int64(report.facts))), ("former facts", .integer(Int64(report.formerFacts))),
      ("values", .integer(Int64(report.values))), ("citations", .integer(Int64(report.citations))),
      ("documents kept", .integer(Int64(report.documents))),
      ("rules and constraints", .integer(Int64(report.rules))),
      ("saved queries", .integer(Int64(report.queries))), ("steps", .integer(Int64(report.steps))),
    ]
    var result = ResultSet("store", columns: ["what", "value"], rows: entries.map { [.text($0), $1] })
    result.footer = ""
    workspace.show(result, in: &run)
    guard !report.lastChanges.isEmpty else { return }
    var changes = ResultSet(
      "change", columns: ["time", "kind", "what"],
      rows: report.lastChanges.map { [.text(WallClock.text($0.time)), .text($0.kind), .text($0.title)] })
    changes.footer = "the last changes, the newest first"
    workspace.show(changes, in: &run)
  }

  static let backup = Command(
    "backup", [.required("FILE", .file)], "copies the dossier to another file, as it is now",
    detail: """
      The copy is whole or not there. It takes the place of an earlier copy, and of nothing that is no dossier. Others may
      go on working with the dossier meanwhile.
      """,
    examples: [":backup monday.dossier"]
  ) { (workspace, line, run) throws(EngineError) in
    let store = try workspace.openedStore(line)
    let word = line.words[0]
    do throws(ArchiveError) {
      try store.backUp(to: Path.expandingHome(word.text)) { !workspace.engine.interrupt.isRequested }
    } catch {
      if workspace.engine.interrupt.isRequested { throw .stopped(.interrupted) }
      throw line.invalid(error, at: word)
    }
    workspace.say(in: run, "copied to \(word.text)")
  }

  static let vacuum = Command(
    "vacuum", [], "gives room that the dossier's file no longer needs back to the system",
    detail: "What was taken back stays in the journal, and takes room.", examples: [":vacuum"]
  ) { (workspace, line, run) throws(EngineError) in
    let store = try workspace.openedStore(line)
    do throws(ArchiveError) {
      let bytes = try store.vacuum()
      workspace.say(in: run, bytes == 0 ? "nothing to give back" : "\(bytes) bytes given back")
    } catch {
      throw line.invalid(error)
    }
  }

  static let save = Command(
    "save", [.required("NAME", .query), .optional("\"NOTE\"", .name), .optional("TEXT", .question)],
    "saves the last question in the dossier, or TEXT, for ':run NAME'",
    detail: """
      The note says what it is for; it stands in quotes. Parameters that the question uses are saved with the values that
      they have, which ':run NAME place=paris' overrides. A query of the same name is replaced; ':save --remove NAME' forgets
      one.
      """,
    examples: [
      ":save visitors \"Who came, newest first\"",
      ":save envoys \"Envoys to Pakistan\" visited(X, pakistan, When), envoy(X)", ":save --remove envoys",
    ]
  ) { (workspace, line, run) throws(EngineError) in
    try workspace.saveQuery(line, run)
  }
}

extension Workspace {
  /// The dossier's file; refuses where none is open.
  func openedStore(_ line: CommandLine) throws(EngineError) -> Archive {
    if let store { return store }
    throw line.invalid(
      "no dossier is open: this session is kept nowhere", mend: "':open FILE' opens one, or makes it")
  }

  fileprivate func saveQuery(_ line: CommandLine, _ run: Run) throws(EngineError) {
    let store = try openedStore(line)
    guard let name = line.words.first else {
      throw line.invalid("':save' needs NAME", mend: "usage: \(line.command.usage)")
    }
    if name.text == "--remove" {
      guard line.words.count == 2 else {
        throw line.invalid("'--remove' needs NAME", at: name, mend: "usage: :save --remove NAME")
      }
      return try removeQuery(line.words[1], store, line, run)
    }
    guard !name.text.hasPrefix("-"), !name.text.contains("/"), !name.text.isEmpty else {
      throw line.invalid("'\(name.text)' is no name for a query", at: name, mend: "as in ':save visitors'")
    }
    var rest = line.dropping(name)
    var note: String?
    if rest.rest.hasPrefix("\""), let word = rest.words.first {
      note = word.text
      rest = rest.dropping(word)
    }
    guard let written = rest.rest.isEmpty ? lastQuestion : rest.rest else {
      throw line.invalid("there is no question yet", mend: "ask one first, or give its text after the note")
    }
    let text = try script(of: written, rest.rest.isEmpty ? line : rest)
    do throws(ArchiveError) {
      try store.save(StoredQuery(name: name.text, note: note, text: text, saved: wallClock.now()))
    } catch {
      throw line.invalid(error)
    }
    say(in: run, "saved: ':run \(name.text)' asks it again")
  }

  private func removeQuery(
    _ name: CommandLine.Word, _ store: Archive, _ line: CommandLine, _ run: Run
  ) throws(EngineError) {
    do throws(ArchiveError) {
      if try store.removeQuery(name.text) { return say(in: run, "removed") }
    } catch {
      throw line.invalid(error)
    }
    throw line.invalid(
      "no saved query '\(name.text)' in the dossier", at: name, mend: "':queries' lists the saved queries")
  }

  /// A question as a script that asks it, with the parameters that it uses.
  private func script(of written: String, _ line: CommandLine) throws(EngineError) -> String {
    let question = written.hasSuffix("?") ? written : written + "?"
    let source = SourceText(name: line.statement.source.name, text: question)
    let (statements, diagnostics) = Parser.parse(source, mode: .script)
    let mistakes = diagnostics.filter { $0.severity == .error }
    if let mistake = mistakes.first {
      throw line.invalid(mistake.message, at: line.words.first, mend: mistake.mend)
    }
    guard statements.contains(where: { if case .query = $0.kind { true } else { false } }) else {
      throw line.invalid("this asks nothing", at: line.words.first, mend: "usage: \(line.command.usage)")
    }
    let used = parameters.sorted { $0.key < $1.key }.filter { question.contains("$\($0.key)") }
    let presets = used.map { "parameter \($0.key) = \(SyntaxPrinter.text(of: $0.value)).\n" }
    return presets.joined() + question + "\n"
  }
}
