import Engine
import Glibc
import Syntax
import Testing

@testable import Session

/// Sessions with their exact output: `Tests/Fixtures/sessions/*.in` and `*.out`.
///
/// A `.prompt.in` holds what is typed at a prompt, with an empty line after each statement; its output is a
/// transcript. One that is named `sample…` is held on the sample, the others on nothing. A `.script.in` is a script. Both run in `files`, the folder of the files that they use.
/// With `DOSSIER_RECORD` in the environment the outputs are written instead of compared: read them then.
@Suite struct GoldenSessionTests {
  static let folder = "Tests/Fixtures/sessions"
  static let prompts = PackageFiles.names(in: folder, ending: ".prompt.in")
  static let scripts = PackageFiles.names(in: folder, ending: ".script.in")

  init() throws {
    // For the whole process, in which every other path is a full one: messages then show short names.
    try #require(chdir("\(PackageFiles.root)/\(Self.folder)/files") == 0)
  }

  @Test func areThere() {
    #expect(Self.prompts.count >= 8)
    #expect(Self.scripts.count >= 4)
  }

  @Test(arguments: prompts)
  func promptShows(name: String) throws {
    let output = Output.memory()
    let workspace = Workspace(results: output, messages: output, isInteractive: true)
    workspace.width = 100
    workspace.engine.profileClock = .standing
    workspace.wallClock = .standing
    if name.hasPrefix("sample") { workspace.loadSample() }
    for text in Self.statements(try #require(PackageFiles.text("\(Self.folder)/\(name).prompt.in"))) {
      let scope = workspace.promptName.dropFirst(workspace.name.count)
      output.write("\(scope)> \(text)\n")
      _ = workspace.run(text)
    }
    try Self.compare(output.text, "\(name).prompt")
  }

  @Test(arguments: scripts)
  func scriptShows(name: String) throws {
    let text = try #require(PackageFiles.text("\(Self.folder)/\(name).script.in"))
    let output = Output.memory()
    let workspace = Workspace(results: output, messages: output)
    workspace.engine.profileClock = .standing
    workspace.wallClock = .standing
    let outcome = workspace.execute(SourceText(name: "\(name).dl", text: text))
    try Self.compare(output.text + "status \(outcome.status)\n", "\(name).script")
  }

  /// What is typed, statement by statement.
  private static func statements(_ text: String) -> [String] {
    text.split(separator: "\n\n").map { $0.hasSuffix("\n") ? String($0.dropLast()) : String($0) }
  }

  private static func compare(_ output: String, _ name: String) throws {
    let path = "\(folder)/\(name).out"
    if getenv("DOSSIER_RECORD") != nil {
      let file = try PendingFile(replacing: "\(PackageFiles.root)/\(path)")
      try file.write(Array(output.utf8))
      try file.commit()
      return
    }
    let expected = try #require(PackageFiles.text(path), "\(path) is missing")
    #expect(output == expected)
  }
}
