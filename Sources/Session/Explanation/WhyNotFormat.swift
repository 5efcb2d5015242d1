import Engine

/// The forms that an explanation of what does not hold is written in beside plain text, each with an option of
/// `:whynot`.
enum WhyNotFormat: String, CaseIterable {
  case json, md

  /// `--json`
  var option: String { "--" + rawValue }

  var summary: String {
    switch self {
    case .json: "one object"
    case .md: "a memo in Markdown, with footnotes"
    }
  }

  /// The form that goes with that of results; nil for plain text.
  init?(_ format: ResultFormat) {
    switch format {
    case .json, .jsonl: self = .json
    case .markdown: self = .md
    case .table, .csv, .tsv, .facts: return nil
    }
  }

  func text(of whyNot: WhyNot, title: String, in workspace: Workspace) -> String {
    switch self {
    case .json: WhyNotJSON.text(of: whyNot, title: title, in: workspace)
    case .md: WhyNotMemo.text(of: WhyNotOutline(whyNot, title: title, in: workspace), in: workspace)
    }
  }
}
