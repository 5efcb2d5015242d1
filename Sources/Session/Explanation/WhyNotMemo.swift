import Engine
import Syntax

/// Why something does not hold, as a memo in Markdown, with the citations as footnotes.
struct WhyNotMemo {
  private var citations: CitationList
  private var lines: [String] = []
  /// How far what is said below a literal, or below the title, is indented.
  private var indent = ""

  static func text(of outline: WhyNotOutline, in workspace: Workspace) -> String {
    var memo = WhyNotMemo(citations: CitationList(in: workspace))
    for line in outline.lines { memo.add(line) }
    return (memo.lines + ExplanationMemo.footnotes(memo.citations)).joined(separator: "\n")
  }

  private init(citations: CitationList) {
    self.citations = citations
  }

  private mutating func add(_ line: WhyNotOutline.Line) {
    switch line {
    case .title(let text): lines += ["**\(ExplanationMemo.escaped(text))**", ""]
    case .rule(let text):
      if lines.last?.isEmpty == false { lines.append("") }
      lines += [ExplanationMemo.escaped(text), ""]
      indent = ""
    case .literal(let text, let state):
      lines.append("- \(state.mark) \(ExplanationMemo.escaped(text))")
      indent = "  "
    case .remark(let text): lines.append("\(indent)- \(ExplanationMemo.escaped(text))")
    case .miss(let text, let miss, let command):
      lines.append("\(indent)- \(ExplanationMemo.escaped(text))\(notes(of: miss, command))")
    case .further(let text): lines += ["", ExplanationMemo.escaped(text)]
    }
  }

  private mutating func notes(of miss: NearMiss, _ command: String?) -> String {
    if let command { return " (`\(command)`)" }
    guard miss.isStated, let fact = miss.fact else { return "" }
    let numbers = citations.numbers(of: fact)
    return numbers.isEmpty ? " (uncited)" : numbers.map { "[^\($0)]" }.joined()
  }
}
