/// The texts of `:help`.
public enum HelpText {
  /// What `:help` alone shows.
  static func overview(of workspace: Workspace) -> String {
    let commands = Command.all.map { ("  " + $0.usage, $0.summary) }
    let topics = topics(of: workspace).map { ("  " + $0.name, $0.summary) }
    return """
      Ask by typing a body:   visited(X, pakistan, When)
      Define a rule:          partners(X, Y) :- signed(X, I, _), signed(Y, I, _).
      See why a row holds:    :why 1

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
    let topic = topics(of: workspace).first { $0.name == name }?.text
    let command = Command.named(name).map(text(on:))
    let texts = [topic, command].compactMap(\.self)
    return texts.isEmpty ? nil : texts.joined(separator: "\n\n")
  }

  private static func text(on command: Command) -> String {
    var lines = [command.usage, "  " + command.summary]
    if !command.aliases.isEmpty {
      lines.append("  also " + command.aliases.map { ":" + $0 }.joined(separator: ", "))
    }
    if !command.detail.isEmpty { lines += ["", flowed(command.detail)] }
    if !command.examples.isEmpty { lines += [""] + command.examples.map { "  " + $0 } }
    return lines.joined(separator: "\n")
  }

  /// How wide help is: as a terminal is at least.
  static let width = 80

  /// Two columns, the right one wrapped. A long entry on the left pushes its words to the next line, rather
  /// than all words right.
  public static func aligned(_ rows: [(String, String)], limit: Int = 28) -> String {
    let indent = min(rows.map { $0.0.count }.max() ?? 0, limit) + 2
    let space = String(repeating: " ", count: indent)
    return rows.map { left, right in
      if right.isEmpty { return left }
      let words = DisplayText.wrapped(right, width: width - indent).joined(separator: "\n" + space)
      guard left.count + 2 <= indent else { return left + "\n" + space + words }
      return left + String(repeating: " ", count: indent - left.count) + words
    }.joined(separator: "\n")
  }

  /// Lines of words that stand together as one paragraph, wrapped; lines that are indented or set in columns
  /// stay.
  public static func flowed(_ text: String) -> String {
    var lines: [String] = []
    var paragraph: [Substring] = []
    func end() {
      if !paragraph.isEmpty { lines += DisplayText.wrapped(paragraph.joined(separator: " "), width: width) }
      paragraph = []
    }
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.isEmpty || line.hasPrefix(" ") || line.contains("  ") {
        end()
        lines.append(String(line))
      } else {
        paragraph.append(line)
      }
    }
    end()
    return lines.joined(separator: "\n")
  }
}
