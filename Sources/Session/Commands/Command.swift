import Engine
import Syntax

/// One of the commands that start with a colon. The table of them drives dispatch, `:help`, completion and
/// the tests.
public struct Command: Sendable {
  /// What stands at a place of a command's line; completion offers what fits.
  public enum ArgumentKind: Sendable {
    case topic, relation, fact, question, rule, file, query, scriptArgument, setting, settingValue, row
    case name, watch, ruleText, time, importOption
    /// A date, a step's number, or one of these words.
    case moment([String])
    case choice([String])

    /// Whether it takes the rest of the line, as a statement of the language.
    var isStatement: Bool {
      switch self {
      case .fact, .question, .ruleText: true
      case .topic, .relation, .rule, .file, .query, .scriptArgument, .setting, .settingValue, .row, .choice,
        .name, .watch, .time, .moment, .importOption:
        false
      }
    }
  }

  public struct Parameter: Sendable {
    public var name: String
    public var kinds: [ArgumentKind]
    public var isOptional = false
    public var repeats = false

    static func required(_ name: String, _ kinds: ArgumentKind...) -> Parameter {
      Parameter(name: name, kinds: kinds)
    }

    static func optional(_ name: String, _ kinds: ArgumentKind...) -> Parameter {
      Parameter(name: name, kinds: kinds, isOptional: true)
    }

    static func any(_ name: String, _ kinds: ArgumentKind...) -> Parameter {
      Parameter(name: name, kinds: kinds, isOptional: true, repeats: true)
    }
  }

  typealias Action = @Sendable (Workspace, CommandLine, inout Run) throws(EngineError) -> Void

  /// Without the colon.
  public let name: String
  public let aliases: [String]
  public let parameters: [Parameter]
  public let summary: String
  /// What `:help NAME` says below the summary.
  public let detail: String
  public let examples: [String]
  let action: Action

  init(
    _ name: String, aliases: [String] = [], _ parameters: [Parameter] = [], _ summary: String,
    detail: String = "",
    examples: [String] = [], action: @escaping Action
  ) {
    self.name = name
    self.aliases = aliases
    self.parameters = parameters
    self.summary = summary
    self.detail = detail
    self.examples = examples
    self.action = action
  }

  /// In the order in which help lists them.
  public static let all: [Command] = [
    help, relations, describe, rules, facts, why, whynot, source, check, retract, forget, undo, redo, journal,
    whatif, diff, keep, discard, watch, unwatch, asof, known, present, changes, read, importing, export, open,
    store,
    backup, vacuum, save, run, queries, mode, output, timing, plan, profile, dates, set, quit,
  ]

  /// Those that change what the dossier holds, or tell of such changes: they are refused while the past is looked at.
  static let ofPresent: Set<String> = [
    "retract", "forget", "undo", "redo", "whatif", "diff", "keep", "discard", "watch", "open", "import",
  ]

  public static func named(_ name: String) -> Command? {
    all.first { $0.name == name || $0.aliases.contains(name) }
  }

  /// `:describe NAME`
  public var usage: String {
    ([":" + name]
      + parameters.map { parameter in
        let name = parameter.name + (parameter.repeats ? " …" : "")
        return parameter.isOptional ? "[\(name)]" : name
      }).joined(separator: " ")
  }

  /// How many words it takes; nil where it takes the rest of its line as one text.
  var wordCounts: ClosedRange<Int>? {
    if parameters.contains(where: { parameter in
      parameter.kinds.contains(where: \.isStatement)
    }) {
      return nil
    }
    let least = parameters.filter { !$0.isOptional }.count
    return least...(parameters.contains(where: \.repeats) ? Int.max : parameters.count)
  }
}

extension Workspace {
  /// Finds the command by its name and carries it out.
  func perform(_ name: Name, _ rest: String, _ statement: Statement, in run: inout Run) throws(EngineError) {
    guard let command = Command.named(name.text) else {
      let names = Command.all.flatMap { [$0.name] + $0.aliases }
      let mend =
        nearest(to: name.text, among: names).map { "did you mean ':\($0)'?" } ?? "':help' lists the commands"
      throw .invalid([
        Diagnostic(
          .error, .unknownCommand, "unknown command ':\(name.text)'", at: name.range, in: statement.source,
          mend: mend)
      ])
    }
    let line = CommandLine(command, name, rest, statement)
    try line.checkWordCount()
    if run.onlyAnalyses { return }
    if Command.ofPresent.contains(command.name) { try checkIsPresent(name.range, of: statement) }
    try command.action(self, line, &run)
  }
}
