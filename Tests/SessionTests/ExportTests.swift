import Chronology
import Engine
import Glibc
import SQLite
import Syntax
import Testing

@testable import Session

/// Relations and answers are written to files, whole or not at all.
@Suite struct ExportTests {
  private static func workspace(_ program: String) -> (Workspace, Output) {
    let output = Output.memory()
    let workspace = Workspace(results: output, messages: output, isInteractive: true)
    _ = workspace.execute(SourceText(name: "start.dl", text: program))
    return (workspace, output)
  }

  private static let visits = """
    relation visited(actor, when: date). visited("a, \\"b\\"", @2026-02~). visited("", @../2026). guest(X) :- visited(X, _).
    odd("\\u{0}"). odd(1). odd(0.1). odd(30d). odd(9223372036854775807). odd("line\\nend\\t\\\\"). odd(@[2025-02..2026-01]/[2027..2028]).
    """

  private static func text(_ path: String) -> String {
    String(decoding: (try? FileBytes.contents(of: path)) ?? [], as: UTF8.self)
  }

  @Test(arguments: [
    ("v.csv", "actor,when\n\"\",../2026\n\"a, \"\"b\"\"\",2026-02~\n"),
    ("v.tsv", "actor\twhen\n\t../2026\na, \"b\"\t2026-02~\n"),
    (
      "v.json",
      "[\n  {\"actor\":\"\",\"when\":\"../2026\"},\n  {\"actor\":\"a, \\\"b\\\"\",\"when\":\"2026-02~\"}\n]\n"
    ),
    (
      "v.jsonl", "{\"actor\":\"\",\"when\":\"../2026\"}\n{\"actor\":\"a, \\\"b\\\"\",\"when\":\"2026-02~\"}\n"
    ),
    ("v.md", "| actor | when |\n| --- | --- |\n|  | ../2026 |\n| a, \"b\" | 2026-02~ |\n"),
    ("v.dl", "visited(\"\", @../2026).\nvisited(\"a, \\\"b\\\"\", @2026-02~).\n"),
  ])
  func theExtensionSaysTheForm(name: String, text: String) throws {
    let folder = try TemporaryFolder()
    let (workspace, output) = Self.workspace(Self.visits)
    #expect(workspace.run(":export \(folder.path)/\(name) visited").errors == 0)
    #expect(Self.text("\(folder.path)/\(name)") == text)
    #expect(output.text == "2 rows written to \(folder.path)/\(name)\n")
  }

  @Test func factsOfEveryKindReadBackAsTheSame() throws {
    let folder = try TemporaryFolder()
    let (first, _) = Self.workspace(Self.visits)
    #expect(first.run(":export \(folder.path)/odd.dl odd").errors == 0)
    let (second, output) = Self.workspace("")
    #expect(second.load(folder.path + "/odd.dl").errors == 0, "\(output.text)")
    let facts = try second.engine.facts(of: "odd").map(\.values)
    #expect(facts == (try first.engine.facts(of: "odd").map(\.values)) && facts.count == 7)
  }

  @Test(arguments: ["csv", "tsv"])
  func declaredRelationsReadBackFromTheirFiles(form: String) throws {
    let folder = try TemporaryFolder()
    let program = "relation m(a: text, i: integer, r: decimal, d: date, p: duration). "
    let (first, _) = Self.workspace(
      program + #"m("x\ny", -9223372036854775808, 0.1, @199X, 6mo). m("\u{0}\"", 7, 1e300, @.., 30d)."#)
    #expect(first.run(":export \(folder.path)/m.\(form) m").errors == 0)
    let (second, output) = Self.workspace(program)
    #expect(second.load("\(folder.path)/m.\(form)").errors == 0, "\(output.text)")
    #expect(
      try second.engine.facts(of: "m").map(\.values) == (try first.engine.facts(of: "m").map(\.values)))
  }

  /// Texts that are hard to write, and numbers at the ends of what there is.
  private static let hard: [Literal] =
    [
      "", "\0", "a\0b", "\"", "\\", "\n", "\r\n", "\t", ",", "\u{1F}", "\u{7F}", "\u{2028}", "é😀", "null",
      "1", "|",
    ]
    .map { .text($0) } + [Int64.min, .max, 0].map { .integer($0) }
    + [0.1, 1, -2.5, 1e300, .leastNonzeroMagnitude, .greatestFiniteMagnitude, 1 / 3].map { .decimal($0) }

  private static func hardValues() -> Workspace {
    let facts = hard.enumerated().map { "h(\($0), \(SyntaxPrinter.text(of: $1))). " }
    return workspace("relation h(n: integer, value). " + facts.joined()).0
  }

