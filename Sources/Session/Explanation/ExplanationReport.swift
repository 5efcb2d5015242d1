import Engine
import Syntax

/// An explanation for people: a tree, below it what speaks against it, and the sources.
struct ExplanationReport {
  /// How far below its first line a tree is shown.
  static let depth = 4
  /// How many numbers of citations stand at a chain.
  private static let mostChainCitations = 6

  private let outline: ExplanationOutline
  private let workspace: Workspace
  private let palette: Palette
  private let width: Int?
  private var citations: CitationList
  /// Where each derived part was first shown.
  private var places: [Int: ExplanationOutline.Place] = [:]
  private(set) var lines: [String] = []

  /// The lines of a whole explanation, or of what stands at a place in it.
  static func lines(
    of outline: ExplanationOutline, at place: ExplanationOutline.Place, entry: ExplanationOutline.Entry,
    in workspace: Workspace
  ) -> [String] {
    var report = ExplanationReport(outline, workspace)
    if let title = outline.title {
      report.lines += report.wrapped(title).map { report.palette.paint($0, .dim) }
    }
    report.add(entry, at: place, first: "", rest: "", level: 0)
    report.addContradictions()
    report.addSources()
    return report.lines
  }

  private init(_ outline: ExplanationOutline, _ workspace: Workspace) {
    self.outline = outline
    self.workspace = workspace
    palette = workspace.resultPalette
    width = workspace.resultWidth
    citations = CitationList(in: workspace)
  }

  // MARK: The tree

  private mutating func add(
    _ entry: ExplanationOutline.Entry, at place: ExplanationOutline.Place, first: String, rest: String,
    level: Int
  ) {
    let number = ExplanationOutline.text(of: place)
    let children = outline.children(of: entry)
    var tags = ""
    var text: String
    var remark: String?
    var isKnown = false
    switch entry {
    case .part(let part):
      let derivation = outline.part(part)
      text = sentence(of: derivation)
      switch derivation.reason {
      case .stated: tags = derivation.fact.map { self.tags(of: $0) } ?? ""
      case .derived(let use):
        if let before = places[part], before != place {
          isKnown = true
          tags = " " + palette.paint("(see \(ExplanationOutline.text(of: before)))", .dim)
        } else {
          places[part] = place
          remark = self.remark(use)
        }
      }
    case .test(let words): text = words
    case .absence(let what, let checked):
      text = "no \(what) found (checked \(checked == 1 ? "1 fact" : "\(checked) facts"))"
    case .aggregate(let use): text = words(for: use)
    case .solution(let premises): text = premises.isEmpty ? "a row without premises" : "together"
    case .chain(let chain):
      text = "via \(chain.text), \(chain.steps) steps"
      tags = self.tags(of: chain)
    }
    text = DisplayText.visible(text)
    let isClosed = !children.isEmpty && !isKnown && (level >= Self.depth || isFolded(entry, level))
    if isClosed { tags += " " + palette.paint("(:why \(number) opens)", .dim) }
    let isRoot = level == 0
    let label = number + "  "
    let branch = children.isEmpty || isClosed || isKnown ? "  " : "│ "
    let indent = rest + (branch + String(repeating: " ", count: label.count)).prefix(label.count)
    append(
      text, tags: tags, first: first + palette.paint(label, .dim), rest: indent,
      firstWidth: first.count + label.count, style: isRoot ? .bold : nil)
    if isClosed || isKnown { return }
    if let remark {
      append(
        DisplayText.visible(remark), tags: "", first: indent, rest: indent, firstWidth: indent.count,
        style: .dim)
    }
    for (index, child) in children.enumerated() {
      let isLast = index == children.count - 1
      add(
        child, at: place + [index + 1], first: rest + (isLast ? "└─ " : "├─ "),
        rest: rest + (isLast ? "   " : "│  "), level: level + 1)
    }
  }

  /// Whether an entry is shown closed wherever it stands: a chain is, but where it is what was asked for.
  private func isFolded(_ entry: ExplanationOutline.Entry, _ level: Int) -> Bool {
    if case .chain = entry { level > 0 } else { false }
  }

