import Engine
import Syntax

/// An explanation as a picture in SVG: what is explained at the top, below each row the rule that gave it,
/// below that what the rule rests on; under the picture what speaks against it, and the sources.
///
/// Its text is the same whenever the explanation is. Each box is a group whose id is that of a part
/// (`part-1`), of its rule (`rule-1`), or of a literal of that (`rule-1-2`). Colours follow the reader's
/// choice of light or dark.
struct ExplanationPicture {
  private let graph: PictureGraph
  private let layout: PictureLayout
  private var body: [String] = []
  private var width: Int
  private var height: Int

  /// How many columns the lines below a picture are set to.
  private static let columns = 100
  private static let footFont = PictureFont(size: 12)

  static func text(
    of outline: ExplanationOutline, at place: ExplanationOutline.Place, in workspace: Workspace
  ) -> String {
    var graph = PictureGraph(outline, at: place, in: workspace)
    let foot = graph.foot(of: outline, in: workspace, columns: columns)
    var picture = ExplanationPicture(graph)
    picture.draw()
    picture.draw(foot: foot)
    return picture.document
  }

  private init(_ graph: PictureGraph) {
    self.graph = graph
    layout = PictureLayout(graph)
    width = layout.width
    height = layout.height
  }

  private var document: String {
    let top = graph.boxes.first?.lines.first?.text ?? ""
    let head = [
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(width)\" height=\"\(height)\""
        + " viewBox=\"0 0 \(width) \(height)\" role=\"img\" aria-labelledby=\"why-title why-description\">",
      "<title id=\"why-title\">\(Self.escaped("Why: " + top))</title>",
      "<desc id=\"why-description\">Each row stands above the rule that gave it, and a rule above what it rests on;"
        + " numbers in brackets are those of the sources below.</desc>",
      "<style>", Self.style, "</style>",
      "<rect class=\"ground\" width=\"\(width)\" height=\"\(height)\"/>",
    ]
    return (head + body + ["</svg>"]).joined(separator: "\n")
  }

  private static let style = """
    text { font-family: Helvetica, Arial, "DejaVu Sans", sans-serif; font-size: 13px; fill: #1b1f24; white-space: pre; }
    .heading { font-weight: bold; }
    .remark { font-size: 11px; fill: #505a66; }
    .foot { font-size: 12px; }
    .warning { fill: #9a4a00; }
    .ground { fill: #ffffff; }
    .box { fill: #ffffff; stroke: #57606a; stroke-width: 1; }
    .fact .box { fill: #e7f0fb; stroke: #2f6db3; }
    .rule .box, .chain .box { fill: #f3f4f6; stroke: #8a939e; }
    .test .box, .absence .box, .best .box { stroke-dasharray: 4 3; }
    .aggregate .box { fill: #f2ecfa; stroke: #7a55b0; }
    .line { fill: none; stroke: #7b8590; stroke-width: 1.2; }
    @media (prefers-color-scheme: dark) {
      text { fill: #e6e9ed; }
      .remark { fill: #a9b3bf; }
      .warning { fill: #f0a45c; }
      .ground, .box { fill: #14181d; }
      .box { stroke: #9aa4b0; }
      .fact .box { fill: #16304d; stroke: #6ea8e6; }
      .rule .box, .chain .box { fill: #232930; stroke: #6b7683; }
      .aggregate .box { fill: #2d2340; stroke: #a98be0; }
      .line { stroke: #8a95a1; }
    }
    """

  // MARK: The picture

  private mutating func draw() {
    for curve in layout.curves {
      let (from, to) = (graph.boxes[curve.from].id, graph.boxes[curve.to].id)
      body.append("<path id=\"\(from)_\(to)\" class=\"line\" d=\"\(curve.path)\"/>")
    }
    for (number, box) in graph.boxes.enumerated() {
      let frame = layout.frames[number]
      let title = box.lines.map(\.text).joined(separator: "; ")
      body.append("<g id=\"\(box.id)\" class=\"\(box.kind.rawValue)\">")
      body.append("<title>\(Self.escaped(title))</title>")
      let corner = box.kind == .rule || box.kind == .chain ? " rx=\"9\"" : " rx=\"2\""
      body.append(
        "<rect class=\"box\" x=\"\(frame.x)\" y=\"\(frame.y)\" width=\"\(frame.width)\" height=\"\(frame.height)\"\(corner)/>"
      )
      for line in layout.lines[number] {
        var classes: [String] = []
        if line.font.isBold { classes.append("heading") }
        if line.font.size == PictureFont.remark.size { classes.append("remark") }
        if line.isWarning { classes.append("warning") }
        body.append(Self.text(line.text, x: line.x, y: line.y, classes))
      }
      body.append("</g>")
    }
  }

  /// The lines below the picture, for which it grows as far as it must.
  private mutating func draw(foot: [PictureGraph.FootLine]) {
    guard !foot.isEmpty else { return }
    var y = height
    body.append("<g id=\"sources\">")
    for line in foot {
      y += Self.footFont.lineHeight
      guard !line.text.isEmpty else { continue }
      let font = PictureFont(size: Self.footFont.size, isBold: line.isHeading)
      let indent = line.text.prefix { $0 == " " }.count
      let words = String(line.text.dropFirst(indent))
      let x = PictureLayout.margin + indent * 6
      body.append(Self.text(words, x: x, y: y, line.isHeading ? ["foot", "heading"] : ["foot"]))
      width = max(width, x + font.width(of: words) + PictureLayout.margin)
    }
    body.append("</g>")
    height = y + PictureLayout.margin
  }

  private static func text(_ text: String, x: Int, y: Int, _ classes: [String]) -> String {
    let names = classes.isEmpty ? "" : " class=\"\(classes.joined(separator: " "))\""
    return "<text x=\"\(x)\" y=\"\(y)\"\(names)>\(escaped(text))</text>"
  }

  /// With references in place of what XML would obey, and a sign in place of what it cannot hold.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in DisplayText.visible(text).unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
