import Dispatch
import Engine
import Syntax
import Testing

/// What stops a question, and that the engine goes on after it.
@Suite struct LimitTests {
  /// A hundred million triples: long enough to be stopped.
  let endless = """
    n(0). n(X + 1) :- n(X), X < 500.
    pair(X, Y) :- n(X), n(Y).
    triple(X, Y, Z) :- pair(X, Y), n(Z).
    """

  func reason(_ desk: Desk, _ question: String) throws -> StopReason? {
    do {
      _ = try desk.answer(question)
      return nil
    } catch let stopped as Stopped {
      return stopped.reason
    }
  }

  func expectUsable(_ desk: Desk) throws {
    desk.engine.limits = Limits()
    #expect(try desk.rows("N = count { n(_) }?") == ["501"])
    #expect(try desk.rows("n(X) limit 2?") == ["0", "1"])
    try desk.tell("m(1). k(X) :- m(X).")
    #expect(try desk.rows("k(X)?") == ["1"])
  }

  @Test func aTimeoutStopsAQuestion() throws {
    let desk = try Desk(endless)
    desk.engine.limits.timeout = 0.05
    #expect(try reason(desk, "N = count { triple(_, _, _) }?") == .time(seconds: 0.05))
    try expectUsable(desk)
  }

  @Test func aTimeoutStopsEndlessRecursion() throws {
    let desk = try Desk(endless + "up(0). up(X + 1) :- up(X).")
    desk.engine.limits.timeout = 0.05
    #expect(try reason(desk, "up(X)?") == .time(seconds: 0.05))
    try expectUsable(desk)
  }

  @Test func aMemoryLimitStopsAQuestion() throws {
    let desk = try Desk(endless)
    desk.engine.limits.memory = 1_000_000
    #expect(try reason(desk, "N = count { triple(_, _, _) }?") == .memory(bytes: 1_000_000))
    try expectUsable(desk)
  }

  @Test func aRowLimitCutsTheAnswerAndMarksIt() throws {
    let desk = try Desk(endless)
    desk.engine.limits.rows = 3
    let answer = try desk.answer("n(X) order by X desc?")
    #expect(answer.isTruncated)
    #expect(Desk.rows(answer) == ["500", "499", "498"])
    #expect(try !desk.answer("n(X) limit 3?").isTruncated)
    #expect(try !desk.answer("n(7)?").isTruncated)
    desk.engine.limits.rows = 0
    #expect(try desk.answer("n(X)?").count == 0)
    try expectUsable(desk)
  }

  @Test func anInterruptFromAnotherThreadStopsAQuestion() throws {
    let desk = try Desk(endless)
    let interrupt = desk.engine.interrupt
    desk.engine.limits.timeout = 60
    DispatchQueue.global().asyncAfter(deadline: .now() + 0.05) { interrupt.request() }
    #expect(try reason(desk, "N = count { triple(_, _, _) }?") == .interrupted)
    #expect(interrupt.isRequested)
    #expect(try reason(desk, "n(X)?") == .interrupted)
    interrupt.clear()
    #expect(!interrupt.isRequested)
    try expectUsable(desk)
  }

  @Test func aStoppedQuestionLeavesWhatWasComputedBefore() throws {
    let desk = try Desk(endless)
    #expect(try desk.rows("pair(7, 8)?") == [""])
    desk.engine.limits.timeout = 0
    _ = try reason(desk, "N = count { triple(_, _, _) }?")
    desk.engine.limits = Limits()
    #expect(try desk.rows("pair(499, Y), Y > 498?") == ["499", "500"])
    #expect(try desk.answer("pair(X, 5)?").count == 501)
  }

  @Test func aMistakeAtRunTimeLeavesTheEngineUsable() throws {
    let desk = try Desk(endless + "bad(Y) :- n(X), Y = 10 / (X - 300).")
    #expect(desk.mistakes("bad(X)?").first?.hasPrefix("division-by-zero") == true)
    #expect(desk.mistakes("bad(X)?").first?.hasPrefix("division-by-zero") == true)
    try expectUsable(desk)
  }

  @Test func defaultsLimitNothing() {
    #expect(Limits() == Limits(timeout: nil, memory: nil, rows: nil))
  }
}
