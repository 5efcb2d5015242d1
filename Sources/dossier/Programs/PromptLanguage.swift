import Session
import Shell
import Syntax

/// What the line editor needs to know of the language and of the workspace.
final class PromptLanguage: LineEditorDelegate {
  private let workspace: Workspace
  private let completer: Completer

  init(_ workspace: Workspace) {
    self.workspace = workspace
    completer = Completer(workspace)
  }

  var prompt: String { "\(workspace.promptName)> " }

  /// As long as the first prompt, so that the lines of a statement stand below each other.
  func continuationPrompt(for text: String) -> String {
    String(repeating: ".", count: workspace.promptName.count) + "> "
  }

  func state(of text: String) -> StatementState {
    switch Completeness.of(text) {
    case .empty: .empty
    case .complete: .complete
    case .incomplete: .incomplete
    }
  }

  func completions(for text: String, cursor: Int) -> (replacing: Range<Int>, candidates: [Candidate]) {
    let completion = completer.complete(text, cursor: cursor)
    let candidates = completion.candidates.map { candidate in
      Candidate(candidate.text, note: candidate.note.isEmpty ? nil : candidate.note)
    }
    return (completion.range, candidates)
  }
}
