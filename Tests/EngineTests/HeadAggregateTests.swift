import Testing

/// Aggregates as arguments of a head, grouped by the others.
@Suite struct HeadAggregateTests {
  let facts = """
    visited(ann, oslo, 1). visited(ann, rome, 2). visited(bob, oslo, 3). visited(bob, oslo, 4).
    """

  @Test func theOtherArgumentsMakeGroups() throws {
    let desk = try Desk(facts + "visits(P, count(X)) :- visited(X, P, _).")
    #expect(try desk.rows("visits(P, N)?") == ["oslo, 2", "rome, 1"])
  }

  @Test func countCountsDistinctValues() throws {
    let desk = try Desk(
      facts + "days(X, count(D)) :- visited(X, _, D). places(X, count(P)) :- visited(X, P, _).")
    #expect(try desk.rows("days(X, N)?") == ["ann, 2", "bob, 2"])
    #expect(try desk.rows("places(X, N)?") == ["ann, 2", "bob, 1"])
  }

  @Test func everyKindOfAggregate() throws {
    let desk = try Desk(
      facts + """
        s(X, sum(D)) :- visited(X, _, D).
        a(X, avg(D)) :- visited(X, _, D).
        l(X, list(P)) :- visited(X, P, _).
        f(X, first(P by D)) :- visited(X, P, D).
        z(X, last(P by D)) :- visited(X, P, D).
        b(X, min(D)) :- visited(X, _, D).
        g(X, max(D)) :- visited(X, _, D).
        """)
    #expect(try desk.rows("s(X, V)?") == ["ann, 3", "bob, 7"])
    #expect(try desk.rows("a(X, V)?") == ["ann, 1.5", "bob, 3.5"])
    #expect(try desk.rows("l(X, V)?") == ["ann, \"oslo, rome\"", "bob, oslo"])
    #expect(try desk.rows("f(X, V)?") == ["ann, oslo", "bob, oslo"])
    #expect(try desk.rows("z(X, V)?") == ["ann, rome", "bob, oslo"])
    #expect(try desk.rows("b(X, V)?") == ["ann, 1", "bob, 3"])
    #expect(try desk.rows("g(X, V)?") == ["ann, 2", "bob, 4"])
  }

  @Test func severalAggregatesInOneHead() throws {
    let desk = try Desk(facts + "stats(min(D), X, max(D), count(P), list(P by D)) :- visited(X, P, D).")
    #expect(
      try desk.rows("stats(A, X, B, N, L)?") == [
        "1, ann, 2, 2, \"oslo, rome\"", "3, bob, 4, 1, oslo",
      ])
  }

  @Test func anAggregateWithoutGroupsIsOneRowOrNone() throws {
    let desk = try Desk(
      facts + "total(count(X)) :- visited(X, _, _). none(count(X)) :- visited(X, paris, _).")
    #expect(try desk.rows("total(N)?") == ["2"])
    #expect(try desk.rows("none(N)?") == [])
  }

  @Test func valuesAndGroupsMayBeComputed() throws {
    let desk = try Desk(
      facts + "p(D mod 2, sum(D * 10)) :- visited(_, _, D). q(concat(X, P), max(D + 1)) :- visited(X, P, D).")
    #expect(try desk.rows("p(A, B)?") == ["0, 60", "1, 40"])
    #expect(try desk.rows("q(A, B)?") == ["annoslo, 2", "annrome, 3", "boboslo, 5"])
  }

  @Test func alternativesInTheBodyAreOneSetOfSolutions() throws {
    let desk = try Desk("a(x, 1). a(x, 2). b(x, 2). b(y, 5). t(K, sum(V)) :- a(K, V) ; b(K, V).")
    #expect(try desk.rows("t(K, V)?") == ["x, 3", "y, 5"])
  }

  @Test func severalRulesEachHaveTheirOwnGroups() throws {
    let desk = try Desk("a(x, 1). b(x, 5). t(K, sum(V)) :- a(K, V). t(K, sum(V)) :- b(K, V). t(y, 7).")
    #expect(try desk.rows("t(K, V)?") == ["x, 1", "x, 5", "y, 7"])
  }

  @Test func aTestInTheBodyComesBeforeTheAggregate() throws {
    let desk = try Desk(facts + "late(X, count(D)) :- visited(X, _, D), D > 1, not visited(X, rome, D).")
    #expect(try desk.rows("late(X, N)?") == ["bob, 2"])
  }

  @Test func byGoesWithFirstLastAndListOnly() throws {
    let desk = try Desk(facts)
    for function in ["min", "max", "sum", "count", "avg"] {
      #expect(desk.mistakes("p(X, \(function)(P by D)) :- visited(X, P, D).").count == 1)
    }
    #expect(desk.mistakes("p(X, first(P by D)) :- visited(X, P, D).") == [])
  }

  @Test func sumsOfTextAreRefusedWithThePlace() throws {
    let desk = try Desk(facts + "s(sum(P)) :- visited(_, P, _).")
    #expect(
      desk.mistakes("s(X)?") == [
        "type-mismatch at 'sum(P)': sum does not take oslo (a text) here (it takes numbers)"
      ])
  }
}
