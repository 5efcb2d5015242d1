package import Engine
import Syntax

/// What is done with the rows of an import.
package enum ImportPurpose {
  /// The facts are taken in.
  case load
  /// Nothing is; the first facts are told, in the language, with the row of each.
  case show(limit: Int, (_ fact: String, _ row: Int) -> Void)
}

extension FileImport {
  /// Reads all rows and takes their facts in, with the document that they come from.
  ///
  /// A row that cannot be taken goes to `reject`, where there is one; else the first such row, with how many there are, is
  /// the error that is thrown, and what was taken in so far is to be rolled back.
  package func run(
    _ plan: ImportPlan, into engine: Engine, _ budget: Budget, _ purpose: ImportPurpose,
    reject: ((RejectedRow) -> Void)?
  ) throws(EngineError) -> ImportSummary {
    budget.work = work
    var summary = ImportSummary(
      path: path, format: plan.format, document: plan.document, sha256: plan.sha256, known: plan.known)
    guard let layout = plan.layout else { return summary }
    var isLoading = false
    if case .load = purpose { isLoading = true }
    if isLoading { try declare(plan.targets, in: engine) }
    let sink = FactSink(
      plan.targets, of: plan.document, by: plan.evidence.by, confidence: plan.evidence.confidence,
      into: engine,
      budget)
    var staged = StagedFacts()
    var first: RejectedRow?
    var shown = 0
    try forEachRecord(of: layout, budget, counting: true) { (row, mistake) throws(EngineError) in
      summary.read += 1
      // The next row is written over the bytes that the facts stand in, which must not be shared then.
      defer { staged.removeAll() }
      do throws(RowError) {
        if let mistake { throw mistake }
        if let reason = try plan.taker.take(row, into: &staged) {
          summary.leftOut[reason, default: 0] += 1
          return
        }
      } catch {
        summary.rejected += 1
        let rejected = RejectedRow(number: row.number, reason: error.message, raw: row.raw)
        if let reject { reject(rejected) } else { first = first ?? rejected }
        return
      }
      summary.taken += 1
      switch purpose {
      case .load:
        if first == nil { try sink.take(staged, row: row.number) }
      case .show(let limit, let show):
        if shown < limit {
          forEachFact(staged, plan) { show($0, row.number) }
          shown += 1
        }
      }
    }
    try checkIsUnchanged()
    if let first { throw refused(first, summary, layout) }
    if isLoading {
      summary.relations = try sink.finish()
      try note(plan, in: engine)
    }
    return summary
  }

  /// The facts of a row as the language writes them, without their full stop.
  private func forEachFact(_ staged: StagedFacts, _ plan: ImportPlan, _ body: (String) -> Void) {
    var start = 0
    for (target, end) in staged.facts {
      let known = plan.targets[target]
      let values = staged.cells[start..<end].map { SyntaxPrinter.text(of: $0.value) }
      let prefix = known.modality == .actual ? "" : known.modality.rawValue + " "
      body("\(prefix)\(known.relation)(\(values.joined(separator: ", ")))")
      start = end
    }
  }

  /// Declares the relations that the import brings in.
  private func declare(_ targets: [ImportTarget], in engine: Engine) throws(EngineError) {
    let place = SourceRange(0, 0)
    for target in targets where target.isNew && engine.relation(named: target.relation)?.isDeclared != true {
      let declaration = Declaration(
        Name(target.relation, place),
        target.columns.map { Declaration.Column(Name($0.name, place), $0.type) })
      let source = SourceText(name: path, text: "")
      do throws(EngineError) {
        try engine.declare(declaration, in: Statement(.declaration(declaration), in: source, place))
      } catch {
        guard case .invalid(let diagnostics) = error else { throw error }
        // The declaration stands in no text that could be shown.
        throw .invalid(
          diagnostics.map { Diagnostic($0.severity, $0.code, "cannot import '\(path)': \($0.message)") })
      }
    }
  }

  /// States the document that the facts come from.
  private func note(_ plan: ImportPlan, in engine: Engine) throws(EngineError) {
    let title = path.split(separator: "/").last.map(String.init) ?? path
    let values: [Value] = [
      .text(plan.document), .text(title), .date(options.published), .text(path), .text(plan.sha256),
    ]
    let place = SourceRange(0, 0)
    let atom = Atom(
      Name("document", place), values.map { Argument(Term(.literal($0), place)) }, range: place)
    let source = SourceText(name: path, text: "")
    let fact = Fact(atom)
    _ = try engine.assert(fact, in: Statement(.fact(fact), in: source, place))
  }

  /// The error that a bad row is, with how many there are.
  private func refused(_ row: RejectedRow, _ summary: ImportSummary, _ layout: FileLayout) -> EngineError {
    let place = layout.countsLines ? ":\(row.number)" : ", row \(row.number)"
    var text = String(decoding: row.raw.prefix(200), as: UTF8.self)
    while text.last?.isNewline == true { text.removeLast() }
    if row.raw.count > 200 { text += "…" }
    let unit = layout.countsLines ? "line" : "row"
    let count =
      summary.rejected == 1
      ? "1 row of \(summary.read) is" : "\(summary.rejected) rows of \(summary.read) are"
    return .invalid([
      Diagnostic(
        .error, .invalidRow, "\(path)\(place): \(row.reason)",
        notes: [
          "the \(unit) is: \(text)",
          "\(count) bad, and nothing is imported; --rejects FILE sets bad rows aside and takes the others",
        ])
    ])
  }
}
