import Chronology
public import Syntax

/// What asserting a fact did.
public enum Assertion: Hashable, Sendable {
  case added
  case alreadyKnown
  /// The fact was known; this many citations are new.
  case citationsAdded(Int)
}

extension Engine {
  /// Declares a relation. Saying the same again is no error; another shape is.
  public func declare(_ declaration: Declaration, in statement: Statement) throws(EngineError) {
    try checkIsPresent(statement)
    let name = declaration.relation.text
    let source = statement.source
    try refuseReserved(declaration.relation, in: source)
    var seen: Set<String> = []
    for column in declaration.columns where !seen.insert(column.name.text).inserted {
      throw .invalid(
        Diagnostic(
          .error, .duplicateArgument, "column '\(column.name.text)' is declared twice", at: column.name.range,
          in: source))
    }
    try checkReading(declaration, in: source)
    let schema = Schema(declaration, in: statement)
    if let known = catalog.schema(of: name) {
      try check(schema, replaces: known, of: declaration.relation, in: source)
    }
    let before = catalog.schemas[name]
    if let before, before.saysSame(as: schema) { return }
    catalog.setSchema(schema, of: name)
    note(.shaped(name, before: before, after: schema))
  }

  private func check(
    _ schema: Schema, replaces known: Schema, of name: Name, in source: SourceText
  ) throws(EngineError) {
    if known.isBuiltIn { throw reserved(name, in: source) }
    func refuse(_ message: String, mend: String? = nil) -> EngineError {
      var diagnostic = Diagnostic(
        .error, .duplicateDeclaration, message, at: name.range, in: source, mend: mend)
      if let first = known.statement, first.source === source {
        diagnostic.labels = [
          Diagnostic.Label(first.range, known.isDeclared ? "declared here" : "first used here")
        ]
      }
      return .invalid(diagnostic)
    }
    guard known.arity == schema.arity else {
      throw refuse(
        "'\(name.text)' already has \(known.arity) column\(known.arity == 1 ? "" : "s"), not \(schema.arity)")
    }
    if known.isDeclared {
      for (old, new) in zip(known.columns, schema.columns) where old.name != new.name || old.type != new.type
      {
        throw refuse(
          "'\(name.text)' is already declared with other columns",
          mend:
            "its columns are \(known.columns.map { "\($0.name ?? "_"): \($0.type.rawValue)" }.joined(separator: ", "))"
        )
      }
    }
    for modality in Modality.allCases {
      guard let store = catalog.facts[FactKey(relation: name.text, modality: modality)],
        store.table.liveCount > 0
      else { continue }
      for column in schema.columns.indices where !schema.kinds(of: column).isSuperset(of: store.kinds[column])
      {
        throw .invalid(
          Diagnostic(
            .error, .typeMismatch,
            "column '\(schema.columns[column].name ?? "")' is declared as \(schema.columns[column].type.rawValue), but facts hold \(store.kinds[column].phrase)",
            at: name.range, in: source))
      }
    }
  }

  private func checkReading(_ declaration: Declaration, in source: SourceText) throws(EngineError) {
    guard let reading = declaration.reading else { return }
    let names = declaration.columns.map(\.name.text)
    for placeholder in ReadingTemplate(reading).placeholders where !names.contains(placeholder) {
      throw .invalid(
        Diagnostic(
          .error, .unknownColumn, "the reading sentence names '{\(placeholder)}', which is no column",
          at: declaration.readingRange, in: source,
          mend: nearest(to: placeholder, among: names).map { "did you mean '{\($0)}'?" }
            ?? "its columns are \(names.joined(separator: ", "))"))
    }
  }

  /// Adds a base fact, or citations to a known one.
  public func assert(_ fact: Fact, in statement: Statement) throws(EngineError) -> Assertion {
    try checkIsPresent(statement)
    let (key, row) = try resolve(fact, in: statement)
    let name = key.relation
    // The place of a first use is not worth keeping a large file's text for.
    let isSmall = statement.source.bytes.count < 1 << 16
    noteShape(of: name, arity: row.count, statement: isSmall ? statement : nil)
    let store = store(of: key, arity: row.count)
    let wasEmpty = store.table.liveCount == 0
    let stamp = catalog.tick()
    let kinds = row.map { KindSet($0.kind) }
    if store.isWidened(by: kinds) { catalog.noteKinds(of: name) }
    let (position, isNew) = store.add(row, kinds: kinds, stamp: stamp)
    let rows = FactRows(key: key, store: store, rows: position..<position + 1)
    if isNew {
      note(.added(rows))
      if wasEmpty { catalog.noteModalities(of: name) }
    }
    let cited = store.cite(row: position, fact.citations, stamp: stamp)
    if isNew { return .added }
    guard !cited.isEmpty else { return .alreadyKnown }
    note(.cited(CitedFacts(key: key, store: store, additions: cited)))
    return .citationsAdded(cited.count)
  }

