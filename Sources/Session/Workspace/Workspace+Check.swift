import Engine
import Syntax

extension Workspace {
  /// The constraints of a text that was analysed, each with its place and what its comment says.
  func list(_ constraints: [Statement], in run: inout Run) {
    guard !constraints.isEmpty else { return }
    let rows: [[Value]] = constraints.map { constraint in
      let words = constraint.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      return [.text(RuleList.place(of: constraint)), .text(words)]
    }
    show(
      ResultSet(
        "constraint", columns: ["place", "constraint"], rows: rows,
        footer: constraints.count == 1 ? "1 constraint" : "\(constraints.count) constraints"), in: &run)
  }
}
