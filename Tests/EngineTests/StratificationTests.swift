import Engine
import Testing

@Suite struct StratificationTests {
  @Test func aNegationInItsOwnCycleIsRefusedWithTheCycle() throws {
    let desk = try Desk("move(a, b). move(b, c).")
    #expect(
      desk.rendered("win(X) :- move(X, Y), not win(Y).") == """
        error: a negation must know all rows first, but here they depend on it: win -> win [unstratified]
         --> test.dl:1:27
          1 | win(X) :- move(X, Y), not win(Y).
            |                           ^^^^^^ break the cycle: let no rule of it negate another
        """)
    #expect(desk.engine.relation(named: "win") == nil)
  }

  @Test func theCycleIsSpelledOutRuleByRule() throws {
    let desk = try Desk("n(a).")
    #expect(
      desk.rendered(
        """
        p(X) :- n(X), not q(X).
        q(X) :- r(X).
        r(X) :- p(X).
        """) == """
          error: a negation must know all rows first, but here they depend on it: p -> q -> r -> p [unstratified]
           --> test.dl:1:19
            1 | p(X) :- n(X), not q(X).
              |                   ^^^^ break the cycle: let no rule of it negate another
            2 | q(X) :- r(X).
              | ------------- this rule closes the cycle
            3 | r(X) :- p(X).
              | ------------- this rule closes the cycle
          """)
  }

  @Test func aRefusedRuleLeavesTheOthersAsTheyWere() throws {
    let desk = try Desk("n(a). p(X) :- n(X), not q(X). q(X) :- r(X). relation r(x).")
    #expect(desk.mistakes("r(X) :- p(X).").count == 1)
    #expect(try desk.rows("p(X)?") == ["a"])
    #expect(desk.mistakes("r(X) :- n(X).") == [])
    #expect(try desk.rows("p(X)?") == [])
  }

  @Test func anAggregateInItsOwnCycleIsRefused() throws {
    let desk = try Desk("e(a, b).")
    #expect(
      desk.mistakes("reach(X, count(Y)) :- e(X, Y). reach(X, sum(N)) :- e(X, Y), reach(Y, N).") == [
        "unstratified at 'sum(N)': an aggregate must know all its rows first, but here they depend on its result: reach -> reach (in recursion a head may use min or max)"
      ])
    #expect(
      desk.mistakes("deep(X, N) :- e(X, _), N = count { deep(X, _) }.") == [
        "unstratified at 'count { deep(X, _) }': an aggregate must know all its rows first, but here they depend on its result: deep -> deep (in recursion a head may use min or max)"
      ])
  }

  @Test func aNegatedGroupInItsOwnCycleIsRefused() throws {
    let desk = try Desk("n(a). e(a, a).")
    #expect(
      desk.mistakes("p(X) :- n(X), not (e(X, Y), p(Y)).") == [
        "unstratified at '(e(X, Y), p(Y))': a negation must know all rows first, but here they depend on it: p -> p (break the cycle: let no rule of it negate another)"
      ])
  }

  @Test func doubleNegationInACycleIsRefusedToo() throws {
    let desk = try Desk("n(a).")
    #expect(desk.mistakes("p(X) :- n(X), not q(X). q(X) :- n(X), not p(X).").count == 1)
  }

  @Test func modalitiesAreRelationsOfTheirOwn() throws {
    let desk = try Desk("planned trip(ann, oslo). planned trip(bob, rome). trip(bob, rome).")
    #expect(desk.mistakes("cancelled trip(X, P) :- planned trip(X, P), not trip(X, P).") == [])
    #expect(try desk.rows("cancelled trip(X, P)?") == ["ann, oslo"])
    #expect(
      desk.mistakes("denied trip(X, P) :- planned trip(X, P), not any trip(X, P).").first?.hasPrefix(
        "unstratified at 'any trip(X, P)': a negation must know all rows first") == true)
  }

  @Test func negationAcrossLayersIsAccepted() throws {
    let desk = try Desk(
      """
      n(1). n(2). n(3). n(4).
      a(X) :- n(X), X > 1.
      b(X) :- n(X), not a(X).
      c(X) :- n(X), not b(X), X != 4.
      d(X) :- n(X), not c(X).
      """)
    #expect(try desk.rows("b(X)?") == ["1"])
    #expect(try desk.rows("c(X)?") == ["2", "3"])
    #expect(try desk.rows("d(X)?") == ["1", "4"])
  }
}