  /// Removes a base fact with its citations; false where it was not known.
  public func retract(_ fact: Fact, in statement: Statement) throws(EngineError) -> Bool {
    try checkIsPresent(statement)
    let (key, row) = try resolve(fact, in: statement)
    guard let store = catalog.facts[key], let position = store.table.find(row) else { return false }
    let rows = position..<position + 1
    catalog.remove(rows: rows, of: key)
    note(.removed(FactRows(key: key, store: store, rows: rows)))
    return true
  }

  /// Notes the shape of a relation that nothing has defined yet.
  func noteShape(of relation: String, arity: Int, statement: Statement?) {
    guard catalog.schema(of: relation) == nil else { return }
    let before = catalog.schemas[relation]
    guard catalog.noteShape(of: relation, arity: arity, statement: statement) else { return }
    note(.shaped(relation, before: before, after: catalog.schemas[relation]))
  }

  /// The store of a relation's facts, made where there is none of so many columns.
  private func store(of key: FactKey, arity: Int) -> FactStore {
    let before = catalog.facts[key]
    let store = catalog.store(of: key, arity: arity)
    if store !== before { note(.replaced(key, before: before, after: store, rows: 0)) }
    return store
  }

  /// A fact's relation, modality and values; refuses what does not fit its relation.
  func resolve(_ fact: Fact, in statement: Statement) throws(EngineError) -> (FactKey, [Handle]) {
    let atom = fact.atom
    let source = statement.source
    try refuseReserved(atom.relation, in: source)
    guard case .only(let modality) = atom.modality else {
      throw .invalid(
        Diagnostic(
          .error, .invalidHead, "'any' does not say how far the fact holds", at: atom.range, in: source,
          mend: Modality.allCases.map(\.rawValue).joined(separator: ", ")))
    }
    let name = atom.relation.text
    let schema = catalog.schema(of: name)
    if schema?.isBuiltIn == true, name == "evidence" { throw reserved(atom.relation, in: source) }
    var row: [Handle] = []
    row.reserveCapacity(atom.arguments.count)
    for term in try catalog.arrange(atom, in: source, isComplete: true) {
      guard let term else { throw .bug("a fact lacks an argument") }
      let handle = try constant(term, in: source)
      if let schema {
        try catalog.check(handle, fits: row.count, of: schema, named: name, at: term.range, in: source)
      }
      row.append(handle)
    }
    return (FactKey(relation: name, modality: modality), row)
  }

  private func constant(_ term: Term, in source: SourceText) throws(EngineError) -> Handle {
    switch term.kind {
    case .literal(let value): return catalog.values.handle(of: value)
    case .call(let name, let arguments) where name.text == "today" && arguments.isEmpty:
      return catalog.values.handle(of: UncertainDate(today))
    case .negative(let inner):
      let handle = try constant(inner, in: source)
      do throws(ValueProblem) {
        if let negated = try evaluator.calculator.evaluate(
          .negative(.operand(.constant(handle))), { _ in .none })
        {
          return negated
        }
      } catch {
        throw .invalid(
          Diagnostic(.error, error.code, error.message, at: term.range, in: source, mend: error.mend))
      }
    case .parameter(let name):
      throw .invalid(
        Diagnostic(
          .error, .unknownParameter, "parameter '\(name)' has no value", at: term.range, in: source,
          mend: "declare it ('parameter \(name) = …') or give it (--set \(name)=…)"))
    case .variable, .anonymous, .call, .binary, .aggregate: break
    }
    throw .invalid(
      Diagnostic(
        .error, .invalidHead, "a fact has values only", at: term.range, in: source,
        mend: "write a rule with ':-' to compute, or end with '?' to ask"))
  }

  func refuseReserved(_ name: Name, in source: SourceText) throws(EngineError) {
    if BuiltinTest(name: name.text) != nil { throw reserved(name, in: source) }
  }

  func reserved(_ name: Name, in source: SourceText) -> EngineError {
    .invalid(
      Diagnostic(
        .error, .reservedName, "'\(name.text)' is built in and cannot be given a meaning", at: name.range,
        in: source, mend: "choose another name"))
  }
}
