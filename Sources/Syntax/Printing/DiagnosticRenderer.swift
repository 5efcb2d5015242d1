/// Shows diagnostics to people: the message, the source line, carets under the place, and what would mend it.
///
/// ```
/// error: unknown relation 'signd' [unknown-relation]
///  --> analysis.dl:3:15
///   3 | partner(X) :- signd(X, _, _).
///     |               ^^^^^ did you mean 'signed/3'?
/// ```
public struct DiagnosticRenderer: Sendable {
  /// Whether ANSI colours are used.
  public var color: Bool
  /// How many columns a source line may take with its gutter; nil where none is known.
  public var width: Int?

  /// The room where no width is known: a line of a source may be megabytes long.
  private static let defaultWidth = 160
  private static let leastWidth = 30

  public init(color: Bool, width: Int? = nil) {
    self.color = color
    self.width = width
  }

  /// The lines of a diagnostic, without a line end after the last.
  public func render(_ diagnostic: Diagnostic) -> String {
    let severity = painted(diagnostic.severity.rawValue, Self.paint(diagnostic.severity))
    let message = painted(": \(shown(diagnostic.message))", .bold)
    var lines = ["\(severity)\(message) [\(diagnostic.code.rawValue)]"]
    var mend = diagnostic.mend
    if let source = diagnostic.source, let range = diagnostic.range {
      lines += place(diagnostic, source, range)
      mend = nil
    }
    if let mend { lines.append("  \(painted("=", .blue)) help: \(shown(mend))") }
    lines += diagnostic.notes.map { "  \(painted("=", .blue)) note: \(shown($0))" }
    return lines.joined(separator: "\n")
  }

  /// The place of a diagnostic and of its labels, each with its source line.
  private func place(_ diagnostic: Diagnostic, _ source: SourceText, _ range: SourceRange) -> [String] {
    let offset = min(Int(range.lower), source.bytes.count)
    let last = ([range] + diagnostic.labels.map(\.range)).map {
      source.line(at: min(Int($0.lower), source.bytes.count))
    }
    let digits = String(last.max() ?? 1).count
    let room = max(Self.leastWidth, (width ?? Self.defaultWidth) - digits - 5)
    let arrow = String(repeating: " ", count: digits) + painted("-->", .blue)
    var lines = ["\(arrow) \(shown(source.name)):\(source.line(at: offset)):\(source.column(at: offset))"]

    let first = SourceExcerpt(source, range, width: room)
    lines.append(sourceLine(first, digits))
    lines.append(markLine(first, digits, "^", Self.paint(diagnostic.severity), diagnostic.mend))
    var previous = first
    for label in diagnostic.labels {
      let excerpt = SourceExcerpt(source, label.range, width: room)
      // The same line is shown once, unless another part of it has to be.
      if excerpt.line != previous.line || excerpt.text != previous.text {
        lines.append(sourceLine(excerpt, digits))
      }
      lines.append(markLine(excerpt, digits, "-", .blue, label.message))
      previous = excerpt
    }
    return lines
  }

  private func sourceLine(_ excerpt: SourceExcerpt, _ digits: Int) -> String {
    let number = String(excerpt.line)
    let gutter = String(repeating: " ", count: 2 + digits - number.count) + number + " |"
    return painted(gutter, .blue) + (excerpt.text.isEmpty ? "" : " " + excerpt.text)
  }

  private func markLine(
    _ excerpt: SourceExcerpt, _ digits: Int, _ mark: String, _ paint: Paint, _ message: String?
  ) -> String {
    let gutter = painted(String(repeating: " ", count: 2 + digits) + " |", .blue)
    let marks = String(repeating: mark, count: excerpt.length) + (message.map { " " + shown($0) } ?? "")
    return "\(gutter) \(String(repeating: " ", count: excerpt.indent))\(painted(marks, paint))"
  }

  // MARK: Colours

  private enum Paint: String {
    case red = "1;31"
    case yellow = "1;33"
    case cyan = "1;36"
    case blue = "1;34"
    case bold = "1"
  }

  private static func paint(_ severity: Diagnostic.Severity) -> Paint {
    switch severity {
    case .error: .red
    case .warning: .yellow
    case .note: .cyan
    }
  }

  private func painted(_ text: String, _ paint: Paint) -> String {
    color ? "\u{1B}[\(paint.rawValue)m\(text)\u{1B}[0m" : text
  }

  /// Text of the user's with nothing in it that a terminal would obey.
  private func shown(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { $0.shown != $0 }) else { return text }
    var result = String.UnicodeScalarView()
    result.append(contentsOf: text.unicodeScalars.lazy.map(\.shown))
    return String(result)
  }
}
