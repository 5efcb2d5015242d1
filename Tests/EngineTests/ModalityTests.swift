import Engine
import Testing

@Suite struct ModalityTests {
  let facts = """
    visited(ann, oslo). planned visited(ann, rome). denied visited(bob, oslo).
    cancelled visited(cid, oslo). claimed visited(ann, oslo).
    """

  @Test func aQuestionSeesActualFactsOnly() throws {
    let desk = try Desk(facts)
    #expect(try desk.rows("visited(X, P)?") == ["ann, oslo"])
    #expect(try desk.rows("actual visited(X, P)?") == ["ann, oslo"])
  }

  @Test func oneModalityMayBeAskedFor() throws {
    let desk = try Desk(facts)
    #expect(try desk.rows("planned visited(X, P)?") == ["ann, rome"])
    #expect(try desk.rows("denied visited(X, P)?") == ["bob, oslo"])
    #expect(try desk.rows("cancelled visited(X, P)?") == ["cid, oslo"])
    #expect(try desk.rows("claimed visited(X, P)?") == ["ann, oslo"])
  }

  @Test func anyIsTheUnionOfAll() throws {
    let desk = try Desk(facts)
    #expect(try desk.rows("any visited(X, P)?") == ["ann, oslo", "ann, rome", "bob, oslo", "cid, oslo"])
  }

  @Test func modalitiesAreFactsOfTheirOwn() throws {
    let desk = try Desk(facts)
    #expect(
      try desk.tell("planned visited(ann, rome). planned visited(ann, oslo).") == ["already known", "added"])
    #expect(try desk.retract("planned visited(ann, oslo)"))
    #expect(try desk.holds("visited(ann, oslo)?"))
  }

  @Test func aRuleMayDeriveAModality() throws {
    let desk = try Desk(
      facts + "planned visited(X, P) :- invited(X, P). invited(dan, oslo). invited(ann, rome).")
    #expect(try desk.rows("planned visited(X, P)?") == ["ann, rome", "dan, oslo"])
    #expect(try desk.rows("visited(dan, P)?") == [])
    #expect(
      try desk.rows("any visited(X, P)?") == [
        "ann, oslo", "ann, rome", "bob, oslo", "cid, oslo", "dan, oslo",
      ])
  }

  @Test func plansThatWereNotCarriedOut() throws {
    let desk = try Desk(facts)
    #expect(try desk.rows("planned visited(X, P), not visited(X, P)?") == ["ann, rome"])
    #expect(try desk.rows("visited(X, P), not any visited(P, X)?") == ["ann, oslo"])
  }

  @Test func anyFollowsNewModalities() throws {
    let desk = try Desk("visited(ann, oslo). seen(X) :- any visited(X, _).")
    #expect(try desk.rows("seen(X)?") == ["ann"])
    try desk.tell("claimed visited(bob, oslo).")
    #expect(try desk.rows("seen(X)?") == ["ann", "bob"])
    #expect(try desk.retract("claimed visited(bob, oslo)"))
    #expect(try desk.rows("seen(X)?") == ["ann"])
  }

  @Test func aRelationOfPlansOnlyIsKnown() throws {
    let desk = try Desk("planned p(a).")
    #expect(try desk.rows("p(X)?") == [])
    #expect(desk.engine.relation(named: "p")?.factCount == 1)
  }
}
