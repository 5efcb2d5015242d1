import Session
import Testing

@testable import dossier

/// Help and the shells' completions come from the tables of commands and options.
@Suite struct HelpTests {
  @Test func helpListsEveryCommand() {
    for command in Subcommand.all { #expect(HelpProgram.overview.contains("\n\(command.usage)")) }
    for topic in HelpTopic.all { #expect(HelpProgram.overview.contains(topic.name)) }
  }

  @Test(arguments: Subcommand.all.map(\.name))
  func helpOnACommandListsItsOptions(name: String) throws {
    let command = name.isEmpty ? Subcommand.shell : try #require(Subcommand.named(name))
    let text = HelpProgram.text(on: command)
    #expect(text.hasPrefix(command.usage + "\n  " + command.summary))
    for option in command.options { #expect(text.contains("\n  \(option.usage)")) }
  }

  @Test func everyOptionWithASettingNamesOne() {
    for option in Subcommand.all.flatMap(\.options) {
      guard let setting = option.setting else { continue }
      #expect(Setting.named(setting) != nil, "\(option.name)")
    }
  }

  @Test func linesFitATerminal() {
    var texts = [HelpProgram.overview] + Subcommand.all.map(HelpProgram.text(on:))
    texts += (HelpTopic.all + [.keys]).map(\.text)
    for line in texts.joined(separator: "\n").split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
  }

  @Test(arguments: CompletionScript.allCases)
  func completionsKnowEveryCommandAndOption(script: CompletionScript) {
    for command in Subcommand.all {
      #expect(script.text.contains(command.name))
      for option in command.options {
        let name = script == .fish ? "-l \(option.name.dropFirst(2)) " : option.name
        #expect(script.text.contains(name), "\(command.name) \(option.name)")
      }
    }
  }

  @Test func bashTakesItsCompletions() throws {
    let (output, errors, _) = try bash("source <(dossier completions bash); complete -p dossier")
    #expect(output == "complete -o filenames -F _dossier dossier\n")
    #expect(errors == "")
  }

  @Test(arguments: [
    (["dossier", "ru"], "run"), (["dossier", "run", "--stri"], "--strict"),
    (["dossier", "query", "p(X)", "--format", "js"], "json jsonl"),
    (["dossier", "completions", "f"], "fish"),
    (["dossier", "--fac"], "--facts"), (["dossier", "help", "agg"], "aggregates"),
  ])
  func bashCompletes(words: [String], candidates: String) throws {
    let array = words.map { "'\($0)'" }.joined(separator: " ")
    let script = """
      source <(dossier completions bash)
      COMP_WORDS=(\(array)); COMP_CWORD=\(words.count - 1); _dossier; echo "${COMPREPLY[@]}"
      """
    #expect(try bash(script).output == candidates + "\n")
  }
}
