import Syntax

/// One go through a text with all that it includes.
struct Run {
  enum Purpose {
    /// Statements are carried out.
    case execute
    /// Statements are analysed; questions and commands are not carried out.
    case analyse
  }

  let mode: Parser.Mode
  let purpose: Purpose
  /// Whether an error undoes the whole text.
  let isStrict: Bool
  var outcome = Outcome()
  /// The files read so far, by their resolved path, so that each is included once.
  var includedFiles: Set<String> = []
  /// The files that are being read, outermost first.
  var openFiles: [(name: String, resolved: String)] = []
  /// The texts read, so that what they leave undefined is told from what others do.
  var sources: Set<ObjectIdentifier> = []
  /// Relations that were found to be undefined, so that each place is told once.
  var undefined: Set<Diagnostic> = []
  /// Values given for parameters from outside.
  var arguments: [String: Literal] = [:]
  /// Parameters that should have a value and have none, which was said where they are declared.
  var valuelessParameters: Set<String> = []
  /// The constraints met, for the list that `dossier check` gives.
  var constraints: [Statement] = []

  init(mode: Parser.Mode, purpose: Purpose, isStrict: Bool) {
    self.mode = mode
    self.purpose = purpose
    self.isStrict = isStrict
  }

  /// Whether questions and commands are only looked at: nothing of a text that will be undone is shown.
  var onlyAnalyses: Bool { purpose == .analyse || isStrict && outcome.errors > 0 }
}
