import Chronology
import Syntax
import Testing

@testable import Engine

/// An engine that is looked at as of an earlier day or step.
@Suite struct PastTests {
  private static let documents = """
    document(early, "", 2026-01-10, "", "").
    document(vague, "", @2026-01, "", "").
    document(late, "", 2026-03-01, "", "").
    document(undated, "", @.., "", "").
    """

  private func desk(_ text: String = "") throws -> Desk {
    let desk = try Desk(text)
    desk.engine.keepsHistory = true
    return desk
  }

  private func report(_ year: Int, _ month: Int, _ day: Int, _ dates: DateView = .certain) throws -> PastView
  {
    PastView(report: .init(by: try #require(Day(year: year, month: month, day: day)), dates: dates))
  }

  @Test func aFactIsThereFromItsFirstReportOn() throws {
    let desk = try desk(
      Self.documents
        + "p(a) from early. p(b) from late, early. p(c) from late. p(d). q(X) :- p(X). n(count(X)) :- q(X).")
    #expect(try desk.rows("n(N)?") == ["4"])
    let leftOut = try desk.engine.look(at: report(2026, 2, 1))
    #expect(leftOut.laterFacts == 1 && leftOut.uncertainFacts == 0 && leftOut.documents == 2)
    #expect(try desk.rows("q(X)?") == ["a", "b", "d"])
    #expect(try desk.rows("n(N)?") == ["3"])
    #expect(try desk.rows("p(X) from D?") == ["a, early", "b, early"])
    #expect(try desk.described("p(b)") == "p(b) from early")
    #expect(try desk.rows("document(D, _, _, _, _)?") == ["early", "vague"])
    try desk.engine.look(at: .present)
    #expect(try desk.rows("n(N)?") == ["4"])
    #expect(try desk.described("p(b)") == "p(b) from late, early")
    #expect(try desk.rows("N = count { document(_, _, _, _, _) }?") == ["4"])
  }

  @Test func theDayOfPublicationCounts() throws {
    let desk = try desk(Self.documents + "p(a) from early.")
    try desk.engine.look(at: report(2026, 1, 9))
    #expect(try desk.rows("p(X)?") == [], "known to be a relation, though without facts")
    try desk.engine.look(at: report(2026, 1, 10))
    #expect(try desk.rows("p(X)?") == ["a"])
  }

  @Test func possibleReportsAreSeenWhereThatIsAsked() throws {
    let desk = try desk(
      Self.documents + "p(a) from vague. p(b) from undated. p(c) from nowhere. p(d) from late.")
    let leftOut = try desk.engine.look(at: report(2026, 1, 30))
    #expect(leftOut.laterFacts == 1 && leftOut.uncertainFacts == 3 && leftOut.documents == 3)
    #expect(try desk.rows("p(X)?") == [])
    let possible = try desk.engine.look(at: report(2026, 1, 30, .possible))
    #expect(possible.laterFacts == 1 && possible.uncertainFacts == 0 && possible.documents == 1)
    #expect(try desk.rows("p(X)?") == ["a", "b", "c"])
    try desk.engine.look(at: report(2026, 1, 31))
    #expect(try desk.rows("p(X)?") == ["a"], "by the end of the month it was published")
  }

  @Test func factsOfEveryModalityAreHidden() throws {
    let desk = try desk(Self.documents + "planned p(a) from late. claimed p(b) from early. p(c).")
    try desk.engine.look(at: report(2026, 2, 1))
    #expect(try desk.rows("any p(X)?") == ["b", "c"])
  }

  @Test func thePastCannotBeChanged() throws {
    let desk = try desk()
    try desk.tell("p(a). q(X) :- p(X).")
    desk.engine.endStep("one", at: 0)
    try desk.engine.look(at: PastView(lastStep: 1))
    let refusal = "the past is being looked at, and cannot be changed (':present' comes back to the present)"
    #expect(desk.mistakes("p(b).") == ["past-unchangeable at 'p(b).': \(refusal)"])
    #expect(desk.mistakes("r(X) :- p(X).") == ["past-unchangeable at 'r(X) :- p(X).': \(refusal)"])
    #expect(desk.mistakes(":- p(a).") == ["past-unchangeable at ':- p(a).': \(refusal)"])
    #expect(desk.mistakes("relation z(x).") == ["past-unchangeable at 'relation z(x).': \(refusal)"])
    #expect(throws: Refusal.self) { try desk.retract("p(a)") }
    #expect(desk.engine.undo() == nil && desk.engine.redo() == nil)
    #expect(desk.engine.forget(rule: 1) == false)
    #expect(throws: EngineError.self) {
      let loader = FactLoader("p", arity: 1, into: desk.engine)
      loader.add(integer: 1)
      try loader.endRow()
      try loader.finish()
    }
    try desk.engine.look(at: .present)
    #expect(try desk.rows("q(X)?") == ["a"])
    #expect(desk.engine.undo() != nil)
  }

  @Test func aScopeIsDiscardedAsItWasWhileThePastIsLookedAt() throws {
    let desk = try desk(Self.documents + "p(a) from late.")
    desk.engine.endStep("one", at: 0)
    desk.engine.openScope()
    try desk.tell("p(b) from late. p(c).")
    desk.engine.endStep("two", at: 0)
    try desk.engine.look(at: report(2026, 2, 1))
    #expect(try desk.rows("p(X)?") == ["c"])
    #expect(try desk.engine.difference() == nil)
    #expect(desk.engine.discardScope()?.factsAdded == 2)
    #expect(try desk.rows("p(X)?") == [])
    try desk.engine.look(at: .present)
    #expect(try desk.rows("p(X)?") == ["a"])
  }

  @Test func aViewThatIsStoppedShowsThePresent() throws {
    let desk = try desk(Self.documents + "p(a) from late.")
    desk.engine.interrupt.request()
    #expect(throws: EngineError.self) { try desk.engine.look(at: report(2026, 2, 1)) }
    desk.engine.interrupt.clear()
    #expect(desk.engine.past.isPresent)
    #expect(try desk.rows("p(X)?") == ["a"])
  }

  @Test func netChangesLeaveOutWhatCameAndWent() throws {
    let desk = try desk()
    func step(_ text: String) throws {
      try desk.tell(text)
      desk.engine.endStep(text, at: 0)
    }
    try step("p(a). p(b).")
    try step("q(X) :- p(X).")
    try step("p(c). planned p(d) from memo(row: 3).")
    #expect(try desk.retract("p(c)") && desk.retract("p(a)"))
    desk.engine.endStep("retracted", at: 0)
    try step("p(b) from memo(row: 9). p(a).")
    #expect(desk.engine.forget(rule: 1))
    desk.engine.endStep("forgot", at: 0)
    func changes(_ first: Int, _ last: Int) throws -> [String] {
      try desk.engine.changes(after: first, through: last).map {
        "\($0.isAdded ? "+" : "-") \($0.kind) \($0.text)"
      }
    }
    #expect(
      try changes(0, .max) == ["+ fact p(a)", "+ fact p(b)", "+ fact planned p(d)"])
    #expect(try changes(1, 4) == ["- fact p(a)", "+ fact planned p(d)", "+ rule q(X) :- p(X)"])
    #expect(try changes(4, 6) == ["+ fact p(a)", "+ citation p(b) from memo(row: 9)", "- rule q(X) :- p(X)"])
    #expect(try changes(6, 6) == [])
  }
}
