import Engine
import Syntax

/// What a picture of an explanation shows: boxes with their words, and which stands below which.
struct PictureGraph {
  enum Kind: String {
    case fact, derived, rule, test, absence, aggregate, chain, best
  }

  struct Line {
    var text: String
    var isRemark = false
    /// Whether it says that nothing was cited.
    var isWarning = false
  }

  struct Box {
    /// The same for the same explanation: `part-1`, `rule-0`, `rule-0-3` for what is said of the rule's third
    /// literal.
    var id: String
    var kind: Kind
    var lines: [Line]
  }

  private(set) var boxes: [Box] = []
  /// From a box to one below it, each once.
  private(set) var edges: [(from: Int, to: Int)] = []
  private(set) var citations: CitationList
  /// Whether there was more than is drawn.
  private(set) var isCut = false

  private let outline: ExplanationOutline
  private let workspace: Workspace
  private var places: [String: Int] = [:]
  private var waiting: [(box: Int, entries: [ExplanationOutline.Entry], id: String)] = []

  /// What stands below the last of these boxes is left out.
  static let mostBoxes = 160

  /// What stands at a place of an explanation, from the top down.
  init(_ outline: ExplanationOutline, at place: ExplanationOutline.Place, in workspace: Workspace) {
    self.outline = outline
    self.workspace = workspace
    citations = CitationList(in: workspace)
    guard let entry = outline.entry(at: place) else { return }
    _ = add(entry, id: "top", isTop: true)
    var next = 0
    while next < waiting.count {
      let (box, entries, id) = waiting[next]
      next += 1
      for (index, entry) in entries.enumerated() {
        guard boxes.count < Self.mostBoxes else {
          isCut = true
          boxes[box].lines.append(Line(text: "and more", isRemark: true))
          break
        }
        let below = add(entry, id: "\(id)-\(index + 1)", isTop: false)
        if !edges.contains(where: { $0 == (box, below) }) { edges.append((box, below)) }
      }
    }
  }

  private mutating func add(_ entry: ExplanationOutline.Entry, id: String, isTop: Bool) -> Int {
    switch entry {
    case .part(let number): return add(part: number)
    case .test(let text): return add(.test, id, [Line(text: text)])
    case .absence(let what, let checked):
      return add(
        .absence, id,
        [
          Line(text: "no \(what)"),
          Line(text: "checked " + (checked == 1 ? "1 fact" : "\(checked) facts"), isRemark: true),
        ])
    case .aggregate(let use):
      let results = zip(use.functions, use.results).map { "\($0) = \($1.plainText)" }.joined(separator: ", ")
      let group = use.group.isEmpty ? "" : " for " + use.group.map(\.plainText).joined(separator: ", ")
      let few = use.inputs.count < use.count ? ", \(use.inputs.count) of them below" : ""
      let rows = "from \(ResultSet.rowCount(use.count))\(group)\(few)"
      let lines = [Line(text: results), Line(text: rows, isRemark: true)]
      return add(.aggregate, id, lines, above: outline.children(of: entry))
    case .solution: return add(.aggregate, id, [Line(text: "together")], above: outline.children(of: entry))
    case .chain(let chain):
      var lines = [Line(text: "via \(chain.text.replacing("->", with: "→"))")]
      if case .derived(let use)? = chain.parts.first.map({ outline.part($0).reason }) {
        lines.append(Line(text: "\(chain.steps) steps by \(use.words)", isRemark: true))
      }
      lines += tags(citations.summary(below: entry, in: outline))
      return add(.chain, id, lines, above: isTop ? outline.children(of: entry) : [])
    case .best(let use):
      return add(.best, id, [Line(text: use.words)], above: outline.children(of: entry))
    case .candidate(let other):
      let sentences = other.facts.map { sentence($0) }.joined(separator: " and ")
      return add(
        .best, id, [Line(text: other.value.plainText), Line(text: "as " + sentences, isRemark: true)])
    case .way: return add(.rule, id, [], above: outline.children(of: entry))
    }
  }

  /// A row, and the rule that gave it below.
  private mutating func add(part number: Int) -> Int {
    let id = "part-\(number)"
    if let known = places[id] { return known }
    let part = outline.part(number)
    let words = part.fact.map { sentence($0) }
    switch part.reason {
    case .stated:
      let numbers = part.fact.map { citations.numbers(of: $0) } ?? []
      return add(.fact, id, [Line(text: words ?? "")] + tags((numbers, numbers.isEmpty)))
    case .derived(let use):
      let values = use.bindingsText
      let text = words ?? (values.isEmpty ? "yes" : values)
      let box = add(.derived, id, [Line(text: text)])
      let below = outline.children(of: .part(number))
      if case .chain? = below.first {
        waiting.append((box, below, "rule-\(number)"))
        return box
      }
      var lines = [Line(text: use.words)]
      // No line is broken within a binding.
      if words != nil, !values.isEmpty {
        lines.append(Line(text: values.replacing(" = ", with: "\u{a0}=\u{a0}"), isRemark: true))
      }
      let rule = add(.rule, "rule-\(number)", lines, above: below)
      edges.append((box, rule))
      return box
    }
  }

  private mutating func add(
    _ kind: Kind, _ id: String, _ lines: [Line], above entries: [ExplanationOutline.Entry] = []
  ) -> Int {
    places[id] = boxes.count
    let shown = lines.filter { !$0.text.isEmpty }.map { line in
      Line(text: DisplayText.visible(line.text), isRemark: line.isRemark, isWarning: line.isWarning)
    }
    boxes.append(Box(id: id, kind: kind, lines: shown))
    if !entries.isEmpty { waiting.append((boxes.count - 1, entries, id)) }
    return boxes.count - 1
  }

  // MARK: Below the picture

  struct FootLine {
    var text: String
    var isHeading = false
  }

  /// What speaks against the explanation, and the sources, in lines of at most so many columns.
  mutating func foot(
    of outline: ExplanationOutline, in workspace: Workspace, columns: Int
  ) -> [FootLine] {
    var lines: [FootLine] = []
    let found = Contradictions.of(outline.explanation, in: workspace)
    if !found.isEmpty { lines.append(FootLine(text: "Contradicted", isHeading: true)) }
    for contradiction in found {
      let against = contradiction.others.map { fact in
        sentence(fact) + " " + tags(citations.numbers(of: fact))
      }
      let text = contradiction.sentence + "; against it: " + against.joined(separator: "; ")
      lines += SourceReport.wrapped(text, indent: 0, columns).map { FootLine(text: $0) }
    }
    guard !citations.places.isEmpty else { return lines }
    if !lines.isEmpty { lines.append(FootLine(text: "")) }
    lines.append(FootLine(text: "Sources", isHeading: true))
    return lines + citations.lines(.plain, width: columns).map { FootLine(text: $0) }
  }

  private func tags(_ numbers: [Int]) -> String {
    numbers.isEmpty ? "(uncited)" : numbers.map { "[\($0)]" }.joined()
  }

  private func sentence(_ fact: FactDescription) -> String {
    fact.sentence(of: workspace.engine.relation(named: fact.relation))
  }

  private func tags(_ cited: (numbers: [Int], isUncited: Bool)) -> [Line] {
    var lines: [Line] = []
    if !cited.numbers.isEmpty {
      lines.append(Line(text: cited.numbers.map { "[\($0)]" }.joined(separator: " "), isRemark: true))
    }
    if cited.isUncited { lines.append(Line(text: "uncited", isRemark: true, isWarning: true)) }
    return lines
  }
}
