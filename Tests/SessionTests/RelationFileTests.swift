import Engine
import Syntax
import Testing

@testable import Session

/// Data files as relations: `--facts`, `--load x.csv`, `:read x.tsv`.
@Suite struct RelationFileTests {
  private let output = Output.memory()
  private let workspace: Workspace
  private let temporary: TemporaryFolder
  private var folder: String { temporary.path }

  init() throws {
    workspace = Workspace(results: output, messages: output)
    workspace.settings.mode = .facts
    temporary = try TemporaryFolder()
  }

  private func write(_ name: String, _ text: String) throws -> String {
    try temporary.write(name, text.utf8)
  }

  /// What the file holds once loaded, as facts; the messages where it cannot be.
  private func load(_ name: String, _ text: String, declaration: String = "") throws -> String {
    let path = try write(name, text)
    if !declaration.isEmpty { workspace.execute(SourceText(name: "d", text: declaration)) }
    let outcome = workspace.load(path)
    if outcome.errors == 0, let file = RelationFile(path) { workspace.run(":facts \(file.relation)") }
    return output.text.replacing(folder + "/", with: "")
  }

  @Test func factsHaveTabsAndNoHeader() throws {
    #expect(try load("edge.facts", "a\tb\nb\tc d\n") == "edge(a, b).\nedge(b, \"c d\").\n")
  }

  @Test func factsKnowNoEscapesAndNoQuotes() throws {
    #expect(try load("e.facts", "a\\tb\t\"x\"\n") == "e(\"a\\\\tb\", \"\\\"x\\\"\").\n")
  }

  @Test func tsvHasAHeaderAndEscapes() throws {
    #expect(try load("e.tsv", "from\tto\na\\tb\tc\\\\d\\n\\q\n") == "e(\"a\\tb\", \"c\\\\d\\n\\\\q\").\n")
    #expect(workspace.engine.relation(named: "e")?.columns.map(\.name) == ["from", "to"])
  }

  @Test func csvIsReadAsItsStandardSays() throws {
    let text = "Name,Full Name,n\r\n\"a,b\",\"say \"\"x\"\"\r\nthere\",1\r\nc,,2"
    #expect(try load("e.csv", text) == "e(\"a,b\", \"say \\\"x\\\"\\u{d}\\nthere\", 1).\ne(c, \"\", 2).\n")
    #expect(workspace.engine.relation(named: "e")?.columns.map(\.name) == ["name", "full_name", "n"])
  }

  @Test(arguments: ["a,b\n1,x\n", "x,x\na,b\n", "x,\na,b\n", "x,2026-02-03\na,2026-02-04\n"])
  func aFirstRowThatCannotBeNamesIsData(text: String) throws {
    let lines = text.split(separator: "\n").count
    _ = try load("e.csv", text)
    #expect(workspace.engine.relation(named: "e")?.factCount == (text.hasPrefix("a,b") ? lines - 1 : lines))
  }

