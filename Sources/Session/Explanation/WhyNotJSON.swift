import Engine
import Syntax

/// Why something does not hold, as one JSON object.
///
/// `text` is what was asked for in words; `asked` has its `text`, `relation`, `modality` and `values` (null for what
/// was left open), or is null for a question of several literals. `near` lists misses, `rules` the rules that come
/// furthest, and `furtherRules` says how many more there are.
///
/// A rule has `rule` (its number, or null for the question), `place`, `text`, `bindings`, `alternatives`, `literals`
/// (`written`, and `state`: `holds`, `fails` or `untried`), `ways` (`count`, and `more` where they were not all
/// counted), `solutions` and `failure`. A failure has `kind` (`head`, `literal`, `result`), `words`, `misses`, and
/// `inner`: null, or `needed`, `place`, `literal` and `words` of the rule that should have given the row needed.
///
/// A miss has `kind` (`possible`, `modality`, `argument`, `name`, `test`, `present`, `value`), `words`, and where it is
/// a row `fact`, `relation`, `modality`, `values`, `sentence`, `stated` and `citations`.
enum WhyNotJSON {
  private typealias JSON = ExplanationJSON

  static func text(of whyNot: WhyNot, title: String, in workspace: Workspace) -> String {
    JSON.object([
      ("text", JSON.string(title)), ("asked", whyNot.asked.map(asked) ?? "null"),
      ("near", JSON.array(whyNot.near.map { miss($0, workspace) })),
      ("rules", JSON.array(whyNot.attempts.map { attempt($0, workspace) })),
      ("furtherRules", String(whyNot.furtherRules)),
    ])
  }

  private static func asked(_ pattern: AtomPattern) -> String {
    let modality = if case .only(let modality) = pattern.modality { modality.rawValue } else { "any" }
    return JSON.object([
      ("text", JSON.string(pattern.text)), ("relation", JSON.string(pattern.relation)),
      ("modality", JSON.string(modality)),
      ("values", JSON.array(pattern.values.map { $0.map(JSON.value) ?? "null" })),
    ])
  }

  private static func attempt(_ attempt: RuleAttempt, _ workspace: Workspace) -> String {
    JSON.object([
      ("rule", attempt.rule.map { String($0) } ?? "null"),
      ("place", JSON.string(RuleList.place(of: attempt.statement))),
      ("text", JSON.string(attempt.statement.text)), ("bindings", bindings(attempt.bindings)),
      ("alternatives", String(attempt.alternatives)),
      (
        "literals",
        JSON.array(
          attempt.literals.map {
            JSON.object([("written", JSON.string($0.written)), ("state", JSON.string($0.state.rawValue))])
          })
      ),
      (
        "ways",
        JSON.object([
          ("count", String(attempt.ways.count)), ("more", String(attempt.ways.isMore)),
        ])
      ),
      ("solutions", JSON.array(attempt.solutions.map(bindings))),
      ("failure", failure(attempt.failure, workspace)),
    ])
  }

  private static func failure(_ failure: Failure, _ workspace: Workspace) -> String {
    let inner = failure.inner.map { inner in
      JSON.object([
        ("needed", text(inner.pattern?.text)), ("place", JSON.string(RuleList.place(of: inner.statement))),
        ("literal", text(inner.literal)), ("words", text(inner.words)),
      ])
    }
    return JSON.object([
      ("kind", JSON.string(failure.kind.rawValue)), ("words", text(failure.words)),
      ("misses", JSON.array(failure.misses.map { miss($0, workspace) })), ("inner", inner ?? "null"),
    ])
  }

  private static func miss(_ miss: NearMiss, _ workspace: Workspace) -> String {
    var members = [("kind", JSON.string(miss.kind.rawValue)), ("words", text(miss.words))]
    if let fact = miss.fact {
      members += [
        ("fact", JSON.string(fact.text)), ("relation", JSON.string(fact.relation)),
        ("modality", JSON.string(fact.modality.rawValue)),
        ("values", JSON.array(fact.values.map(JSON.value))),
        ("sentence", JSON.string(fact.sentence(of: workspace.engine.relation(named: fact.relation)))),
        ("stated", String(miss.isStated)), ("citations", JSON.array(fact.citations.map(JSON.citation))),
      ]
    }
    return JSON.object(members)
  }

  private static func bindings(_ bindings: [RuleUse.Binding]) -> String {
    JSON.object(bindings.map { ($0.name, JSON.value($0.value)) })
  }

  private static func text(_ text: String?) -> String { text.map(JSON.string) ?? "null" }
}
