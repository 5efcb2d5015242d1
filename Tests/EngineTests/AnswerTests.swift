import Engine
import Syntax
import Testing

/// Order of rows, `show`, `order by`, `limit`.
@Suite struct AnswerTests {
  let facts = "p(b, 2). p(a, 10). p(a, 2). p(c, 1)."

  @Test func rowsAreSortedByTheColumnsFromLeftToRight() throws {
    let desk = try Desk(facts)
    #expect(try desk.rows("p(X, N)?") == ["a, 2", "a, 10", "b, 2", "c, 1"])
    #expect(try desk.rows("p(X, N) show N, X?") == ["1, c", "2, a", "2, b", "10, a"])
  }

  @Test func columnsAreTheVariablesInOrderOfFirstUse() throws {
    let desk = try Desk(facts)
    #expect(try desk.answer("N > 1, p(X, N), M = N + 1?").columns == ["N", "X", "M"])
    #expect(try desk.answer("p(_, _)?").columns == [])
    #expect(try desk.answer("p(X, _), not p(X, 2), 0 < count { p(Y, _), Y != X }?").columns == ["X"])
  }

  @Test func showGivesDistinctRowsOfItsColumns() throws {
    let desk = try Desk(facts)
    let answer = try desk.answer("p(X, N) show X?")
    #expect(answer.columns == ["X"])
    #expect(Desk.rows(answer) == ["a", "b", "c"])
    #expect(try desk.answer("p(X, N) show N, N, X?").columns == ["N", "X"])
  }

  @Test func orderByComesBeforeTheOtherColumns() throws {
    let desk = try Desk(facts)
    #expect(try desk.rows("p(X, N) order by N?") == ["c, 1", "a, 2", "b, 2", "a, 10"])
    #expect(try desk.rows("p(X, N) order by N desc?") == ["a, 10", "a, 2", "b, 2", "c, 1"])
    #expect(try desk.rows("p(X, N) order by X desc, N desc?") == ["c, 1", "b, 2", "a, 10", "a, 2"])
    #expect(try desk.rows("p(X, N) order by N asc, X desc?") == ["c, 1", "b, 2", "a, 2", "a, 10"])
  }

  @Test func limitKeepsTheFirstRows() throws {
    let desk = try Desk(facts)
    #expect(try desk.rows("p(X, N) order by N desc limit 2?") == ["a, 10", "a, 2"])
    #expect(try desk.rows("p(X, N) limit 0?") == [])
    #expect(try desk.rows("p(X, N) limit 100?").count == 4)
  }

  @Test func aQuestionWithoutVariablesIsAnsweredByYesOrNo() throws {
    let desk = try Desk(facts)
    let yes = try desk.answer("p(a, 2)?")
    #expect(yes.isBoolean)
    #expect(yes.count == 1)
    #expect(yes[0] == [])
    #expect(try desk.answer("p(a, 3)?").count == 0)
    #expect(try !desk.answer("p(X, 3)?").isBoolean)
  }

  @Test func aRowThatIsNotThereIsEmpty() throws {
    let desk = try Desk(facts)
    let answer = try desk.answer("p(X, N)?")
    #expect(answer[3] == [.text("c"), .integer(1)])
    #expect(answer[4] == [])
    #expect(answer[-1] == [])
  }

  @Test func anUnknownVariableIsRefused() throws {
    let desk = try Desk("visited(ann, oslo).")
    #expect(
      desk.mistakes("visited(Actor, Place) show Actr?") == [
        "unknown-variable at 'Actr': 'Actr' is not a variable of this question (did you mean 'Actor'?)"
      ])
    #expect(
      desk.mistakes("visited(Actor, Place) order by When?") == [
        "unknown-variable at 'When': 'When' is not a variable of this question (its variables are Actor, Place)"
      ])
  }

  @Test func whatIsOrderedByMustBeShown() throws {
    let desk = try Desk(facts)
    #expect(
      desk.mistakes("p(X, N) show X order by N?") == [
        "unknown-variable at 'N': 'N' is ordered by but not shown (add it: show X, N)"
      ])
  }

  @Test func anAnswerStaysAsItWasWhenFactsChange() throws {
    let desk = try Desk(facts + "q(X) :- p(X, _).")
    let (plain, derived) = (try desk.answer("p(X, N)?"), try desk.answer("q(X)?"))
    try desk.tell("p(z, 0). p(d, 7).")
    #expect(try desk.retract("p(a, 2)"))
    #expect(try desk.rows("q(X)?").count == 5)
    #expect(Desk.rows(plain) == ["a, 2", "a, 10", "b, 2", "c, 1"])
    #expect(Desk.rows(derived) == ["a", "b", "c"])
  }

  @Test func aThousandRowsAreInOrder() throws {
    let facts = (0..<1000).map { "n(\(($0 * 619) % 1000), t\(999 - $0))." }.joined()
    let desk = try Desk(facts)
    #expect(try desk.rows("n(X, _)?") == (0..<1000).map(String.init))
    #expect(try desk.rows("n(X, _) order by X desc limit 3?") == ["999", "998", "997"])
  }

  @Test func unknownRelationsAreRefusedInQuestionsAndInTheRulesTheyNeed() throws {
    let desk = try Desk("signed(ann, pact). partner(X) :- signd(X, _). friend(X) :- partner(X).")
    #expect(
      desk.rendered("signd(X, _)?") == """
        error: unknown relation 'signd' [unknown-relation]
         --> test.dl:1:1
          1 | signd(X, _)?
            | ^^^^^ did you mean 'signed/2'?
        """)
    #expect(
      desk.mistakes("friend(X)?") == [
        "unknown-relation at 'signd': unknown relation 'signd' (did you mean 'signed/2'?)"
      ])
    #expect(
      desk.mistakes("qqqq(X)?") == [
        "unknown-relation at 'qqqq': unknown relation 'qqqq' (nothing declares it, states it or derives it)"
      ])
    try desk.tell("signd(bob, note).")
    #expect(try desk.rows("friend(X)?") == ["bob"])
  }

  @Test func theEndOfAFileAsksForUndefinedRelations() throws {
    let desk = try Desk("p(X) :- q(X). q(X) :- r(X), not s(X). :- t(_), q(1).")
    #expect(
      desk.engine.undefinedRelations().map(Desk.text) == [
        "unknown-relation at 'r': unknown relation 'r' (nothing declares it, states it or derives it)",
        "unknown-relation at 's': unknown relation 's' (nothing declares it, states it or derives it)",
        "unknown-relation at 't': unknown relation 't' (nothing declares it, states it or derives it)",
      ])
    try desk.tell("r(1). s(2). t(3).")
    #expect(desk.engine.undefinedRelations().isEmpty)
  }
}
