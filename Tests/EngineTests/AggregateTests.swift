import Testing

/// Aggregates in a body, with braces.
@Suite struct AggregateTests {
  let facts = """
    paid(ann, 10). paid(ann, 20). paid(bob, 5). person(ann). person(bob). person(cid).
    """

  @Test func everyKindOfAggregate() throws {
    let desk = try Desk(facts)
    #expect(try desk.rows("N = count { paid(_, _) }?") == ["3"])
    #expect(try desk.rows("N = count P { paid(P, _) }?") == ["2"])
    #expect(try desk.rows("S = sum V { paid(_, V) }?") == ["35"])
    #expect(try desk.rows("M = min V { paid(_, V) }?") == ["5"])
    #expect(try desk.rows("M = max V { paid(_, V) }?") == ["20"])
    #expect(try desk.rows("M = avg V { paid(ann, V) }?") == ["15.0"])
    #expect(try desk.rows("L = list P { paid(P, _) }?") == ["\"ann, bob\""])
    #expect(try desk.rows("F = first P { paid(P, _) }?") == ["ann"])
    #expect(try desk.rows("F = last P { paid(P, _) }?") == ["bob"])
    #expect(try desk.rows("F = first P by V { paid(P, V) }?") == ["bob"])
    #expect(try desk.rows("F = last P by V { paid(P, V) }?") == ["ann"])
  }

  @Test func aVariableFromOutsideMakesGroups() throws {
    let desk = try Desk(facts)
    #expect(try desk.rows("person(P), N = count { paid(P, _) }?") == ["ann, 2", "bob, 1", "cid, 0"])
    #expect(try desk.rows("person(P), S = sum V { paid(P, V) }?") == ["ann, 30", "bob, 5", "cid, 0"])
    #expect(try desk.rows("person(P), M = max V { paid(P, V) }?") == ["ann, 20", "bob, 5"])
  }

  @Test func anAggregateMayBePartOfAnExpressionOrATest() throws {
    let desk = try Desk(facts)
    #expect(try desk.rows("person(P), count { paid(P, _) } > 1?") == ["ann"])
    #expect(try desk.rows("X = 2 * sum V { paid(_, V) } + 1?") == ["71"])
    #expect(try desk.rows("paid(P, V), V = max W { paid(_, W) }?") == ["ann, 20"])
    #expect(try desk.rows("paid(P, V), to_decimal(V) > avg W { paid(_, W) }?") == ["ann, 20"])
  }

