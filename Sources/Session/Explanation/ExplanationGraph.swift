import Engine
import Syntax

/// An explanation as a graph in the language of Graphviz: a box for each row, arrows from what a row rests on.
enum ExplanationGraph {
  static func text(of explanation: Explanation, in workspace: Workspace) -> String {
    var lines = ["digraph why {", "  rankdir=BT;", "  node [shape=box, fontname=\"sans-serif\"];"]
    for (number, part) in explanation.parts.enumerated() {
      let sentence =
        part.fact.map { $0.sentence(of: workspace.engine.relation(named: $0.relation)) } ?? "the question"
      switch part.reason {
      case .stated:
        let documents = Array(Set((part.fact?.citations ?? []).map(\.document.text))).sorted()
        let source = documents.isEmpty ? "uncited" : documents.joined(separator: ", ")
        lines.append(
          "  p\(number) [label=\(quoted([sentence, source])), style=filled, fillcolor=\"#eeeeee\"];")
      case .derived(let use):
        lines.append("  p\(number) [label=\(quoted([sentence, RuleList.place(of: use.statement)]))];")
        for (place, premise) in use.premises.enumerated() {
          lines += edges(premise, to: "p\(number)", "p\(number)_\(place + 1)")
        }
      }
    }
    return (lines + ["}"]).joined(separator: "\n")
  }

  private static func edges(_ premise: Premise, to head: String, _ id: String) -> [String] {
    switch premise.ground {
    case .row(let part): return ["  p\(part) -> \(head);"]
    case .test(let text):
      return ["  \(id) [shape=plaintext, label=\(quoted([text]))];", "  \(id) -> \(head);"]
    case .absence(let what, _):
      return [
        "  \(id) [shape=plaintext, label=\(quoted(["no \(what)"]))];", "  \(id) -> \(head) [style=dashed];",
      ]
    case .aggregate(let use):
      let results = zip(use.functions, use.results).map { "\($0) = \($1.plainText)" }.joined(separator: ", ")
      var lines = [
        "  \(id) [shape=ellipse, label=\(quoted([results, ResultSet.rowCount(use.count)]))];",
        "  \(id) -> \(head);",
      ]
      for (row, input) in use.inputs.enumerated() {
        for (place, premise) in input.enumerated() {
          lines += edges(premise, to: id, "\(id)_\(row + 1)_\(place + 1)")
        }
      }
      return lines
    case .best(let use):
      let text = "\(use.phrase) of \(use.countText)"
      return ["  \(id) [shape=plaintext, label=\(quoted([text]))];", "  \(id) -> \(head);"]
    }
  }

  private static func quoted(_ lines: [String]) -> String {
    let escaped = lines.map { line in
      DisplayText.visible(line).replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    }
    return "\"" + escaped.joined(separator: "\\n") + "\""
  }
}
