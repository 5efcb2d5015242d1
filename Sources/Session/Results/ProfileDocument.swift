import Engine
import Syntax

/// A profile as `--profile` writes it. The keys are documented in the article "The file of profiles"; what has no value
/// is null, and times are milliseconds.
struct ProfileDocument {
  let json: JSONText

  init(_ profile: Profile, of statement: Statement, _ answer: Result<Answer, EngineError>) {
    var rows: Int?
    let outcome: String
    switch answer {
    case .success(let answer):
      rows = answer.count
      outcome = answer.stopped == nil ? "answered" : "stopped"
    case .failure(.stopped): outcome = "stopped"
    case .failure(.invalid): outcome = "failed"
    }
    let source = statement.source
    json = .object([
      ("question", .string(statement.text.split(whereSeparator: \.isWhitespace).joined(separator: " "))),
      ("source", .string(source.name)), ("line", .integer(source.line(at: Int(statement.range.lower)))),
      ("outcome", .string(outcome)), ("rows", .optional(rows)), ("threads", .integer(profile.threads)),
      ("ms", Self.time(profile.time)), ("work_ms", Self.time(profile.work)),
      ("known", .array(profile.known.map(Self.known))),
      ("strata", .array(profile.strata.map(Self.stratum))), ("work", .array(profile.works.map(Self.work))),
    ])
  }

  private static func time(_ nanoseconds: Int) -> JSONText { .decimal(Double(nanoseconds) / 1e6) }

  private static func known(_ known: KnownRelation) -> JSONText {
    .object([
      ("relation", .string(known.relation.label)), ("kind", .string(known.kind.rawValue)),
      ("rows", .integer(known.rows)),
    ])
  }

  private static func stratum(_ stratum: StratumProfile) -> JSONText {
    .object([
      ("relations", .array(stratum.relations.map { .string($0.label) })),
      ("recursive", .bool(stratum.isRecursive)), ("complete", .bool(stratum.isComplete)),
      ("given_up", .bool(stratum.isAbandoned)),
      ("rows", .integer(stratum.rows)), ("ms", time(stratum.time)), ("work_ms", time(stratum.work)),
      ("rules", .array(stratum.rules.map(rule))), ("work", .array(stratum.works.map(work))),
      (
        "rounds",
        .array(
          stratum.isRecursive
            ? stratum.rounds.map { round in
              .object([
                ("round", .integer(round.number)), ("new", .integer(round.new)), ("ms", time(round.time)),
              ])
            } : [])
      ),
    ])
  }

  private static func rule(_ rule: RuleProfile) -> JSONText {
    let plan = rule.plan
    return .object([
      ("relation", .string(plan.relation.label)), ("rule", .optional(plan.rule)),
      ("source", .string(plan.source)), ("line", .integer(plan.line)),
      ("alternative", .optional(plan.alternative)), ("newest", .optional(plan.newest)),
      ("rounds", .integer(rule.rounds)), ("first_round", .integer(rule.firstRound)),
      ("new", .integer(rule.new)), ("ms", time(rule.time)), ("work_ms", time(rule.work)),
      ("plan_ms", time(rule.planning)), ("split", .bool(rule.isSplit)),
      (
        "steps",
        .array(
          zip(plan.steps, rule.steps).enumerated().map { index, pair in
            step(pair.0, pair.1, expected: rule.expected(afterStep: index))
          })
      ),
    ])
  }

  private static func step(_ step: PlanStep, _ measured: StepProfile, expected: Double?) -> JSONText {
    var members: [(key: String, value: JSONText)] = [
      ("step", .string(step.kind.rawValue)), ("reads", .string(step.rows.rawValue)),
      ("text", .string(step.text)), ("indexes", .array(step.indexes.map { .string($0.words) })),
      ("in", .integer(measured.rowsIn)), ("out", .integer(measured.rowsOut)),
      ("expected", .optional(expected)), ("ms", time(measured.time)),
      ("index_ms", time(measured.preparation)),
      ("index_made", .bool(measured.madeIndex)),
    ]
    if !step.parts.isEmpty {
      let parts = zip(step.parts, measured.parts).map { part, counted in
        JSONText.array(zip(part, counted).map { Self.step($0, $1, expected: nil) })
      }
      members.append(("parts", .array(parts)))
    }
    return .object(members)
  }

  private static func work(_ work: WorkProfile) -> JSONText {
    .object([
      ("work", .string(work.kind.rawValue)), ("text", .string(work.text)), ("in", .optional(work.rowsIn)),
      ("out", .optional(work.rowsOut)), ("ms", time(work.time)),
    ])
  }
}
