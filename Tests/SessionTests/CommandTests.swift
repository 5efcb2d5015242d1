import Testing

@testable import Session

/// The table of commands, which dispatch, help and completion share.
@Suite struct CommandTests {
  @Test func namesAndAliasesAreUnique() {
    let names = Command.all.flatMap { [$0.name] + $0.aliases }
    #expect(Set(names).count == names.count)
  }

  @Test(arguments: Command.all.map(\.name))
  func helpExplainsEveryCommand(name: String) throws {
    let output = Output.memory()
    let workspace = Workspace(results: output, messages: output, isInteractive: true)
    _ = workspace.run(":help \(name)")
    let command = try #require(Command.named(name))
    #expect(output.text.contains(command.usage))
    #expect(!command.examples.isEmpty, "every command has an example")
    for example in command.examples { #expect(output.text.contains("\n  \(example)\n")) }
  }

  @Test(arguments: Command.all.map(\.name))
  func everyExampleIsOfItsCommandAndFits(name: String) throws {
    let command = try #require(Command.named(name))
    for example in command.examples {
      let words = example.split(separator: " ")
      #expect(words.first.map(String.init) == ":\(name)")
      if let counts = command.wordCounts { #expect(counts.contains(words.count - 1), "\(example)") }
    }
  }

  @Test func helpListsEveryCommandAndTopic() {
    let output = Output.memory()
    let workspace = Workspace(results: output, messages: output, isInteractive: true)
    workspace.furtherTopics.append(HelpTopic("keys", "the keys") { "Enter runs" })
    _ = workspace.run(":help")
    for command in Command.all { #expect(output.text.contains("\n  \(command.usage)")) }
    for topic in HelpTopic.all { #expect(output.text.contains("\n  \(topic.name) ")) }
    #expect(output.text.contains("\n  keys        the keys\n"))
    _ = workspace.run(":help keys")
    #expect(output.text.hasSuffix("Enter runs\n\n"))
  }

  @Test func commandsOfLaterIssuesAreNotAdvertised() {
    let later = [
      "history", "save", "edit", "open",
    ]
    for name in later { #expect(Command.named(name) == nil, "\(name)") }
  }

  @Test func aQuotedWordMayHoldSpaces() throws {
    let output = Output.memory()
    let workspace = Workspace(results: output, messages: output)
    _ = workspace.run(":read \"no such \\\"file\\\".dl\"")
    #expect(
      output.text.hasPrefix(
        "error: cannot read 'no such \"file\".dl': no such file or directory [unreadable-file]\n"))
  }
}
