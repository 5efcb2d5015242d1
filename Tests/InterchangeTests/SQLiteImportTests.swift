import Engine
import SQLite
import Syntax
import Testing

@testable import Interchange

/// Tables and questions of SQLite files as facts.
@Suite struct SQLiteImportTests {
  private let desk = ImportDesk()
  private let path: String

  init() throws {
    path = "\(desk.folder)/w.db"
    let connection = try Connection(path, .create)
    try connection.execute(
      """
      CREATE TABLE people(id INTEGER, name TEXT, born TEXT, score REAL);
      INSERT INTO people VALUES(1, 'Ann', '1999-05-01', 0.5), (2, '7', NULL, 2);
      CREATE TABLE "odd ""one"(a);
      INSERT INTO "odd ""one" VALUES(x'ff00'), ('x');
      """)
  }

  @Test func aTableIsARelation() throws {
    let summary = try desk.load(path: path) { $0.table = "people" }
    #expect(summary.document == "w_people")
    #expect(
      desk.facts(of: "people") == ["people(1, \"Ann\", 1999-05-01, 0.5)", "people(2, \"7\", @.., 2.0)"])
    #expect(desk.columns(of: "people") == ["id: integer", "name: text", "born: date", "score: decimal"])
  }

  @Test func aQuestionGivesRows() throws {
    _ = try desk.load(path: path, into: ["r(n: n, half: \"half\")"]) {
      $0.query = "SELECT count(*) AS n FROM people"
    }
    #expect(desk.facts(of: "r") == ["r(2, half)"])
  }

  @Test func anotherTableOfTheSameFileIsAnotherDocument() throws {
    _ = try desk.load(path: path) { $0.table = "people" }
    let summary = try desk.load(path: path, into: ["r(a: a)"], rejecting: true) { $0.table = "odd \"one" }
    #expect(summary.known == nil)
    #expect(desk.rejects.map(\.reason) == ["bytes that are no text (column a)"])
    #expect(desk.facts(of: "r") == ["r(x)"])
    #expect(try desk.load(path: path) { $0.table = "people" }.known == "w_people")
  }

  @Test func aPackedFileIsUnpackedFirst() throws {
    let bytes = try ByteSource(path, unpacks: false).rest()
    _ = try desk.load(path: desk.write("v.sqlite.gz", ImportDesk.packed(bytes)), into: ["r(n: name)"]) {
      $0.table = "people"
    }
    #expect(desk.facts(of: "r") == ["r(\"7\")", "r(\"Ann\")"])
  }

  @Test func whatIsMissingIsNamed() {
    func message(_ set: (inout ImportOptions) -> Void) -> String {
      do throws(EngineError) {
        _ = try desk.load(path: path, into: ["r($1)"], set)
        return "taken"
      } catch {
        return desk.messages(error).joined()
      }
    }
    #expect(
      message { _ in }
        == "cannot import 'w.db': --table NAME or --query SQL says what to import; its tables are odd \"one, people"
    )
    #expect(
      message { $0.table = "peple" }
        == "cannot import 'w.db': there is no table 'peple'; did you mean 'people'?")
    #expect(message { $0.query = "SELECT missing" } == "cannot import 'w.db': no such column: missing")
    #expect(message { $0.query = "DELETE FROM people" }.hasPrefix("cannot import 'w.db': "))
    #expect((try? Connection(path, .readOnly).integer("SELECT count(*) FROM people")) == 2)
  }

  @Test func aFileOfAnotherKindIsRefused() {
    #expect(
      desk.outcome("x.db", "this is no database, whatever its name says of it", into: "r($1)") == [
        "cannot import 'x.db': file is not a database"
      ])
  }
}