  @Test(arguments: ["json", "jsonl"])
  func jsonIsReadByAStrictReader(form: String) throws {
    let folder = try TemporaryFolder()
    #expect(Self.hardValues().run(":export \(folder.path)/h.\(form) h").errors == 0)
    var text = Self.text("\(folder.path)/h.\(form)")
    if form == "jsonl" { text = "[" + text.split(separator: "\n").joined(separator: ",") + "]" }
    guard case .array(let rows) = try StrictJSON.read(text) else {
      Issue.record("no array")
      return
    }
    #expect(rows.count == Self.hard.count)
    for (place, (row, literal)) in zip(rows, Self.hard).enumerated() {
      guard case .object(let members) = row, members.map(\.name) == ["n", "value"] else {
        Issue.record("\(row)")
        continue
      }
      #expect(members[0].value == .number(String(place)))
      switch (literal, members[1].value) {
      case (.text(let text), .string(let read)): #expect(Array(text.utf8) == Array(read.utf8))
      case (.integer(let integer), .number(let read)): #expect(String(integer) == read)
      case (.decimal(let decimal), .number(let read)): #expect(Double(read) == decimal)
      default: Issue.record("\(literal) is \(members[1].value)")
      }
    }
  }

  @Test func csvIsReadByTheLettersOfItsStandard() throws {
    let folder = try TemporaryFolder()
    #expect(Self.hardValues().run(":export \(folder.path)/h.csv h").errors == 0)
    let rows = Self.fields(ofCSV: try FileBytes.contents(of: folder.path + "/h.csv"))
    #expect(rows.first == [Array("n".utf8), Array("value".utf8)] && rows.count == Self.hard.count + 1)
    for (row, literal) in zip(rows.dropFirst(), Self.hard) {
      if case .decimal(let decimal) = literal {
        #expect(Double(String(decoding: row[1], as: UTF8.self)) == decimal)
      } else {
        #expect(row[1] == Array(literal.plainText.utf8))
      }
    }
  }

  /// RFC 4180: within quotes everything belongs to the field, and two quotes are one.
  private static func fields(ofCSV bytes: [UInt8]) -> [[[UInt8]]] {
    var (rows, row, field, isQuoted, place) = ([[[UInt8]]](), [[UInt8]](), [UInt8](), false, 0)
    while place < bytes.count {
      let byte = bytes[place]
      switch byte {
      case UInt8(ascii: "\"") where isQuoted && place + 1 < bytes.count && bytes[place + 1] == byte:
        field.append(byte)
        place += 1
      case UInt8(ascii: "\""): isQuoted.toggle()
      case UInt8(ascii: ",") where !isQuoted:
        row.append(field)
        field = []
      case 0x0A where !isQuoted:
        rows.append(row + [field])
        (row, field) = ([], [])
      default: field.append(byte)
      }
      place += 1
    }
    return rows
  }

  @Test func aQuestionIsWrittenAndWhatItRulesAsWell() throws {
    let folder = try TemporaryFolder()
    let (workspace, _) = Self.workspace("p(1). p(2). q(X) :- p(X), X > 1.")
    #expect(workspace.run(":export \(folder.path)/a.csv p(X), X < 2").errors == 0)
    #expect(Self.text(folder.path + "/a.csv") == "X\n1\n")
    #expect(workspace.run(":export --format jsonl \(folder.path)/b q").errors == 0)
    #expect(Self.text(folder.path + "/b") == "{\"column1\":2}\n")
  }

