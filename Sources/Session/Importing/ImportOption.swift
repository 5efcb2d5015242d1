import Interchange

/// An option of ':import' and 'dossier import', after its two dashes. The table drives parsing, help and completion.
public enum ImportOption: String, CaseIterable, Sendable {
  case into, from, delimiter, header, dates, empty, table, query, document, published, rejects
  case dryRun = "dry-run"
  case again

  /// What follows it.
  public enum Value: Sendable {
    case text(String)
    case file(String)
    case choice(String, [String])
  }

  /// Nil for an option that stands alone.
  public var value: Value? {
    switch self {
    case .into: .text("TEMPLATE")
    case .from: .choice("FORMAT", ImportFormat.allCases.map(\.rawValue))
    case .delimiter: .text("CHARACTER")
    case .header: .choice("WHETHER", ["on", "off"])
    case .dates: .choice("ORDER", DateOrder.allCases.map(\.rawValue))
    case .empty: .choice("RULE", EmptyRule.allCases.map(\.rawValue))
    case .table: .text("NAME")
    case .query: .text("SQL")
    case .document: .text("ID")
    case .published: .text("DATE")
    case .rejects: .file("FILE")
    case .dryRun, .again: nil
    }
  }

  public var summary: String {
    switch self {
    case .into: "what each row becomes, as 'visited(actor: visitor, when: start/end)'; may be repeated"
    case .from:
      "the file's format, where its name does not tell it: "
        + ImportFormat.allCases.map(\.rawValue).joined(separator: ", ")
    case .delimiter: "what stands between the fields: a character, or tab, comma, semicolon, pipe"
    case .header: "whether the first row names the columns: on, off"
    case .dates: "in which order 03/04/2019 stands: dmy, mdy, ymd"
    case .empty: "what an empty field becomes: unknown, skip (no fact), text (\"\")"
    case .table: "the table of an SQLite file"
    case .query: "a question in SQL whose rows are imported"
    case .document: "the id of the file's document; else made of its name"
    case .published: "the day from which the file is"
    case .rejects: "write bad rows to FILE, with the reason above each, and go on"
    case .dryRun: "import nothing; show what the columns hold and the first rows as facts"
    case .again: "import a file that is in the dossier already"
    }
  }

  public var repeats: Bool { self == .into }
  /// With its dashes.
  public var name: String { "--" + rawValue }

  /// `--from FORMAT`
  var usage: String {
    switch value {
    case nil: name
    case .text(let word), .file(let word), .choice(let word, _): "\(name) \(word)"
    }
  }

  package init?(named name: String) {
    guard name.hasPrefix("--") else { return nil }
    self.init(rawValue: String(name.dropFirst(2)))
  }
}
