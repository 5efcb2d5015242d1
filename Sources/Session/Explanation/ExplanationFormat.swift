import Engine
import Syntax

/// The forms that an explanation is written in beside the tree, each with an option of `:why`.
public enum ExplanationFormat: String, CaseIterable, Sendable {
  case json, md, dot, svg, facts

  /// `--json`
  public var option: String { "--" + rawValue }

  /// The option that asks for all ways, which stands before or after that of a form.
  public static let optionForAll = "--all"
  static let options = [optionForAll] + allCases.map(\.option)

  /// Whether it shows all ways to a row, where these were asked for.
  var takesAll: Bool {
    switch self {
    case .json, .md: true
    case .dot, .svg, .facts: false
    }
  }

  var summary: String {
    switch self {
    case .json: "one object, its parts by number"
    case .md: "a memo in Markdown, with footnotes"
    case .dot: "a graph for Graphviz"
    case .svg: "a picture"
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

  /// What stands at a place of an explanation, in a picture; all of it in the other forms.
  func text(
    of outline: ExplanationOutline, at place: ExplanationOutline.Place, in workspace: Workspace
  ) -> String {
    switch self {
    case .json: ExplanationJSON.text(of: outline.explanation, in: workspace)
    case .md: ExplanationMemo.text(of: outline, in: workspace)
    case .dot: ExplanationGraph.text(of: outline.explanation, in: workspace)
    case .svg: ExplanationPicture.text(of: outline, at: place, in: workspace)
    case .facts: ExplanationFacts.text(of: outline.explanation)
    }
  }
}