  @Test func severalRelationsGoToAFolder() throws {
    let folder = try TemporaryFolder()
    let (workspace, _) = Self.workspace("p(1). r(2). q(X) :- p(X).")
    #expect(workspace.run(":export \(folder.path)/all").errors == 0)
    #expect(folder.files(of: "all").keys.sorted() == ["p.csv", "r.csv"])
    let file = try folder.write("file.csv", [])
    let (other, output) = Self.workspace("p(1). r(2).")
    #expect(other.run(":export --force \(file) p r").errors == 1)
    #expect(output.text == "error: cannot write '\(file)': it is no folder [unwritable-file]\n")
    #expect(
      workspace.export(["p", "q(X)", "p(X), r(Y)"], format: .json, to: folder.path + "/all").errors == 0)
    #expect(folder.files(of: "all").keys.sorted() == ["answer.json", "p.csv", "p.json", "q.json", "r.csv"])
  }

  @Test func anSQLiteFileHasATableForEach() throws {
    let folder = try TemporaryFolder()
    let (workspace, _) = Self.workspace(Self.visits)
    #expect(workspace.run(":export \(folder.path)/all.sqlite").errors == 0)
    let file = try Connection(folder.path + "/all.sqlite", .readOnly)
    let schema = try file.text("SELECT group_concat(sql, ';') FROM sqlite_schema")
    #expect(
      schema == "CREATE TABLE \"odd\" (\"column1\" NOT NULL);"
        + "CREATE TABLE \"visited\" (\"actor\" NOT NULL, \"when\" TEXT NOT NULL)"
        || schema == "CREATE TABLE \"odd\" (\"column1\" NOT NULL);"
          + "CREATE TABLE \"visited\" (\"actor\" TEXT NOT NULL, \"when\" TEXT NOT NULL)"
    )
    let dates = try file.text("SELECT group_concat(\"when\", ' ') FROM visited")
    #expect(dates == "../2026 2026-02~")
    let kinds = try file.text("SELECT group_concat(DISTINCT typeof(column1)) FROM odd")
    #expect(kinds == "integer,real,text" || kinds == "real,integer,text")
    let great = try file.integer("SELECT max(column1) FROM odd WHERE typeof(column1) = 'integer'")
    #expect(great == .max)
    #expect(Folder.names(in: folder.path) == ["all.sqlite"])
  }

  @Test(arguments: ["a.csv", "a.sqlite"])
  func aFileIsReplacedOnlyWhereThatIsAskedFor(name: String) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(name, Array("old".utf8))
    let (workspace, output) = Self.workspace("p(1).")
    #expect(workspace.run(":export \(path) p").errors == 1)
    #expect(
      output.text == "error: '\(path)' exists already [unwritable-file]\n  = help: --force replaces it\n")
    #expect(Self.text(path) == "old")
    #expect(workspace.run(":export --force \(path) p").errors == 0)
    #expect(Self.text(path) != "old")
  }

  @Test(arguments: [
    (":export", "':export' needs FILE"),
    (":export --force", "':export' needs FILE"),
    (":export --folder", "':export' needs DIR"),
    (":export --folder d p", "a folder holds the whole dossier, not one relation"),
    (":export --fomrat csv a.csv p", "':export' has no option '--fomrat'"),
    (":export --format xml a.xml p", "'xml' is no form of an export"),
    (":export --format", "'--format' needs a form"),
    (":export a.csv nowhere", "unknown relation 'nowhere'"),
    (":export a.csv p(X), nowhere(X)", "unknown relation 'nowhere'"),
    (":export a.csv p(a).", "this asks nothing"),
    (":export /nowhere/a.csv p", "cannot write '/nowhere/a.csv': no such file or directory"),
    (":export /nowhere/a.sqlite p", "cannot write '/nowhere/a.sqlite': no such file or directory"),
    (":export --folder /nowhere/d", "cannot write '/nowhere/d': no such file or directory"),
  ])
  func aMistakeIsTold(line: String, message: String) throws {
    let (workspace, output) = Self.workspace("p(1).")
    #expect(workspace.run(line).errors == 1)
    #expect(output.text.contains("error: \(message)"), "\(output.text)")
  }

  @Test func whatIsStoppedLeavesNothing() throws {
    let folder = try TemporaryFolder()
    let (workspace, output) = Self.workspace("n(0). n(X + 1) :- n(X), X < 1000000000.")
    workspace.engine.limits.timeout = 0.05
    let outcome = workspace.run(":export \(folder.path)/n.csv n")
    #expect(outcome.limitReached && outcome.status == 3, "\(output.text)")
    #expect(Folder.names(in: folder.path) == [])
  }

  @Test func anAnswerThatIsCutIsWrittenAndMarked() throws {
    let folder = try TemporaryFolder()
    let (workspace, output) = Self.workspace("p(1). p(2).")
    workspace.engine.limits.rows = 1
    #expect(workspace.run(":export \(folder.path)/p.csv p").status == 3)
    #expect(Self.text(folder.path + "/p.csv") == "column1\n1\n")
    #expect(output.text.hasPrefix("error: the answer is cut after 1 row, the limit on rows"))
  }

  @Test func possibleRowsThatAreLeftOutAreTold() throws {
    let folder = try TemporaryFolder()
    let (workspace, output) = Self.workspace("p(@2026).")
    _ = workspace.run(":export \(folder.path)/p.csv p(D), D < 2026-06-01")
    #expect(output.text.hasPrefix("answer: 0 rows; 1 more is possible (:dates possible)\n"))
  }
}
