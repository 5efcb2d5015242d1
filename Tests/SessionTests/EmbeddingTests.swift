import Engine
import Syntax
import Testing

@testable import Session

/// The library in a program of one's own.
@Suite struct EmbeddingTests {
  private static let example = PackageFiles.text("Tests/EmbeddingExample/main.swift") ?? ""

  @Test func theExampleRuns() throws {
    let folder = try TemporaryFolder()
    let (output, status) = shell("cd '\(folder.path)' && EmbeddingExample 2>&1")
    #expect(
      output == """
        ann 2026-01
        bob 2026-02-03
        1  early(ann)
        │  rule early (<text>:4): X = ann, When = @2026-01
        ├─ 1.1  ann visited oslo, 2026-01 [1]
        └─ 1.2  2026-01 is before 2026-02-01

        Sources
        memo
        [1] paragraph 1
        [its file is not known]
        error: there is no 30 February 2026 [invalid-date]
         --> <text>:1:21
          1 | visited(carl, oslo, 2026-02-30).
            |                     ^^^^^^^^^^ February 2026 has 28 days

        """)
    #expect(status == 0)
    // What it said is there for the next program.
    let dossier = try Dossier(file: "\(folder.path)/oslo.dossier", readOnly: true)
    #expect(try dossier.ask("early(X)").map { $0[0] } == [.text("ann")])
    let error = #expect(throws: DossierError.self) { try dossier.state("visited(dan, oslo, 2026-03-01).") }
    #expect(error?.description.hasPrefix("error: '\(folder.path)/oslo.dossier' is open read-only") == true)
    #expect(throws: DossierError.self) { try Dossier(file: folder.path) }
  }

  @Test(arguments: ["README.md", "Sources/Session/Session.docc/Embedding.md"])
  func theDocumentationShowsTheExample(page: String) {
    let text = PackageFiles.text(page) ?? ""
    #expect(!Self.example.isEmpty && text.contains("```swift\n\(Self.example)```\n"))
  }

  @Test func statementsAreKeptWholeOrNotAtAll() throws {
    let dossier = Dossier()
    #expect(try dossier.state("p(a). q(X) :- p(X), later(X).").facts == 1)
    let error = #expect(throws: DossierError.self) { try dossier.state("p(b). p(1, 2).") }
    #expect(error?.status == 1)
    #expect(error?.description.hasPrefix("error: 'p' has 1 column, not 2 [wrong-arity]\n") == true)
    let answer = try dossier.ask("p(X)")
    #expect(Array(answer) == [[.text("a")]])
    #expect(dossier.workspace.engine.steps.count == 1)
  }

  @Test func whatAsksNothingAndWhatDoesNotHoldIsAnError() throws {
    let dossier = Dossier.sample()
    #expect(throws: DossierError.self) { try dossier.ask("p(a) :- q(a).") }
    #expect(throws: DossierError.self) { try dossier.why("visited(nobody, oslo, 2026-01-01)") }
    #expect(try dossier.ask("visited(tokayev, pakistan, _)").count == 1)
    #expect(try dossier.why("located_in(astana, kazakhstan)").hasPrefix("1  astana lies in kazakhstan\n"))
    dossier.workspace.engine.limits.rows = 1
    #expect(try dossier.ask("visited(tokayev, Where, _)").isTruncated)
  }

  @Test func aDossierGoesToAFolderAndComesBack() throws {
    let folder = try TemporaryFolder()
    let first = Dossier()
    try first.state("p(a) from memo. q(X) :- p(X).")
    try first.write(toFolder: folder.path + "/d")
    let second = Dossier()
    try second.load(folder.path + "/d")
    #expect(Array(try second.ask("q(X)")) == [[.text("a")]])
    #expect(throws: DossierError.self) { try first.write(toFolder: folder.path + "/d") }
    try second.write(toFolder: folder.path + "/d", replacing: true)
  }
}
