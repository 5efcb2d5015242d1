public import Engine
public import Syntax

/// What a prompt and a script work on: an engine with its facts and rules, the user's settings, where
/// results and messages go, and what was shown last.
///
/// A workspace has one owner and is used from one thread; only ``Engine/interrupt`` may be touched from
/// elsewhere, as from a signal handler.
///
/// ```swift
/// let workspace = Workspace()
/// workspace.loadSample()
/// let outcome = workspace.execute(SourceText(name: "ask", text: "visited(X, pakistan, When)?"))
/// ```
public final class Workspace {
  public let engine = Engine()
  public var settings = Settings() {
    didSet { if settings.dates != oldValue.dates { datesChanged() } }
  }
  /// What the prompt calls the facts at hand.
  public var name = "dossier"
  /// Whether a person types the statements: what they did is then said, and rows are numbered.
  public let isInteractive: Bool
  /// How many columns results may take, where that is not the terminal's own width.
  public var width: Int?
  /// Topics that `:help` knows beside its own, such as the keys of the line editor.
  public var furtherTopics: [HelpTopic] = []

  /// Where results go unless `:output` says otherwise.
  let standardResults: Output
  var results: Output {
    didSet { isParted = true }
  }
  /// Whether the next answer needs no empty line before it.
  var isParted = true
  let messages: Output
  let progressLine: ProgressLine
  /// What `:source N` and `:why N` refer to.
  var shown: ShownRows?
  /// What `:why` explained last, whose parts it can open.
  var explained: ExplanationOutline?
  /// The values of the parameters in force.
  var parameters: [String: Literal] = [:]
  /// Where the profiles of questions go.
  var profileLog: ProfileLog?
  /// The what-if scopes that are open, the innermost last.
  var scopePlaces: [ScopePlace] = []
  /// What of the past is being looked at.
  var past = ShownPast()
  /// The questions whose answers are watched.
  var watches: [NumberedWatch] = []
  var lastWatch = 0
  /// How many texts are being carried out, one within the other.
  var nesting = 0
  /// The time that the journal tells.
  package var wallClock = WallClock.system
  /// Declarations that were made before their statement was met, because data needed them.
  var earlyDeclarations: Set<StatementPlace> = []

  public init(
    results: Output = .standardOutput, messages: Output = .standardError, isInteractive: Bool = false
  ) {
    standardResults = results
    self.results = results
    self.messages = messages
    progressLine = ProgressLine(messages)
    results.interrupt = engine.interrupt
    messages.interrupt = engine.interrupt
    self.isInteractive = isInteractive
    engine.keepsHistory = true
  }

  /// Loads the dossier that ships inside the program.
  @discardableResult
  public func loadSample() -> Outcome {
    name = "sample"
    let outcome = execute(Sample.source)
    // It is what a session begins with.
    engine.forgetHistory()
    return outcome
  }

  /// Runs what was typed at the prompt.
  @discardableResult
  public func run(_ text: String) -> Outcome {
    engine.interrupt.clear()
    let run = Run(mode: .prompt, isFile: false, isStepwise: true, purpose: .execute, isStrict: false)
    return execute(SourceText(name: "<prompt>", text: text), run)
  }

  /// Answers one question, which need not have its mark; a text that asks nothing is an error.
  @discardableResult
  public func ask(_ text: String) -> Outcome {
    let run = Run(
      mode: .prompt, isFile: false, isStepwise: true, purpose: .execute, isStrict: settings.strict)
    let source = SourceText(name: "<query>", text: text)
    var outcome = execute(source, run)
    if outcome.rows == nil, outcome.status == 0, !outcome.isOver {
      outcome.merge(
        failure(
          .invalid([
            Diagnostic(
              .error, .invalidCommand, "this asks nothing", at: SourceRange(0, source.bytes.count),
              in: source,
              mend: "a question is a body, as in visited(X, pakistan, When)")
          ])))
    }
    return outcome
  }

  /// Runs a script: a file, standard input, or a text of one's own.
  ///
  /// Each statement stands alone, and one that fails leaves the others; with the setting `strict` the
  /// text is carried out whole or not at all.
  @discardableResult
  public func execute(_ source: SourceText, arguments: [ScriptArgument] = []) -> Outcome {
    execute(source, purpose: .execute, arguments)
  }

  /// Runs statements as they come, as ``execute(_:arguments:)`` does a script's.
  public func execute(_ reader: inout StatementReader) -> Outcome {
    let run = Run(mode: .prompt, isStepwise: true, purpose: .execute, isStrict: settings.strict)
    return carryOut("<stdin>", run) { run in
      do throws(FileError) {
        while !run.outcome.isOver, let source = try reader.next() { perform(source, in: &run) }
      } catch {
        run.outcome.merge(failure(error))
      }
    }
  }

  /// Analyses a script: declarations, facts and rules are taken in, questions are looked at and not asked.
  public func check(_ source: SourceText, arguments: [ScriptArgument] = []) -> Outcome {
    execute(source, purpose: .analyse, arguments)
  }

  /// Sends what is gathered and puts files in their place; the outcome tells whether that could be done.
  public func finish() -> Outcome {
    var outcome = Outcome()
    if !engine.scopes.isEmpty { notice("what was done in the open what-if is discarded") }
    if results !== standardResults { results.close() }
    standardResults.close()
    for output in results === standardResults ? [results] : [results, standardResults] {
      noteFailure(of: output, in: &outcome)
    }
    if let profileLog {
      profileLog.finish()
      noteFailure(of: profileLog.output, in: &outcome)
    }
    messages.flush()
    return outcome
  }
}

/// A statement's place, by which it is known again.
struct StatementPlace: Hashable {
  private let source: ObjectIdentifier
  private let range: SourceRange

  init(_ statement: Statement) {
    source = ObjectIdentifier(statement.source)
    range = statement.range
  }
}

/// The numbered rows that were shown last.
enum ShownRows {
  case answer(Answer)
  case facts([FactDescription])
}
