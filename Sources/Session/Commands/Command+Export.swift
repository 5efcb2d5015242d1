import Engine
import Syntax

// Commands that write facts and answers out, and the whole dossier.
extension Command {
  private static let exportOptions = ["--force", "--format", "--folder"]

  static let export = Command(
    "export",
    [
      .required("FILE", .choice(exportOptions), .file), .optional("RELATION|QUESTION", .file, .relation),
      .any("RELATION", .relation),
    ],
    "writes relations or a question to a file, or the whole dossier to a folder",
    detail: ExportWords.help(
      options: """
        --format FORMAT is given before FILE; without it the extension of FILE says the form, else it is csv. --force
        replaces what exists. --folder DIR stands for --format folder DIR.
        """),
    examples: [
      ":export visits.csv visited", ":export who.json visited(Who, pakistan, _)", ":export facts.sqlite",
      ":export --folder dossier",
    ]
  ) { (workspace, line, run) throws(EngineError) in
    var line = line
    var (format, replaces, isFolder) = (ExportFormat?.none, false, false)
    while let word = line.words.first, word.text.hasPrefix("--") {
      line = line.dropping(word)
      switch word.text {
      case "--force": replaces = true
      case "--folder": (format, isFolder) = (.folder, true)
      case "--format":
        let names = ExportFormat.allCases.map(\.rawValue)
        guard let name = line.words.first else {
          throw line.invalid(
            "'--format' needs a form", at: word, mend: "one of: \(names.joined(separator: ", "))")
        }
        guard let named = ExportFormat(rawValue: name.text) else {
          throw line.invalid(
            "'\(name.text)' is no form of an export", at: name,
            mend: nearest(to: name.text, among: names).map { "did you mean '\($0)'?" }
              ?? "one of: \(names.joined(separator: ", "))")
        }
        format = named
        line = line.dropping(name)
      default: throw line.unknownOption(word, among: exportOptions)
      }
    }
    guard let file = line.words.first else {
      throw line.invalid(
        "':export' needs \(isFolder ? "DIR" : "FILE")", mend: "usage: \(line.command.usage)")
    }
    let path = Path.expandingHome(file.text)
    line = line.dropping(file)
    var order = ExportOrder(
      format: format ?? ExportFormat(ofFile: path) ?? .csv, path: path, replaces: replaces)
    if order.format == .folder, let word = line.words.first {
      throw line.invalid("a folder holds the whole dossier, not one relation", at: word)
    }
    order.items = try workspace.items(of: line, for: order.format)
    try workspace.carryOut(order, in: &run)
  }
}

extension Workspace {
  /// What the rest of a line names: relations, or one question.
  fileprivate func items(of line: CommandLine, for format: ExportFormat) throws(EngineError) -> [ExportItem] {
    if format == .folder { return [] }
    if line.words.isEmpty { return try allItems() }
    let isRelations = line.words.allSatisfy { SyntaxPrinter.isName($0.text) }
    guard isRelations else {
      var items: [ExportItem] = []
      try line.question { query, statement in items.append(ExportItem(query, statement: statement)) }
      return items
    }
    return try line.words.map { word throws(EngineError) in
      try ExportItem(try line.relation(word, in: engine))
    }
  }
}

/// What the prompt's help and the command line's say of an export.
public enum ExportWords {
  public static func help(options: String) -> String {
    """
    Forms: \(ExportFormat.allCases.map { "\($0.rawValue) (\($0.summary))" }.joined(separator: "; ")). Parquet is not
    written.

    Of a relation all rows are written, stated and derived; without a RELATION or QUESTION, each relation that has
    stated facts. Several go to a folder, a file for each, or to one SQLite file. What is there changes only when all
    is written.

    \(options)
    """
  }
}
