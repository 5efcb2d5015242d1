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
  /// Whether the text has an end, at which it is known what its rules leave undefined.
  let isFile: Bool
  let purpose: Purpose
  /// Whether each statement is a step of the history, which ':undo' takes back by itself; else the whole text is one.
  let isStepwise: Bool
  /// Whether an error undoes the whole text.
  let isStrict: Bool
  /// Whether the text is a dossier itself, which asks nothing and commands nothing.
  var isDossier = false
  var outcome = Outcome()
  /// The files read so far, by their resolved path, so that each is included once.
  var includedFiles: Set<String> = []
  /// The files that are being read, outermost first.
  var openFiles: [(name: String, resolved: String)] = []
  /// The texts of the rules defined, so that what they leave undefined is told from what others do.
  var sources: Set<ObjectIdentifier> = []
  /// Relations that were found to be undefined, so that each place is told once.
  var undefined: Set<Diagnostic> = []
  /// Values given for parameters from outside.
  var arguments: [String: Literal] = [:]
  /// Parameters that should have a value and have none, which was said where they are declared.
  var valuelessParameters: Set<String> = []
  /// The constraints met, for the list that `dossier check` gives.
  var constraints: [Statement] = []

  init(
    mode: Parser.Mode, isFile: Bool = true, isStepwise: Bool = false, purpose: Purpose, isStrict: Bool
  ) {
    self.mode = mode
    self.isFile = isFile
    // What an error undoes as a whole is done as a whole.
    self.isStepwise = isStepwise && !isStrict
    self.purpose = purpose
    self.isStrict = isStrict
  }

  /// Whether questions and commands are only looked at: nothing of a text that will be undone is shown.
  var onlyAnalyses: Bool { purpose == .analyse || isStrict && outcome.errors > 0 }
}
