import Engine
import Syntax

/// Rules and constraints with their numbers.
struct RuleList {
  private let rules: [RuleDescription]

  init(_ rules: [RuleDescription]) {
    self.rules = rules
  }

  func text(_ palette: Palette) -> String {
    rules.isEmpty ? "no rules" : lines(palette).joined(separator: "\n")
  }

  /// Each as it was written, after its number.
  func lines(_ palette: Palette) -> [String] {
    let width = rules.map { String($0.id).count }.max() ?? 0
    return rules.flatMap { rule in
      let number = String(rule.id)
      let label = String(repeating: " ", count: width - number.count) + palette.paint(number, .dim) + "  "
      let text = Self.text(of: rule).split(separator: "\n", omittingEmptySubsequences: false)
      let indent = String(repeating: " ", count: width + 2)
      return text.enumerated().map { ($0 == 0 ? label : indent) + DisplayText.visible(String($1)) }
    }
  }

  var table: ResultSet {
    ResultSet(
      "rule", columns: ["number", "relation", "rule", "place"],
      rows: rules.map { rule in
        [
          .integer(Int64(rule.id)), .text(rule.relation ?? ""), .text(Self.text(of: rule)),
          .text(Self.place(of: rule.statement)),
        ]
      })
  }

  /// As it was written, but with the values of parameters in their places.
  static func text(of rule: RuleDescription) -> String {
    let written = rule.statement.text
    return written.contains("$") ? SyntaxPrinter.text(of: rule.statement.kind) : written
  }

  static func oneLine(_ rule: RuleDescription) -> String {
    text(of: rule).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// `sample.dl:12`
  static func place(of statement: Statement) -> String {
    "\(statement.source.name):\(statement.source.line(at: Int(statement.range.lower)))"
  }
}
