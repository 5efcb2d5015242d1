import Engine
import Syntax
import Testing

@testable import Engine

/// Facts that cite lines of documents.
@Suite struct RowEvidenceTests {
  /// Loads rows of two columns, each with its line.
  @discardableResult private func load(
    _ desk: Desk, _ rows: [(String, Int64, line: Int)], from document: String = "visits", by: String? = nil
  ) throws -> (new: Int, known: Int) {
    let loader = FactLoader("p", arity: 2, into: desk.engine)
    loader.cite(document: document, by: by)
    for (text, number, line) in rows {
      loader.add(.text(text))
      loader.add(integer: number)
      try loader.endRow(line: line)
    }
    return (try loader.finish(), loader.knownCount)
  }

  private func cited(_ desk: Desk, _ fact: String) throws -> [String]? {
    let statement = try desk.statement(fact + ".")
    guard case .fact(let fact) = statement.kind else { return nil }
    return try desk.engine.describe(fact, in: statement)?.citations.map { SyntaxPrinter.text(of: $0) }
  }

  @Test func aRowOfADocumentIsAFactThatCitesItsLine() throws {
    let desk = try Desk()
    let found = try load(desk, [("a", 1, line: 2), ("b", 2, line: 3), ("a", 1, line: 5)], by: "import")
    #expect(found.new == 2 && found.known == 1)
    #expect(
      try cited(desk, "p(a, 1)") == ["visits(row: 2, by: import)", "visits(row: 5, by: import)"])
    #expect(try cited(desk, "p(b, 2)") == ["visits(row: 3, by: import)"])
    #expect(try desk.rows("p(X, _) from D?") == ["a, visits", "b, visits"])
    #expect(
      try desk.rows("evidence(fact: F, by: B, row: R)?") == [
        #""p(a, 1)", import, 2"#, #""p(a, 1)", import, 5"#, #""p(b, 2)", import, 3"#,
      ])
  }

  @Test func theSameRowsAgainChangeNothing() throws {
    let desk = try Desk()
    desk.engine.keepsHistory = true
    try load(desk, [("a", 1, line: 2), ("b", 2, line: 3)])
    desk.engine.endStep("first", at: 0)
    let again = try load(desk, [("a", 1, line: 2), ("b", 2, line: 3)])
    #expect(again.new == 0 && again.known == 2)
    #expect(desk.engine.endStep("again", at: 0) == nil)
    #expect(try cited(desk, "p(a, 1)") == ["visits(row: 2)"])
  }

  @Test func anotherDocumentIsCitedInAddition() throws {
    let desk = try Desk("p(a, 1) from memo(paragraph: 2), memo(row: 4).")
    desk.engine.keepsHistory = true
    try load(desk, [("a", 1, line: 2), ("c", 3, line: 3)])
    let step = try #require(desk.engine.endStep("load", at: 0))
    #expect(step.counts.factsAdded == 1 && step.counts.citations == 1)
    #expect(try cited(desk, "p(a, 1)") == ["memo(paragraph: 2)", "memo(row: 4)", "visits(row: 2)"])
    _ = desk.engine.undo()
    #expect(try cited(desk, "p(a, 1)") == ["memo(paragraph: 2)", "memo(row: 4)"])
    #expect(try cited(desk, "p(c, 3)") == nil)
    _ = desk.engine.redo()
    #expect(try cited(desk, "p(a, 1)") == ["memo(paragraph: 2)", "memo(row: 4)", "visits(row: 2)"])
    #expect(try cited(desk, "p(c, 3)") == ["visits(row: 3)"])
  }

  @Test func aLoaderThatIsGivenUpLeavesNothing() throws {
    let desk = try Desk("p(a, 1) from memo. p(b, 2).")
    do {
      let loader = FactLoader("p", arity: 2, into: desk.engine)
      loader.cite(document: "visits")
      for (line, text) in ["a", "b", "c", "a", "c"].enumerated() {
        for _ in 0..<500 {
          loader.add(.text(text))
          loader.add(integer: Int64(text == "a" ? 1 : 2))
          try loader.endRow(line: line + 1)
        }
      }
    }
    #expect(try desk.rows("p(X, N)?") == ["a, 1", "b, 2"])
    #expect(try cited(desk, "p(a, 1)") == ["memo"])
    #expect(try cited(desk, "p(b, 2)") == [])
    try load(desk, [("c", 2, line: 9)])
    #expect(try cited(desk, "p(c, 2)") == ["visits(row: 9)"])
  }

  @Test func rowsWithoutALineMayStandBetween() throws {
    let desk = try Desk()
    let loader = FactLoader("p", arity: 1, into: desk.engine)
    func add(_ text: String, line: Int?) throws {
      loader.add(.text(text))
      if let line { try loader.endRow(line: line) } else { try loader.endRow() }
    }
    try add("a", line: nil)
    loader.cite(document: "one")
    try add("b", line: 1)
    try add("c", line: nil)
    loader.cite(document: "two", confidence: .low)
    try add("d", line: 2)
    #expect(try loader.finish() == 4)
    #expect(try cited(desk, "p(a)") == [] && cited(desk, "p(c)") == [])
    #expect(try cited(desk, "p(b)") == ["one(row: 1)"])
    #expect(try cited(desk, "p(d)") == ["two(row: 2, confidence: low)"])
  }

  @Test(arguments: [1, 2, 3]) func manyRowsKeepTheirLines(columns: Int) throws {
    let desk = try Desk()
    let loader = FactLoader("p", arity: columns, into: desk.engine)
    // Rows before the first document are sorted by their values.
    func add(_ number: Int) {
      for column in 0..<columns { loader.add(integer: Int64(column == 0 ? number : 7)) }
    }
    for number in 0..<3000 {
      add(90_000 - number)
      try loader.endRow()
    }
    loader.cite(document: "list")
    for line in 1...6000 {
      add(line % 4000 * 7919 % 4001)
      try loader.endRow(line: line)
    }
    #expect(try loader.finish() == 7000)
    for line in [1, 2, 1999, 3999] {
      let number = line % 4000 * 7919 % 4001
      let fact = "p(\(["\(number)", "7", "7"].prefix(columns).joined(separator: ", ")))"
      let expected =
        line < 2001 ? ["list(row: \(line))", "list(row: \(line + 4000))"] : ["list(row: \(line))"]
      #expect(try cited(desk, fact) == expected)
    }
    #expect(try desk.rows("N = count { evidence(row: _, fact: _) }?") == ["6000"])
  }

  @Test func aRowHasADocumentAndALine() throws {
    let desk = try Desk()
    let loader = FactLoader("p", arity: 1, into: desk.engine)
    loader.add(integer: 1)
    #expect(throws: EngineError.self) { try loader.endRow(line: 1) }
    loader.cite(document: "list")
    #expect(throws: EngineError.self) { try loader.endRow(line: 0) }
  }

  @Test func anExplanationNamesTheLine() throws {
    let desk = try Desk("q(X) :- p(X, _).")
    try load(desk, [("a", 1, line: 12)])
    #expect(try desk.support("q(a)?") == ["p(a, 1)"])
    #expect(try desk.support("evidence(row: 12, document: D)?") == ["p(a, 1)"])
  }
}
