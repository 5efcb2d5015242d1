// declaration = "relation" name "(" [ column { "," column } ] ")" [ "reads" string ] "."
// column      = name [ ":" type ]
// include     = "include" string "."
// parameter   = "parameter" name [ "=" literal ] "."
extension Parser {
  /// After the word `relation`.
  mutating func parseDeclaration() throws(Failure) -> Statement.Kind {
    let name = token.kind == .variable ? lowercasedName() : takeName()
    guard token.kind == .leftParenthesis else { throw failNoParenthesis(after: name) }
    let open = token
    advance()
    var columns: [Declaration.Column] = []
    var seen: [String: SourceRange] = [:]
    while token.kind != .rightParenthesis || !columns.isEmpty {
      let documentation = lexer.documentation
      var column = try parseColumn()
      if !documentation.isEmpty { column.documentation = documentationText(documentation) }
      if let first = seen.updateValue(column.name.range, forKey: column.name.text) {
        throw fail(
          .duplicateArgument, "the column '\(column.name.text)' is declared twice", at: column.name.range,
          mend: "give it another name", labels: [Diagnostic.Label(first, "first declared here")])
      }
      columns.append(column)
      guard token.kind == .comma else { break }
      advance()
    }
    guard token.kind == .rightParenthesis else {
      if token.kind == .name, ColumnType(rawValue: text(token)) != nil {
        throw fail(
          .unexpectedToken, "expected ':' before the type \(found)", at: token.range,
          mend: "write ': \(text(token))'")
      }
      throw failUnclosed(open, "',' or ')'")
    }
    advance()
    var declaration = Declaration(name, columns)
    if isWord(Keyword.reads) {
      advance()
      guard token.kind == .string || token.kind == .escapedString else {
        throw fail(
          .unexpectedToken, "expected a sentence in quotes after 'reads' but found \(found)", at: token.range,
          mend: "such as reads \"{\(columns.first?.name.text ?? "column")} …\"")
      }
      declaration.reading = stringText()
      declaration.readingRange = token.range
      advance()
      try checkReading(declaration)
    }
    try expectDot(after: "a declaration")
    return .declaration(declaration)
  }

  private mutating func parseColumn() throws(Failure) -> Declaration.Column {
    guard token.kind == .name else {
      if token.kind == .variable {
        throw fail(
          .unexpectedToken, "a column's name starts in lower case", at: token.range,
          mend: "write '\(text(token).uncapitalizedFirst)'")
      }
      throw fail(
        .unexpectedToken, "expected a column but found \(found)", at: token.range,
        mend: "a column is a name, or a name and its type: when: date")
    }
    let name = takeName()
    guard token.kind == .colon else { return Declaration.Column(name, .any) }
    advance()
    let types = ColumnType.allCases.map(\.rawValue)
    guard token.kind == .name || token.kind == .variable else {
      throw fail(
        .unexpectedToken, "expected a type but found \(found)", at: token.range,
        mend: "the types are \(types.joined(separator: ", "))")
    }
    let written = text(token)
    guard let type = ColumnType(rawValue: written) else {
      throw fail(
        .unexpectedToken, "unknown type '\(written)'", at: token.range,
        mend: suggestion(for: written, among: types))
    }
    advance()
    return Declaration.Column(name, type)
  }

  /// Other names of the types, from other languages.
  private func suggestion(for written: String, among types: [String]) -> String {
    let ours: String? =
      switch written.lowercased() {
      case "string", "symbol", "str", "varchar", "char", "name": "text"
      case "int", "number", "num", "unsigned", "long", "bigint", "count": "integer"
      case "float", "double", "real", "numeric": "decimal"
      case "datetime", "timestamp", "day", "time": "date"
      case "period", "interval": "duration"
      default: nearest(to: written.lowercased(), among: types)
      }
    return ours.map { "did you mean '\($0)'?" } ?? "the types are \(types.joined(separator: ", "))"
  }

  /// Every `{column}` of a reading is a column.
  private mutating func checkReading(_ declaration: Declaration) throws(Failure) {
    guard let reading = declaration.reading, let range = declaration.readingRange else { return }
    let columns = declaration.columns.map(\.name.text)
    let known = Set(columns)
    for part in reading.split(separator: "{", omittingEmptySubsequences: false).dropFirst() {
      guard let end = part.firstIndex(of: "}") else {
        throw fail(.unknownColumn, "a '{' in this sentence has no '}'", at: range, mend: "write {column}")
      }
      let column = String(part[..<end])
      guard !known.contains(column) else { continue }
      let mend = nearest(to: column, among: columns).map { "did you mean '{\($0)}'?" }
      throw fail(
        .unknownColumn, "'{\(column.shortened(to: 40))}' is not a column of '\(declaration.relation.text)'",
        at: range,
        mend: mend ?? "the columns are \(columns.prefix(10).joined(separator: ", "))")
    }
  }

  /// After the word `include`, before its string.
  mutating func parseInclude() throws(Failure) -> Statement.Kind {
    let path = stringText()
    let range = token.range
    advance()
    try expectDot(after: "an include")
    return .include(path: path, range: range)
  }

  /// After the word `parameter`, before its name.
  mutating func parseParameter() throws(Failure) -> Statement.Kind {
    let name = takeName()
    var value: Literal?
    if token.kind == .equal || token.kind == .colon {
      if token.kind == .colon {
        lexer.report(
          .unexpectedToken, "a parameter's default is written with '='", token.lower, token.upper,
          mend: "write '='")
      }
      advance()
      guard token.kind.startsTerm else { throw failNoValue(after: "=") }
      let term = try parseTerm()
      guard let literal = term.literal else {
        throw fail(
          .unexpectedToken,
          "a default is a value, and '\(source.text(term.range).shortened(to: 40))' is not one",
          at: term.range, mend: "write text, a number, a date or a duration")
      }
      value = literal
    }
    try expectDot(after: "a parameter")
    return .parameter(name, default: value)
  }
}
