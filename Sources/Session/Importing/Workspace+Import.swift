import Engine
import Interchange
import Syntax

extension Workspace {
  /// How many facts a dry run shows.
  private static let shownFacts = 5

  /// Imports a file, or the files of a folder, as one step: all of it or nothing.
  @discardableResult
  package func importFile(_ request: ImportRequest) -> Outcome {
    var run = Run(mode: .script, purpose: .execute, isStrict: false)
    beginWork()
    defer { progressLine.clear() }
    do throws(EngineError) {
      if isDossierFolder(request.path) { return try importFolder(request) }
      try importFile(request, in: &run)
      if nesting == 0 { endStep(StepWords.title(ofImport: request.path), of: .file, in: &run) }
      tellHeldWords()
      if store == nil, nesting == 0, !request.isDryRun, run.outcome.errors == 0 {
        notice("nothing keeps this: --store FILE.dossier would")
      }
    } catch {
      report(error, in: &run)
    }
    run.outcome.inputMissing = run.outcome.errors > 0
    return run.outcome
  }

  /// Takes in a dossier's folder, as a step.
  private func importFolder(_ request: ImportRequest) throws(EngineError) -> Outcome {
    if let option = request.given.min(by: { $0.rawValue < $1.rawValue }) {
      throw .invalid([
        Diagnostic(
          .error, .invalidCommand, "\(option.name) is for a file: a dossier's folder is taken in as it is")
      ])
    }
    do throws(FileError) {
      let outcome = try importFolder(Path.expandingHome(request.path), isStep: true)
      if outcome.status == 0 { notice("\(request.path): \(outcome.news)") }
      return outcome
    } catch {
      throw .invalid([error.diagnostic()])
    }
  }

  func importFile(_ request: ImportRequest, in run: inout Run) throws(EngineError) {
    try checkWritable(at: nil, in: nil)
    let files = try files(of: request)
    let rejects = try rejectsFile(of: request)
    let mark = engine.mark()
    var summaries: [ImportSummary] = []
    do throws(EngineError) {
      for file in files { summaries.append(try importOne(file, request, rejects, in: &run)) }
      // Before the facts are there for good: what cannot be set aside is not passed over.
      do throws(FileError) { try rejects?.close() } catch { throw .invalid([error.diagnostic()]) }
    } catch {
      engine.rollback(to: mark)
      throw error
    }
    engine.release(mark)
    if request.isDryRun { return }
    for summary in summaries {
      run.outcome.facts += summary.imported
      for line in ImportReport.lines(summary) { tellWhenKept(line) }
    }
  }

  /// The file, or those of a folder that hold rows.
  private func files(of request: ImportRequest) throws(EngineError) -> [FileImport] {
    let path = Path.expandingHome(request.path)
    guard Folder.exists(path) else {
      do throws(FileError) { try FileBytes.checkIsFile(path) } catch { throw .invalid([error.diagnostic()]) }
      return [FileImport(path, request.options)]
    }
    let refused = request.given.intersection([.into, .table, .query, .document, .from])
    if let option = refused.min(by: { $0.rawValue < $1.rawValue }) {
      throw .invalid([
        Diagnostic(
          .error, .invalidCommand, "\(option.name) is for one file, and '\(request.path)' is a folder",
          notes: ["each file of a folder becomes a relation of its name"])
      ])
    }
    let names = Folder.names(in: path).filter { name in
      switch ImportFormat(path: name) {
      case .csv, .tsv, .facts: true
      default: false
      }
    }
    if names.isEmpty {
      throw .invalid([
        Diagnostic(.error, .unreadableFile, "'\(request.path)' holds no .facts, .tsv or .csv file")
      ])
    }
    var options = request.options
    options.isOfFolder = true
    return names.map { FileImport(Path.join(path, $0), options) }
  }

  private func rejectsFile(of request: ImportRequest) throws(EngineError) -> RejectsFile? {
    guard let path = request.rejects, !request.isDryRun else { return nil }
    do throws(FileError) {
      return try RejectsFile(Path.expandingHome(path))
    } catch {
      throw .invalid([error.diagnostic()])
    }
  }

  private func importOne(
    _ file: FileImport, _ request: ImportRequest, _ rejects: RejectsFile?, in run: inout Run
  ) throws(EngineError) -> ImportSummary {
    let budget = engine.budget()
    let plan = try file.plan(for: engine, budget)
    report(plan.warnings, in: &run)
    if request.isDryRun { return try show(plan, of: file, budget, in: &run) }
    let reject: ((RejectedRow) -> Void)? = rejects.map { rejects in { rejects.write($0, of: file.path) } }
    return try file.run(plan, into: engine, budget, .load, reject: reject)
  }

  /// Shows what an import would do: what the columns hold, and the first rows as facts.
  private func show(
    _ plan: ImportPlan, of file: FileImport, _ budget: Budget, in run: inout Run
  ) throws(EngineError) -> ImportSummary {
    var facts: [String] = []
    var bad: [RejectedRow] = []
    let document = SyntaxPrinter.text(of: .text(plan.document))
    let by = plan.evidence.by
    let confidence = plan.evidence.confidence.map { ", confidence: \($0.rawValue)" } ?? ""
    let purpose = ImportPurpose.show(limit: Self.shownFacts) { fact, row in
      facts.append("\(fact)\n    from \(document)(row: \(row), by: \(by)\(confidence)).")
    }
    let summary = try file.run(plan, into: engine, budget, purpose) { row in
      if bad.count < Self.shownFacts { bad.append(row) }
    }
    if summary.known == nil {
      show((plan.declarations + facts).joined(separator: "\n"), in: &run)
      for row in bad { notice("\(Path.lastComponent(of: file.path)):\(row.number): \(row.reason)") }
      for line in ImportReport.dryLines(summary) { notice(line) }
    } else {
      for line in ImportReport.lines(summary) { notice(line) }
    }
    return summary
  }
}
