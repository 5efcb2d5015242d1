import Engine
import Syntax

/// The forms that an explanation is written in beside the tree, each with an option of `:why`.
enum ExplanationFormat: String, CaseIterable {
  case json, md, dot, facts

  /// `--json`
  var option: String { "--" + rawValue }

  var summary: String {
    switch self {
    case .json: "one object, its parts by number"
    case .md: "a memo in Markdown, with footnotes"
    case .dot: "a graph for Graphviz"
    case .facts: "relations: derivation, premise, binding, citation"
    }
  }

  /// The form that goes with that of results; nil for a tree, or a table of its entries.
  init?(_ format: ResultFormat) {
    switch format {
    case .json, .jsonl: self = .json
    case .markdown: self = .md
    case .facts: self = .facts
    case .table, .csv, .tsv: return nil
    }
  }

  func text(of outline: ExplanationOutline, in workspace: Workspace) -> String {
    switch self {
    case .json: ExplanationJSON.text(of: outline.explanation, in: workspace)
    case .md: ExplanationMemo.text(of: outline, in: workspace)
    case .dot: ExplanationGraph.text(of: outline.explanation, in: workspace)
    case .facts: ExplanationFacts.text(of: outline.explanation)
    }
  }
}
