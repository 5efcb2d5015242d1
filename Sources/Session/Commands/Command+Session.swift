import Engine
import Syntax

// Commands on the session itself.
extension Command {
  static let help = Command(
    "help", [.optional("TOPIC", .topic)], "explains a command or a topic", examples: [":help describe", ":help dates"]
  ) { (workspace, line, run) throws(EngineError) in
    guard let word = line.words.first else {
      workspace.explain(HelpText.overview(of: workspace), in: &run)
      return
    }
    let name = word.text.hasPrefix(":") ? String(word.text.dropFirst()) : word.text
    guard let text = HelpText.text(on: name, in: workspace) else {
      let near = nearest(to: name, among: HelpText.names(in: workspace))
      throw line.invalid(
        "no help on '\(word.text)'", at: word, mend: near.map { "did you mean '\($0)'?" } ?? "':help' lists the topics")
    }
    workspace.explain(text, in: &run)
  }

  static let quit = Command(
    "quit", aliases: ["q", "exit"], [], "leaves", detail: "In a file or on standard input, ends it there.",
    examples: [":quit"]
  ) { _, _, run in
    run.outcome.wantsToQuit = true
  }
}