  @Test func columnsHoldWhatAllTheirRowsAllow() throws {
    let text = "1\t1\t2026\t30d\t007\t1.5\t2026-02-03\tx\n2\t2.5\t2026-02\t1y\t8\t1e3\t@1948/1949\t7\n"
    #expect(
      try load("e.facts", text)
        == "e(1, 1.0, @2026, 30d, \"007\", 1.5, 2026-02-03, x).\ne(2, 2.5, @2026-02, 1y, \"8\", 1000.0, @1948/1949, \"7\").\n"
    )
  }

  @Test func numbersThatNoIntegerHoldsAreTexts() throws {
    #expect(
      try load("e.facts", "9223372036854775807\t9223372036854775808\n-9223372036854775808\t1\n")
        == "e(-9223372036854775808, \"1\").\ne(9223372036854775807, \"9223372036854775808\").\n")
  }

  @Test func aDeclarationSaysWhatTheColumnsHold() throws {
    let declaration = "relation e(code: text, n: decimal, when: date, x: any)."
    #expect(
      try load("e.facts", "7\t2\t2026\t5\n8\t-1\t..\tfive\n", declaration: declaration)
        == "e(\"7\", 2.0, @2026, 5).\ne(\"8\", -1.0, @.., five).\n")
  }

  @Test func aHeaderMayNameDeclaredColumnsInAnotherOrder() throws {
    let declaration = "relation e(a: text, b: integer)."
    #expect(try load("e.csv", "B,A\n1,x\n", declaration: declaration) == "e(x, 1).\n")
  }

  @Test func aDeclaredRelationNeedsNoHeader() throws {
    let declaration = "relation e(a: text, b: text)."
    #expect(try load("e.csv", "x,y\nz,w\n", declaration: declaration) == "e(x, y).\ne(z, w).\n")
  }

  @Test(arguments: [
    ("a\tb\nc\n", "e.facts:2: 1 field where 2 should be [invalid-row]\n  = note: the line is: c\n"),
    (
      "a\tb\nc\td\te\n", "e.facts:2: 3 fields where 2 should be [invalid-row]\n  = note: the line is: c␉d␉e\n"
    ),
    (
      "a\tb\n\nc\td\n",
      "e.facts:2: an empty line where 2 fields should be [invalid-row]\n  = note: the line is: \n"
    ),
  ])
  func aRowOfAnotherLengthIsRefused(text: String, message: String) throws {
    #expect(try load("e.facts", text) == "error: \(message)")
    #expect(workspace.engine.relation(named: "e") == nil)
  }

  @Test func aFieldThatDoesNotFitItsColumnIsRefusedAndNothingIsKept() throws {
    let message = try load("e.csv", "a,n\nx,1\ny,one\n", declaration: "relation e(a: text, n: integer).")
    #expect(
      message
        == "error: e.csv:3: 'one' is not an integer (column n) [invalid-row]\n  = note: the line is: y,one\n")
    #expect(workspace.engine.relation(named: "e")?.factCount == 0)
  }

  @Test func aHeaderThatNamesOnlySomeColumnsIsRefused() throws {
    let message = try load("e.csv", "a,c\nx,1\n", declaration: "relation e(a: text, n: text).")
    #expect(
      message
        == "error: e.csv:1: the header does not name the columns of e(a, n) [invalid-row]\n  = note: the line is: a,c\n"
    )
  }

  @Test func quotesThatDoNotCloseAreRefused() throws {
    #expect(
      try load("e.csv", "a,b\nx,\"y\nz\n").hasPrefix(
        "error: e.csv:2: a quote that is not closed [invalid-row]\n"))
    #expect(
      try load("f.csv", "a,b\nx,\"y\"z\n").contains(
        "error: f.csv:2: text after a closing quote [invalid-row]\n"))
  }

  @Test func bytesThatAreNoTextAreRefused() throws {
    workspace.load(try temporary.write("e.facts", [0x61, 0x09, 0xff, 0x0a]))
    #expect(output.text.contains("e.facts:1: a field is not UTF-8 text (column 2) [invalid-row]\n"))
  }

  @Test func aNameThatIsNoRelationsIsRefused() throws {
    #expect(
      try load("Edge.csv", "a,b\n")
        == "error: Edge.csv: 'Edge' does not name a relation: a name starts with a small letter [invalid-row]\n"
    )
  }

  @Test func linesLongerThanTheBufferAreRead() throws {
    let long = String(repeating: "x", count: 600_000)
    _ = try write("e.facts", "\(long)\ta\nb\t\(long)\n")
    let outcome = workspace.load("\(folder)/e.facts")
    #expect(outcome.facts == 2)
    workspace.run("e(X, _), N = length(X) show N")
    #expect(output.text == "answer(1).\nanswer(600000).\n")
  }

  @Test func aFolderIsLoadedByItsFilesNames() throws {
    _ = try write("a.facts", "1\n2\n")
    _ = try write("b.csv", "x,y\np,q\n")
    _ = try write("notes.txt", "nothing\n")
    #expect(workspace.loadFacts(in: folder).facts == 3)
    workspace.run("a(X), b(x: Y), X != Y")
    #expect(output.text == "answer(1, p).\nanswer(2, p).\n")
  }

  @Test func scriptsSayWhatTheColumnsOfAFolderHold() throws {
    _ = try write("a.facts", "1\n2\n")
    let script = SourceText(name: "s", text: "relation a(code: text).\na(X)?\n")
    #expect(workspace.loadFacts(in: folder, for: [script]).errors == 0)
    #expect(workspace.execute(script).errors == 0)
    #expect(output.text == "a(\"1\").\na(\"2\").\n")
  }

  @Test func aFolderWithoutDataIsAnError() throws {
    #expect(workspace.loadFacts(in: folder).inputMissing)
    #expect(workspace.loadFacts(in: folder + "/nowhere").inputMissing)
    #expect(
      output.text.replacing(folder, with: "D") == """
        error: 'D' holds no .facts, .tsv or .csv file [unreadable-file]
          = note: each NAME.facts, NAME.tsv and NAME.csv in the folder is loaded as relation NAME
        error: cannot read 'D/nowhere': no such file or directory [unreadable-file]

        """)
  }

  @Test func whatResultsWriteCanBeLoadedAgain() throws {
    workspace.execute(
      SourceText(name: "s", text: "p(\"a, \\\"b\\\"\", 1, 2.5, @1948/1949). p(\"x\\ty\\\\\", -2, 0.5, @..)."))
    for (format, name) in [(ResultFormat.csv, "q.csv"), (.tsv, "r.tsv")] {
      let file = try Output.file("\(folder)/\(name)")
      workspace.results = file
      workspace.settings.mode = format
      workspace.run("p(A, B, C, D)")
      workspace.results = workspace.standardResults
      file.close()
      #expect(workspace.load("\(folder)/\(name)").facts == 2)
    }
    workspace.settings.mode = .table
    workspace.run("p(A, B, C, D), q(a: A, b: B, c: C, d: D), r(a: A, b: B, c: C, d: D)")
    #expect(output.text.contains("\n2 rows\n"))
  }
}
