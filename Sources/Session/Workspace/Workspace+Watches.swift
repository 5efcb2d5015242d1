import Engine
import Syntax

/// A watched question under the number that ':unwatch' takes.
struct NumberedWatch {
  let number: Int
  let watch: Watch
  /// How deep the text stands that it was said in: changes are told after statements of that text, and of those around it.
  let nesting: Int
  /// The question on one line.
  var question: String { SyntaxPrinter.text(of: watch.query) }
}

extension Workspace {
  /// Tells what the statement that has just ended changed in the answers that are watched.
  func tellWatches(in run: inout Run) {
    // What was is no news.
    if past.words != nil { return }
    for place in watches.indices where watches[place].nesting >= nesting {
      if run.outcome.isOver || run.onlyAnalyses { return }
      tellWatch(at: place, in: &run)
    }
  }

  private func tellWatch(at place: Int, in run: inout Run) {
    let watch = watches[place]
    let wasBroken = watch.watch.isBroken
    do throws(EngineError) {
      if let news = try engine.news(of: watch.watch) {
        show(DifferenceTable(news, of: watch, mode: settings.mode).table, in: &run)
      }
    } catch {
      switch error {
      case .invalid(let diagnostics):
        if wasBroken { return }
        let reason = diagnostics.first.map { ": " + $0.message } ?? ""
        notice("watch \(watch.number) cannot be answered\(reason)")
      case .stopped: report(error, at: watch.watch.statement, in: &run)
      }
    }
  }
}
