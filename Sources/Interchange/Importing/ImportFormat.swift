/// A form of files that can be imported.
package enum ImportFormat: String, CaseIterable, Sendable {
  case csv, tsv, jsonl, json, sqlite, gdelt, icews, facts

  /// How the names of such files end, in small letters.
  package var endings: [String] {
    switch self {
    case .csv: ["csv"]
    case .tsv: ["tsv", "tab"]
    case .jsonl: ["jsonl", "ndjson"]
    case .json: ["json"]
    case .sqlite: ["sqlite", "sqlite3", "db"]
    // Before `.csv`, which its files end with too.
    case .gdelt: ["export.csv"]
    case .icews: []
    case .facts: ["facts"]
    }
  }

  package var summary: String {
    switch self {
    case .csv: "commas between the fields, quotes as in RFC 4180"
    case .tsv: "tabs between the fields; \\t, \\n, \\r and \\\\ stand for what they say"
    case .jsonl: "a JSON object a line"
    case .json: "a JSON array of objects"
    case .sqlite: "a table, or the answer to a question, of an SQLite file"
    case .gdelt: "events of GDELT 1.0 and 2.0, by the codes of CAMEO"
    case .icews: "events of ICEWS, by the codes of CAMEO"
    case .facts: "tabs between the fields, no header; or a folder of such files, .tsv and .csv"
    }
  }

  /// The format that a file's name tells, with or without `.gz`; nil where it tells none.
  package init?(path: String) {
    var name = path.lowercased()
    if name.hasSuffix(".gz") { name.removeLast(3) }
    let found = Self.allCases.flatMap { format in format.endings.map { (format, $0) } }
      .filter { name.hasSuffix("." + $0.1) }.max { $0.1.count < $1.1.count }
    guard let found else { return nil }
    self = found.0
  }

  /// What a file's name is without its folders and endings: `data/visits.csv.gz` is `visits`.
  package static func stem(of path: String) -> String {
    var name = path.split(separator: "/").last.map(String.init) ?? path
    for ending in [".gz"] + allCases.flatMap(\.endings).sorted(by: { $0.count > $1.count }).map({ "." + $0 })
    where name.lowercased().hasSuffix(ending) && name.count > ending.count {
      name.removeLast(ending.count)
      if ending != ".gz" { break }
    }
    return name
  }

  /// Whether its rows are events, which it says itself how to take.
  package var isOfEvents: Bool { self == .gdelt || self == .icews }

  /// How it parts its fields; nil where it is no delimited text.
  var dialect: DelimitedReader.Dialect? {
    switch self {
    case .csv: .csv
    case .tsv: .tsv
    case .facts, .gdelt, .icews: .facts
    case .jsonl, .json, .sqlite: nil
    }
  }
}
