import Archive
import Engine
import Interchange
import Syntax

// What is done is durable before anyone hears that it was done; what cannot be made durable is taken back.
extension Workspace {
  /// Makes a step of what was done since the last one, and makes it durable.
  func endStep(
    _ title: @autoclosure () -> String, of origin: Step.Origin, at statement: Statement? = nil,
    in run: inout Run
  ) {
    let undone = engine.undoneSteps
    guard let step = engine.endStep(title(), of: origin, at: wallClock.now()) else { return }
    guard let store, engine.scopes.isEmpty else { return }
    do throws(ArchiveError) {
      try store.record([step], in: engine)
      keepDocuments(of: step)
    } catch {
      engine.cancelLastStep(undone: undone)
      heldWords = []
      run.outcome.forgetNews()
      report([refusal(error, at: statement)], in: &run)
    }
  }

  /// Says what was held back until it was durable.
  func tellHeldWords() {
    let words = heldWords
    heldWords = []
    for text in words { notice(text) }
  }

  /// Refuses to change a dossier that is open to be read only; a what-if may be tried out in it.
  func checkWritable(at range: SourceRange?, in source: SourceText?) throws(EngineError) {
    guard let store, store.isReadOnly, engine.scopes.isEmpty else { return }
    throw .invalid([ArchiveError(store.path, .openedReadOnly).diagnostic(at: range, in: source)])
  }

  private func refusal(_ error: ArchiveError, at statement: Statement?) -> Diagnostic {
    var diagnostic = error.diagnostic(at: statement?.range, in: statement?.source)
    diagnostic.notes = ["nothing of it is kept, here or in the file"]
    return diagnostic
  }

  // MARK: Steps back and on

  /// Takes the last step back, that of an earlier session too; nil where there is none.
  func undo(_ line: CommandLine) throws(EngineError) -> Step? {
    try recallSteps(line)
    if let step = engine.steps.last { try recall(step, line) }
    guard let step = engine.undo() else { return nil }
    do throws(ArchiveError) {
      if engine.scopes.isEmpty { try store?.recordUndo(of: step, at: wallClock.now()) }
    } catch {
      _ = engine.redo()
      throw line.invalid(error)
    }
    return step
  }

  /// Does again what was taken back last; nil where there is nothing.
  func redo(_ line: CommandLine) throws(EngineError) -> Step? {
    try recallSteps(line)
    if let step = engine.undoneSteps.last { try recall(step, line) }
    guard let step = engine.redo() else { return nil }
    do throws(ArchiveError) {
      if engine.scopes.isEmpty { try store?.recordRedo(of: step, in: engine, at: wallClock.now()) }
    } catch {
      _ = engine.undo()
      throw line.invalid(error)
    }
    return step
  }

  /// Ends the innermost what-if, whose steps are durable then where no other is around it.
  func keepScope(_ line: CommandLine, _ run: Run) throws(EngineError) -> ChangeCounts? {
    guard let scope = engine.scopes.last, let counts = engine.keepScope() else { return nil }
    // Within a file they become part of its step.
    guard let store, engine.scopes.isEmpty, isStepwise(run) else { return counts }
    let steps = Array(engine.steps[min(scope.steps, engine.steps.count)...])
    guard !steps.isEmpty else { return counts }
    do throws(ArchiveError) {
      try store.record(steps, in: engine)
      for step in steps { keepDocuments(of: step) }
    } catch {
      engine.reopen(scope)
      throw line.invalid(error)
    }
    return counts
  }

  /// Has the steps of earlier sessions at hand.
  func recallSteps(_ line: CommandLine) throws(EngineError) {
    do throws(ArchiveError) { try store?.recallSteps(into: engine) } catch { throw line.invalid(error) }
  }

  /// Has what the steps after one changed at hand, by default all: those of earlier sessions are taken back one after the
  /// other, and done again, since only so it is known what each was made on.
  func recallChanges(after last: Int = 0, _ line: CommandLine) throws(EngineError) {
    guard engine.steps.contains(where: { $0.number > last && !$0.isRecalled }) else { return }
    guard engine.scopes.isEmpty else {
      throw line.invalid("a what-if is open", mend: "end it with ':keep' or ':discard'")
    }
    do throws(ArchiveError) { try recallChanges(after: last) } catch { throw line.invalid(error) }
  }

  /// As ``recallChanges(after:_:)``, where no what-if is open.
  func recallChanges(after last: Int) throws(ArchiveError) {
    guard let store else { return }
    try engine.inPresent { () throws(ArchiveError) in
      try store.recallSteps(into: engine)
      let undone = engine.undoneSteps.count
      defer { while engine.undoneSteps.count > undone { _ = engine.redo() } }
      while let step = engine.steps.last, step.number > last {
        try store.recall(step, into: engine)
        guard engine.undo() != nil else { return }
      }
    }
  }

  private func recall(_ step: Step, _ line: CommandLine) throws(EngineError) {
    do throws(ArchiveError) { try store?.recall(step, into: engine) } catch { throw line.invalid(error) }
  }

  // MARK: Documents

  /// Texts of more bytes than this stay where they are.
  private static let mostDocumentBytes = 1 << 22

  /// Keeps the texts of documents that a step told of, where they are at hand.
  func keepDocuments(of step: Step) {
    for case .added(let run) in engine.changes(of: step) where run.relation == "document" {
      for row in run.rows {
        let values = engine.values(row: row, of: run).map(\.plainText)
        guard values.count == 5 else { continue }
        var document = CitedDocument(id: values[0])
        document.path = values[3]
        document.digest = values[4]
        guard case .text(let bytes) = document.copy(in: settings.documents),
          bytes.count <= Self.mostDocumentBytes
        else { continue }
        // The fact is kept; without its text it can still be read where it lies.
        try? store?.keep(
          document: document.id, path: values[3], sha256: SHA256.digest(of: bytes), text: bytes,
          at: wallClock.now())
      }
    }
  }
}

extension CommandLine {
  /// What a dossier's file refused.
  func invalid(_ error: ArchiveError, at word: Word? = nil) -> EngineError {
    .invalid([error.diagnostic(at: word?.range ?? name.range, in: statement.source)])
  }
}

extension EngineError {
  /// Its first message.
  var words: String {
    switch self {
    case .invalid(let diagnostics): diagnostics.first?.message ?? "it is wrong"
    case .stopped(let reason): reason.words
    }
  }
}

extension Statement.Kind {
  /// Whether it changes what is known.
  var statesSomething: Bool {
    switch self {
    case .declaration, .fact, .rule, .constraint: true
    case .query, .include, .parameter, .command: false
    }
  }
}
