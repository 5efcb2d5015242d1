import Chronology
import Engine
import Syntax
import Testing

@testable import Interchange

/// CSV and TSV as facts.
@Suite struct DelimitedImportTests {
  private let desk = ImportDesk()

  @Test func aTemplateNamesColumnsOfTheFile() {
    let text = "visitor,from,start,end\nAnn,Peru,2019-01-02,2019-01-05\nBob,Chad,2019-02-01,2019-02-01\n"
    let template = "r(actor: visitor, place: \"usa\", of: from, when: start/end)"
    #expect(
      desk.outcome("v.csv", text, into: template) == [
        "r(\"Ann\", usa, \"Peru\", @2019-01-02/2019-01-05)", "r(\"Bob\", usa, \"Chad\", 2019-02-01)",
      ])
    #expect(desk.columns(of: "r") == ["actor: text", "place: text", "of: text", "when: date"])
  }

  @Test func positionsNeedNoHeader() {
    #expect(desk.outcome("v.csv", "a,1\nb,2\n", into: "r($2, $1, 5)") == ["r(1, a, 5)", "r(2, b, 5)"])
    #expect(desk.columns(of: "r") == ["c2: integer", "c1: text", "c3: integer"])
  }

  @Test func withoutATemplateTheFileGivesTheRelation() {
    #expect(desk.outcome("my visits.csv", "Full Name,n\nx,1\n", of: "my_visits") == ["my_visits(x, 1)"])
    #expect(desk.columns(of: "my_visits") == ["full_name: text", "n: integer"])
  }

  @Test func quotesAreThoseOfTheStandard() {
    let text = "a,b\r\n\"x,1\",\"say \"\"y\"\"\nthere\"\r\nz,\r\n"
    #expect(
      desk.outcome("v.csv", text, into: "r(a: a, b: b)") { $0.empty = .text } == [
        "r(\"x,1\", \"say \\\"y\\\"\\nthere\")", "r(z, \"\")",
      ])
  }

  @Test func oneFileMayBecomeSeveralRelations() throws {
    let text = "who,what,n\na,x,1\nb,y,2\na,x,3\n"
    let summary = try desk.load(
      path: desk.write("v.csv", Array(text.utf8)), into: ["p(who: who)", "planned q(what: what, n: n)"])
    #expect(
      summary.relations.map { "\($0.target.relation) \($0.stated) \($0.imported)" } == ["p 3 2", "q 3 3"])
    #expect(desk.facts(of: "p") == ["p(a)", "p(b)"])
    #expect(desk.facts(of: "q") == ["planned q(x, 1)", "planned q(x, 3)", "planned q(y, 2)"])
  }

  @Test func aColumnThatTemplatesFillWithSeveralKindsHoldsThemAll() {
    #expect(desk.outcome("v.csv", "a,b\n1,x\n", into: "r(v: a)", "r(v: b)") == ["r(1)", "r(x)"])
    #expect(desk.columns(of: "r") == ["v: any"])
  }

  @Test func otherDelimitersAndAByteOrderMark() {
    #expect(
      desk.outcome("v.csv", "\u{FEFF}a;b\n1;\"x;y\"\n", into: "r(a: a, b: b)") {
        $0.delimiter = UInt8(ascii: ";")
      }
        == ["r(1, \"x;y\")"])
  }

  @Test func tabsEscapesAndCarriageReturns() {
    #expect(
      desk.outcome("v.tsv", "a\tb\r\nx\\ty\t\"q\"\r\n", into: "r(a: a, b: b)") == [
        "r(\"x\\ty\", \"\\\"q\\\"\")"
      ])
  }

  @Test func packedFilesAreUnpacked() throws {
    let path = desk.write("v.csv.gz", ImportDesk.packed(Array("a,b\n1,x\n".utf8)))
    _ = try desk.load(path: path, into: ["r(a: a, b: b)"])
    #expect(desk.facts(of: "r") == ["r(1, x)"])
    #expect(desk.facts(of: "document").count == 1)
  }

  @Test func aFileOfSeveralPackedPartsIsOneFile() throws {
    let parts = ImportDesk.packed(Array("a,b\n1,x\n".utf8)) + ImportDesk.packed(Array("2,y\n".utf8))
    _ = try desk.load(path: desk.write("v.csv.gz", parts), into: ["r(a: a, b: b)"])
    #expect(desk.facts(of: "r") == ["r(1, x)", "r(2, y)"])
  }

  @Test func damagedPackedFilesAreRefused() {
    let packed = ImportDesk.packed(Array("a,b\n1,x\n".utf8))
    for (bytes, message) in [
      (Array(packed.dropLast(9)), "the gzip data end too early"),
      (Array(packed[..<10]) + Array(repeating: 0xFF, count: 20), "the gzip data are damaged"),
      (packed + Array("something else".utf8), "the gzip data are damaged"),
    ] {
      do throws(EngineError) {
        _ = try desk.load(path: desk.write("v.csv.gz", bytes), into: ["r($1, $2)"])
        Issue.record("taken: \(message)")
      } catch {
        #expect(
          desk.messages(error)[0].hasPrefix("cannot import 'v.csv.gz': \(message)"), "\(desk.messages(error))"
        )
      }
      #expect(desk.facts(of: "r") == [])
    }
  }

  @Test func factsCiteTheirRowsAndTheDocument() throws {
    _ = try desk.load(path: desk.write("v-1.csv", Array("a\nx\n\"y\nz\"\nw\nx\n".utf8)), into: ["r(a: a)"])
    let facts = try desk.engine.facts(of: "r")
    #expect(
      facts.map { "\($0.text) \($0.citations.map { "\($0.document.text) \($0.row ?? 0) \($0.by ?? "-")" })" }
        == [
          "r(w) [\"v_1 5 import\"]", "r(x) [\"v_1 2 import\", \"v_1 6 import\"]",
          "r(\"y\\nz\") [\"v_1 3 import\"]",
        ])
    let document = try desk.engine.facts(of: "document")[0].values
    #expect(document.prefix(3) == [.text("v_1"), .text("v-1.csv"), .date(.unknown)])
    #expect(document[4] == .text(SHA256.digest(of: Array("a\nx\n\"y\nz\"\nw\nx\n".utf8))))
  }

  @Test func theSameFileAgainAddsNothing() throws {
    let path = desk.write("v.csv", Array("a\nx\ny\n".utf8))
    #expect(try desk.load(path: path, into: ["r(a: a)"]).imported == 2)
    let again = try desk.load(path: path, into: ["r(a: a)"])
    #expect(again.known == "v")
    #expect(again.read == 0)
    // Under another name it is the same file.
    #expect(try desk.load(path: desk.write("w.csv", Array("a\nx\ny\n".utf8)), into: ["r(a: a)"]).known == "v")
    let forced = try desk.load(path: path, into: ["r(a: a)"]) { $0.again = true }
    #expect((forced.imported, forced.duplicates, forced.known) == (0, 2, nil))
    #expect(desk.engine.steps.count == 1)
  }

  @Test func anotherFileOfTheSameNameIsRefused() throws {
    _ = try desk.load(path: desk.write("v.csv", Array("a\nx\n".utf8)), into: ["r(a: a)"])
    let path = desk.write("v.csv", Array("a\nz\n".utf8))
    #expect(throws: EngineError.self) { try desk.load(path: path, into: ["r(a: a)"]) }
    _ = try desk.load(path: path, into: ["r(a: a)"]) { $0.document = "other" }
    #expect(desk.facts(of: "r") == ["r(x)", "r(z)"])
  }

  @Test func anImportIsOneStepThatCanBeTakenBack() throws {
    _ = try desk.load(path: desk.write("v.csv", Array("a\nx\ny\n".utf8)), into: ["r(a: a)"])
    #expect(desk.engine.steps.count == 1)
    _ = desk.engine.undo()
    #expect(desk.engine.factCount == 0)
    #expect(desk.engine.relation(named: "r") == nil)
    _ = desk.engine.redo()
    #expect(desk.engine.factCount == 3)
  }

  @Test func aSourceThatTheFileDoesNotHaveIsPointedAt() {
    let text = "visitor,Start Date\na,2019-01-01\n"
    #expect(
      desk.outcome("v.csv", text, into: "r(a: visiter)") == [
        "the file has no column 'visiter' | at 'visiter' | did you mean 'visitor'?"
      ])
    #expect(
      desk.outcome("v.csv", text, into: "r(a: wholly_other)") == [
        "the file has no column 'wholly_other' | at 'wholly_other' | its columns are visitor, Start Date"
      ])
    #expect(
      desk.outcome("v.csv", text, into: "r($3)") == ["the file has no column 3 | at '$3' | it has 2 columns"])
    #expect(desk.outcome("v.csv", text, into: "r(a: start_date)") == ["r(2019-01-01)"])
  }

  @Test func aDeclaredRelationSaysWhatItsColumnsHold() {
    let desk = ImportDesk("relation r(code: text, n: decimal).")
    #expect(desk.outcome("v.csv", "n,code\n2,007\n", into: "r(n: n, code: code)") == ["r(\"007\", 2.0)"])
    #expect(
      desk.outcome("w.csv", "n,code\n2,7\nx,8\n", into: "r(n: n, code: code)") == [
        "w.csv:3: 'x' is not a decimal (column n) | the line is: x,8 | 1 row of 2 is bad, and nothing is imported; --rejects FILE sets bad rows aside and takes the others"
      ])
    #expect(
      desk.outcome("w.csv", "n,code\n2,7\n", into: "r(n: n, cod: code)") == [
        "'r' has no column 'cod' | at 'cod' | did you mean 'code'?"
      ])
    #expect(
      desk.outcome("w.csv", "n,code\n2,7\n", into: "r(n: n)") == [
        "column 'code' of 'r' is not given | at 'r(n: n)' | its columns are code, n"
      ])
    #expect(
      desk.outcome("w.csv", "n,code\n2,7\n", into: "r(n, code, n)") == [
        "'r' has 2 columns, not 3 | at 'r(n, code, n)' | its columns are code, n"
      ])
    #expect(desk.facts(of: "r") == ["r(\"007\", 2.0)"])
  }

  @Test func theFirstBadRowStopsTheImportAndAllAreCounted() {
    #expect(
      desk.outcome("v.csv", "a,b\n1,x\n2\n3,y\n4,z,w\n", into: "r(a: a, b: b)") == [
        "v.csv:3: 1 field where 2 should be | the line is: 2 | 2 rows of 4 are bad, and nothing is imported; --rejects FILE sets bad rows aside and takes the others"
      ])
    #expect(desk.engine.factCount == 0)
    #expect(desk.engine.relation(named: "r") == nil)
  }

  @Test func badRowsAreSetAsideAsTheyStand() throws {
    let text = "a,b\n1,x\n2\r\n\"3\"x,y\n\n4,\"z\n5,w\n"
    let summary = try desk.load(
      path: desk.write("v.csv", Array(text.utf8)), into: ["r(a: a, b: b)"], rejecting: true)
    #expect((summary.read, summary.taken, summary.rejected) == (5, 1, 4))
    #expect(
      desk.rejects.map { "\($0.number) \($0.reason) [\(String(decoding: $0.raw, as: UTF8.self))]" } == [
        "3 1 field where 2 should be [2\r\n]", "4 text after a closing quote [\"3\"x,y\n]",
        "5 an empty line where 2 fields should be [\n]", "6 a quote that is not closed [4,\"z\n5,w\n]",
      ])
    #expect(desk.facts(of: "r") == ["r(1, x)"])
  }

  @Test func bytesThatAreNoTextAreShownByTheirPlace() throws {
    let path = desk.write("v.csv", Array("a,b\n1,x\n2,".utf8) + [0xE9, 0x0A])
    do throws(EngineError) {
      _ = try desk.load(path: path, into: ["r(a: a, b: b)"])
      Issue.record("taken")
    } catch {
      #expect(desk.messages(error)[0].hasPrefix("v.csv:3: byte 3 is no UTF-8 (column b)"))
    }
  }

  @Test func utf16IsRefused() throws {
    let path = desk.write("v.csv", [0xFF, 0xFE, 0x61, 0x00, 0x0A, 0x00])
    do throws(EngineError) {
      _ = try desk.load(path: path)
      Issue.record("taken")
    } catch {
      #expect(desk.messages(error) == ["cannot import 'v.csv': the file is UTF-16; make it UTF-8 first"])
    }
  }

  @Test(
    arguments: [
      (nil, "empty", ["v.csv:2: an empty field (column a); --empty says what becomes of it"]),
      (EmptyRule.unknown, "", ["r(unknown, @..)", "r(x, @1999)"]),
      (.text, "", ["r(\"\", @..)", "r(x, @1999)"]),
      (.skip, "", ["r(x, @1999)"]),
    ] as [(EmptyRule?, String, [String])])
  func emptyFieldsBecomeWhatIsSaid(rule: EmptyRule?, _: String, facts: [String]) {
    let desk = ImportDesk("relation r(a: text, b: date).")
    let found = desk.outcome("v.csv", "a,b\n,\nx,1999\n", into: "r(a: a, b: b)") { $0.empty = rule }
    #expect(found.map { $0.split(separator: " | ")[0] } == facts.map { Substring($0) })
  }

  @Test func anEmptyDateIsNotKnown() {
    #expect(
      desk.outcome("v.csv", "a,b,c\nx,,2019-01-01\ny,2019-01-02,\nz,,\n", into: "r(a: a, w: b/c)") == [
        "r(x, @/2019-01-01)", "r(y, @2019-01-02/)", "r(z, @..)",
      ])
  }

  @Test func anIntervalThatEndsBeforeItStartsIsABadRow() {
    #expect(
      desk.outcome("v.csv", "b,c\n2019-01-02,2019-01-01\n", into: "r(w: b/c)")[0].hasPrefix(
        "v.csv:2: '2019-01-02/2019-01-01' ends before it starts (column w)"))
  }
}
