package import Syntax

/// Reads templates as they are written after `into`.
///
///     template = [ modality ] name "(" column { "," column } ")"
///     column   = [ name ":" ] source [ "/" source ]
///     source   = name or path | "name or text" | "$" number | number | date | duration
package struct TemplateParser {
  private let source: SourceText
  private let end: Int
  private var offset: Int

  /// Reads within a range of a text.
  package init(_ source: SourceText, in range: Range<Int>) {
    self.source = source
    offset = range.lowerBound
    end = min(range.upperBound, source.bytes.count)
  }

  /// The template that the whole range is.
  package static func parse(_ source: SourceText) throws(Diagnostic) -> ImportTemplate {
    var parser = TemplateParser(source, in: 0..<source.bytes.count)
    let template = try parser.next()
    parser.skipSpace()
    if parser.byte != nil {
      throw parser.mistake("the template ends before this", parser.offset, parser.end)
    }
    return template
  }

  /// Where the reading stands.
  package var place: Int { offset }

  /// Reads one template.
  package mutating func next() throws(Diagnostic) -> ImportTemplate {
    skipSpace()
    let start = offset
    var relation = try word("a relation")
    var modality = Modality.actual
    skipSpace()
    if byte != UInt8(ascii: "("), let written = Modality(rawValue: relation.text) {
      modality = written
      relation = try word("a relation")
    }
    guard SyntaxPrinter.isName(relation.text) else {
      throw mistake(
        "'\(relation.text)' does not name a relation", Int(relation.range.lower), Int(relation.range.upper),
        mend: "a relation's name starts with a small letter")
    }
    skipSpace()
    guard take("(") else {
      throw mistake(
        "expected '(' after '\(relation.text)'", offset, offset + 1,
        mend: "such as \(relation.text)(actor: visitor, when: start/end)")
    }
    var columns: [ImportTemplate.Column] = []
    repeat {
      columns.append(try column())
      skipSpace()
    } while take(",")
    guard take(")") else {
      throw mistake(
        byte == nil ? "the template is not closed" : "expected ',' or ')'", offset, offset + 1,
        mend: "a ')' ends it")
    }
    return ImportTemplate(
      relation: relation, modality: modality, columns: columns, text: source,
      range: SourceRange(start, offset)
    )
  }

  private mutating func column() throws(Diagnostic) -> ImportTemplate.Column {
    skipSpace()
    let start = offset
    var label: Name?
    if let byte, Self.isWordByte(byte), !Self.isDigit(byte) {
      let name = try word("a column")
      skipSpace()
      if take(":") {
        label = name
        skipSpace()
      } else {
        offset = start
      }
    }
    var place = try part()
    skipSpace()
    if take("/") {
      skipSpace()
      let end = try part()
      let range = place.range.union(end.range)
      place = ImportTemplate.Place(source: .interval(place, end), range: range)
    }
    return ImportTemplate.Column(label: label, place: place)
  }

  private mutating func part() throws(Diagnostic) -> ImportTemplate.Place {
    let start = offset
    guard let first = byte else {
      throw mistake("the template is not closed", end, end + 1, mend: "a ')' ends it")
    }
    let kind: ImportTemplate.Source
    switch first {
    case UInt8(ascii: "\""): kind = .quoted(try quoted())
    case UInt8(ascii: "$"):
      offset += 1
      let digits = run { Self.isDigit($0) }
      guard let place = Int(digits), place > 0, !isWordByte else {
        throw mistake("'$' stands before the number of a column, from 1", start, offset, mend: "such as $2")
      }
      kind = .position(place)
    case UInt8(ascii: "@"), UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      let isDate = first == UInt8(ascii: "@")
      offset += 1
      _ = run { Self.isLiteralByte($0) || isDate && $0 == UInt8(ascii: "/") }
      kind = .literal(try literal(start))
    default:
      guard Self.isWordByte(first) else {
        throw mistake(
          "a source should stand here", start, start + 1, mend: "a column's name, $2, \"a text\" or a number")
      }
      kind = .name(run { Self.isWordByte($0) || $0 == UInt8(ascii: ".") })
    }
    return ImportTemplate.Place(source: kind, range: SourceRange(start, offset))
  }

  /// A value as the language writes it.
  private func literal(_ start: Int) throws(Diagnostic) -> Literal {
    let text = source.text(SourceRange(start, offset))
    let (statements, _) = Parser.parse(SourceText(name: source.name, text: "value(\(text))."))
    if statements.count == 1, case .fact(let fact) = statements[0].kind, fact.atom.arguments.count == 1 {
      switch fact.atom.arguments[0].value.kind {
      case .literal(let value): return value
      default: break
      }
    }
    throw mistake(
      "'\(text)' is no value", start, offset, mend: "a column of such a name stands in quotes: \"\(text)\"")
  }

  /// A text between quotes, with the language's escapes.
  private mutating func quoted() throws(Diagnostic) -> String {
    let start = offset
    offset += 1
    var isEscaped = false
    while let byte, isEscaped || byte != UInt8(ascii: "\"") {
      isEscaped = !isEscaped && byte == UInt8(ascii: "\\")
      offset += 1
    }
    guard take("\"") else { throw mistake("this text is not closed", start, offset, mend: "a '\"' ends it") }
    let text = source.text(SourceRange(start, offset))
    let (statements, _) = Parser.parse(SourceText(name: source.name, text: "value(\(text))."))
    guard statements.count == 1, case .fact(let fact) = statements[0].kind,
      case .literal(.text(let meant))? = fact.atom.arguments.first?.value.kind
    else { throw mistake("this is no text", start, offset) }
    return meant
  }

  private mutating func word(_ what: String) throws(Diagnostic) -> Name {
    skipSpace()
    let start = offset
    let text = run { Self.isWordByte($0) }
    if text.isEmpty {
      throw mistake(
        "\(what) should stand here", start, start + 1,
        mend: "such as visited(actor: visitor, when: start/end)")
    }
    return Name(text, SourceRange(start, offset))
  }

  // MARK: Bytes

  private var byte: UInt8? { offset < end ? source.bytes[offset] : nil }
  private var isWordByte: Bool { byte.map(Self.isWordByte) ?? false }

  private mutating func run(while isPart: (UInt8) -> Bool) -> String {
    let start = offset
    while let byte, isPart(byte) { offset += 1 }
    return String(decoding: source.bytes[start..<offset], as: UTF8.self)
  }

  package mutating func skipSpace() {
    while let byte, byte == 0x20 || byte &- 9 < 5 { offset += 1 }
  }

  private mutating func take(_ mark: Unicode.Scalar) -> Bool {
    guard byte == UInt8(ascii: mark) else { return false }
    offset += 1
    return true
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

  /// A letter, a digit, `_`, or a byte of a letter beyond ASCII.
  private static func isWordByte(_ byte: UInt8) -> Bool {
    isDigit(byte) || (byte | 0x20) &- 0x61 < 26 || byte == 0x5F || byte >= 0x80
  }

  /// What may stand in a number, a day, a date after `@` or a duration.
  private static func isLiteralByte(_ byte: UInt8) -> Bool {
    isWordByte(byte) || "+-.~?%[]".utf8.contains(byte)
  }

  private func mistake(_ message: String, _ lower: Int, _ upper: Int, mend: String? = nil) -> Diagnostic {
    Diagnostic(
      .error, .unexpectedToken, message, at: SourceRange(lower, max(lower, min(upper, max(end, lower + 1)))),
      in: source, mend: mend)
  }
}
