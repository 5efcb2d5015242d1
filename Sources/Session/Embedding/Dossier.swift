public import Engine
import Syntax

/// A dossier in a program of one's own: told facts and rules as text, asked and explained, without a terminal.
///
/// What fails throws a ``DossierError`` and has changed nothing. A dossier has one owner and is used from one thread;
/// ``Workspace/engine`` has the limits, and the interrupt that another thread may use.
public final class Dossier {
  /// The same dossier as the prompt has it, with its settings and history. Results that its commands show are dropped.
  public let workspace: Workspace
  private let results = Output.memory()
  private let messages = Output.memory()

  /// A dossier that knows nothing yet.
  public init() {
    workspace = Workspace(results: results, messages: messages)
    workspace.settings.color = .never
    workspace.settings.quiet = true
  }

  /// A dossier that a file keeps: what is done is durable when it returns. A file that is not there is made, unless it is
  /// only to be read.
  public convenience init(file path: String, readOnly: Bool = false) throws(DossierError) {
    self.init()
    try check(workspace.openStore(path, readOnly ? .readOnly : .readWrite))
  }

  /// The dossier of one article that comes with the library.
  public static func sample() -> Dossier {
    let dossier = Dossier()
    dossier.workspace.loadSample()
    return dossier
  }

  /// Takes in a program, the rows of a `.csv`, `.tsv` or `.facts` file, or the folder of a dossier.
  public func load(_ path: String) throws(DossierError) {
    try check(workspace.load(path))
  }

  /// Carries out declarations, facts, rules and constraints: all of them as one step, or none.
  ///
  /// Gives how many are new. Questions among them are answered to nobody.
  @discardableResult
  public func state(_ statements: String) throws(DossierError) -> Outcome {
    workspace.engine.interrupt.clear()
    let run = Run(mode: .script, isFile: false, purpose: .execute, isStrict: true)
    return try check(workspace.execute(SourceText(name: "<text>", text: statements), run))
  }

  /// Answers a question: its rows in order, each with a value for each of ``Answer/columns``.
  public func ask(_ question: String) throws(DossierError) -> Answer {
    do throws(EngineError) {
      workspace.engine.interrupt.clear()
      workspace.engine.beginStatement()
      let item = try ExportItem(question: SourceText(name: "<question>", text: question))
      return try workspace.engine.ask(item.query, in: item.statement, dates: workspace.settings.dates)
    } catch {
      throw refused(error)
    }
  }

  /// Why a fact holds, down to its sources, as `:why` tells it; throws where it does not hold.
  public func why(_ fact: String) throws(DossierError) -> String {
    _ = results.takeText()
    try check(workspace.explain(fact))
    return Self.trimmed(results.takeText())
  }

  /// Writes the whole dossier to a folder of text files, which ``load(_:)`` reads back.
  public func write(toFolder path: String, replacing: Bool = false) throws(DossierError) {
    try check(workspace.export([], format: .folder, to: path, replacing: replacing))
  }

  @discardableResult
  private func check(_ outcome: Outcome) throws(DossierError) -> Outcome {
    let text = messages.takeText()
    if outcome.status != 0 { throw DossierError(description: Self.trimmed(text), status: outcome.status) }
    return outcome
  }

  private func refused(_ error: EngineError) -> DossierError {
    let diagnostics: [Diagnostic]
    var status: Int32 = 1
    switch error {
    case .invalid(let found): diagnostics = found
    case .stopped(let reason):
      diagnostics = [reason.diagnostic(at: nil)]
      status = reason == .interrupted ? 130 : 3
    }
    let texts = diagnostics.map { DiagnosticRenderer(color: false, width: nil).render($0) }
    return DossierError(description: Self.trimmed(texts.joined(separator: "\n")), status: status)
  }

  /// Without line ends at its end.
  private static func trimmed(_ text: String) -> String {
    var text = text[...]
    while text.last?.isNewline == true { text.removeLast() }
    return String(text)
  }
}

/// Why a dossier did not do what it was asked; nothing has changed.
public struct DossierError: Error, CustomStringConvertible, Sendable {
  /// The message with its place, as the prompt shows it.
  public let description: String
  /// 1 a mistake in what was given, 3 a limit reached, 130 interrupted.
  public let status: Int32
}
