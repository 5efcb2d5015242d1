import Syntax

extension Catalog {
  /// The terms of an atom in the order of its relation's columns; nil for a column that is not named.
  ///
  /// `isComplete` refuses columns that are left out, as in a head or a fact.
  func arrange(_ atom: Atom, in source: SourceText, isComplete: Bool) throws(EngineError) -> [Term?] {
    let name = atom.relation.text
    let schema = schema(of: name)
    guard atom.arguments.contains(where: { $0.label != nil }) else {
      if let schema, schema.arity != atom.arguments.count {
        throw .invalid(wrongArity(atom, schema, in: source))
      }
      return atom.arguments.map(\.value)
    }
    guard let schema else {
      throw .invalid(
        Diagnostic(
          .error, .unknownRelation, "the columns of '\(name)' are not known, so arguments cannot be named",
          at: atom.relation.range, in: source,
          mend: suggestion(for: name) ?? "declare it: relation \(name)(…)."))
    }
    var terms = [Term?](repeating: nil, count: schema.arity)
    var position = 0
    for argument in atom.arguments {
      if let label = argument.label {
        guard let column = schema.position(of: label.text) else {
          let names = schema.columns.compactMap(\.name)
          throw .invalid(
            Diagnostic(
              .error, .unknownColumn, "'\(name)' has no column '\(label.text)'", at: label.range, in: source,
              mend: nearest(to: label.text, among: names).map { "did you mean '\($0)'?" }
                ?? (names.isEmpty
                  ? "its columns have no names" : "its columns are \(names.joined(separator: ", "))")))
        }
        position = column
      }
      guard position < schema.arity else { throw .invalid(wrongArity(atom, schema, in: source)) }
      if terms[position] != nil {
        throw .invalid(
          Diagnostic(
            .error, .duplicateArgument,
            "column '\(schema.name(of: position))' is given twice",
            at: argument.label?.range ?? argument.value.range, in: source))
      }
      terms[position] = argument.value
      position += 1
    }
    if isComplete, let missing = terms.firstIndex(where: { $0 == nil }) {
      throw .invalid(
        Diagnostic(
          .error, .missingArgument,
          "column '\(schema.name(of: missing))' of '\(name)' is missing", at: atom.range,
          in: source, mend: "a fact and a head give every column"))
    }
    return terms
  }

  private func wrongArity(_ atom: Atom, _ schema: Schema, in source: SourceText) -> Diagnostic {
    let name = atom.relation.text
    let names = schema.columns.compactMap(\.name)
    var diagnostic = Diagnostic(
      .error, .wrongArity,
      "'\(name)' has \(schema.arity) column\(schema.arity == 1 ? "" : "s"), not \(atom.arguments.count)",
      at: atom.range, in: source,
      mend: names.isEmpty ? nil : "its columns are \(names.joined(separator: ", "))")
    if let first = schema.statement, first.source === source {
      diagnostic.labels = [
        Diagnostic.Label(first.range, "\(schema.isDeclared ? "declared" : "first used") here")
      ]
    }
    return diagnostic
  }

  /// `did you mean 'signed/3'?` for a name that no relation has.
  func suggestion(for name: String) -> String? {
    nearest(to: name, among: knownRelations).map { "did you mean '\($0)/\(schemas[$0]?.arity ?? 0)'?" }
  }

  func unknownRelation(_ name: Name, _ severity: Diagnostic.Severity, in source: SourceText) -> Diagnostic {
    Diagnostic(
      severity, severity == .error ? .unknownRelation : .undefinedRelation, "unknown relation '\(name.text)'",
      at: name.range, in: source,
      mend: suggestion(for: name.text)
        ?? (severity == .error
          ? "nothing declares it, states it or derives it" : "it has no rows until something defines it"))
  }

  /// Refuses a constant of a kind that a declared column does not hold.
  func check(
    _ handle: Handle, fits column: Int, of schema: Schema, named relation: String, at range: SourceRange,
    in source: SourceText
  ) throws(EngineError) {
    guard !schema.kinds(of: column).contains(KindSet(handle.kind)) else { return }
    let type = schema.columns[column].type
    throw .invalid(
      Diagnostic(
        .error, .typeMismatch,
        "column '\(schema.name(of: column))' of '\(relation)' holds \(schema.kinds(of: column).phrase), not \(handle.kind.phrase)",
        at: range, in: source, mend: ConversionHint.from(handle.kind, to: type, values.value(of: handle))))
  }
}

/// How a value of one kind is written as one of another.
enum ConversionHint {
  static func from(_ kind: ValueKind, to type: ColumnType, _ value: Value) -> String? {
    switch (value, type) {
    case (.integer(let integer), .decimal): "write \(integer).0"
    case (.integer(let integer), .date) where integer > 0 && integer < 10_000:
      "write @\(integer) for the year"
    case (.integer(let integer), .text): "write \"\(integer)\""
    case (.text, .date): "a date is written 2026-02-04 or @2026-02, without quotes"
    case (.text(let text), .integer) where Int64(text) != nil: "write \(text) without quotes"
    default: nil
    }
  }
}
