import Engine
import Syntax
import Testing

@Suite struct FactLoaderTests {
  func load(_ desk: Desk, _ relation: String, _ rows: [(String, Int64)]) throws -> Int {
    let loader = FactLoader(relation, arity: 2, into: desk.engine)
    for (text, number) in rows {
      var text = text
      text.withUTF8 { loader.add(text: $0) }
      loader.add(integer: number)
      try loader.endRow()
    }
    return try loader.finish()
  }

  @Test func rowsBecomeFactsOnce() throws {
    let desk = try Desk("p(a, 1).")
    #expect(try load(desk, "p", [("a", 1), ("b", 2), ("b", 2), ("ü", 9_000_000_000)]) == 2)
    #expect(try desk.rows("p(X, N)?") == ["a, 1", "b, 2", "ü, 9000000000"])
  }

  @Test func aNewRelationIsKnownAfterwards() throws {
    let desk = try Desk()
    #expect(try load(desk, "p", (0..<3000).map { ("t\($0)", $0) }) == 3000)
    #expect(try desk.rows("p(X, 2999)?") == ["t2999"])
    #expect(desk.engine.relation(named: "p")?.arity == 2)
    #expect(desk.mistakes("p(a).").count == 1)
  }

  @Test func nothingLoadedChangesNothing() throws {
    let desk = try Desk()
    #expect(try load(desk, "p", []) == 0)
    #expect(desk.engine.relation(named: "p") == nil)
  }

  @Test func whatWasComputedFromTheRelationIsUpToDate() throws {
    let desk = try Desk("p(a, 1). q(X) :- p(X, _). big(X) :- p(X, N), N > 1.")
    #expect(try desk.rows("q(X)?") == ["a"])
    _ = try load(desk, "p", [("b", 2)])
    #expect(try desk.rows("q(X)?") == ["a", "b"])
    #expect(try desk.rows("big(X)?") == ["b"])
  }

  @Test func kindsThatAreLoadedAreHeeded() throws {
    let desk = try Desk("p(1, 1). big(X) :- p(X, _), X > 0.")
    #expect(try desk.rows("big(X)?") == ["1"])
    _ = try load(desk, "p", [("b", 2)])
    #expect(desk.mistakes("p(X, _), X > \"a\"?").first?.hasPrefix("type-mismatch") == true)
    #expect(try desk.retract("p(1, 1)"))
    #expect(try desk.rows("p(X, _), X > \"a\"?") == ["b"])
  }

  @Test func loadedFactsAreTakenBack() throws {
    let desk = try Desk("p(a, 1).")
    let mark = desk.engine.mark()
    _ = try load(desk, "p", [("a", 1), ("b", 2)])
    _ = try load(desk, "new", [("b", 2)])
    desk.engine.rollback(to: mark)
    #expect(try desk.rows("p(X, N)?") == ["a, 1"])
    #expect(desk.engine.relation(named: "new") == nil)
  }

  @Test func anotherNumberOfColumnsIsRefusedAndLosesNothing() throws {
    let desk = try Desk("p(a).")
    #expect(throws: EngineError.self) { try load(desk, "p", [("b", 2)]) }
    #expect(try desk.rows("p(X)?") == ["a"])
  }

  @Test func anInterruptStopsLoading() throws {
    let desk = try Desk()
    desk.engine.interrupt.request()
    #expect(throws: EngineError.self) { try load(desk, "p", [("b", 2)]) }
    desk.engine.interrupt.clear()
    #expect(try load(desk, "p", [("b", 2)]) == 1)
  }

  @Test func loadedFactsAreTakenBackAfterOtherChanges() throws {
    let desk = try Desk("p(a, 1). p(z, 26).")
    let mark = desk.engine.mark()
    _ = try load(desk, "p", (0..<3000).map { ("t\($0)", $0) })
    _ = try load(desk, "new", [("b", 2), ("c", 3)])
    #expect(try desk.retract("p(a, 1)"))
    #expect(try desk.retract("p(t7, 7)"))
    #expect(try desk.retract("new(b, 2)"))
    try desk.tell("new(d, 4) from memo. p(d, 4).")
    desk.engine.rollback(to: mark)
    #expect(try desk.rows("p(X, N)?") == ["a, 1", "z, 26"])
    #expect(desk.engine.relation(named: "new") == nil)
    // And they can be loaded again.
    #expect(try load(desk, "new", [("b", 2)]) == 1)
    #expect(try desk.rows("new(X, N)?") == ["b, 2"])
  }

  @Test func aLoaderThatDoesNotFinishLeavesAnEmptyRelation() throws {
    let desk = try Desk("relation p(x: text, n: integer). q(X) :- p(X, _).")
    func begin() throws {
      let loader = FactLoader("p", arity: 2, into: desk.engine)
      for number in 0..<Int64(3000) {
        loader.add(.text("t"))
        loader.add(integer: number)
        try loader.endRow()
      }
    }
    try begin()
    #expect(desk.engine.relation(named: "p")?.factCount == 0)
    #expect(try desk.rows("q(X)?") == [])
    #expect(try load(desk, "p", [("b", 2)]) == 1)
    #expect(try desk.rows("q(X)?") == ["b"])
  }
}
