import Syntax
import Testing

@testable import Engine

/// What is given of an answer when a limit is reached before its end.
@Suite struct PartialAnswerTests {
  /// Stops at a certain look at the limits, as if the time were over.
  func answer(_ desk: Desk, _ question: String, stopAt poll: Int, reason: StopReason = .time(seconds: 9))
    throws
    -> Answer
  {
    let statement = try desk.statement(question)
    guard case .query(let query) = statement.kind else { throw Refusal([]) }
    desk.engine.pollHook = { (number) throws(EngineError) in
      if number >= poll { throw .stopped(reason) }
    }
    defer { desk.engine.pollHook = nil }
    do throws(EngineError) {
      return try desk.engine.ask(query, in: statement, keepsFound: true)
    } catch {
      throw Desk.error(error)
    }
  }

  let upwards = "up(0). up(X + 1) :- up(X). even(X) :- up(X), X mod 2 = 0. n(3). n(-3)."

  @Test func aRecursionGivesTheRowsFoundSoFar() throws {
    let desk = try Desk(upwards)
    let some = try answer(desk, "up(X)?", stopAt: 200)
    #expect(some.stopped == .time(seconds: 9))
    #expect(!some.isTruncated)
    #expect(!some.leavesOutFound)
    #expect(some.count > 10)
    #expect(Desk.rows(some) == (0..<some.count).map { "\($0)" })
  }

  @Test func whatFollowsFromThemIsThereToo() throws {
    let desk = try Desk(upwards)
    let some = try answer(desk, "even(X), n(Y)?", stopAt: 400, reason: .memory(bytes: 1 << 30))
    #expect(some.stopped == .memory(bytes: 1 << 30))
    #expect(Desk.rows(some).prefix(3) == ["0, -3", "0, 3", "2, -3"])
  }

  /// More rows of `up` could take rows of these away.
  @Test(arguments: [
    "n(X), not up(X)?", "N = count { up(_) }?", "n(X), M = max Y { up(Y), Y < X }?",
    "n(X), not (up(Y), Y > X)?",
  ])
  func nothingIsGivenWhereAllMustBeKnownFirst(_ question: String) throws {
    let desk = try Desk(upwards)
    #expect(throws: Stopped.self) { try answer(desk, question, stopAt: 400) }
  }

  @Test func bestValuesThatMayBeBetteredAreNotGiven() throws {
    let desk = try Desk("cost(0, 9). cost(X + 1, min(C)) :- cost(X, D), C = D + 1. seen(X) :- cost(X, _).")
    #expect(throws: Stopped.self) { try answer(desk, "cost(X, C)?", stopAt: 400) }
    #expect(throws: Stopped.self) { try answer(desk, "seen(X)?", stopAt: 400) }
  }

  @Test func aYesIsAWholeAnswer() throws {
    let desk = try Desk(upwards)
    let yes = try answer(desk, "up(5)?", stopAt: 400)
    #expect(yes.count == 1)
    #expect(yes.stopped == nil)
    #expect(throws: Stopped.self) { try answer(desk, "up(-1)?", stopAt: 400) }
  }

  @Test func aLimitOfTheQuestionHolds() throws {
    let desk = try Desk(upwards)
    let some = try answer(desk, "up(X) limit 3?", stopAt: 400)
    #expect(Desk.rows(some) == ["0", "1", "2"])
    #expect(some.stopped != nil)
    #expect(some.leavesOutFound)
  }

  @Test func rowsThatWereFoundButNotYetSortedAreGiven() throws {
    let desk = try Desk("n(0). n(X + 1) :- n(X), X < 300. pair(X, Y) :- n(X), n(Y).")
    _ = try desk.rows("N = count { pair(_, _) }?")
    // All that is left to do is to put them in order.
    let some = try answer(desk, "pair(X, Y) order by Y desc?", stopAt: 3)
    #expect(some.stopped != nil)
    #expect(some.leavesOutFound)
    #expect(some.count == Answer.mostRowsWhenStopped)
  }

  @Test func anInterruptGivesNothing() throws {
    let desk = try Desk(upwards)
    #expect(throws: Stopped.self) { try answer(desk, "up(X)?", stopAt: 400, reason: .interrupted) }
  }

  @Test func onlyWhoAsksForThemIsGivenThem() throws {
    let desk = try Desk(upwards)
    desk.engine.pollHook = { (number) throws(EngineError) in
      if number >= 400 { throw .stopped(.time(seconds: 9)) }
    }
    #expect(throws: Stopped.self) { try desk.answer("up(X)?") }
  }

  @Test func nothingOfThemIsKept() throws {
    let desk = try Desk("n(0). n(X + 1) :- n(X), X < 100. big(X) :- n(X), X > 50.")
    for poll in stride(from: 1, to: 300, by: 7) { _ = try? answer(desk, "big(X)?", stopAt: poll) }
    #expect(try desk.rows("big(X)?") == (51...100).map { "\($0)" })
    #expect(try desk.rows("N = count { n(_) }?") == ["101"])
  }

  @Test func aRowOfThemIsExplained() throws {
    let desk = try Desk(upwards)
    let some = try answer(desk, "even(X), X > 1?", stopAt: 600)
    desk.engine.limits.timeout = 60
    desk.engine.pollHook = { (number) throws(EngineError) in
      // The row's own derivation is found by asking for it alone, or the limit is reached again.
      if number >= 20_000 { throw .stopped(.time(seconds: 9)) }
    }
    do {
      let explanation = try desk.engine.explain(row: 0, of: some)
      #expect(explanation?.parts.isEmpty == false)
    } catch EngineError.stopped(let reason) {
      #expect(reason == .time(seconds: 9))
    }
  }
}
