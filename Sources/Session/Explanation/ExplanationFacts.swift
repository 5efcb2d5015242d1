import Engine
import Syntax

/// An explanation as facts that can be read and asked:
/// `derivation(part, fact, height, reason, place)`, `premise(part, position, kind, uses, text)`,
/// `binding(part, name, value)`, `citation(part, document, paragraph, sentence, row)`. What is not known is `unknown`.
enum ExplanationFacts {
  static func text(of explanation: Explanation) -> String {
    var lines: [String] = []
    func add(_ relation: String, _ values: [Value]) {
      lines.append("\(relation)(\(values.map { SyntaxPrinter.text(of: $0) }.joined(separator: ", "))).")
    }
    func number(_ number: Int?) -> Value { number.map { .integer(Int64($0)) } ?? .text("unknown") }
    for (place, part) in explanation.parts.enumerated() {
      let id = number(place)
      let fact = Value.text(part.fact?.text ?? "question")
      switch part.reason {
      case .stated:
        add("derivation", [id, fact, number(part.height), .text("stated"), .text("unknown")])
        for citation in part.fact?.citations ?? [] {
          add(
            "citation",
            [
              id, .text(citation.document.text), number(citation.paragraph), number(citation.sentence),
              number(citation.row),
            ])
        }
      case .derived(let use):
        add(
          "derivation",
          [id, fact, number(part.height), .text("derived"), .text(RuleList.place(of: use.statement))])
        for binding in use.bindings { add("binding", [id, .text(binding.name), binding.value]) }
        var position = 0
        for premise in use.premises {
          position += 1
          for row in rows(premise, number) { add("premise", [id, number(position)] + row) }
        }
      }
    }
    return lines.joined(separator: "\n")
  }

  /// The kind of a premise, the part that it uses, and its text; a row for each part that an aggregate uses.
  private static func rows(_ premise: Premise, _ number: (Int?) -> Value) -> [[Value]] {
    switch premise.ground {
    case .row(let part): return [[.text("row"), number(part), .text(premise.written)]]
    case .test(let text): return [[.text("test"), number(nil), .text(text)]]
    case .absence(let what, _): return [[.text("absence"), number(nil), .text(what)]]
    case .aggregate(let use):
      let text = zip(use.functions, use.results).map { "\($0) = \($1.plainText)" }.joined(separator: ", ")
      return [[.text("aggregate"), number(nil), .text(text)]]
        + use.inputs.joined().flatMap { rows($0, number) }
    case .best(let use):
      return [[.text(use.function), number(nil), .text("\(use.value.plainText) of \(use.countText)")]]
    }
  }
}
