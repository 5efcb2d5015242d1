import Engine
import Syntax
import Testing

@Suite struct ConstraintTests {
  let facts = """
    actor(ann). visited(ann, oslo). visited(bob, rome). visited(cid, oslo).
    /// Visitors are actors.
    :- visited(X, _), not actor(X).
    """

  @Test func eachRowOfTheBodyIsAViolation() throws {
    let desk = try Desk(facts)
    let violations = try desk.engine.check()
    #expect(violations.count == 1)
    #expect(violations.first?.id == 1)
    #expect(violations.first?.statement.text == ":- visited(X, _), not actor(X).")
    #expect(violations.first?.statement.documentation == "Visitors are actors.")
    #expect(violations.first.map { Desk.rows($0.answer) } == ["bob", "cid"])
  }

  @Test func aConstraintThatHoldsIsNotListed() throws {
    let desk = try Desk(facts + "actor(bob). actor(cid).")
    #expect(try desk.engine.check().isEmpty)
    try desk.tell("visited(dan, oslo).")
    #expect(try desk.engine.check().map(\.answer.count) == [1])
  }

  @Test func constraintsAreCheckedInTheOrderInWhichTheyWereDefined() throws {
    let desk = try Desk("n(1). n(5). :- n(X), X > 3. :- n(X), X < 3. :- n(X), X > 9.")
    #expect(try desk.engine.check().map(\.id) == [1, 2])
  }

  @Test func theSameConstraintAgainIsKnown() throws {
    let desk = try Desk(facts)
    #expect(try desk.tell(":-   visited(X, _), !actor(X).") == ["already known: rule 1"])
    #expect(desk.engine.rules.count == 1)
  }

  @Test func aConstraintMayBeForgotten() throws {
    let desk = try Desk(facts)
    #expect(desk.engine.forget(rule: 1))
    #expect(!desk.engine.forget(rule: 1))
    #expect(try desk.engine.check().isEmpty)
  }

  @Test func constraintsMayUseEverythingThatQuestionsMay() throws {
    let desk = try Desk(
      """
      paid(ann, 10). paid(bob, 90). relation event(what, when: date). event(vote, @2026).
      :- paid(X, V), S = sum W { paid(_, W) }, V * 2 > S.
      :- event(X, D), possibly D > 2026-06-01.
      :- N = count { paid(_, _) }, N > 1.
      :- not (paid(_, V), V > 50).
      """)
    #expect(
      try desk.engine.check().map { Desk.rows($0.answer) } == [["bob, 90, 100"], ["vote, @2026"], ["2"]])
  }

  @Test func aConstraintIsCheckedWhenItIsDefined() throws {
    let desk = try Desk("n(1).")
    #expect(desk.mistakes(":- n(X), X > Y.").count == 1)
    #expect(desk.mistakes(":- n(X), X > \"a\".").count == 1)
    #expect(desk.mistakes(":- n(X, Y).").count == 1)
    #expect(desk.engine.rules.isEmpty)
  }

  @Test func aConstraintOnAnUnknownRelationIsRefusedWhenChecked() throws {
    let desk = try Desk(":- ghost(_).")
    #expect(throws: EngineError.self) { try desk.engine.check() }
    try desk.tell("relation ghost(x).")
    #expect(try desk.engine.check().isEmpty)
  }
}
