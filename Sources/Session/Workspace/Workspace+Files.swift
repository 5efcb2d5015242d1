import Engine
import Syntax

extension Workspace {
  func execute(_ source: SourceText, purpose: Run.Purpose, _ arguments: [ScriptArgument]) -> Outcome {
    var run = Run(mode: .script, purpose: purpose, isStrict: settings.strict)
    do throws(EngineError) {
      run.arguments = try literals(of: arguments, for: source)
    } catch {
      report(error, in: &run)
      return run.outcome
    }
    return execute(source, run)
  }

  func execute(_ source: SourceText, _ run: Run) -> Outcome {
    carryOut(source.name, run) { run in
      run.includedFiles.insert(Path.resolved(source.name))
      perform(source, in: &run)
    }
  }

  /// Carries a whole text out: its statements, then what only its end can tell.
  func carryOut(_ name: String, _ start: Run, _ statements: (inout Run) -> Void) -> Outcome {
    var run = start
    let outerParameters = parameters
    let mark = run.isStrict ? engine.mark() : nil
    statements(&run)
    if run.isFile {
      discardOpenScopes(in: &run)
      parameters = outerParameters
      if !run.outcome.wasInterrupted { reportUndefinedRelations(in: &run) }
    }
    if let mark {
      if run.outcome.errors > 0 || run.outcome.wasInterrupted {
        engine.rollback(to: mark)
        run.outcome.forgetNews()
        notice("nothing of \(name) is kept (strict)")
      } else {
        engine.release(mark)
      }
    }
    endText(name)
    if run.purpose == .analyse { list(run.constraints, in: &run) }
    return run.outcome
  }

  /// Statement by statement; a text of any size has one statement in memory at a time.
  func perform(_ source: SourceText, in run: inout Run) {
    run.openFiles.append((source.name, Path.resolved(source.name)))
    nesting += 1
    let before = past
    defer {
      nesting -= 1
      run.openFiles.removeLast()
      // The next line of the prompt, or of standard input, goes on.
      if !run.isStepwise || nesting > 0 {
        discardOpenScopes(in: &run)
        restorePast(before)
      }
    }
    var parser = Parser(source, mode: run.mode)
    var count = 0
    while let event = parser.next() {
      count += 1
      // Statement by statement a file may state more facts than there is memory for.
      if count % 1024 == 0, !isWithinLimits(&run) { return }
      switch event {
      case .failure(let diagnostics):
        report(diagnostics, in: &run)
      case .statement(let statement, let warnings):
        report(warnings, in: &run)
        perform(statement, in: &run)
        endStatement(statement, in: &run)
      }
      if engine.interrupt.isRequested, !run.outcome.wasInterrupted {
        report(.stopped(.interrupted), in: &run)
      }
      if run.outcome.isOver { return }
    }
  }

  /// Whether a file that states many facts can go on; where it cannot, that is reported, and what was to follow it would
  /// be told of less than was meant.
  private func isWithinLimits(_ run: inout Run) -> Bool {
    do throws(EngineError) {
      engine.beginStatement()
      try engine.checkLimits()
      return true
    } catch {
      report(error, in: &run)
      run.outcome.inputMissing = true
      return false
    }
  }

  /// `include "file".`: reads it once, as seen from the file that includes it.
  func include(_ path: String, at range: SourceRange, of statement: Statement, in run: inout Run)
    throws(EngineError)
  {
    let full = Path.join(Path.directory(of: statement.source.name), Path.expandingHome(path))
    let resolved = Path.resolved(full)
    if let start = run.openFiles.firstIndex(where: { $0.resolved == resolved }) {
      let chain = run.openFiles[start...].map(\.name) + [full]
      throw .invalid([
        Diagnostic(
          .error, .includeCycle, "'\(path)' includes itself", at: range, in: statement.source,
          notes: [chain.joined(separator: " includes ")])
      ])
    }
    guard run.includedFiles.insert(resolved).inserted else { return }
    let source: SourceText
    do throws(FileError) {
      source = try FileBytes.source(full, interrupt: engine.interrupt)
    } catch {
      throw .invalid([error.diagnostic(at: range, in: statement.source)])
    }
    perform(source, in: &run)
  }

  /// A rule may use what comes later, so what nothing defines is known at the end.
  private func reportUndefinedRelations(in run: inout Run) {
    let undefined = engine.undefinedRelations().filter { diagnostic in
      guard let source = diagnostic.source else { return false }
      return run.sources.contains(ObjectIdentifier(source)) && !run.undefined.contains(diagnostic)
    }
    report(undefined, in: &run)
  }
}
