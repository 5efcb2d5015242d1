import Syntax
import Testing

@Suite struct ReferenceAggregateTests {
  private let facts = "paid(a, 1). paid(a, 3). paid(b, 5). who(a). who(b). who(c)."

  @Test func aHeadAggregateGroupsByTheOtherArguments() throws {
    #expect(try rows(of: "\(facts) t(W, sum(N)) :- paid(W, N). t(W, S)?") == ["a, 4", "b, 5"])
    #expect(try rows(of: "\(facts) t(max(N), W) :- paid(W, N). t(S, W)?") == ["3, a", "5, b"])
    #expect(
      try rows(of: "\(facts) t(W, count(N), avg(N)) :- paid(W, N). t(W, C, A)?") == [
        "a, 2, 2.0", "b, 1, 5.0",
      ])
    #expect(try rows(of: "\(facts) t(count(W)) :- paid(W, _). t(C)?") == ["2"])
  }

  @Test func countCountsDistinctValuesAndSumRangesOverSolutions() throws {
    let facts = "s(x, 1, 5). s(x, 2, 5). s(x, 3, 7)."
    #expect(try rows(of: "\(facts) t(X, count(V)) :- s(X, _, V). t(X, C)?") == ["x, 2"])
    #expect(try rows(of: "\(facts) t(X, sum(V)) :- s(X, _, V). t(X, C)?") == ["x, 17"])
    #expect(try rows(of: "\(facts) N = count { s(x, _, V) }?") == ["3"])
    #expect(try rows(of: "\(facts) N = count V { s(x, _, V) }?") == ["2"])
  }

  @Test func aBodyAggregateIsGroupedByWhatOccursOutside() throws {
    #expect(try rows(of: "\(facts) who(W), N = sum V { paid(W, V) }?") == ["a, 4", "b, 5", "c, 0"])
    #expect(try rows(of: "\(facts) who(W), N = count { paid(W, _) }?") == ["a, 2", "b, 1", "c, 0"])
    #expect(try rows(of: "\(facts) who(W), count { paid(W, _) } > 1?") == ["a"])
  }

  @Test func theResultOfAnAggregateMayBeKnownBefore() throws {
    #expect(try rows(of: "\(facts) count { paid(W, _) } = 1, who(W)?") == ["b"])
    #expect(try rows(of: "\(facts) N = 2, N = count { paid(W, _) }, who(W)?") == ["2, a"])
  }

  @Test func otherAggregatesOverNothingGiveNoRow() throws {
    #expect(try rows(of: "\(facts) who(W), N = min V { paid(W, V) }?") == ["a, 1", "b, 5"])
    #expect(try rows(of: "\(facts) who(W), N = avg V { paid(W, V) }?") == ["a, 2.0", "b, 5.0"])
    #expect(try rows(of: "\(facts) t(sum(V)) :- paid(z, V). t(S)?") == [])
  }

  @Test func firstAndLastOrderByAKeyAndThenByTheValue() throws {
    let facts = "m(x, 3). m(y, 1). m(z, 1). m(w, 3)."
    #expect(try rows(of: "\(facts) F = first V by K { m(V, K) }?") == ["y"])
    #expect(try rows(of: "\(facts) F = last V by K { m(V, K) }?") == ["w"])
    #expect(try rows(of: "\(facts) F = first V { m(V, _) }?") == ["w"])
    #expect(try rows(of: "\(facts) F = last V { m(V, _) }?") == ["z"])
    #expect(try rows(of: "\(facts) t(first(V by K)) :- m(V, K). t(F)?") == ["y"])
  }

  @Test func listJoinsDistinctValuesInOrder() throws {
    let facts = "m(x, 3). m(y, 1). m(x, 0)."
    #expect(try rows(of: "\(facts) F = list V { m(V, _) }?") == ["x, y"])
    #expect(try rows(of: "\(facts) F = list V by K { m(V, K) }?") == ["x, y"])
    #expect(try rows(of: "\(facts) m(y, -1). F = list V by K { m(V, K) }?") == ["y, x"])
  }

  @Test func aLocalVariableOfAnAggregateIsNotShown() throws {
    #expect(try ReferenceProbe("\(facts) who(W), N = sum V { paid(W, V) }?").columns == ["W", "N"])
  }

  @Test func minimumInRecursionKeepsTheBestOfEachGroup() throws {
    let program = """
      e(a, b, 4). e(a, c, 1). e(c, b, 2). e(b, a, 1).
      d(X, min(W)) :- e(a, X, W).
      d(Y, min(C)) :- d(X, D), e(X, Y, W), C = D + W.
      d(X, C)?
      """
    #expect(try rows(of: program) == ["a, 4", "b, 3", "c, 1"])
  }

  @Test func factsAndPlainRulesCompeteWithTheBest() throws {
    let program = """
      e(a, b, 4). e(b, a, 1). s(a).
      d(X, 0) :- s(X).
      d(Y, min(C)) :- d(X, D), e(X, Y, W), C = D + W.
      d(b, 9).
      d(X, C)?
      """
    #expect(try rows(of: program) == ["a, 0", "b, 4"])
  }

  @Test func nothingStaysThatStoodOnABetteredMinimum() throws {
    let program = """
      e(a, b, 9). e(a, c, 1). e(c, b, 2).
      d(X, min(W)) :- e(a, X, W).
      d(Y, min(C)) :- h(Y, C).
      h(Y, C) :- d(X, D), e(X, Y, W), C = D + W.
      h(X, C)?
      """
    #expect(try rows(of: program) == ["b, 3"])
  }

  @Test func otherAggregatesInRecursionAreRefused() throws {
    #expect(try error(of: "e(1, 2). d(X, count(Y)) :- e(X, Y). d(X, count(Y)) :- d(X, Y).") == .unstratified)
    #expect(try error(of: "e(1, 2). d(X, N) :- e(X, _), N = count { d(X, _) }.") == .unstratified)
    #expect(try error(of: "e(1, 2). d(X, min(Y)) :- e(X, Y). d(X, min(Y)) :- d(X, Y).") == nil)
  }

  @Test func aSumThatDoesNotFitIsAnErrorWhateverTheOrder() throws {
    let most = "n(9223372036854775807). n(1)."
    #expect(try error(of: "\(most) S = sum V { n(V) }?") == .integerOverflow)
    #expect(try rows(of: "\(most) n(-1). n(-2). S = sum V { n(V) }?") == ["9223372036854775805"])
  }
}
