/// One reading of a text that writes it laid out, statement by statement.
struct FormattingPass {
  private let source: SourceText
  private var parser: Parser
  private var output = ""
  /// What the last line written still waits for.
  private var line: (text: String, comments: [SourceComment])?
  /// Comments stand inside of a statement.
  private(set) var hasInnerComments = false

  init(_ source: SourceText) {
    self.source = source
    parser = Parser(source)
  }

  mutating func run() -> Result<String, FormattingRefused> {
    var position = source.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var mistakes: [Diagnostic] = []
    var isFirst = true
    while let event = parser.next() {
      switch event {
      case .failure(let diagnostics):
        mistakes += diagnostics
      case .statement(let statement, _):
        guard mistakes.isEmpty else { continue }
        let trivia = Trivia(source, position..<Int(statement.range.lower), startsLine: isFirst)
        let leading = writeComments(trivia, isFirst: isFirst)
        let followsBlank = trivia.endsWithBlankLine && !leading.contains { $0.startsLine }
        write(statement, leading, followsBlank: followsBlank && !(isFirst && trivia.comments.isEmpty))
        position = Int(statement.range.upper)
        isFirst = false
      }
    }
    guard mistakes.isEmpty else { return .failure(FormattingRefused(diagnostics: mistakes)) }
    let rest = Trivia(source, position..<source.bytes.count, startsLine: isFirst)
    for comment in writeComments(rest, isFirst: isFirst) { writeLine(comment.text) }
    flush()
    return .success(output)
  }

  /// Writes the comments between two statements; those right before the second, on its line, are given back.
  private mutating func writeComments(_ trivia: Trivia, isFirst: Bool) -> [SourceComment] {
    var comments = trivia.comments[...]
    while let first = comments.first, !first.startsLine, first.endsLine, line != nil {
      line?.comments.append(first)
      comments.removeFirst()
    }
    var leading: [SourceComment] = []
    while let last = comments.last, !last.endsLine {
      leading.insert(last, at: 0)
      comments.removeLast()
    }
    for (index, comment) in comments.enumerated() {
      if comment.followsBlankLine, !(isFirst && index == 0) { writeBlankLine() }
      writeLine(comment.text)
    }
    if let first = leading.first, first.followsBlankLine, !(isFirst && comments.isEmpty) { writeBlankLine() }
    return leading
  }

  private mutating func write(_ statement: Statement, _ leading: [SourceComment], followsBlank: Bool) {
    if followsBlank { writeBlankLine() }
    if case .command(let name, let rest) = statement.kind {
      let prefix = leading.map { $0.text + " " }.joined()
      return writeLine("\(prefix):\(name.text)\(rest.isEmpty ? "" : " " + rest)")
    }
    var tokens = FormattingToken.tokens(of: statement)
    hasInnerComments = hasInnerComments || tokens.contains { !$0.before.isEmpty || !$0.after.isEmpty }
    if !leading.isEmpty, !tokens.isEmpty { tokens[0].before = leading }
    let trailing = FormattingToken.takeTrailingComments(&tokens)
    let builder = LayoutBuilder(tokens)
    writeLine(LayoutPrinter.print(builder.layout(of: statement)))
    for comment in trailing {
      // On a line of its own, a `///` would document the next statement.
      let isOwnLine = comment.startsLine && !comment.text.hasPrefix("///")
      if isOwnLine { writeLine(comment.text) } else { line?.comments.append(comment) }
    }
  }

  private mutating func writeLine(_ text: String) {
    flush()
    line = (text, [])
  }

  private mutating func writeBlankLine() {
    flush()
    if !output.isEmpty { output += "\n" }
  }

  /// Writes the line that waits, with the comments at its end.
  private mutating func flush() {
    guard let (text, comments) = line else { return }
    output += text
    var column = DisplayWidth.of(text.split(separator: "\n").last ?? "")
    for (index, comment) in comments.enumerated() {
      if index > 0, comment.isMultiline {
        // Behind a comment that goes to the line's end, only its first line would be a comment.
        output += "\n" + comment.text
        column = 0
        continue
      }
      let gap = max(2, comment.column <= Formatter.width ? comment.column - column : 0)
      output += String(repeating: " ", count: gap) + comment.text
      column += gap + DisplayWidth.of(comment.text)
    }
    output += "\n"
    line = nil
  }
}
