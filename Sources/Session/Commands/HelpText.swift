/// The texts of `:help`.
public enum HelpText {
  /// What `:help` alone shows.
  static func overview(of workspace: Workspace) -> String {
    let commands = Command.all.map { ("  " + $0.usage, $0.summary) }
    let topics = topics(of: workspace).map { ("  " + $0.name, $0.summary) }
    return """
      Ask by typing a body:          visited(X, pakistan, When)
      Define a rule:                 partners(X, Y) :- signed(X, I, _), signed(Y, I, _), X != Y.
      See what an answer stands on:  :source 1

      Commands
      \(aligned(commands))

      Topics: ':help TOPIC' explains one, or a command
      \(aligned(topics))
      """
  }

  static func topics(of workspace: Workspace) -> [HelpTopic] { HelpTopic.all + workspace.furtherTopics }

  /// All that there is help on.
  static func names(in workspace: Workspace) -> [String] {
    topics(of: workspace).map(\.name) + Command.all.flatMap { [$0.name] + $0.aliases }
  }

  /// Where a topic and a command have one name, both.
  static func text(on name: String, in workspace: Workspace) -> String? {
    let topic = topics(of: workspace).first { $0.name == name }?.body()
    let command = Command.named(name).map(text(on:))
    let texts = [topic, command].compactMap(\.self)
    return texts.isEmpty ? nil : texts.joined(separator: "\n\n")
  }

  private static func text(on command: Command) -> String {
    var lines = [command.usage, "  " + command.summary]
    if !command.aliases.isEmpty { lines.append("  also " + command.aliases.map { ":" + $0 }.joined(separator: ", ")) }
    if !command.detail.isEmpty { lines += ["", command.detail] }
    if !command.examples.isEmpty { lines += [""] + command.examples.map { "  " + $0 } }
    return lines.joined(separator: "\n")
  }

  /// Two columns. A long entry on the left pushes its words to the next line, rather than all words right.
  public static func aligned(_ rows: [(String, String)], limit: Int = 28) -> String {
    let width = min(rows.map { $0.0.count }.max() ?? 0, limit)
    return rows.map { left, right in
      if right.isEmpty { return left }
      guard left.count <= width else { return left + "\n" + String(repeating: " ", count: width + 2) + right }
      return left + String(repeating: " ", count: width - left.count + 2) + right
    }.joined(separator: "\n")
  }
}
