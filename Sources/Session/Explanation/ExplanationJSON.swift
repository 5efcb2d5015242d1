import Engine
import Syntax

/// An explanation as one JSON object: `parts` are the rows of the derivation, of which part 0 is what is explained,
/// and premises refer to them by number.
///
/// A part has `part`, `fact`, `relation`, `modality`, `values`, `sentence`, `height` and `reason`. Where that
/// is `stated` there are `citations`, where it is `derived` there are `rule` (its number, or null for a
/// question), `place`, `text`, `bindings` and `premises`. A premise has `written` and `kind`: `row` with
/// `part`; `test` with `text`; `absence` with `of` and `checked`; `aggregate` with `functions`, `results`,
/// `group`, `count` and `inputs`, of which each is a list of premises; `best` with `function`, `value`,
/// `group`, `count`, `more` and `others`, of which each has `value` and `facts`. With `--all` there is
/// `derivations` beside `parts`. A page of the documentation has all keys.
enum ExplanationJSON {
  static func text(of explanation: Explanation, in workspace: Workspace) -> String {
    let parts = explanation.parts.enumerated().map { number, part in
      object([("part", String(number))] + members(of: part, in: workspace))
    }
    return "{" + (explanation.alternatives.map { derivations($0, in: workspace) } ?? "")
      + "\"parts\":[\n  " + parts.joined(separator: ",\n  ") + "\n]}"
  }

  /// What was asked with `--all`.
  private static func derivations(_ alternatives: Alternatives, in workspace: Workspace) -> String {
    let shown = alternatives.shown.map { object(members(of: $0, in: workspace)) }
    let counts = object([
      ("count", String(alternatives.count)), ("more", String(alternatives.isMore)),
      ("undecided", String(alternatives.undecided)),
    ])
    return "\"derivations\":" + counts.dropLast() + ",\"shown\":[\n  "
      + shown.joined(separator: ",\n  ") + "\n]},\n"
  }

  private static func members(of part: Derivation, in workspace: Workspace) -> [(String, String)] {
    var members: [(String, String)] = []
    if let fact = part.fact {
      members += [
        ("fact", string(fact.text)), ("relation", string(fact.relation)),
        ("modality", string(fact.modality.rawValue)), ("values", array(fact.values.map(value))),
        ("sentence", string(fact.sentence(of: workspace.engine.relation(named: fact.relation)))),
      ]
    }
    members.append(("height", String(part.height)))
    switch part.reason {
    case .stated:
      members.append(("reason", string("stated")))
      members.append(("citations", array((part.fact?.citations ?? []).map(citation))))
    case .derived(let use):
      members += [
        ("reason", string("derived")), ("rule", use.rule.map { String($0) } ?? "null"),
        ("place", string(RuleList.place(of: use.statement))), ("text", string(use.statement.text)),
        ("bindings", object(use.bindings.map { ($0.name, value($0.value)) })),
        ("premises", array(use.premises.map(premise))),
      ]
    }
    return members
  }

  private static func premise(_ premise: Premise) -> String {
    let written = ("written", string(premise.written))
    switch premise.ground {
    case .row(let part): return object([written, ("kind", string("row")), ("part", String(part))])
    case .test(let text): return object([written, ("kind", string("test")), ("text", string(text))])
    case .absence(let what, let checked):
      return object([
        written, ("kind", string("absence")), ("of", string(what)), ("checked", String(checked)),
      ])
    case .aggregate(let use):
      return object([
        written, ("kind", string("aggregate")), ("functions", array(use.functions.map(string))),
        ("results", array(use.results.map(value))), ("group", array(use.group.map(value))),
        ("count", String(use.count)), ("inputs", array(use.inputs.map { array($0.map(self.premise)) })),
      ])
    case .best(let use):
      return object([
        written, ("kind", string("best")), ("function", string(use.function)), ("value", value(use.value)),
        ("group", array(use.group.map(value))), ("count", String(use.count)), ("more", String(use.isMore)),
        (
          "others",
          array(
            use.others.map { other in
              object([("value", value(other.value)), ("facts", array(other.facts.map { string($0.text) }))])
            })
        ),
      ])
    }
  }

  static func citation(_ citation: Citation) -> String {
    var members = [("document", string(citation.document.text))]
    if let paragraph = citation.paragraph { members.append(("paragraph", String(paragraph))) }
    if let sentence = citation.sentence { members.append(("sentence", String(sentence))) }
    if let bytes = citation.bytes {
      members.append(("bytes", array([String(bytes.lowerBound), String(bytes.upperBound)])))
    }
    if let row = citation.row { members.append(("row", String(row))) }
    if let by = citation.by { members.append(("by", string(by))) }
    if let confidence = citation.confidence { members.append(("confidence", string(confidence.rawValue))) }
    if let attribution = citation.attribution { members.append(("attribution", string(attribution))) }
    if let quote = citation.quote { members.append(("quote", string(quote))) }
    return object(members)
  }

  static func value(_ value: Value) -> String {
    switch value {
    case .integer(let number): String(number)
    case .decimal(let number): number.isFinite ? String(number) : "null"
    case .text, .date, .duration: string(value.plainText)
    }
  }

  static func string(_ text: String) -> String { JSONRowEncoder.string(text) }
  static func array(_ members: [String]) -> String { "[" + members.joined(separator: ",") + "]" }

  static func object(_ members: [(String, String)]) -> String {
    "{" + members.map { string($0.0) + ":" + $0.1 }.joined(separator: ",") + "}"
  }
}
