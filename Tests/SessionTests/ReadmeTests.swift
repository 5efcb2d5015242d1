import Session
import Syntax
import Testing

/// README.md shows what the program really does: its console blocks are run and compared.
///
/// After `$ ` stands a command, where `scripts/dossier` stands for the program; after `sample> `, or `sample(whatif)> `,
/// what is typed at the prompt. All prompts of the page are one session, and all commands have one home, `/home/ines`. What
/// follows is the output.
@Suite struct ReadmeTests {
  struct Example: CustomTestStringConvertible {
    var input: String
    /// The prompt that it is typed at; nil for a command.
    var prompt: String?
    var isTyped: Bool { prompt != nil }
    var output = ""

    var testDescription: String { input }
  }

  static let examples: [Example] = {
    var examples: [Example] = []
    var isInBlock = false
    let text = PackageFiles.text("README.md") ?? ""
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        isInBlock = line == "```console"
      } else if isInBlock, let prompt = line.prefixMatch(of: #/sample(\([^)]*\))?> /#)?.output.0 {
        examples.append(Example(input: String(line.dropFirst(prompt.count)), prompt: String(prompt)))
      } else if isInBlock, line.hasPrefix("$ ") {
        examples.append(Example(input: String(line.dropFirst(2))))
      } else if isInBlock, !examples.isEmpty {
        examples[examples.count - 1].output += line + "\n"
      }
    }
    // The command that starts the shell has no output of its own.
    return examples.filter { $0.isTyped || $0.input != "scripts/dossier" }
  }()

  @Test func holdsExamplesOfBothKinds() {
    #expect(Self.examples.filter(\.isTyped).count >= 5)
    #expect(Self.examples.filter { !$0.isTyped }.count >= 3)
  }

  @Test func theSessionShowsTrueOutput() {
    let output = Output.memory()
    let workspace = Workspace(results: output, messages: output, isInteractive: true)
    workspace.loadSample()
    workspace.wallClock = .standing
    #expect(Setting.set("queries", to: "\(PackageFiles.root)/scripts/queries", in: workspace) == nil)
    for example in Self.examples where example.isTyped {
      #expect(example.prompt == workspace.promptName + "> ")
      let before = output.text.utf8.count
      _ = workspace.run(example.input)
      let shown = String(decoding: output.text.utf8.dropFirst(before), as: UTF8.self)
      #expect(Self.trimmed(shown) == Self.trimmed(example.output), "\(example.input)")
    }
  }

  @Test func commandsShowTrueOutput() throws {
    try run(Self.examples.filter { !$0.isTyped && !$0.input.contains("~/") }, in: try TemporaryFolder())
  }

  @Test(.enabled(if: PackageFiles.visits != nil, "the table of visits is not beside the package"))
  func theVisitsBecomeADossierAsShown() throws {
    let home = try TemporaryFolder()
    _ = try home.write("visits-to-us.tsv", try #require(PackageFiles.visits))
    try run(Self.examples.filter { !$0.isTyped && $0.input.contains("~/") }, in: home)
  }

  private func run(_ examples: [Example], in home: TemporaryFolder) throws {
    #expect(examples.count >= 3)
    for example in examples {
      let command = example.input.replacing("scripts/dossier", with: "dossier")
      let (output, _) = shell("HOME='\(home.path)'\n{ \(command)\n} 2>&1")
      let shown = output.replacing(home.path, with: "/home/ines")
      #expect(Self.trimmed(shown) == Self.trimmed(example.output), "\(example.input)")
    }
  }

  @Test func theLanguageItShowsIsUnderstood() {
    let blocks = (PackageFiles.text("README.md") ?? "").split(separator: "```dl\n").dropFirst()
    #expect(blocks.count >= 3)
    for block in blocks {
      let text = String(block.prefix(upTo: block.firstRange(of: "```")?.lowerBound ?? block.endIndex))
      let (statements, diagnostics) = Parser.parse(SourceText(name: "README.md", text: text))
      #expect(!statements.isEmpty)
      #expect(diagnostics.map(\.message) == [], "\(text)")
    }
  }

  /// Without the empty lines at the end, which at the prompt part an answer from what is typed next.
  private static func trimmed(_ text: String) -> Substring {
    var text = text[...]
    while text.last == "\n" { text.removeLast() }
    return text
  }
}
