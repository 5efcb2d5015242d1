import Engine
import Syntax

extension ExplanationOutline {
  /// For programs: a row for each entry of the tree, a part that occurs twice with what is below it once.
  var table: ResultSet {
    var rows: [[Value]] = []
    var seen: Set<Int> = []
    var stack: [(Place, Entry)] = [([number], root)]
    while let (place, entry) = stack.popLast() {
      var kind: String
      var text: String
      var rule = ""
      var isKnown = false
      switch entry {
      case .part(let part):
        let derivation = self.part(part)
        text = derivation.fact?.text ?? ""
        switch derivation.reason {
        case .stated: kind = "stated"
        case .derived(let use):
          kind = "derived"
          rule = RuleList.place(of: use.statement)
          isKnown = !seen.insert(part).inserted
        }
      case .test(let words): (kind, text) = ("test", words)
      case .absence(let what, _): (kind, text) = ("absence", what)
      case .aggregate(let use):
        kind = "aggregate"
        text = zip(use.functions, use.results).map { "\($0) = \($1.plainText)" }.joined(separator: ", ")
      case .solution: (kind, text) = ("solution", "")
      case .chain(let chain): (kind, text) = ("chain", chain.text)
      case .way(let number):
        (kind, text) = ("way", way(number)?.fact?.text ?? "")
        if case .derived(let use)? = way(number)?.reason { rule = RuleList.place(of: use.statement) }
      case .best(let use): (kind, text) = (use.function, "\(use.value.plainText) of \(use.countText)")
      case .candidate(let other): (kind, text) = ("other", other.value.plainText)
      }
      rows.append([.text(Self.text(of: place)), .text(kind), .text(text), .text(rule)])
      if isKnown { continue }
      for (index, child) in children(of: entry).enumerated().reversed() {
        stack.append((place + [index + 1], child))
      }
    }
    return ResultSet("why", columns: ["part", "kind", "what", "rule"], rows: rows)
  }
}
