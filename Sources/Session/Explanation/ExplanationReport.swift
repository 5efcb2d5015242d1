import Engine
import Syntax

/// An explanation for people: a tree, below it what speaks against it, and the sources.
struct ExplanationReport {
  /// How far below its first line a tree is shown.
  static let depth = 4
  /// The same for all ways to a row: each with what it rests on, no further.
  static let depthOfAll = 2
  /// How many numbers of citations stand at a chain.
  private static let mostChainCitations = 6

  let outline: ExplanationOutline
  let workspace: Workspace
  private let palette: Palette
  private let width: Int?
  var citations: CitationList
  private let depth: Int
  /// Where each derived part was first shown.
  private var places: [Int: ExplanationOutline.Place] = [:]
  private(set) var lines: [String] = []

  /// The lines of a whole explanation, or of what stands at a place in it.
  static func lines(
    of outline: ExplanationOutline, at place: ExplanationOutline.Place, entry: ExplanationOutline.Entry,
    in workspace: Workspace
  ) -> [String] {
    let isOfAll = outline.alternatives != nil && place.count == 1
    var report = ExplanationReport(outline, workspace, depth: isOfAll ? depthOfAll : depth)
    if let title = outline.title {
      report.lines += report.wrapped(title).map { report.palette.paint($0, .dim) }
    }
    report.add(entry, at: place, first: "", rest: "", level: 0)
    if isOfAll {
      report.lines += (outline.alternatives?.remainder ?? []).flatMap(report.wrapped).map {
        report.palette.paint($0, .dim)
      }
    }
    report.addContradictions()
    report.addSources()
    return report.lines
  }

  private init(_ outline: ExplanationOutline, _ workspace: Workspace, depth: Int) {
    self.depth = depth
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
      if part == 0, let alternatives = outline.alternatives {
        remark = self.remark(alternatives)
        break
      }
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
    case .way(let way):
      text = words(forWay: way)
      if case .stated? = outline.way(way)?.reason {
        tags = outline.way(way)?.fact.map { self.tags(of: $0) } ?? ""
      }
    case .test(let words): text = words
    case .absence(let what, let checked):
      text = "no \(what) found (checked \(checked == 1 ? "1 fact" : "\(checked) facts"))"
    case .aggregate(let use): text = words(for: use)
    case .solution(let premises): text = premises.isEmpty ? "a row without premises" : "together"
    case .chain(let chain): text = "via \(chain.text), \(chain.steps) steps"
    case .best(let use): text = use.words + (use.others.isEmpty ? "" : "; the next:")
    case .candidate(let other):
      let sentences = other.facts.map { $0.sentence(of: workspace.engine.relation(named: $0.relation)) }
      text = other.value.plainText + (sentences.isEmpty ? "" : ", as ") + sentences.joined(separator: " and ")
      tags = self.tags(ofGiven: other.facts)
    }
    text = DisplayText.visible(text)
    let isClosed = !children.isEmpty && !isKnown && (level >= depth || isFolded(entry, level))
    if isClosed, text.hasSuffix(":") { text.removeLast() }
    if isFolded(entry, 1) || isClosed { tags += self.tags(below: entry) }
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
