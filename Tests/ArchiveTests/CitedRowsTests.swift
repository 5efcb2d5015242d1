import SQLite
import Syntax
import Testing

@testable import Archive

struct CitedRowsTests {
  @Test func linesOfFactsComeBackInPieces() throws {
    let folder = try TemporaryFiles()
    let archive = try Archive.open(folder.path + "/x.dossier", .create)
    let lines = (0..<40_000).map { $0 % 7 == 0 ? UInt32(0) : UInt32.max - UInt32($0) }
    let whole = CitedRows(
      relation: 3, first: 17, document: "visits.tsv", by: "import", confidence: .high, lines: lines)
    let small = CitedRows(relation: 4, first: 1, document: "a \"b\"", lines: [5])
    try archive.transaction { () throws(SQLiteError) in
      try archive.add(whole, 1)
      try archive.add(small, 2)
    }
    var pieces: [CitedRows] = []
    try archive.forEachCitedRows { pieces.append($0) }
    #expect(pieces.map(\.first) == [17, 16_401, 32_785, 1])
    #expect(pieces.last == small)
    #expect(pieces.prefix(3).flatMap(\.lines) == lines)
    #expect(pieces[0].by == "import" && pieces[0].confidence == .high && pieces[0].document == "visits.tsv")
  }
}
