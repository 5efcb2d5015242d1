import Engine
import Syntax
import Testing

/// Rules defined again, forgotten, replaced.
@Suite struct RuleChangeTests {
  let facts = "p(a). p(b). r(c)."

  @Test func theSameRuleAgainIsKnownWhateverItsLayout() throws {
    let desk = try Desk(facts)
    #expect(
      try desk.tell("q(X) :- p(X). q(X):-p(X) . q(X) :- r(X).") == [
        "rule 1", "already known: rule 1", "rule 2",
      ])
    #expect(desk.engine.rules.map(\.id) == [1, 2])
    #expect(desk.engine.rules.map(\.relation) == ["q", "q"])
    #expect(desk.engine.rules.map(\.statement.text) == ["q(X) :- p(X).", "q(X) :- r(X)."])
  }

  @Test func aForgottenRuleNoLongerCounts() throws {
    let desk = try Desk(facts + "q(X) :- p(X). q(X) :- r(X). s(X) :- q(X).")
    #expect(try desk.rows("s(X)?") == ["a", "b", "c"])
    #expect(desk.engine.forget(rule: 1))
    #expect(try desk.rows("s(X)?") == ["c"])
    #expect(!desk.engine.forget(rule: 1))
    #expect(!desk.engine.forget(rule: 99))
  }

  @Test func aRelationWithoutRulesLeftIsUnknown() throws {
    let desk = try Desk(facts + "q(X) :- p(X). s(X) :- q(X).")
    #expect(desk.engine.forget(rule: 1))
    #expect(
      desk.mistakes("s(X)?") == [
        "unknown-relation at 'q': unknown relation 'q' (nothing declares it, states it or derives it)"
      ])
    #expect(desk.engine.relation(named: "q") == nil)
    #expect(try desk.tell("q(X, Y) :- p(X), p(Y).") == ["rule 3"])
    #expect(try desk.rows("q(a, Y)?") == ["a", "b"])
    // The rule that read the old shape says so at its place.
    #expect(
      desk.mistakes("s(X)?").first?.hasPrefix("wrong-arity at 'q(X)': 'q' has 2 columns, not 1") == true)
  }

  @Test func aNumberIsNeverUsedAgain() throws {
    let desk = try Desk(facts + "q(X) :- p(X).")
    #expect(desk.engine.forget(rule: 1))
    #expect(try desk.tell("q(X) :- p(X).") == ["rule 2"])
  }

  @Test func aRefusedRuleChangesNothing() throws {
    let desk = try Desk(facts + "q(X) :- p(X).")
    #expect(desk.mistakes("q(X) :- r(Y).").count == 1)
    #expect(desk.mistakes("q(X, Y) :- p(X), p(Y).").count == 1)
    #expect(desk.mistakes("new(X, Y) :- p(X).").count == 1)
    #expect(desk.engine.rules.map(\.id) == [1])
    #expect(try desk.rows("q(X)?") == ["a", "b"])
    #expect(desk.engine.relation(named: "new") == nil)
    #expect(try desk.tell("new(X) :- p(X).").first?.hasPrefix("rule") == true)
  }

  @Test func aRuleMayComeBeforeWhatItReads() throws {
    let desk = try Desk("q(X) :- p(X), not r(X). p(1). p(2). r(X) :- s(X). s(2).")
    #expect(try desk.rows("q(X)?") == ["1"])
  }

  @Test func aRuleThatDoesNotFitALaterShapeSaysSoWhenItIsNeeded() throws {
    let desk = try Desk("q(X) :- later(X).")
    #expect(try desk.tell("later(a, b).") == ["added"])
    #expect(
      desk.mistakes("q(X)?").first?.hasPrefix("wrong-arity at 'later(X)': 'later' has 2 columns, not 1")
        == true)
    #expect(try desk.rows("later(X, Y)?") == ["a, b"])
  }

  @Test func aRuleWithNamedArgumentsNeedsTheDeclarationFirst() throws {
    let desk = try Desk()
    #expect(desk.mistakes("q(X) :- later(who: X).").count == 1)
    #expect(desk.mistakes("relation later(who, what). q(X) :- later(who: X). later(a, b).") == [])
    #expect(try desk.rows("q(X)?") == ["a"])
  }

  @Test func rulesOfBuiltInRelations() throws {
    let desk = try Desk(
      #"document(memo, "Memo", 2026-01-01, "m", "0"). document(copy, T, D, "m", "0") :- document(memo, T, D, _, _)."#
    )
    #expect(try desk.rows("document(X, _, _, _, _)?") == ["copy", "memo"])
    #expect(desk.mistakes("evidence(X) :- p(X).").count == 1)
    #expect(desk.mistakes("before(X, Y) :- p(X), p(Y).").count == 1)
  }

  @Test func documentationStaysWithTheRule() throws {
    let desk = try Desk("p(a).\n/// All of them.\nq(X) :- p(X).")
    #expect(desk.engine.rules.first?.statement.documentation == "All of them.")
  }
}
