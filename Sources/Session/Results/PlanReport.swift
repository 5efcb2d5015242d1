import Engine
import Syntax

/// A plan as a table: what is known, then each rule that has to be computed, a row a step.
struct PlanReport {
  private let plan: QueryPlan

  init(_ plan: QueryPlan) {
    self.plan = plan
  }

  /// What stands for a number that is not known.
  private static let unknown = "?"

  // MARK: For people

  var table: ResultSet {
    var rows: [[Value]] = []
    var headings: [ResultSet.Heading] = []
    func head(_ text: String, _ style: Palette.Style = .bold) {
      headings.append(ResultSet.Heading(row: rows.count, text: text, style: style))
    }
    if !plan.known.isEmpty {
      head("known")
      for known in plan.known {
        rows.append(row(known.kind.rawValue, known.relation.label, in: "", out: String(known.rows)))
      }
    }
    for stratum in plan.strata {
      let names = stratum.relations.map(\.label).joined(separator: ", ")
      head(names + (stratum.isConditional ? ", if a date is in doubt" : ""))
      for work in stratum.works { rows.append(row(work)) }
      for rule in stratum.rules {
        if rule.words != names { head("  " + rule.words, .dim) }
        rows += self.rows(rule.steps.filter { $0.kind != .add && $0.kind != .feed }, indent: "")
      }
      if let aggregate = stratum.aggregate { rows.append(row(aggregate)) }
    }
    var result = ResultSet("step", columns: ["step", "atom", "in", "out"], rows: rows, footer: footer)
    result.headings = headings
    result.rightColumns = [2, 3]
    return result
  }

  private var footer: String {
    let count = Set(plan.strata.flatMap(\.rules).compactMap(\.rule)).count
    let rules =
      count == 0 ? "no rules to compute" : count == 1 ? "1 rule to compute" : "\(count) rules to compute"
    let isOpen = plan.strata.contains { stratum in
      stratum.rules.contains { $0.steps.contains { $0.expected == nil } }
    }
    return rules + (plan.isOnDemand ? ", as far as is asked for" : "")
      + (isOpen ? "; ? depends on rows that are not there yet" : "")
  }

  private func row(_ step: String, _ atom: String, in rowsIn: String, out rowsOut: String) -> [Value] {
    [.text(step), .text(atom), .text(rowsIn), .text(rowsOut)]
  }

  private func row(_ work: PlannedWork) -> [Value] {
    row(
      work.kind.rawValue, work.text, in: "",
      out: work.expected.map(PlanReport.rounded) ?? PlanReport.unknown)
  }

  private func rows(_ steps: [PlanStep], indent: String) -> [[Value]] {
    var rows: [[Value]] = []
    var before: Double? = 1
    for step in steps {
      rows.append(
        row(
          indent + step.words, step.text, in: before.map(PlanReport.rounded) ?? PlanReport.unknown,
          out: step.expected.map(PlanReport.rounded) ?? PlanReport.unknown))
      for part in step.parts { rows += self.rows(part, indent: indent + "  ") }
      before = step.expected
    }
    return rows
  }

  /// An estimate: whole, and at least 1 where there may be rows at all.
  static func rounded(_ rows: Double) -> String {
    guard rows.isFinite, rows < 9e18 else { return PlanReport.unknown }
    return String(Int(rows > 0 ? max(1, rows.rounded()) : 0))
  }

  // MARK: For programs

  /// A row for each step with all that is known of it.
  var rows: ResultSet {
    let columns = [
      "stratum", "relation", "rule", "place", "newest", "step", "reads", "atom", "index", "expected_in",
      "expected_out",
    ]
    var rows: [[Value]] = []
    for known in plan.known {
      rows.append(
        [
          .integer(0), .text(known.relation.label), .text(""), .text(""), .text(""),
          .text(known.kind.rawValue),
        ]
          + [.text(""), .text(""), .text(""), .text(""), .integer(Int64(known.rows))])
    }
    for (number, stratum) in plan.strata.enumerated() {
      let names = stratum.relations.map(\.label).joined(separator: ", ")
      func row(_ work: PlannedWork) -> [Value] {
        [
          .integer(Int64(number + 1)), .text(names), .text(""), .text(""), .text(""),
          .text(work.kind.rawValue),
        ]
          + [.text(""), .text(work.text), .text(""), .text(""), PlanReport.value(work.expected)]
      }
      rows += stratum.works.map(row)
      for rule in stratum.rules {
        var before: Double? = 1
        for step in rule.steps {
          rows.append(
            [
              .integer(Int64(number + 1)), .text(rule.relation.label),
              rule.rule.map { .integer(Int64($0)) } ?? .text(""), .text("\(rule.source):\(rule.line)"),
              .text(rule.newest ?? ""), .text(step.kind.rawValue),
              .text(step.indexes.isEmpty && step.rows == .all ? "" : step.rows.rawValue), .text(step.text),
              .text(step.indexes.map(\.words).joined(separator: " ")), PlanReport.value(before),
              PlanReport.value(step.expected),
            ])
          before = step.expected
        }
      }
      if let aggregate = stratum.aggregate { rows.append(row(aggregate)) }
    }
    return ResultSet("step", columns: columns, rows: rows)
  }

  private static func value(_ rows: Double?) -> Value {
    guard let rows, rows.isFinite, abs(rows) < 9e18 else { return .text("") }
    return .integer(Int64(rows.rounded()))
  }
}
