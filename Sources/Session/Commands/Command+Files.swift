import Engine
import Syntax

// Commands on files: programs, saved queries, results.
extension Command {
  static let read = Command(
    "read", [.required("FILE", .file)], "reads a file of statements, or the rows of a relation",
    detail: """
      A file whose name ends in .facts, .tsv or .csv holds the rows of the relation that it is named for; any other
      holds statements, and its questions are answered. Each statement stands alone; with ':set strict on' the file
      is kept whole or not at all.
      """,
    examples: [":read analysis.dl", ":read visits.csv"]
  ) { (workspace, line, run) throws(EngineError) in
    let word = line.words[0]
    do throws(FileError) {
      let outcome = try workspace.read(Path.expandingHome(word.text))
      run.outcome.merge(file: outcome)
      workspace.say(in: run, "\(word.text): \(outcome.news)")
    } catch {
      throw .invalid([error.diagnostic(at: word.range, in: line.statement.source)])
    }
  }

  static let run = Command(
    "run", [.required("NAME|FILE", .query, .file), .any("PARAMETER=VALUE", .scriptArgument)],
    "runs a saved query with values for its parameters",
    detail: "':queries' lists the saved queries and their parameters.",
    examples: [":run visitors place=pakistan", ":run analysis.dl"]
  ) { (workspace, line, run) throws(EngineError) in
    let word = line.words[0]
    let folder = workspace.savedQueries
    let stored = workspace.storedQuery(named: word.text)
    guard let path = stored.map({ _ in word.text }) ?? folder.path(of: word.text) else {
      let near = nearest(to: word.text, among: workspace.allQueries.map(\.name))
      throw line.invalid(
        "no saved query and no file '\(word.text)'", at: word,
        mend: near.map { "did you mean '\($0)'?" } ?? "':queries' lists the saved queries",
        code: .unreadableFile)
    }
    let source: SourceText
    do throws(FileError) {
      if let stored {
        source = stored
      } else {
        source = try FileBytes.source(path, interrupt: workspace.engine.interrupt)
      }
    } catch {
      throw .invalid([error.diagnostic(at: word.range, in: line.statement.source)])
    }
    var arguments: [ScriptArgument] = []
    for word in line.words.dropFirst() {
      guard let argument = ScriptArgument(word.text, range: word.range) else {
        throw line.invalid(
          "'\(word.text)' is not PARAMETER=VALUE", at: word, mend: "usage: \(line.command.usage)")
      }
      arguments.append(argument)
    }
    let values = try workspace.literals(of: arguments, for: source, at: line.statement.source)
    var inner = Run(mode: .script, purpose: .execute, isStrict: workspace.settings.strict)
    inner.arguments = values
    run.outcome.merge(file: workspace.execute(source, inner))
  }

  static let queries = Command(
    "queries", [], "lists the saved queries with their parameters",
    detail: """
      They are those that ':save' has put into the dossier, and the .dl files of one folder: the one that ':set queries DIR' names, else $DOSSIER_QUERIES, else
      scripts/queries below the working directory. ':run NAME' runs one.
      """,
    examples: [":queries"]
  ) { workspace, _, run in
    let folder = workspace.savedQueries
    let queries = workspace.allQueries
    if queries.isEmpty {
      workspace.tell("no saved queries in \(folder.path) (:set queries DIR says where they are)", in: &run)
      return
    }
    workspace.show(
      ResultSet(
        "query", columns: ["query", "about", "parameters"],
        rows: queries.map { query in
          [.text(query.name), .text(query.title), .text(query.parameters.joined(separator: ", "))]
        },
        footer: queries.count == 1 ? "1 query" : "\(queries.count) queries"), in: &run)
  }

  static let output = Command(
    "output", [.optional("FILE", .file)], "sends results to a file; without FILE, back to the terminal",
    detail: "The file is emptied first, and grows with each answer. Errors and notices stay on the terminal.",
    examples: [":output visits.csv", ":output"]
  ) { (workspace, line, run) throws(EngineError) in
    guard let word = line.words.first else {
      workspace.endOutput(in: &run)
      workspace.say(in: run, "results are shown here")
      return
    }
    do throws(FileError) {
      let file = try Output.file(Path.expandingHome(word.text))
      workspace.endOutput(in: &run)
      workspace.results = file
      workspace.say(in: run, "results go to \(word.text)")
    } catch {
      throw .invalid([error.diagnostic(at: word.range, in: line.statement.source)])
    }
  }
}

extension Workspace {
  fileprivate func endOutput(in run: inout Run) {
    guard results !== standardResults else { return }
    results.close()
    noteFailure(of: results, in: &run.outcome)
    results = standardResults
  }
}
