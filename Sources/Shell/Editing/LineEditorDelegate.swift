/// What the line editor asks of the language it edits. Texts are whole statements: all the lines so
/// far, with `\n` between them.
public protocol LineEditorDelegate: AnyObject {
  /// What stands before the first line of a statement, such as `sample> `.
  var prompt: String { get }

  /// What stands before the next line of an incomplete statement; it may say what is still open.
  func continuationPrompt(for text: String) -> String

  /// Whether Enter runs a text.
  func state(of text: String) -> StatementState

  /// The ways to complete a text at a cursor, in the order to list them, and the part of the text they
  /// take the place of. Offsets count UTF-8 bytes.
  func completions(for text: String, cursor: Int) -> (replacing: Range<Int>, candidates: [Candidate])
}

/// What Enter does with a text.
public enum StatementState: Hashable, Sendable {
  /// Blank or only a comment: there is nothing to run.
  case empty
  /// It runs.
  case complete
  /// Another line is asked for.
  case incomplete
}
