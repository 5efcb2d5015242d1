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

  private mutating func words(
    for entry: ExplanationOutline.Entry, at place: ExplanationOutline.Place
  ) -> (text: String, isKnown: Bool) {
    switch entry {
    case .part(let number):
      let part = outline.part(number)
      let sentence = part.fact.map { $0.sentence(of: workspace.engine.relation(named: $0.relation)) } ?? ""
      switch part.reason {
      case .stated:
        let numbers = part.fact.map { citations.numbers(of: $0) } ?? []
        let notes = numbers.isEmpty ? " (uncited)" : numbers.map { "[^\($0)]" }.joined()
        return (Self.escaped(sentence) + notes, false)
      case .derived(let use):
        let values = use.bindings.map { "\($0.name) = \($0.value.plainText)" }.joined(separator: ", ")
        let text = Self.escaped(part.fact == nil ? values : sentence)
        if places[number] != nil { return (text + " (see above)", true) }
        places[number] = ExplanationOutline.text(of: place)
        return ("\(text), by `\(RuleList.place(of: use.statement))`", false)
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
    }
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
