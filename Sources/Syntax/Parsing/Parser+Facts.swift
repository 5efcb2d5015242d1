// fact      = [ modality ] name arguments [ "from" citation { "," citation } ] "."
// citation  = name [ "(" attribute { "," attribute } ")" ]
// attribute = ("paragraph" | "sentence") ":" integer | "bytes" ":" integer ".." integer
//           | ("by" | "attribution" | "quote") ":" text | "confidence" ":" ("high" | "medium" | "low")
extension Parser {
  /// An atom as a fact, which holds values only.
  mutating func fact(_ atom: Atom, citations: [Citation]) throws(Failure) -> Fact {
    if !lexer.isConfused {
      for argument in atom.arguments where argument.value.literal == nil {
        if case .parameter = argument.value.kind { continue }
        throw failNotAValue(argument.value)
      }
    }
    try checkLabels(atom.arguments)
    if atom.modality == .any {
      throw fail(
        .invalidHead, "a fact has one modality, and 'any' is none", at: anyRange(of: atom),
        mend: "the modalities are \(Modality.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    return Fact(atom, citations: citations)
  }

  /// The word `any` before an atom.
  func anyRange(of atom: Atom) -> SourceRange {
    SourceRange(Int(atom.range.lower), Int(atom.range.lower) + Keyword.any.utf8.count)
  }

  /// A fact from its `from` on, or a question that joins with a document: `p(a) from d` starts either.
  mutating func parseCited(_ atom: Atom, from start: Checkpoint) throws(Failure) -> Statement.Kind {
    var ahead = lexer
    let document = ahead.next().kind
    let isName = document == .name || document == .string || document == .escapedString
    // Only a citation has attributes.
    if isName, ahead.next().kind == .leftParenthesis { return .fact(try parseEvidence(of: atom)) }
    let isGround = atom.arguments.allSatisfy { $0.value.first { $0.isVariable } == nil }
    if isGround, isName {
      let evidence = checkpoint
      if let fact = try? parseEvidence(of: atom) { return .fact(fact) }
      rewind(to: evidence)
    }
    let evidence = checkpoint
    rewind(to: start)
    do {
      return try parseQuestion(acceptsDot: false)
    } catch {
      let question = self
      rewind(to: evidence)
      // Neither is right: which was meant shows in how it ends.
      if isGround, !endsAsQuestion() { return .fact(try parseEvidence(of: atom)) }
      self = question
      throw error
    }
  }

  private mutating func parseEvidence(of atom: Atom) throws(Failure) -> Fact {
    let citations = try parseCitations()
    guard token.kind == .dot else { throw failAfterCitations() }
    return try fact(atom, citations: citations)
  }

  /// The statement, looked at from its `from`, ends with `?`, or at a prompt with nothing.
  private func endsAsQuestion() -> Bool {
    var ahead = self
    while ahead.token.kind != .end, ahead.token.kind != .dot {
      if ahead.token.kind == .question { return true }
      // Without a bound, each of many facts without an end would be read to the end of the file.
      if ahead.seemsToStartStatement, !ahead.previousKind.leavesOpen { return false }
      ahead.advance()
    }
    return ahead.token.kind == .end && mode == .prompt
  }

  private mutating func parseCitations() throws(Failure) -> [Citation] {
    var citations: [Citation] = []
    repeat {
      advance()
      citations.append(try parseCitation())
    } while token.kind == .comma
    return citations
  }

  private mutating func parseCitation() throws(Failure) -> Citation {
    let start = token.lower
    let document: Name
    switch token.kind {
    case .name: document = takeName()
    case .string, .escapedString:
      document = Name(stringText(), token.range)
      advance()
    default: throw failNoDocument()
    }
    var citation = Citation(document: document, range: document.range)
    guard token.kind == .leftParenthesis else { return citation }
    let open = token
    advance()
    var seen: [String: SourceRange] = [:]
    while token.kind != .rightParenthesis || !seen.isEmpty {
      let attribute = try parseAttribute(of: &citation)
      if let first = seen.updateValue(attribute.range, forKey: attribute.text) {
        throw fail(
          .invalidEvidence, "'\(attribute.text)' is given twice", at: attribute.range, mend: "remove one",
          labels: [Diagnostic.Label(first, "first given here")])
      }
      guard token.kind == .comma else { break }
      advance()
    }
    guard token.kind == .rightParenthesis else { throw failUnclosed(open, "',' or ')'") }
    advance()
    citation.range = SourceRange(start, previousEnd)
    return citation
  }

  private mutating func parseAttribute(of citation: inout Citation) throws(Failure) -> Name {
    guard token.kind == .name else {
      throw fail(
        .invalidEvidence, "expected an attribute of a citation but found \(found)", at: token.range,
        mend: "the attributes are \(Citation.attributes.joined(separator: ", "))")
    }
    let attribute = takeName()
    guard Citation.attributes.contains(attribute.text) else {
      let mend = nearest(to: attribute.text, among: Citation.attributes).map { "did you mean '\($0)'?" }
      throw fail(
        .invalidEvidence, "unknown attribute '\(attribute.text)' of a citation", at: attribute.range,
        mend: mend ?? "the attributes are \(Citation.attributes.joined(separator: ", "))")
    }
    guard token.kind == .colon else {
      throw fail(
        .invalidEvidence, "expected ':' after '\(attribute.text)' but found \(found)", at: token.range,
        mend: "write '\(attribute.text): …'")
    }
    advance()
    switch attribute.text {
    case "paragraph": citation.paragraph = try parseCount(attribute)
    case "sentence": citation.sentence = try parseCount(attribute)
    case "bytes": citation.bytes = try parseBytes(attribute)
    case "row": citation.row = try parseCount(attribute)
    case "by": citation.by = try parseText(attribute)
    case "confidence": citation.confidence = try parseConfidence(attribute)
    case "attribution": citation.attribution = try parseText(attribute)
    default: citation.quote = try parseText(attribute)
    }
    return attribute
  }

  private mutating func parseCount(_ attribute: Name) throws(Failure) -> Int {
    guard token.kind == .integer, let value = Int(text(token)) else {
      throw fail(
        .invalidEvidence, "expected a number after '\(attribute.text):' but found \(found)", at: token.range,
        mend: "such as '\(attribute.text): 1'")
    }
    advance()
    return value
  }

  private mutating func parseBytes(_ attribute: Name) throws(Failure) -> Range<Int> {
    let start = token.lower
    let lower = try parseCount(attribute)
    guard token.kind == .dotDot else {
      throw fail(
        .invalidEvidence, "expected '..' after the first byte but found \(found)", at: token.range,
        mend: "such as 'bytes: 20..162'")
    }
    advance()
    let upper = try parseCount(attribute)
    guard lower <= upper else {
      throw fail(
        .invalidEvidence, "this range ends before it starts", at: SourceRange(start, previousEnd),
        mend: "write \(upper)..\(lower)")
    }
    return lower..<upper
  }

  private mutating func parseText(_ attribute: Name) throws(Failure) -> String {
    switch token.kind {
    case .name: return takeName().text
    case .string, .escapedString:
      let text = stringText()
      advance()
      return text
    default:
      throw fail(
        .invalidEvidence, "expected text after '\(attribute.text):' but found \(found)", at: token.range,
        mend: token.kind == .variable ? "write \"\(text(token))\"" : "a name, or text in quotes")
    }
  }

  private mutating func parseConfidence(_ attribute: Name) throws(Failure) -> Citation.Confidence {
    let range = token.range
    let words = Citation.Confidence.allCases.map(\.rawValue)
    let written = try parseText(attribute)
    guard let confidence = Citation.Confidence(rawValue: written) else {
      let mend = nearest(to: written, among: words).map { "did you mean '\($0)'?" }
      throw fail(
        .invalidEvidence, "unknown confidence '\(written.shortened(to: 40))'", at: range,
        mend: mend ?? "write high, medium or low")
    }
    return confidence
  }
}
