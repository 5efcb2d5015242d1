import Session
import Testing

@testable import dossier

/// What the line editor shows of the workspace.
@Suite struct PromptLanguageTests {
  @Test func thePromptShowsTheScopesThatAreOpen() {
    let output = Output.memory()
    let workspace = Workspace(results: output, messages: output, isInteractive: true)
    workspace.name = "sample"
    let language = PromptLanguage(workspace)
    var prompts = [language.prompt]
    for text in [":whatif", ":whatif", ":discard", ":whatif sanctions", ":keep", ":keep"] {
      _ = workspace.run(text)
      prompts.append(language.prompt)
      #expect(language.continuationPrompt(for: "p(").count == language.prompt.count)
    }
    #expect(
      prompts == [
        "sample> ", "sample(whatif)> ", "sample(whatif 2)> ", "sample(whatif)> ",
        "sample(whatif 2 sanctions)> ", "sample(whatif)> ", "sample> ",
      ])
  }
}
