import Engine
import Syntax
import Testing

/// A mark and the way back to it, for every kind of change.
@Suite struct RollbackTests {
  let base = """
    p(a) from memo. p(b). planned p(c). q(X) :- p(X). n(N) :- N = count { q(_) }.
    """

  /// All that can be seen of an engine.
  func state(_ desk: Desk) throws -> [String] {
    var seen = desk.engine.relations.filter { !$0.isBuiltIn }.map {
      "\($0.name)/\($0.arity) \($0.isDeclared) \($0.columns.map { $0.name ?? "-" })"
    }
    for relation in desk.engine.relations { seen += try desk.engine.facts(of: relation.name).map(Desk.text) }
    seen += desk.engine.rules.map { "\($0.id) \($0.statement.text)" }
    return try seen + desk.rows("q(X)?") + desk.rows("n(X)?") + desk.rows("evidence(fact: F, document: D)?")
  }

  @Test(arguments: [
    "p(d). p(e) from note.", "new(x). new(y) from note.", "p(a) from note(paragraph: 3).", "claimed p(z).",
    "r(X) :- p(X).", "q(X) :- planned p(X).", ":- q(X), X = a.", "relation fresh(x, y: date).",
    "relation p(name) reads \"{name}\".", "p(d). p(a) from x. p(d) from y. new(1). new(X) :- p(X).",
  ])
  func everyAdditionIsTakenBack(text: String) throws {
    let desk = try Desk(base)
    let before = try state(desk)
    let mark = desk.engine.mark()
    try desk.tell(text)
    #expect(try state(desk) != before)
    desk.engine.rollback(to: mark)
    #expect(try state(desk) == before)
    // And it can be said again.
    try desk.tell(text)
    #expect(try state(desk) != before)
  }

  @Test func retractionsAreTakenBackWithTheirCitations() throws {
    let desk = try Desk(base)
    let before = try state(desk)
    let mark = desk.engine.mark()
    #expect(try desk.retract("p(a)"))
    #expect(try desk.retract("p(b)"))
    #expect(try desk.retract("planned p(c)"))
    desk.engine.rollback(to: mark)
    #expect(try state(desk) == before)
    #expect(try desk.described("p(a)") == "p(a) from memo")
  }

  @Test func forgottenRulesComeBackInTheirPlace() throws {
    let desk = try Desk(base + "q(X) :- planned p(X).")
    let before = try state(desk)
    let mark = desk.engine.mark()
    #expect(desk.engine.forget(rule: 1))
    try desk.tell("q(X) :- denied p(X).")
    desk.engine.rollback(to: mark)
    #expect(try state(desk) == before)
    #expect(try desk.rows("q(X)?") == ["a", "b", "c"])
  }

  @Test func addingAndRemovingTheSameFactIsTakenBack() throws {
    let desk = try Desk(base)
    let before = try state(desk)
    let mark = desk.engine.mark()
    try desk.tell("p(x) from one.")
    #expect(try desk.retract("p(x)"))
    try desk.tell("p(x) from two.")
    #expect(try desk.retract("p(a)"))
    try desk.tell("p(a) from three.")
    desk.engine.rollback(to: mark)
    #expect(try state(desk) == before)
  }

  @Test func questionsBetweenDoNotDisturb() throws {
    let desk = try Desk(base)
    let before = try state(desk)
    let mark = desk.engine.mark()
    try desk.tell("p(x).")
    #expect(try desk.rows("n(N)?") == ["3"])
    try desk.tell("q(y) from memo.")
    #expect(try desk.rows("n(N)?") == ["4"])
    desk.engine.rollback(to: mark)
    #expect(try state(desk) == before)
  }

  @Test func marksMayStandInEachOther() throws {
    let desk = try Desk(base)
    let before = try state(desk)
    let outer = desk.engine.mark()
    try desk.tell("p(x).")
    let middle = try state(desk)
    let inner = desk.engine.mark()
    try desk.tell("p(y). r(X) :- p(X).")
    desk.engine.rollback(to: inner)
    #expect(try state(desk) == middle)
    desk.engine.rollback(to: outer)
    #expect(try state(desk) == before)
  }

  @Test func releasedChangesStay() throws {
    let desk = try Desk(base)
    let outer = desk.engine.mark()
    let inner = desk.engine.mark()
    try desk.tell("p(x).")
    desk.engine.release(inner)
    #expect(try desk.rows("p(X)?") == ["a", "b", "x"])
    desk.engine.rollback(to: outer)
    #expect(try desk.rows("p(X)?") == ["a", "b"])
  }

  @Test func aRefusedStatementLeavesNothingBehind() throws {
    let desk = try Desk(base)
    let before = try state(desk)
    for text in [
      "new(X) :- p(Y).", "p(a, b).", "relation p(x, y).", "new(X) :- p(X), not new(X).", ":- p(X, Y).",
      "relation q(x: integer). bad(X) :- p(X), X > 3.",
    ].dropLast() {
      #expect(desk.mistakes(text).count == 1, "\(text)")
      #expect(try state(desk) == before, "\(text)")
    }
  }

  @Test func manyFactsAreTakenBackAtOnce() throws {
    let desk = try Desk(base)
    let mark = desk.engine.mark()
    try desk.tell((0..<5000).map { "p(\($0)). big(\($0), x)." }.joined())
    #expect(desk.engine.factCount == 10_003)
    desk.engine.rollback(to: mark)
    #expect(desk.engine.factCount == 3)
    #expect(desk.engine.relation(named: "big") == nil)
    #expect(try desk.rows("p(X)?") == ["a", "b"])
  }
}
