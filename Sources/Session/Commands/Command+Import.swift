import Engine
import Interchange
import Syntax

// The command that takes files in.
extension Command {
  static let importing = Command(
    "import",
    [.required("FILE", .file), .any("into TEMPLATE | OPTION", .importOption)],
    "imports the rows of a file as facts with their evidence, or a dossier's folder",
    detail: """
      A folder that ':export --folder' wrote is taken in as it is: all of it or nothing, beside what there is.

      Formats: \(ImportFormat.allCases.map(\.rawValue).joined(separator: ", ")), each also packed with gzip. A template
      says what a row becomes: columns of the file by their names or as $2, paths into JSON objects as a.b.0, texts in
      quotes, numbers; start/end makes an interval. Without one, all columns go into a relation that is named for the
      file. --dry-run shows what the columns hold and the first rows as facts. The file is imported whole or not at all;
      a file that is in the dossier already adds nothing. Options: \
      \(ImportOption.allCases.filter { $0 != .into }.map(\.name).joined(separator: ", ")).
      """,
    examples: [
      ":import visits.csv --dry-run",
      ":import visits.csv into visited(actor: visitor, place: from, when: start/end)",
      ":import events.export.CSV.gz --rejects bad.txt", ":import dossier",
    ]
  ) { (workspace, line, run) throws(EngineError) in
    let word = line.words[0]
    if workspace.isDossierFolder(word.text) {
      if line.words.count > 1 {
        throw line.invalid("a dossier's folder is taken in as it is", at: line.words[1])
      }
      do throws(FileError) {
        let path = Path.expandingHome(word.text)
        let outcome = try workspace.importFolder(path, isStep: workspace.isStepwise(run))
        run.outcome.merge(file: outcome)
        if outcome.errors == 0 { workspace.say(in: run, "\(word.text): \(outcome.news)") }
        return
      } catch {
        throw .invalid([error.diagnostic(at: word.range, in: line.statement.source)])
      }
    }
    let request = try ImportLine(line).request
    do throws(EngineError) {
      try workspace.importFile(request, in: &run)
    } catch {
      // What is wrong with the file itself is said at its name.
      guard case .invalid(let diagnostics) = error, diagnostics.count == 1, diagnostics[0].range == nil,
        diagnostics[0].code == .unreadableFile
      else { throw error }
      var diagnostic = diagnostics[0]
      diagnostic.range = line.words[0].range
      diagnostic.source = line.statement.source
      throw .invalid([diagnostic])
    }
  }
}

/// What stands after ':import': a file, then templates after 'into', and options.
private struct ImportLine {
  private(set) var request: ImportRequest

  init(_ line: CommandLine) throws(EngineError) {
    let words = line.words
    let source = line.statement.source
    request = ImportRequest(words[0].text)
    var index = 1
    while index < words.count {
      let word = words[index]
      index += 1
      if word.text == "into" || word.text == ImportOption.into.name {
        guard index < words.count else {
          throw line.invalid(
            "a template should follow '\(word.text)'", at: word,
            mend: "as visited(actor: visitor, when: start/end)")
        }
        // A template is read as it is written, quotes and spaces included.
        let start = Int(words[index].range.lower)
        let end = words.last.map { Int($0.range.upper) } ?? start
        var parser = TemplateParser(source, in: start..<end)
        do throws(Diagnostic) {
          request.add(try parser.next())
        } catch {
          throw .invalid([error])
        }
        while index < words.count, Int(words[index].range.lower) < parser.place { index += 1 }
        continue
      }
      guard let option = ImportOption(named: word.text) else {
        if word.text.hasPrefix("-") {
          throw line.unknownOption(word, among: ImportOption.allCases.map(\.name))
        }
        throw line.invalid(
          "'\(word.text)' is neither 'into' nor an option", at: word, mend: "usage: \(line.command.usage)")
      }
      var value = "on"
      var place = word
      if option.value != nil {
        guard index < words.count else { throw line.invalid("'\(option.name)' needs a value", at: word) }
        place = words[index]
        value = place.text
        index += 1
      }
      do throws(ImportRequest.Refusal) {
        try request.set(option, value)
      } catch {
        throw line.invalid(error.message, at: place, mend: error.mend)
      }
    }
  }
}
