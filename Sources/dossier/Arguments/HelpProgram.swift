import Session
import Syntax

/// `dossier help [COMMAND|TOPIC]`
enum HelpProgram {
  /// All that there is help on.
  static var names: [String] {
    Subcommand.all.map(\.name).filter { !$0.isEmpty } + HelpTopic.all.map(\.name)
  }

  static func run(_ invocation: Invocation) -> Int32 {
    guard let name = invocation.operands.first else { return Program.show(overview) }
    if let command = Subcommand.named(name) { return Program.show(text(on: command)) }
    if let topic = HelpTopic.all.first(where: { $0.name == name }) { return Program.show(topic.text) }
    let near = nearest(to: name, among: names)
    return Program.refuse(
      UsageError(message: "no help on '\(name)'", mend: near.map { "did you mean '\($0)'?" }))
  }

  static var overview: String {
    let topics = HelpTopic.all.map(\.name).joined(separator: ", ")
    return """
      Dossier: a Datalog shell for facts taken from documents

      \(HelpText.aligned(Subcommand.all.map { ($0.usage, $0.summary) }, limit: 34))

      \(HelpText.flowed("'dossier help NAME' explains a command and its options, or one of the topics \(topics)."))

      Exit status: 0 done, 1 an error in what was given, 2 wrong usage, 3 a limit was
      reached ('dossier help limits'), 130 interrupted. Results go to standard
      output, all else to standard error.
      """
  }

  static func text(on command: Subcommand) -> String {
    var parts = ["\(command.usage)\n  \(command.summary)"]
    if !command.detail.isEmpty { parts.append(HelpText.flowed(command.detail)) }
    if !command.options.isEmpty {
      parts.append("Options\n" + HelpText.aligned(command.options.map { ("  " + $0.usage, $0.summary) }))
    }
    return parts.joined(separator: "\n\n")
  }
}
