import Session

/// An option of the command line. The tables of options and commands drive parsing, help and the shells'
/// completions.
struct Option: Sendable {
  /// What follows an option.
  enum Value: Sendable {
    case file(String)
    case folder(String)
    case text(String)
    case choice(String, [String])

    /// `FILE`
    var placeholder: String {
      switch self {
      case .file(let name), .folder(let name), .text(let name), .choice(let name, _): name
      }
    }
  }

  /// With its dashes.
  let name: String
  /// Nil for an option that stands alone.
  let value: Value?
  let summary: String
  var repeats = false
  /// The setting that its value, or `on`, is given to.
  var setting: String?

  /// `--format FORMAT`
  var usage: String { value.map { "\(name) \($0.placeholder)" } ?? name }

  // MARK: What is loaded

  static let load = Option(
    name: "--load", value: .file("FILE"),
    summary: "load a program, or with .facts, .tsv or .csv a relation; may be repeated", repeats: true)
  static let facts = Option(
    name: "--facts", value: .folder("DIR"),
    summary: "load each NAME.facts, NAME.tsv, NAME.csv in DIR as relation NAME; may be repeated",
    repeats: true)
  static let sample = Option(name: "--sample", value: nil, summary: "load the sample dossier too")
  static let empty = Option(name: "--empty", value: nil, summary: "do not load the sample dossier")
  static let set = Option(
    name: "--set", value: .text("NAME=VALUE"),
    summary: "give a parameter of the scripts a value; may be repeated",
    repeats: true)

  // MARK: What comes out

  static let format = Option(
    name: "--format", value: .choice("FORMAT", ResultFormat.allCases.map(\.rawValue)),
    summary: "the form of results: " + ResultFormat.allCases.map(\.rawValue).joined(separator: ", "),
    setting: "mode")
  /// In place of ``format``, where a derivation is shown.
  static let derivationFormat = Option(
    name: "--format", value: .choice("FORMAT", derivationFormats),
    summary: "the form of the derivation: " + derivationFormats.joined(separator: ", "))
  private static let derivationFormats =
    ResultFormat.allCases.map(\.rawValue)
    + ExplanationFormat.allCases.map(\.rawValue).filter { ResultFormat(rawValue: $0) == nil }
  static let all = Option(
    name: "--all", value: nil, summary: "in how many ways the fact holds, and the first few of them")
  static let output = Option(
    name: "--output", value: .file("FILE"),
    summary: "write results to FILE, which changes only when all is written")
  static let profile = Option(
    name: "--profile", value: .file("FILE"),
    summary: "write to FILE as JSON where the time of each question goes")
  static let quiet = Option(
    name: "--quiet", value: nil, summary: "no notices, warnings or row counts", setting: "quiet")
  static let progress = Option(
    name: "--progress", value: .choice("WHEN", ProgressChoice.allCases.map(\.rawValue)),
    summary: "a line on the terminal that tells how far work is: auto, on, off", setting: "progress")
  static let color = Option(
    name: "--color", value: .choice("WHEN", ColorChoice.allCases.map(\.rawValue)),
    summary: "colour: auto, always, never", setting: "color")
  static let exitCode = Option(
    name: "--exit-code", value: nil, summary: "exit with status 1 where there are no rows, as grep does")

  // MARK: How it is done

  static let dates = setting(
    "--dates", "VIEW", "dates", "rows that hold for certain, or possible ones too: certain, possible")
  static let asof = Option(
    name: "--asof", value: .text("DATE"), summary: "answer with what had been reported by DATE, as 2026-02-05"
  )
  static let today = setting("--today", "DATE", "today", "the day that today means, as 2026-02-05")
  static let timeout = setting(
    "--timeout", "TIME", "timeout", "stop a question, or a load, after TIME, as 10s or 500ms")
  static let memory = setting(
    "--memory", "SIZE", "memory", "stop what takes more memory, as 2g or 512m")
  static let maxRows = setting("--max-rows", "N", "max_rows", "cut an answer after N rows")
  static let threads = setting("--threads", "N", "threads", "compute on N threads at the same time")
  static let documents = Option(
    name: "--documents", value: .folder("DIR"), summary: "where cited documents are looked for",
    setting: "documents")
  static let strict = Option(
    name: "--strict", value: nil, summary: "keep a file whole or not at all, and stop at its first error",
    setting: "strict")
  static let check = Option(
    name: "--check", value: nil,
    summary: "change nothing; list files that are not laid out so, exit status 1 if any")

  // MARK: On their own

  static let help = Option(name: "--help", value: nil, summary: "show help")
  static let version = Option(name: "--version", value: nil, summary: "show the version")

  /// What a command that answers questions takes.
  static let session: [Option] = [
    load, facts, sample, empty, format, output, dates, asof, today, timeout, memory, maxRows, threads,
    documents, quiet, progress,
    color,
  ]

  private static func setting(_ name: String, _ placeholder: String, _ setting: String, _ summary: String)
    -> Option
  {
    let value: Value =
      if case .choice(let names) = Setting.named(setting)?.kind { .choice(placeholder, names) } else {
        .text(placeholder)
      }
    return Option(name: name, value: value, summary: summary, setting: setting)
  }
}

extension Option {
  init(_ option: ImportOption) {
    let value: Value? =
      switch option.value {
      case nil: nil
      case .text(let name): .text(name)
      case .file(let name): .file(name)
      case .choice(let name, let names): .choice(name, names)
      }
    self.init(name: option.name, value: value, summary: option.summary, repeats: option.repeats)
  }
}
