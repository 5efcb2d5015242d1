import Engine
import Syntax

/// What `:describe` shows of a relation.
struct RelationReport {
  let text: String

  private static let exampleCount = 3

  init(_ relation: RelationDescription, in workspace: Workspace) throws(EngineError) {
    let palette = workspace.resultPalette
    let columns = relation.columns.map { column in
      column.type == .any ? column.name ?? "_" : "\(column.name ?? "_"): \(column.type.rawValue)"
    }
    var lines = [palette.paint("\(relation.name)(\(columns.joined(separator: ", ")))", .bold)]
    if let documentation = relation.documentation {
      lines += documentation.split(separator: "\n").map { "  " + DisplayText.visible(String($0)) }
    }
    if let reading = relation.reading { lines.append("  reads " + SyntaxPrinter.quoted(reading)) }
    let documented = relation.columns.filter { $0.documentation != nil }
    if !documented.isEmpty {
      let width = documented.map { DisplayText.width(of: $0.name ?? "") }.max() ?? 0
      lines.append("columns")
      for column in documented {
        let name = column.name ?? ""
        let padding = String(repeating: " ", count: width - DisplayText.width(of: name))
        let words = (column.documentation ?? "").split(separator: "\n").joined(separator: " ")
        lines.append("  \(name)\(padding)  \(DisplayText.visible(words))")
      }
    }
    let rules = workspace.engine.rules.filter { $0.relation == relation.name }
    if !rules.isEmpty {
      lines.append(rules.count == 1 ? "1 rule" : "\(rules.count) rules")
      lines += RuleList(rules).lines(palette).map { "  " + $0 }
    }
    let count = relation.factCount
    if count == 0, rules.isEmpty { lines.append("no facts") }
    if count > 0 {
      lines.append(
        (count == 1 ? "1 fact" : "\(count) facts") + (count > Self.exampleCount ? ", such as" : ""))
      lines += try workspace.engine.facts(of: relation.name, limit: Self.exampleCount).prefix(
        Self.exampleCount
      )
      .map { "  " + DisplayText.visible($0.text) + "." }
    }
    text = lines.joined(separator: "\n")
  }
}
