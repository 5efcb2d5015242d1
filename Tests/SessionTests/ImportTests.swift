import Engine
import Interchange
import Syntax
import Testing

@testable import Session

/// `:import` and what `dossier import` calls.
@Suite struct ImportTests {
  private let output = Output.memory()
  private let workspace: Workspace
  private let temporary: TemporaryFolder

  init() throws {
    workspace = Workspace(results: output, messages: output, isInteractive: true)
    temporary = try TemporaryFolder()
  }

  private func write(_ name: String, _ text: String) throws -> String { try temporary.write(name, text.utf8) }

  private var said: String { output.text.replacing(temporary.path + "/", with: "") }

  @Test func badRowsAreWrittenAsTheyStandBelowTheReason() throws {
    let path = try write("v.csv", "a,n\nx,1\r\ny\n\"z\"!,2\nw,\n")
    workspace.run("relation r(a: text, n: integer).")
    let rejects = "\(temporary.path)/bad.txt"
    #expect(workspace.run(":import \(path) into r(a: a, n: n) --rejects \(rejects)").errors == 0)
    #expect(said == "declared r/2\nv.csv: 4 rows read: 1 fact imported, 0 duplicates, 3 rejected\n")
    #expect(
      String(decoding: try FileBytes.contents(of: rejects), as: UTF8.self) == """
        # v.csv:3: 1 field where 2 should be
        y
        # v.csv:4: text after a closing quote
        "z"!,2
        # v.csv:5: an empty field (column n); --empty says what becomes of it
        w,

        """)
  }

  @Test func aRejectsFileThatCannotBeWrittenStopsTheImport() throws {
    let path = try write("v.csv", "a\nx\n")
    #expect(workspace.run(":import \(path) --rejects \(temporary.path)/nowhere/bad.txt").errors == 1)
    #expect(said.hasPrefix("error: cannot write 'nowhere/bad.txt': no such file or directory"))
    #expect(workspace.engine.factCount == 0)
  }

  @Test func anImportThatFailsLeavesNoRejectsFile() throws {
    let path = try write("v.csv", "a,when\nx,03/04/2019\ny\n")
    let rejects = "\(temporary.path)/bad.txt"
    #expect(workspace.run(":import \(path) --rejects \(rejects)").errors == 1)
    #expect(!Folder.holdsFile(rejects))
  }

  @Test func aFolderIsImportedWholeOrNotAtAll() throws {
    _ = try write("a.facts", "1\tx\n")
    _ = try write("b.csv", "n\n1\n2\n")
    #expect(workspace.run(":import \(temporary.path)").facts == 3)
    #expect(
      said == "a.facts: 1 row read: 1 fact imported, 0 duplicates, 0 rejected\n"
        + "b.csv: 2 rows read: 2 facts imported, 0 duplicates, 0 rejected\n")
    #expect(workspace.engine.steps.count == 1)
    workspace.run(":undo")
    #expect(workspace.engine.factCount == 0)
    _ = try write("c.csv", "n,m\n1\n")
    #expect(workspace.run(":import \(temporary.path)").errors == 1)
    #expect(workspace.engine.factCount == 0)
  }

  @Test func filesOfAFolderMayHoldTheSameOrNothing() throws {
    for name in ["a.facts", "b.facts"] { _ = try write(name, "1\tx\n") }
    for name in ["c.facts", "d.facts"] { _ = try write(name, "") }
    #expect(workspace.run(":import \(temporary.path)").facts == 2)
    #expect(
      said == "a.facts: 1 row read: 1 fact imported, 0 duplicates, 0 rejected\n"
        + "b.facts: 1 row read: 1 fact imported, 0 duplicates, 0 rejected\n"
        + "c.facts: 0 rows read: nothing imported\nd.facts: 0 rows read: nothing imported\n")
    #expect(workspace.run(":import \(temporary.path)").facts == 0)
    #expect(
      said.hasSuffix(
        "d.facts is in the dossier already, as document 'd'; nothing is added (--again reads it again)\n"))
  }

  @Test func aNameThatIsBuiltInIsRefused() throws {
    let path = try write("before.csv", "q\n1\n")
    #expect(workspace.run(":import \(path)").errors == 1)
    #expect(
      said
        == "error: cannot import 'before.csv': 'before' is built in and cannot be given a meaning [reserved-name]\n"
    )
    #expect(workspace.engine.factCount == 0)
  }

  @Test func optionsForOneFileAreRefusedForAFolder() throws {
    #expect(workspace.run(":import \(temporary.path) into r($1)").errors == 1)
    #expect(said.hasPrefix("error: --into is for one file, and '"))
  }

  @Test func aDryRunChangesNothing() throws {
    let path = try write("v.csv", "a,n\nx,1\ny\n")
    #expect(workspace.run(":import \(path) --dry-run").errors == 0)
    #expect(
      said == """
        relation v(a: text, n: integer).
        v(x, 1)
            from v(row: 2, by: import).

        v.csv:3: 1 field where 2 should be
        2 rows read: 1 good, 1 bad; nothing is imported

        """)
    #expect(workspace.engine.factCount == 0)
    #expect(workspace.engine.steps.isEmpty)
  }

  @Test func whatADryRunShowsIsUnderstood() throws {
    let path = try write("v-1.csv", "a,n\n\"x \"\"y\"\"\",2019-01-02\n")
    workspace.run(":import \(path) --dry-run")
    let text = said.split(separator: "\n\n")[0]
    let (statements, diagnostics) = Parser.parse(SourceText(name: "d", text: String(text)))
    #expect(statements.count == 2)
    #expect(diagnostics.isEmpty)
  }

  @Test func aLimitStopsAnImportAndLeavesNothing() throws {
    let path = try write("v.csv", "a,n\n" + String(repeating: "x,1\n", count: 200_000))
    workspace.engine.limits.timeout = 0.001
    #expect(workspace.run(":import \(path)").limitReached)
    #expect(workspace.engine.factCount == 0)
    #expect(workspace.engine.relation(named: "v") == nil)
  }

  @Test func itIsOneStepOfTheHistoryAndOfAWhatIf() throws {
    let path = try write("v.csv", "a\nx\n")
    workspace.run(":whatif")
    workspace.run(":import \(path)")
    #expect(workspace.engine.factCount == 2)
    workspace.run(":discard")
    #expect(workspace.engine.factCount == 0)
    var request = ImportRequest(path)
    try request.set(.document, "d1")
    #expect(workspace.importFile(request).facts == 1)
    #expect(workspace.engine.steps.map(\.title).map { $0.hasPrefix(":import ") } == [true])
  }

  @Test func theOptionsAreCompleted() throws {
    func complete(_ text: String) -> [String] {
      Completer(workspace).complete(text, cursor: text.utf8.count).candidates.map(\.text)
    }
    #expect(complete(":import x.csv --d") == ["--delimiter", "--dates", "--document", "--dry-run"])
    #expect(complete(":import x.csv --dates ") == ["dmy", "mdy", "ymd"])
    #expect(complete(":import x.csv in") == ["into"])
  }
}
