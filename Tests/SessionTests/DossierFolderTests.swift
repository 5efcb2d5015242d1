import Engine
import Glibc
import Interchange
import Syntax
import Testing

@testable import Session

/// A dossier goes to a folder of text files and comes back with nothing lost.
@Suite struct DossierFolderTests {
  private static func workspace() -> (Workspace, Output) {
    let output = Output.memory()
    let workspace = Workspace(results: output, messages: output, isInteractive: true)
    workspace.wallClock = .standing
    workspace.settings.queries = "/nowhere"
    return (workspace, output)
  }

  /// Exports, imports into an empty dossier and exports again: the two folders are alike, and so are the dossiers.
  private static func comesBack(_ first: Workspace, _ place: String) throws {
    let folder = try TemporaryFolder()
    #expect(first.run(":export --folder \(folder.path)/one").errors == 0, "\(place)")
    let (second, output) = workspace()
    #expect(second.run(":import \(folder.path)/one").errors == 0, "\(place) \(output.text)")
    #expect(HistoryTests.state(second) == HistoryTests.state(first), "\(place)")
    #expect(second.run(":export --folder \(folder.path)/two").errors == 0, "\(place)")
    let (one, two) = (folder.files(of: "one"), folder.files(of: "two"))
    #expect(!one.isEmpty && one.keys.sorted() == two.keys.sorted(), "\(place)")
    for (name, bytes) in one { #expect(bytes == two[name], "\(place) \(name)") }
    let third = workspace().0
    #expect(third.load(folder.path + "/two").errors == 0)
    #expect(third.export([], format: .folder, to: folder.path + "/three").errors == 0)
    #expect(folder.files(of: "three") == one, "\(place)")
  }

  @Test func theSampleComesBack() throws {
    let (first, _) = Self.workspace()
    first.loadSample()
    try Self.comesBack(first, "sample")
    _ = first.run("visited(a, b, @2026/..). :retract visited(a, b, @2026/..)")
    _ = first.run("p(X) :- visited(X, _, _).")
    _ = first.run(":dates possible")
    try Self.comesBack(first, "sample with steps")
  }

  @Test(arguments: 1...30 as ClosedRange<UInt64>)
  func anyDossierComesBack(seed: UInt64) throws {
    var dossier = RandomDossier(seed: seed)
    let source = dossier.source()
    let (first, output) = Self.workspace()
    _ = first.execute(SourceText(name: "random.dl", text: source))
    #expect(first.engine.factCount > 20 && first.engine.rules.count > 2, "\(output.text)")
    _ = first.run("r0(1, 2, 3). r0(later, \"\\n\", @2026?) from doc1(quote: \"%% odd\").")
    _ = first.run(":retract r0(1, 2, 3)")
    try Self.comesBack(first, "seed \(seed)")
  }

  @Test func filesAreLaidOutForPeople() throws {
    let folder = try TemporaryFolder()
    let (workspace, output) = Self.workspace()
    _ = workspace.run(
      """
      /// Who came.
      relation visited(actor, when: date) reads "{actor} came, {when}".
      visited(b, 2026-01-01). planned visited(a, @2027). visited(a, 2026-01-02) from memo(paragraph: 1), note.
      /// Anyone.
      actor(X)   :- visited(X,_).
      """)
    _ = workspace.run(":dates possible")
    #expect(workspace.run(":export --folder \(folder.path)/d").errors == 0)
    #expect(output.text.hasSuffix("3 facts, 1 rule, 0 constraints written to \(folder.path)/d\n"))
    let files = folder.files(of: "d").mapValues { String(decoding: $0, as: UTF8.self) }
    #expect(
      files["dossier.dl"] == """
        % A dossier in a folder, format 1
        % ':import' of this folder takes all of it in.
        % with "settings.dl"
        % with "journal.dl"

        include "declarations.dl".
        include "rules.dl".
        include "facts/visited.dl".

        """)
    #expect(
      files["declarations.dl"]
        == "/// Who came.\nrelation visited(actor, when: date) reads \"{actor} came, {when}\".\n")
    #expect(files["rules.dl"] == "/// Anyone.\nactor(X) :- visited(X, _).\n")
    #expect(
      files["facts/visited.dl"] == """
        visited(a, 2026-01-02)
            from memo(paragraph: 1),
                 note.
        visited(b, 2026-01-01).
        planned visited(a, @2027).

        """)
    #expect(files["settings.dl"] == ":set dates possible\n")
    #expect(
      files["journal.dl"]?.contains("Z statement \"visited(b, 2026-01-01).\"\nvisited(b, 2026-01-01).\n")
        == true)
  }

  @Test func savedQueriesComeAlongByteForByte() throws {
    let folder = try TemporaryFolder()
    mkdir(folder.path + "/mine", 0o777)
    let query = Array("% Who came?\r\nparameter place = a.\nvisited(X, $place)?".utf8)
    _ = try folder.write("mine/who.dl", query)
    let (first, _) = Self.workspace()
    _ = first.run("visited(a, a).")
    _ = first.run(":set queries \(folder.path)/mine")
    #expect(first.run(":export --folder \(folder.path)/d").errors == 0)
    #expect(folder.files(of: "d")["queries/who.dl"] == query)
    let (second, output) = Self.workspace()
    _ = second.run(":import \(folder.path)/d")
    _ = second.run(":run who")
    #expect(output.text.hasSuffix("   X\n   -\n1  a\n1 row\n\n"))
  }

  @Test func aFolderIsReplacedOnlyWhereThatIsAskedForAndForeignFilesStay() throws {
    let folder = try TemporaryFolder()
    let (workspace, output) = Self.workspace()
    _ = workspace.run("old(a). kept(b).")
    #expect(workspace.run(":export --folder \(folder.path)/d").errors == 0)
    _ = try folder.write("d/README.md", Array("mine".utf8))
    #expect(workspace.run(":export --folder \(folder.path)/d").errors == 1)
    #expect(
      output.text.hasSuffix(
        """
        error: cannot write '\(folder.path)/d': it holds a dossier already [unwritable-file]
          = help: --force replaces a dossier's folder

        """))
    _ = workspace.run(":retract old(a)")
    _ = workspace.run("new(c).")
    #expect(workspace.run(":export --force --folder \(folder.path)/d").errors == 0)
    #expect(
      folder.files(of: "d").keys.sorted()
        == ["README.md", "dossier.dl", "facts/kept.dl", "facts/new.dl", "journal.dl"])
    #expect(Folder.names(in: folder.path) == ["d"])
  }

  @Test func aForeignFileIsNeverReplaced() throws {
    let folder = try TemporaryFolder()
    mkdir(folder.path + "/d", 0o777)
    _ = try folder.write("d/rules.dl", Array("mine".utf8))
    let (workspace, output) = Self.workspace()
    _ = workspace.run("p(a). q(X) :- p(X).")
    #expect(workspace.run(":export --force --folder \(folder.path)/d").errors == 1)
    #expect(
      output.text.hasSuffix(
        "error: cannot write '\(folder.path)/d/rules.dl': it is not of the dossier in '\(folder.path)/d', and stays "
          + "[unwritable-file]\n"))
    #expect(folder.files(of: "d") == ["rules.dl": Array("mine".utf8)])
    #expect(Folder.names(in: folder.path) == ["d"])
  }

  @Test func anImportIsOneStep() throws {
    let folder = try TemporaryFolder()
    let (first, _) = Self.workspace()
    _ = first.run("relation p(a: text). p(a). p(b). q(X) :- p(X).")
    #expect(first.run(":export --folder \(folder.path)/d").errors == 0)
    let (second, output) = Self.workspace()
    _ = second.run("r(1).")
    _ = second.run(":import \(folder.path)/d")
    #expect(output.text.hasSuffix("\(folder.path)/d: 2 facts, 1 rule\n"))
    #expect(second.engine.factCount == 3)
    _ = second.run(":undo")
    #expect(second.engine.factCount == 1 && second.engine.rules.isEmpty)
  }

  @Test func aMistakeIsShownInItsPlaceAndNothingIsTakenIn() throws {
    let folder = try TemporaryFolder()
    let (first, _) = Self.workspace()
    _ = first.run("p(a). q(b).")
    #expect(first.run(":export --folder \(folder.path)/d").errors == 0)
    _ = try folder.write("d/facts/q.dl", Array("q(b).\nq(2026-02-30).\n".utf8))
    let (second, output) = Self.workspace()
    #expect(second.run(":import \(folder.path)/d").errors == 1)
    #expect(
      output.text == """
        error: there is no 30 February 2026 [invalid-date]
         --> \(folder.path)/d/facts/q.dl:2:3
          2 | q(2026-02-30).
            |   ^^^^^^^^^^ February 2026 has 28 days
        nothing of \(folder.path)/d/dossier.dl is kept (strict)

        """)
    #expect(second.engine.factCount == 0 && second.engine.steps.isEmpty)
  }

  @Test(arguments: [
    ("facts/p.dl", "p(a). :quit\n", "the files of a dossier declare, state and define only"),
    ("facts/p.dl", "p(X)?\n", "the files of a dossier declare, state and define only"),
    ("settings.dl", ":set color always\n", "'color' is no setting of a dossier"),
    ("settings.dl", ":set dates maybe\n", "'maybe' is not a value of dates"),
    ("settings.dl", ":quit\n", "only ':set NAME VALUE' stands among the settings of a dossier"),
    ("journal.dl", "p(a).\n", "a journal starts with a step"),
    ("journal.dl", "%% 2026-02-30T08:00:00Z statement \"p(a).\"\n", "this is no step of a journal"),
    ("dossier.dl", "% A dossier in a folder, format 2\n", "it has format 2, and this program reads up to 1"),
    ("dossier.dl", "p(a).\n", "its dossier.dl is not that of a dossier's folder"),
    (".dossier-unfinished", "", "an export to it did not end; export again with --force"),
  ])
  func whatIsNoDossierIsRefused(file: String, text: String, message: String) throws {
    let folder = try TemporaryFolder()
    let (first, _) = Self.workspace()
    _ = first.run("p(a).")
    #expect(first.run(":export --folder \(folder.path)/d").errors == 0)
    _ = try folder.write("d/\(file)", Array(text.utf8))
    let (second, output) = Self.workspace()
    let outcome = second.run(":import \(folder.path)/d")
    #expect(outcome.errors == 1 && !outcome.wantsToQuit, "\(output.text)")
    #expect(output.text.contains(message), "\(output.text)")
    #expect(second.engine.factCount == 0)
  }

  @Test func aRuleThatALaterDeclarationDoesNotFitIsKept() throws {
    let (first, _) = Self.workspace()
    for line in [
      "p(X) :- q(X), X < 3.", "relation q(x: text).", "r(X) :- s(X, _).", "relation s(x).", ":- q(X), X > 2.",
      "t(1) :- q(_).", "t(X) :- u(X), X > 1.", "u(a).",
    ] { _ = first.run(line) }
    #expect(first.engine.rules.count == 4)
    try Self.comesBack(first, "misfits")
  }

  @Test func aRuleThatIsWrongByItselfIsRefused() throws {
    let folder = try TemporaryFolder()
    let (first, _) = Self.workspace()
    _ = first.run("p(a). q(X) :- p(X).")
    #expect(first.run(":export --folder \(folder.path)/d").errors == 0)
    _ = try folder.write("d/rules.dl", Array("q(X) :- p(X).\nr(Y) :- p(X).\n".utf8))
    let (second, output) = Self.workspace()
    #expect(second.run(":import \(folder.path)/d").errors == 1)
    #expect(output.text.contains("\n --> \(folder.path)/d/rules.dl:2:3\n"), "\(output.text)")
    #expect(second.engine.rules.isEmpty)
  }

  @Test func aManifestNamesNoFileOutsideItsFolder() {
    let text = """
      % A dossier in a folder, format 1
      % with "../up.dl"
      % with "queries/a.dl"
      include "/etc/passwd". include "facts/../../x.dl". include "facts/p.dl".
      """
    #expect(
      FolderLayout.files(of: SourceText(name: "m", text: text))
        == ["dossier.dl", "queries/a.dl", "facts/p.dl"])
  }
}
