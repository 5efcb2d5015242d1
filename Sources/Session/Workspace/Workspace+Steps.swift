import Engine
import Syntax

/// Where a scope was opened.
struct ScopePlace {
  let statement: Statement
  /// How many texts were being read, one within the other.
  let nesting: Int
  /// What was new in its text before it.
  let outcome: Outcome
}

extension Workspace {
  /// Whether each statement of a text is a step of its own: those of the prompt and of standard input are, while a file
  /// is one step as a whole.
  func isStepwise(_ run: Run) -> Bool { run.isStepwise && nesting == 1 }

  /// Makes a step of what a statement did, and tells what changed in the answers that are watched.
  func endStatement(_ statement: Statement, in run: inout Run) {
    if isStepwise(run) {
      var origin = Step.Origin.statement
      switch statement.kind {
      case .include: origin = .file
      case .command(let name, _) where ["read", "run", "import"].contains(name.text): origin = .file
      case .declaration, .fact, .rule, .query, .constraint, .parameter, .command: break
      }
      engine.endStep(StepWords.title(of: statement), of: origin, at: wallClock.now())
    }
    tellWatches(in: &run)
  }

  /// Makes a step of what a text did as a whole, unless it is part of another.
  func endText(_ name: String) {
    guard nesting == 0 else { return }
    engine.endStep(StepWords.title(ofText: name), of: .file, at: wallClock.now())
  }

  /// Discards the scopes that a text leaves open at its end.
  func discardOpenScopes(in run: inout Run) {
    while let place = scopePlaces.last, place.nesting > nesting {
      report(
        [
          Diagnostic(
            .warning, .openScope, "this what-if is still open at the end; what was done in it is discarded",
            at: place.statement.range, in: place.statement.source, mend: "end it with ':keep' or ':discard'")
        ], in: &run)
      _ = discardScope(in: &run)
    }
  }

  /// Ends the innermost scope and takes back what was done in it.
  func discardScope(in run: inout Run) -> ChangeCounts? {
    guard let place = scopePlaces.popLast() else { return nil }
    run.outcome.takeNews(from: place.outcome)
    return engine.discardScope()
  }

  /// `sample`, within a what-if `sample(whatif)`, in the past `sample(asof 2026-01-01)`.
  public var promptName: String {
    var parts: [String] = []
    if let scope = engine.scopes.last {
      let depth = engine.scopes.count == 1 ? "" : " \(engine.scopes.count)"
      parts.append("whatif\(depth)\(scope.name.map { " " + $0 } ?? "")")
    }
    if let words = past.words { parts.append(words) }
    return parts.isEmpty ? name : "\(name)(\(parts.joined(separator: ", ")))"
  }
}