  @Test func aResultMayBeComparedWithWhatIsKnown() throws {
    let desk = try Desk(facts + "budget(ann, 30). budget(bob, 30).")
    #expect(try desk.rows("person(P), S = sum V { paid(P, V) }, S = 30?") == ["ann, 30"])
    #expect(try desk.rows("person(P), 2 = count { paid(P, _) }?") == ["ann"])
    #expect(try desk.rows("budget(P, S), S = sum V { paid(P, V) }?") == ["ann, 30"])
    #expect(try desk.rows("S = sum V { paid(P, V) }, budget(P, S)?") == ["30, ann"])
    #expect(
      try desk.rows("person(P), N = count { paid(P, _) }, N = count { person(Q), Q != ann }?") == ["ann, 2"])
    #expect(try desk.rows("person(P), count { paid(P, _) } = count { paid(bob, _) }?") == ["bob"])
  }

  @Test func anAggregateOfWhatIsGreaterIsCorrelated() throws {
    let desk = try Desk("score(ann, 3). score(bob, 5). score(cid, 4).")
    #expect(
      try desk.rows("score(X, N), R = count { score(_, M), M > N } order by R?") == [
        "bob, 5, 0", "cid, 4, 1", "ann, 3, 2",
      ])
    #expect(
      try desk.rows("score(X, N), S = sum M { score(_, M), M <= N }?") == [
        "ann, 3, 3", "bob, 5, 12", "cid, 4, 7",
      ])
  }

  @Test func countOfABodyCountsItsDistinctSolutions() throws {
    let desk = try Desk("visit(ann, oslo, 1). visit(ann, oslo, 2). visit(ann, rome, 1). visit(bob, oslo, 1).")
    #expect(try desk.rows("N = count { visit(ann, _, _) }?") == ["3"])
    #expect(try desk.rows("N = count { visit(ann, P, _) }?") == ["3"])
    #expect(try desk.rows("N = count P { visit(ann, P, _) }?") == ["2"])
    #expect(try desk.rows("N = count { visit(X, oslo, _) }?") == ["3"])
    #expect(try desk.rows("N = count { visit(X, _, _), visit(X, _, 2) }?") == ["3"])
  }

  @Test func sumsRangeOverSolutionsNotOverValues() throws {
    let desk = try Desk("paid(ann, rent, 10). paid(ann, food, 10). paid(bob, rent, 10).")
    #expect(try desk.rows("S = sum V { paid(_, _, V) }?") == ["30"])
    #expect(try desk.rows("A = avg V { paid(ann, _, V) }?") == ["10.0"])
    #expect(try desk.rows("S = sum V { paid(P, _, V), P != bob }?") == ["20"])
  }

  @Test func countAndSumOverNothingAreZeroAndTheOthersHaveNoRow() throws {
    let desk = try Desk("relation paid(who, amount).")
    #expect(try desk.rows("N = count { paid(_, _) }?") == ["0"])
    #expect(try desk.rows("S = sum V { paid(_, V) }?") == ["0"])
    for function in ["min", "max", "avg", "list", "first", "last"] {
      #expect(try desk.rows("M = \(function) V { paid(_, V) }?") == [])
    }
  }

  @Test func alternativesInsideAreOneSetOfSolutions() throws {
    let desk = try Desk("a(1). a(2). b(2). b(3).")
    #expect(try desk.rows("N = count { a(X) ; b(X) }?") == ["3"])
    #expect(try desk.rows("S = sum X { a(X) ; b(X) }?") == ["6"])
  }

  @Test func negationInsideAnAggregate() throws {
    let desk = try Desk(facts)
    #expect(try desk.rows("N = count { person(P), not paid(P, _) }?") == ["1"])
  }

  @Test func anAggregateInsideAnAggregate() throws {
    let desk = try Desk(facts)
    #expect(try desk.rows("M = max S { person(P), S = sum V { paid(P, V) } }?") == ["30"])
    #expect(
      try desk.rows("person(P), S = sum V { paid(P, V) }, S = max T { person(Q), T = sum V { paid(Q, V) } }?")
        == ["ann, 30"])
  }

  @Test func anAggregateUnderNegation() throws {
    let desk = try Desk(facts)
    #expect(try desk.rows("person(P), not (count { paid(P, _) } > 0)?") == ["cid"])
    #expect(try desk.rows("person(P), not (N = count { paid(P, _) }, N > 1)?") == ["bob", "cid"])
  }

  @Test func tiesAreBrokenByTheLeastValue() throws {
    let desk = try Desk("met(cid, 1). met(ann, 1). met(bob, 2). met(dan, 2).")
    #expect(try desk.rows("F = first P by N { met(P, N) }?") == ["ann"])
    #expect(try desk.rows("F = last P by N { met(P, N) }?") == ["bob"])
    #expect(try desk.rows("L = list P by N { met(P, N) }?") == ["\"ann, cid, bob, dan\""])
  }

  @Test func leastAndGreatestOfDatesTextsAndDurations() throws {
    let desk = try Desk("p(2026-02-01). p(@2025). q(b). q(a). r(3d). r(2w).")
    #expect(try desk.rows("X = min D { p(D) }, Y = max D { p(D) }?") == ["@2025, 2026-02-01"])
    #expect(try desk.rows("X = min D { q(D) }, Y = max D { q(D) }?") == ["a, b"])
    #expect(try desk.rows("X = min D { r(D) }, Y = max D { r(D) }?") == ["3d, 2w"])
  }

  @Test func sumsOfDecimalsAndDurations() throws {
    let desk = try Desk("d(0.5). d(1.5). m(1). m(0.5). l(3d). l(2w).")
    #expect(try desk.rows("S = sum V { d(V) }?") == ["2.0"])
    #expect(try desk.rows("S = sum V { m(V) }?") == ["1.5"])
    #expect(try desk.rows("S = sum V { l(V) }?") == ["17d"])
  }

  @Test func aListHoldsEveryValueOnceAsItIsPrinted() throws {
    let desk = try Desk(#"p(2026-02-01, 1). p("a b", 2). p("a b", 3). p(7, 1)."#)
    #expect(try desk.rows("L = list V { p(V, _) }?") == [#""7, 2026-02-01, a b""#])
  }
}
