/// The forms that results are written in.
public enum ResultFormat: String, CaseIterable, Sendable {
  case table, csv, tsv, json, jsonl, markdown, facts

  /// One line for help and completion.
  public var summary: String {
    switch self {
    case .table: "columns for people, as wide as the terminal"
    case .csv: "comma-separated values with a header (RFC 4180)"
    case .tsv: "tab-separated values with a header; tab, newline and backslash escaped"
    case .json: "one array of objects for each answer"
    case .jsonl: "one object on each line (JSON Lines)"
    case .markdown: "a table in Markdown"
    case .facts: "facts that can be read again"
    }
  }

  /// Where an empty line stands.
  enum Spacing {
    case none
    /// Between two answers, so that each has its own header.
    case between
    /// After each answer, to part it from what a person types next.
    case after
  }

  var spacing: Spacing {
    switch self {
    case .table: .after
    case .csv, .tsv, .markdown: .between
    case .json, .jsonl, .facts: .none
    }
  }

  /// Writes all rows of a result, or as many as it can until `stop` says so or the output fails.
  ///
  /// Returns false when it stopped before the end.
  @discardableResult
  public func write(
    _ result: ResultSet, to output: Output, layout: ResultLayout = ResultLayout(),
    stop: @escaping () -> Bool = { false }
  ) -> Bool {
    let rows = RowWalk(self == .table ? result : result.boxed, output: output, stop: stop)
    switch self {
    case .table: TableFormat.write(rows, to: output, layout)
    case .csv: CSVFormat.write(rows, to: output)
    case .tsv: TSVFormat.write(rows, to: output)
    case .json: JSONFormat.write(rows, to: output)
    case .jsonl: JSONLinesFormat.write(rows, to: output)
    case .markdown: MarkdownFormat.write(rows, to: output)
    case .facts: FactsFormat.write(rows, to: output)
    }
    return !rows.wasStopped
  }
}
