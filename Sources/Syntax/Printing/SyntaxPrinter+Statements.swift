extension SyntaxPrinter {
  /// A statement with its end mark, without its documentation. Only a declaration with documented columns takes more
  /// than one line.
  public static func text(of statement: Statement.Kind) -> String {
    switch statement {
    case .declaration(let declaration): text(of: declaration) + "."
    case .fact(let fact): text(of: fact) + "."
    case .rule(let rule): text(of: rule) + "."
    case .query(let query): text(of: query) + "?"
    case .constraint(let body): ":- \(text(of: body))."
    case .include(let path, _): "\(Keyword.include) \(quoted(path))."
    case .parameter(let name, let value):
      "\(Keyword.parameter) \(name.text)\(value.map { " = " + operand(Term(.literal($0), name.range), above: .none) } ?? "")."
    case .command(let name, let rest): ":\(name.text)\(rest.isEmpty ? "" : " " + rest)"
    }
  }

  /// A fact with its citations, without the end mark.
  public static func text(of fact: Fact) -> String {
    let citations = fact.citations.map { text(of: $0) }.joined(separator: ", ")
    return text(of: fact.atom) + (citations.isEmpty ? "" : " \(Keyword.from) \(citations)")
  }

  /// `article(paragraph: 1, bytes: 20..162, by: curated)`
  public static func text(of citation: Citation) -> String {
    var attributes: [String] = []
    if let paragraph = citation.paragraph { attributes.append("paragraph: \(paragraph)") }
    if let sentence = citation.sentence { attributes.append("sentence: \(sentence)") }
    if let bytes = citation.bytes { attributes.append("bytes: \(bytes.lowerBound)..\(bytes.upperBound)") }
    if let row = citation.row { attributes.append("row: \(row)") }
    if let by = citation.by { attributes.append("by: \(text(of: .text(by)))") }
    if let confidence = citation.confidence { attributes.append("confidence: \(confidence.rawValue)") }
    if let attribution = citation.attribution {
      attributes.append("attribution: \(text(of: .text(attribution)))")
    }
    if let quote = citation.quote { attributes.append("quote: \(quoted(quote))") }
    let document = text(of: Literal.text(citation.document.text))
    return attributes.isEmpty ? document : "\(document)(\(attributes.joined(separator: ", ")))"
  }

  /// `head :- body`, without the end mark.
  public static func text(of rule: Rule) -> String {
    "\(text(of: rule.head)) :- \(text(of: rule.body))"
  }

  /// A question without the end mark.
  public static func text(of query: Query) -> String {
    var result = text(of: query.body)
    if let shown = query.shown { result += " show " + shown.map(\.text).joined(separator: ", ") }
    if !query.ordering.isEmpty {
      let ordering = query.ordering.map { $0.variable.text + ($0.isDescending ? " desc" : "") }
      result += " order by " + ordering.joined(separator: ", ")
    }
    if let limit = query.limit { result += " limit \(limit)" }
    return result
  }

  /// A declaration without the end mark.
  public static func text(of declaration: Declaration) -> String {
    let isDocumented = declaration.columns.contains { $0.documentation != nil }
    let columns = declaration.columns.map { column in
      let documentation =
        column.documentation?.split(separator: "\n", omittingEmptySubsequences: false).map {
          "/// \($0)\n    "
        }
        .joined() ?? ""
      return documentation + column.name.text + (column.type == .any ? "" : ": \(column.type.rawValue)")
    }
    let list =
      isDocumented ? "\n    \(columns.joined(separator: ",\n    "))\n" : columns.joined(separator: ", ")
    let reading = declaration.reading.map { " \(Keyword.reads) \(quoted($0))" } ?? ""
    return "\(Keyword.relation) \(declaration.relation.text)(\(list))\(reading)"
  }
}
