import Syntax
import Testing

@testable import Engine

/// Work that is stopped at its first look at the limits, at its second, and so on until it is done: nothing of it is
/// seen afterwards, and what was there before is as it was.
///
/// ``stopEverywhere(_:afterEach:_:)`` needs no clock, so that each of these tests stops at the same points every time.
@Suite struct StopTests {
  /// Does work on an engine again and again, interrupted ever later, until it comes to its end. Gives how often it was
  /// interrupted. Up to the hundredth look at the limits each is tried, from then on ever fewer.
  func stopEverywhere(
    _ engine: Engine, afterEach check: () throws -> Void = {}, _ work: () throws(EngineError) -> Void
  ) throws -> Int {
    var poll = 1
    var stops = 0
    while try !isDone(engine, before: poll, work) {
      try check()
      stops += 1
      poll += max(1, poll / 100)
    }
    return stops
  }

  /// Does work that is interrupted at a certain look at the limits; gives whether it comes to its end before.
  private func isDone(
    _ engine: Engine, before poll: Int, _ work: () throws(EngineError) -> Void
  ) throws -> Bool {
    engine.pollHook = { if $0 >= poll { engine.interrupt.request() } }
    defer {
      engine.pollHook = nil
      engine.interrupt.clear()
    }
    do throws(EngineError) {
      try work()
      return true
    } catch {
      guard case .stopped(.interrupted) = error else { throw Desk.error(error) }
      return false
    }
  }

  /// Asks a question of a program that was told anew, and of one where it was stopped everywhere.
  func expectSame(_ program: String, _ question: String, leastStops: Int, tuning: Tuning = Tuning()) throws {
    let expected = try Desk(program).rows(question)
    let desk = try Desk(program)
    desk.engine.evaluator.tuning = tuning
    let statement = try desk.statement(question)
    guard case .query(let query) = statement.kind else { return }
    let stops = try stopEverywhere(desk.engine) { () throws(EngineError) in
      _ = try desk.engine.ask(query, in: statement)
    }
    #expect(stops >= leastStops, "the work looked at its limits too seldom to be a test")
    #expect(try desk.rows(question) == expected)
    desk.engine.evaluator.forgetAll()
    #expect(try desk.rows(question) == expected)
  }

  // MARK: The situations

  @Test func aDivergingRecursion() throws {
    let desk = try Desk("up(0). up(X + 1) :- up(X). low(X) :- n(X), not m(X). n(1). n(2). m(2).")
    #expect(try desk.rows("low(X)?") == ["1"])
    let question = try desk.statement("up(X)?")
    guard case .query(let query) = question.kind else { return }
    for poll in [1, 2, 50, 5000] {
      desk.engine.pollHook = { if $0 == poll { desk.engine.interrupt.request() } }
      #expect(throws: EngineError.self) { try desk.engine.ask(query, in: question) }
      desk.engine.interrupt.clear()
    }
    desk.engine.pollHook = nil
    #expect(try desk.rows("low(X)?") == ["1"])
    try desk.tell("n(3).")
    #expect(try desk.rows("low(X)?") == ["1", "3"])
  }

  /// Wide rows, sorted in bulk, by a hash table, and on two threads.
  @Test(arguments: [
    Tuning(leastSortedRows: 1), Tuning(leastSortedRows: .max),
    Tuning(threads: 2, leastSplitRows: 1, leastSortedRows: 1),
  ])
  func aJoin(_ tuning: Tuning) throws {
    try expectSame(
      """
      n(0). n(X + 1) :- n(X), X < 40.
      triple(X, Y, Z) :- n(X), n(Y), n(Z), X + Y + Z < 60.
      """, "triple(X, Y, Z), not triple(Z, Y, X) order by Z desc?", leastStops: 60, tuning: tuning)
  }

  @Test func recursionGroupsAndBestValues() throws {
    try expectSame(
      """
      n(0). n(X + 1) :- n(X), X < 60.
      step(X, Y) :- n(X), Y = X * 7 mod 61.
      step(X, Y) :- n(X), Y = X + 5, n(Y).
      far(X, X, 0) :- n(X).
      far(X, Z, min(D)) :- far(X, Y, E), step(Y, Z), D = E + 1.
      sum(X, count(Y), max(D)) :- far(X, Y, D).
      """, "sum(X, N, D), N > 3?", leastStops: 50)
  }

  @Test func anExplanation() throws {
    let program = """
      edge(0, 1). edge(X + 1, Y + 1) :- edge(X, Y), X < 60.
      path(X, Y) :- edge(X, Y).
      path(X, Z) :- path(X, Y), edge(Y, Z).
      reached(count(Y)) :- path(0, Y).
      """
    let desk = try Desk(program)
    let answer = try desk.answer("path(0, Y), reached(N), Y = N?")
    #expect(Desk.rows(answer) == ["61, 61"])
    var parts: Int?
    let stops = try stopEverywhere(desk.engine) { () throws(EngineError) in
      parts = try desk.engine.explain(row: 0, of: answer)?.parts.count
    }
    #expect(stops > 50)
    let fresh = try Desk(program)
    let asked = try fresh.answer("path(0, Y), reached(N), Y = N?")
    #expect(try parts == fresh.engine.explain(row: 0, of: asked)?.parts.count)
    #expect(try desk.rows("reached(N)?") == ["61"])
  }

  @Test func theFactsBehindARow() throws {
    let desk = try Desk("f(1). f(2). f(3). p(X, Y) :- f(X), f(Y). n(X, count(Y)) :- p(X, Y).")
    let answer = try desk.answer("n(1, N)?")
    var facts: [String] = []
    let stops = try stopEverywhere(desk.engine) { () throws(EngineError) in
      facts = try desk.engine.support(row: 0, of: answer).map(\.text)
    }
    #expect(stops > 5)
    #expect(facts == ["f(1)", "f(2)", "f(3)"])
  }

  @Test(arguments: ["", "p(a, 0). p(t7, 7)."]) func aLoad(_ before: String) throws {
    let desk = try Desk(before + "relation p(text, number). numbers(count(N)) :- p(_, N).")
    let facts = try desk.engine.facts(of: "p").map(\.text)
    let answer = try desk.rows("numbers(N)?")
    var loaded = 0
    func check() throws {
      #expect(try desk.engine.facts(of: "p").map(\.text) == facts)
      #expect(try desk.rows("numbers(N)?") == answer)
    }
    let stops = try stopEverywhere(desk.engine, afterEach: check) { () throws(EngineError) in
      let loader = FactLoader("p", arity: 2, into: desk.engine)
      for number in 0..<9000 {
        var text = "t\(number)"
        text.withUTF8 { loader.add(text: $0) }
        loader.add(integer: Int64(number))
        try loader.endRow()
      }
      loaded = try loader.finish()
    }
    #expect(stops > 10)
    #expect(loaded == 9000 - (facts.isEmpty ? 0 : 1))
    #expect(try desk.rows("N = count { p(_, _) }?") == ["\(loaded + facts.count)"])
    #expect(try desk.rows("p(t8999, N)?") == ["8999"])
  }

  @Test func thePossibleRowsOfAnAnswer() throws {
    try expectSame(
      """
      at(a, @2026-02). at(b, 2026-02-03). at(c, 2027-01-01). at(d, @2026).
      met(X, Y) :- at(X, D), at(Y, E), D < E.
      """, "met(X, Y)?", leastStops: 5)
  }
}
