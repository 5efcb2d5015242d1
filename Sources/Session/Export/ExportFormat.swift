/// The forms that an export takes. The table of them drives `:export`, `dossier export`, their help and completion.
public enum ExportFormat: String, CaseIterable, Sendable {
  case csv, tsv, json, jsonl, markdown, facts, sqlite, folder

  /// One line for help.
  public var summary: String {
    switch self {
    case .sqlite: "a new SQLite file, a table for each relation; dates as EDTF text"
    case .folder: "the whole dossier as a folder of text files, which ':import' reads back"
    case .csv, .tsv, .json, .jsonl, .markdown, .facts: result?.summary ?? ""
    }
  }

  /// The form of results that it is; nil for what is no stream of text.
  var result: ResultFormat? { ResultFormat(rawValue: rawValue) }

  /// The extensions of its files, that of new ones first.
  var extensions: [String] {
    switch self {
    case .csv: ["csv"]
    case .tsv: ["tsv"]
    case .json: ["json"]
    case .jsonl: ["jsonl", "ndjson"]
    case .markdown: ["md"]
    case .facts: ["dl"]
    case .sqlite: ["sqlite", "sqlite3", "db"]
    case .folder: []
    }
  }

  /// The form that a path's extension stands for.
  init?(ofFile path: String) {
    let ending = Path.fileExtension(of: path)
    guard let format = Self.allCases.first(where: { $0.extensions.contains(ending) }) else { return nil }
    self = format
  }
}
