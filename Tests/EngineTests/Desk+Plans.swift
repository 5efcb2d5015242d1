import Engine
import Syntax

extension Desk {
  /// How a question would be answered: each known relation, and each step as `step [index] text: expected`.
  func plan(_ question: String) throws -> [String] {
    let statement = try statement(question)
    guard case .query(let query) = statement.kind else { throw Refusal([]) }
    do throws(EngineError) {
      return Desk.lines(try engine.plan(query, in: statement))
    } catch {
      throw Desk.error(error)
    }
  }

  private static func lines(_ plan: QueryPlan) -> [String] {
    var lines = plan.known.map { "\($0.kind.rawValue) \($0.relation.label): \($0.rows)" }
    for stratum in plan.strata {
      lines.append("- " + stratum.relations.map(\.label).joined(separator: ", "))
      lines += stratum.works.map { "\($0.kind.rawValue) \($0.text): \(number($0.expected))" }
      for rule in stratum.rules {
        if let newest = rule.newest { lines.append("newest \(newest)") }
        for step in rule.steps where step.kind != .add && step.kind != .feed { lines.append(line(step)) }
      }
      if let aggregate = stratum.aggregate {
        lines.append("\(aggregate.kind.rawValue) \(aggregate.text): \(number(aggregate.expected))")
      }
    }
    return lines
  }

  private static func line(_ step: PlanStep) -> String {
    let index = step.indexes.map {
      " [\(($0.columns + ($0.order.map { ["\($0)…"] } ?? [])).joined(separator: ", "))]"
    }
    let rows = step.rows == .all ? "" : " " + step.rows.rawValue
    return step.kind.rawValue + rows + index.joined() + " \(step.text): \(number(step.expected))"
  }

  private static func number(_ rows: Double?) -> String { rows.map { String(Int($0.rounded())) } ?? "?" }

  /// A question's answer with what was done for it.
  func profile(_ question: String) throws -> (answer: Result<Answer, EngineError>, profile: Profile) {
    let statement = try statement(question)
    guard case .query(let query) = statement.kind else { throw Refusal([]) }
    return engine.profile(query, in: statement)
  }

  /// The steps of a profile's rules as `step text: in -> out`.
  static func steps(_ profile: Profile) -> [String] {
    profile.strata.flatMap(\.rules).flatMap { rule in
      zip(rule.plan.steps, rule.steps).map { step, measured in
        "\(step.kind.rawValue) \(step.text): \(measured.rowsIn) -> \(measured.rowsOut)"
      }
    }
  }
}
