import Engine
import Syntax

/// Why something does not hold, for people: rule by rule the literals that hold (✓), the one that fails (✗), and what
/// was not looked at (·), with what is nearly there, and the sources below.
struct WhyNotReport {
  private let workspace: Workspace
  private let palette: Palette
  private let width: Int?
  private var citations: CitationList
  private var lines: [String] = []

  static func lines(of outline: WhyNotOutline, in workspace: Workspace) -> [String] {
    var report = WhyNotReport(workspace)
    for line in outline.lines { report.add(line) }
    report.addSources()
    return report.lines
  }

  private init(_ workspace: Workspace) {
    self.workspace = workspace
    palette = workspace.resultPalette
    width = workspace.resultWidth
    citations = CitationList(in: workspace)
  }

  /// How far what is said below a literal, or below the title, is indented.
  private var indent = 0

  private mutating func add(_ line: WhyNotOutline.Line) {
    switch line {
    case .title(let text): append(text, first: "", rest: "  ", style: .bold)
    case .rule(let text):
      lines.append("")
      append(text, first: "", rest: "  ", style: nil)
      indent = 2
    case .literal(let text, let state):
      append(
        text, first: "  " + palette.paint(state.mark, state == .fails ? .warning : .dim) + " ", rest: "    ",
        style: state == .untried ? .dim : nil)
      indent = 4
    case .remark(let text):
      let space = String(repeating: " ", count: indent)
      append(text, first: space, rest: space + "  ", style: .dim)
    case .miss(let text, let miss, let command):
      let space = String(repeating: " ", count: indent)
      append(text + tags(of: miss, command), first: space + "- ", rest: space + "  ", style: nil)
    case .further(let text):
      lines.append("")
      append(text, first: "", rest: "  ", style: .dim)
    }
  }

  private mutating func tags(of miss: NearMiss, _ command: String?) -> String {
    if let command { return " (\(command))" }
    guard miss.isStated, let fact = miss.fact else { return "" }
    let numbers = citations.numbers(of: fact)
    return numbers.isEmpty ? " [uncited]" : " " + numbers.map { "[\($0)]" }.joined()
  }

  private mutating func append(_ text: String, first: String, rest: String, style: Palette.Style?) {
    let text = DisplayText.visible(text)
    let pieces = width.map { DisplayText.wrapped(text, width: max($0 - rest.count, 16)) } ?? [text]
    for (index, piece) in pieces.enumerated() {
      lines.append((index == 0 ? first : rest) + (style.map { palette.paint(piece, $0) } ?? piece))
    }
  }

  private mutating func addSources() {
    guard !citations.places.isEmpty else { return }
    lines += ["", palette.paint("Sources", .bold)]
    lines += citations.lines(palette, width: width)
  }
}

extension RuleAttempt.LiteralState {
  /// What stands before a literal.
  var mark: String {
    switch self {
    case .holds: "✓"
    case .fails: "✗"
    case .untried: "·"
    }
  }
}
