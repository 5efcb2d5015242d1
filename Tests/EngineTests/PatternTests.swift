import Dispatch
import Testing

@testable import Engine

/// Regular expressions that go back and forth on a text for longer than anyone waits.
@Suite struct PatternTests {
  /// Divides the letters before the missing end into groups in all ways that there are, two to the power of 17: longer
  /// than the tests wait, and not so long that what is left to itself takes the time of others.
  let endless = #"""
    word("aaaaaaaaaaaaaaaaaa").
    word("b"). word("ab").
    """#

  @Test func aLimitOnTimeEndsOne() throws {
    let desk = try Desk(endless)
    desk.engine.limits.timeout = 0.2
    #expect(throws: Stopped.self) { try desk.answer(#"word(X), matches(X, "^(a+)+$!")?"#) }
    #expect(throws: Stopped.self) { try desk.answer(#"word(X), not matches(X, "^(a+)+$!")?"#) }
    desk.engine.limits.timeout = nil
    #expect(try desk.rows(#"word(X), matches(X, "^(a|b)+b$")?"#) == ["ab"])
    #expect(try desk.rows(#"word(X), not matches(X, "^(a+)+$")?"#) == ["ab", "b"])
  }

  @Test func anInterruptEndsOne() throws {
    let desk = try Desk(endless)
    let interrupt = desk.engine.interrupt
    DispatchQueue.global().asyncAfter(deadline: .now() + 0.2) { interrupt.request() }
    #expect(throws: Stopped.self) { try desk.answer(#"word(X), matches(X, "^(a+)+$!")?"#) }
    interrupt.clear()
    #expect(try desk.rows(#"word(X), matches(X, "^b")?"#) == ["b"])
  }

  @Test(arguments: [
    ("abc", 10, false), ("^[0-9]+$", 500, false), ("^[0-9]+$", 2000, true), (".*a.*b", 200, true),
    (#"\*\+"#, 5000, false), ("(ab)+", 10, false), ("(ab)+", 20, true), ("(ab)?", 1000, false),
    ("a{2,}", 1000, false),
    ("a{2,}", 1001, true),
  ])
  func aPatternSaysHowLongItMayTake(_ pattern: String, _ length: Int, _ isLong: Bool) {
    #expect((PatternCost(of: pattern).steps(on: length) > 1_000_000) == isLong)
  }
}
