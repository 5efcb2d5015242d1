import Testing

/// README.md shows what the program really does: its console blocks are run and compared.
///
/// A block holds commands, each after `$ `, with the output below; `scripts/dossier` stands for the program.
/// Below `$ scripts/dossier` alone, what follows a prompt (`sample> `) is typed, and the rest is the output.
@Suite struct ReadmeTests {
  struct Example: CustomTestStringConvertible {
    var command: String
    var typed: [String] = []
    var output: [String] = []

    var testDescription: String { command }
  }

  @Test func holdsExamples() {
    #expect(Self.examples.count >= 5)
    #expect(Self.examples.contains { !$0.typed.isEmpty })
  }

  @Test(arguments: examples)
  func showsTrueOutput(example: Example) {
    var command = example.command.replacing("scripts/dossier", with: "dossier")
    if !example.typed.isEmpty {
      command += " <<'END_OF_INPUT'\n" + example.typed.joined(separator: "\n") + "\nEND_OF_INPUT"
    }
    let (output, _) = shell("{ \(command)\n} 2>&1")
    #expect(output == example.output.map { $0 + "\n" }.joined())
  }

  static let prompts = ["sample> ", "......> "]

  static let examples: [Example] = {
    let text = PackageFiles.text("README.md") ?? ""
    var examples: [Example] = []
    var isInBlock = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        isInBlock = line == "```console"
      } else if isInBlock, line.hasPrefix("$ ") {
        examples.append(Example(command: String(line.dropFirst(2))))
      } else if isInBlock, !examples.isEmpty {
        let last = examples.count - 1
        if let prompt = prompts.first(where: line.hasPrefix) {
          examples[last].typed.append(String(line.dropFirst(prompt.count)))
        } else {
          examples[last].output.append(String(line))
        }
      }
    }
    return examples
  }()
}
