import Testing

/// Comparisons, tests, functions and arithmetic of values of wrong kinds.
@Suite struct KindTests {
  let facts = """
    relation event(what: text, size: integer, when: date). event(flood, 7, 2026-01-05).
    relation price(of: text, amount: decimal, due: duration). price(rice, 1.5, 30d).
    """
  let decimals = "make both decimals with to_decimal(…), or write 1.0 for 1"

  @Test func comparisonsOfDifferentKindsAreFoundBeforeRunning() throws {
    let desk = try Desk(facts)
    #expect(
      desk.mistakes("event(W, S, D), S > W?") == [
        "type-mismatch at 'S > W': '>' compares an integer with a text (both sides must be of one kind)"
      ])
    #expect(
      desk.mistakes("event(_, S, _), S > 1.5?") == [
        "type-mismatch at 'S > 1.5': '>' compares an integer with a decimal (\(decimals))"
      ])
    #expect(
      desk.mistakes("event(_, _, D), D > 2026?") == [
        "type-mismatch at 'D > 2026': '>' compares a date with an integer (take year(…) of the date, or write the date with @)"
      ])
    #expect(try desk.rows("event(_, S, _), to_decimal(S) > 1.5?") == ["7"])
    #expect(try desk.rows("event(_, _, D), D > @2025?") == ["2026-01-05"])
  }

  @Test func declaredKindsAreKnownBeforeThereAreFacts() throws {
    let desk = try Desk("relation event(what: text, size: integer).")
    #expect(desk.mistakes("big(W) :- event(W, S), S > W.").count == 1)
    #expect(desk.mistakes("event(W, S), S > 1.5?").count == 1)
    #expect(desk.mistakes("big(W) :- event(W, S), S > 5.") == [])
  }

  @Test func kindsAreFollowedThroughRules() throws {
    let desk = try Desk(facts + "size(W, S) :- event(W, S, _). twice(W, T) :- size(W, S), T = S + S.")
    #expect(
      desk.mistakes("p(W) :- twice(W, T), T < W.") == [
        "type-mismatch at 'T < W': '<' compares an integer with a text (both sides must be of one kind)"
      ])
    #expect(desk.mistakes("p(W) :- twice(W, T), T < 100.") == [])
  }

  @Test func kindsAreFollowedThroughRecursion() throws {
    let desk = try Desk("e(a, b). p(X, Y) :- e(X, Y). p(X, Z) :- p(X, Y), e(Y, Z).")
    #expect(
      desk.mistakes("p(X, Y), X < 3?") == [
        "type-mismatch at 'X < 3': '<' compares a text with an integer (both sides must be of one kind)"
      ])
  }

  @Test func kindsOfAggregatesAreKnown() throws {
    let desk = try Desk(facts)
    #expect(desk.mistakes("N = count { event(_, _, _) }, N > 1.5?").count == 1)
    #expect(desk.mistakes("N = sum S { event(_, S, _) }, N > 1.5?").count == 1)
    #expect(desk.mistakes("N = avg S { event(_, S, _) }, N > 1?").count == 1)
    #expect(desk.mistakes("N = max W { event(W, _, _) }, N > 1?").count == 1)
    #expect(desk.mistakes("N = max S { event(_, S, _) }, N > 1?") == [])
  }

  @Test func mistakesInArithmeticAreFoundBeforeRunning() throws {
    let desk = try Desk(facts)
    #expect(
      desk.mistakes("event(W, S, _), X = W + S?") == [
        "type-mismatch at 'W + S': '+' does not take a text and an integer (use concat(…) to join texts)"
      ])
    #expect(
      desk.mistakes("event(_, _, D), X = D - D?") == [
        "type-mismatch at 'D - D': '-' does not take a date and a date (days_between(D, E) gives the days from D to E)"
      ])
    #expect(
      desk.mistakes("event(_, _, D), X = D + 30?") == [
        "type-mismatch at 'D + 30': '+' does not take a date and an integer (write a duration, such as 30d)"
      ])
    #expect(
      desk.mistakes("price(_, A, L), X = L * A?") == [
        "type-mismatch at 'L * A': '*' does not take a duration and a decimal"
      ])
    #expect(desk.mistakes("p(X + 1) :- event(X, _, _).").count == 1)
  }

  @Test func argumentsOfFunctionsAndTestsAreChecked() throws {
    let desk = try Desk(facts)
    #expect(
      desk.mistakes("event(_, S, _), N = length(S)?") == [
        "type-mismatch at 'length(S)': 'length' takes a text, not an integer"
      ])
    #expect(
      desk.mistakes("event(W, _, _), Y = year(W)?") == [
        "type-mismatch at 'year(W)': 'year' takes a date, not a text"
      ])
    #expect(
      desk.mistakes("event(W, _, D), before(W, D)?") == [
        "type-mismatch at 'W': 'before' takes a date here, not a text"
      ])
    #expect(
      desk.mistakes("event(_, _, D), within(D, D, 30)?") == [
        "type-mismatch at '30': 'within' takes a duration here, not an integer"
      ])
    #expect(
      desk.mistakes("event(_, S, _), contains(S, \"a\")?") == [
        "type-mismatch at 'S': 'contains' takes a text here, not an integer"
      ])
  }

  @Test func unknownFunctionsAndWrongCountsAreRefused() throws {
    let desk = try Desk(facts)
    #expect(
      desk.mistakes("event(W, _, _), N = lenght(W)?") == [
        "unknown-function at 'lenght': unknown function 'lenght' (did you mean 'length'?)"
      ])
    #expect(
      desk.mistakes("event(W, _, _), N = length(W, W)?") == [
        "wrong-arity at 'length(W, W)': 'length' takes 1 argument (text), not 2"
      ])
    #expect(
      desk.mistakes("event(_, _, D), before(D)?") == [
        "wrong-arity at 'before(D)': 'before' takes 2 arguments (date, date), not 1"
      ])
  }

  @Test func mixedColumnsFailAtRunTimeWithTheRuleAndTheValues() throws {
    let desk = try Desk("p(1). p(a). q(1.5).")
    #expect(
      desk.rendered("big(X) :- p(X), X > 0.\nbig(X)?") == """
        error: a > 0: a text and an integer cannot be compared [type-mismatch]
         --> test.dl:1:17
          1 | big(X) :- p(X), X > 0.
            |                 ^^^^^ both sides must be of one kind
        """)
    #expect(desk.mistakes("p(X), q(Y), X < Y?").count == 1)
  }

  @Test func equalityOfDifferentKindsIsNoMistake() throws {
    let desk = try Desk("p(1). p(a).")
    #expect(try desk.rows("p(X), X != a?") == ["1"])
    #expect(try desk.rows("p(X), X = 1?") == ["1"])
  }

  @Test func kindsThatFactsBringLaterAreHeeded() throws {
    let desk = try Desk("p(1). q(X) :- p(X). r(X) :- q(X), X > 0.")
    #expect(try desk.rows("r(X)?") == ["1"])
    try desk.tell("p(2.5).")
    #expect(desk.mistakes("q(X), X > 2.0, X < 3.0?").first?.hasPrefix("type-mismatch") == true)
    #expect(try desk.retract("p(1)"))
    #expect(try desk.rows("q(X), X > 2.0, X < 3.0?") == ["2.5"])
    #expect(
      desk.mistakes("r(X)?") == [
        "type-mismatch at 'X > 0': '>' compares a decimal with an integer (\(decimals))"
      ])
  }

  @Test func monthsAndDaysHaveNoOrder() throws {
    let desk = try Desk("d(30d). d(1mo).")
    #expect(
      desk.mistakes("d(X), d(Y), X < Y?").first?.hasSuffix(
        "months and days cannot be compared (write both in days or both in months)") == true)
    #expect(try desk.rows("d(X), X = 1mo?") == ["1mo"])
  }
}