  private mutating func append(
    _ text: String, tags: String, first: String, rest: String, firstWidth: Int, style: Palette.Style?
  ) {
    let room = width.map { max($0 - max(firstWidth, rest.count), 16) }
    // Tags are words like others, but of another colour: they are wrapped as they look without.
    let plain = Palette.stripped(tags)
    let all = Array(text + plain)
    let pieces = room.map { DisplayText.wrapped(text + plain, width: $0) } ?? [text + plain]
    var position = 0
    for (index, piece) in pieces.enumerated() {
      // Spaces at which a line was broken are gone.
      while index > 0, position < all.count, all[position] == " " { position += 1 }
      let own = max(0, min(text.count - position, piece.count))
      position += piece.count
      let words = String(piece.prefix(own))
      let tail = String(piece.dropFirst(own))
      let painted = style.map { palette.paint(words, $0) } ?? words
      let color: Palette.Style = tail.contains("[uncited]") ? .warning : .dim
      lines.append((index == 0 ? first : rest) + painted + palette.paint(tail, color))
    }
  }

  private func wrapped(_ text: String) -> [String] { SourceReport.wrapped(text, indent: 0, width) }

  // MARK: Words

  private func sentence(of derivation: Derivation) -> String {
    if let fact = derivation.fact {
      return fact.sentence(of: workspace.engine.relation(named: fact.relation))
    }
    guard case .derived(let use) = derivation.reason else { return "" }
    return use.bindings.isEmpty ? "yes" : bindings(use)
  }

  private func remark(_ use: RuleUse) -> String {
    let place = RuleList.place(of: use.statement)
    switch use.statement.kind {
    case .rule(let rule):
      let values = bindings(use)
      return "rule \(rule.head.relation.text) (\(place))" + (values.isEmpty ? "" : ": \(values)")
    case .constraint: return "violates the constraint (\(place))"
    case .query, .declaration, .fact, .include, .parameter, .command:
      return "question: " + use.statement.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
  }

  private func bindings(_ use: RuleUse) -> String {
    use.bindings.map { "\($0.name) = \(SyntaxPrinter.text(of: $0.value))" }.joined(separator: ", ")
  }

  private func words(for use: AggregateUse) -> String {
    let results = zip(use.functions, use.results).map { "\($0) = \($1.plainText)" }
    let group = use.group.map(\.plainText).joined(separator: ", ")
    let rows = ResultSet.rowCount(use.count) + (group.isEmpty ? "" : " for \(group)")
    let shown = use.inputs.count < use.count ? ", \(use.inputs.count) of them:" : use.count == 0 ? "" : ":"
    return "\(results.joined(separator: ", ")) from \(rows)\(shown)"
  }

  private mutating func tags(of fact: FactDescription) -> String {
    let numbers = citations.numbers(of: fact)
    return numbers.isEmpty ? " [uncited]" : " " + numbers.map { "[\($0)]" }.joined()
  }

  private mutating func tags(of chain: DerivationChain) -> String {
    var numbers: [Int] = []
    var isUncited = false
    for case .row(let row) in chain.premises(in: outline.explanation).map(\.ground) {
      guard case .stated = outline.part(row).reason, let fact = outline.part(row).fact else { continue }
      if fact.citations.isEmpty { isUncited = true }
      if numbers.count < Self.mostChainCitations {
        numbers += citations.numbers(of: fact).filter { !numbers.contains($0) }
      }
    }
    let cited = numbers.isEmpty ? "" : " " + numbers.map { "[\($0)]" }.joined()
    return cited + (isUncited ? " [uncited]" : "")
  }

  // MARK: Below the tree

  private mutating func addContradictions() {
    let found = Contradictions.of(outline.explanation, in: workspace)
    guard !found.isEmpty else { return }
    lines += ["", palette.paint("Contradicted", .warning)]
    for contradiction in found {
      append(
        DisplayText.visible(contradiction.sentence), tags: "", first: "- ", rest: "  ", firstWidth: 2,
        style: nil)
      for fact in contradiction.others {
        let sentence = fact.sentence(of: workspace.engine.relation(named: fact.relation))
        append(
          "against it: " + DisplayText.visible(sentence), tags: tags(of: fact), first: "  ", rest: "    ",
          firstWidth: 2, style: nil)
      }
    }
  }

  private mutating func addSources() {
    guard !citations.places.isEmpty else { return }
    lines += ["", palette.paint("Sources", .bold)]
    lines += citations.lines(palette, width: width)
  }
}
