import Engine
import Syntax

/// An explanation as a memo in Markdown: what holds, a nested list of why, and the citations as footnotes.
struct ExplanationMemo {
  private let outline: ExplanationOutline
  private let workspace: Workspace
  private var citations: CitationList
  private var places: [Int: String] = [:]
  private var lines: [String] = []

  static func text(of outline: ExplanationOutline, in workspace: Workspace) -> String {
    var memo = ExplanationMemo(outline: outline, workspace: workspace, citations: CitationList(in: workspace))
    memo.write()
    return memo.lines.joined(separator: "\n")
  }

  private init(outline: ExplanationOutline, workspace: Workspace, citations: CitationList) {
    self.outline = outline
    self.workspace = workspace
    self.citations = citations
  }

  private mutating func write() {
    // From the root down, without recursion: a derivation may be as high as it likes.
    var stack: [(place: ExplanationOutline.Place, entry: ExplanationOutline.Entry)] = [
      ([outline.number], outline.root)
    ]
    while let (place, entry) = stack.popLast() {
      let (text, isKnown) = words(for: entry, at: place)
      let isRoot = place.count == 1
      let indent = String(repeating: "  ", count: max(0, place.count - 2))
      lines.append(isRoot ? "**\(text)**" : "\(indent)- \(text)")
      if isRoot { lines.append("") }
      if isKnown { continue }
      for (index, child) in outline.children(of: entry).enumerated().reversed() {
        stack.append((place + [index + 1], child))
      }
    }
    if let remainder = outline.alternatives?.remainder, !remainder.isEmpty {
      lines += [""] + remainder
    }
    addContradictions()
    lines += Self.footnotes(citations)
  }

  /// The citations as footnotes, below an empty line.
  static func footnotes(_ citations: CitationList) -> [String] {
    guard !citations.places.isEmpty else { return [] }
    return [""]
      + citations.places.enumerated().map { index, place in
        var text = "[^\(index + 1)]: \(escaped(place.document.label))"
        if !place.citation.details.isEmpty { text += "; \(escaped(place.citation.details))" }
        if case .words(let words) = place.quotation {
          text += ": “\(escaped(words))”"
        } else if let quote = place.citation.quote {
          text += ": “… \(escaped(quote)) …”"
        }
        return text
      }
  }

  private mutating func addContradictions() {
    let found = Contradictions.of(outline.explanation, in: workspace)
    guard !found.isEmpty else { return }
    lines += ["", "Contradicted:", ""]
    for contradiction in found {
      lines.append("- " + Self.escaped(contradiction.sentence))
      for fact in contradiction.others {
        let sentence = fact.sentence(of: workspace.engine.relation(named: fact.relation))
        let notes = Self.footnotes(citations.numbers(of: fact))
        lines.append("  - against it: " + Self.escaped(sentence) + notes)
      }
    }
  }

  private mutating func words(
    for entry: ExplanationOutline.Entry, at place: ExplanationOutline.Place
  ) -> (text: String, isKnown: Bool) {
    switch entry {
    case .part(let number):
      let part = outline.part(number)
      let sentence = part.fact.map { $0.sentence(of: workspace.engine.relation(named: $0.relation)) } ?? ""
      if number == 0, let alternatives = outline.alternatives {
        let shown = alternatives.shown.count
        let rest = shown < alternatives.count || alternatives.isMore ? ", first of all" : ""
        return ("\(subject(of: part, sentence)), \(alternatives.words)\(rest)", false)
      }
      switch part.reason {
      case .stated:
        let numbers = part.fact.map { citations.numbers(of: $0) } ?? []
        return (Self.escaped(sentence) + Self.footnotes(numbers), false)
      case .derived(let use):
        let text = subject(of: part, sentence)
        if places[number] != nil { return (text + " (see above)", true) }
        places[number] = ExplanationOutline.text(of: place)
        return ("\(text), \(Self.words(for: use))", false)
      }
    case .test(let text): return (Self.escaped(text), false)
    case .absence(let what, let checked):
      return ("no `\(what)` found (checked \(checked == 1 ? "1 fact" : "\(checked) facts"))", false)
    case .aggregate(let use):
      let results = zip(use.functions, use.results).map { "\($0) = \($1.plainText)" }
      return (
        Self.escaped(results.joined(separator: ", ")) + " from \(ResultSet.rowCount(use.count)), of which",
        false
      )
    case .solution: return ("together", false)
    case .chain(let chain): return ("via \(Self.escaped(chain.text)), \(chain.steps) steps", false)
    case .way(let number):
      guard let way = outline.way(number) else { return ("", true) }
      let isOther = way.fact?.text != outline.part(0).fact?.text
      let sentence = way.fact.map { $0.sentence(of: workspace.engine.relation(named: $0.relation)) } ?? ""
      let start = isOther ? Self.escaped(sentence) + ", " : ""
      switch way.reason {
      case .stated:
        let numbers = way.fact.map { citations.numbers(of: $0) } ?? []
        return (start + "as stated" + Self.footnotes(numbers), false)
      case .derived(let use):
        let values = use.bindings.isEmpty ? "" : ", with " + Self.escaped(use.bindingsText)
        return ("\(start)\(Self.words(for: use))\(values)", false)
      }
    case .best(let use): return (Self.escaped(use.words) + (use.others.isEmpty ? "" : "; the next"), false)
    case .candidate(let other):
      let sentences = other.facts.map { $0.sentence(of: workspace.engine.relation(named: $0.relation)) }
      let text =
        other.value.plainText + (sentences.isEmpty ? "" : ", as ") + sentences.joined(separator: " and ")
      let numbers = other.facts.flatMap { citations.numbers(of: $0) }
      return (Self.escaped(text) + numbers.map { "[^\($0)]" }.joined(), false)
    }
  }

  /// The row in words, or what a question's variables are.
  private func subject(of part: Derivation, _ sentence: String) -> String {
    guard part.fact == nil, case .derived(let use) = part.reason else { return Self.escaped(sentence) }
    return Self.escaped(
      outline.alternatives != nil ? use.shownText : use.bindings.isEmpty ? "yes" : use.bindingsText)
  }

  /// `by rule path (`family.dl:12`)`
  private static func words(for use: RuleUse) -> String {
    let place = "`\(RuleList.place(of: use.statement))`"
    switch use.statement.kind {
    case .rule(let rule): return "by rule \(escaped(rule.head.relation.text)) (\(place))"
    case .constraint:
      let demand = use.statement.documentation.map {
        escaped($0.split(whereSeparator: \.isWhitespace).joined(separator: " "))
      }
      return "violates the constraint \(place)" + (demand.map { ": " + $0 } ?? "")
    case .query, .declaration, .fact, .include, .parameter, .command: return "by the question \(place)"
    }
  }

  private static func footnotes(_ numbers: [Int]) -> String {
    numbers.isEmpty ? " (uncited)" : numbers.map { "[^\($0)]" }.joined()
  }

  /// With a backslash before what Markdown would obey.
  static func escaped(_ text: String) -> String {
    var result = ""
    for character in DisplayText.visible(text) {
      if "\\`*_[]<>#|".contains(character) { result.append("\\") }
      result.append(character)
    }
    return result
  }
}
