import Chronology
import Engine
import Testing

/// What was computed once is right after every kind of change.
@Suite struct FreshnessTests {
  /// A ladder of everything that depends on `e`: recursion, negation, aggregates, best values.
  let rules = """
    relation n(x).
    n(a). n(b). n(c). n(d).
    e(a, b). e(b, c).
    p(X, Y) :- e(X, Y). p(X, Z) :- p(X, Y), e(Y, Z).
    apart(X, Y) :- n(X), n(Y), X != Y, not p(X, Y), not p(Y, X).
    out(X, N) :- n(X), N = count { p(X, _) }.
    most(max(N)) :- out(_, N).
    hops(X, Y, min(1)) :- e(X, Y). hops(X, Z, min(N + 1)) :- hops(X, Y, N), e(Y, Z).
    """

  func expect(_ desk: Desk, _ p: [String], _ apart: Int, _ most: String, _ hops: String?) throws {
    #expect(try desk.rows("p(X, Y)?") == p)
    #expect(try desk.answer("apart(X, Y)?").count == apart)
    #expect(try desk.rows("most(N)?") == [most])
    #expect(try desk.rows("hops(a, c, N)?").first == hops)
  }

  @Test func assertingAndRetractingUpdatesAllThatDepends() throws {
    let desk = try Desk(rules)
    try expect(desk, ["a, b", "a, c", "b, c"], 6, "2", "2")
    try desk.tell("e(c, d).")
    try expect(desk, ["a, b", "a, c", "a, d", "b, c", "b, d", "c, d"], 0, "3", "2")
    try desk.tell("e(a, c).")
    try expect(desk, ["a, b", "a, c", "a, d", "b, c", "b, d", "c, d"], 0, "3", "1")
    #expect(try desk.retract("e(b, c)"))
    try expect(desk, ["a, b", "a, c", "a, d", "c, d"], 4, "3", "1")
    #expect(try desk.retract("e(a, c)"))
    try expect(desk, ["a, b", "c, d"], 8, "1", nil)
  }

  @Test func definingAndForgettingUpdatesAllThatDepends() throws {
    let desk = try Desk(rules)
    try expect(desk, ["a, b", "a, c", "b, c"], 6, "2", "2")
    try desk.tell("e(X, d) :- n(X), X = c.")
    let added = try #require(desk.engine.rules.last?.id)
    try expect(desk, ["a, b", "a, c", "a, d", "b, c", "b, d", "c, d"], 0, "3", "2")
    #expect(desk.engine.forget(rule: added))
    try expect(desk, ["a, b", "a, c", "b, c"], 6, "2", "2")
    #expect(desk.engine.forget(rule: 2))
    try expect(desk, ["a, b", "b, c"], 8, "1", "2")
  }

  @Test func aChangeOfWhatIsNotReadChangesNothing() throws {
    let desk = try Desk(rules)
    try expect(desk, ["a, b", "a, c", "b, c"], 6, "2", "2")
    try desk.tell("other(x). another(X) :- other(X).")
    try expect(desk, ["a, b", "a, c", "b, c"], 6, "2", "2")
  }

  @Test func aFactThatARuleDerivedAlreadyStaysWhenOneOfBothGoes() throws {
    let desk = try Desk("p(a). q(a). q(X) :- p(X).")
    #expect(try desk.rows("q(X)?") == ["a"])
    #expect(try desk.retract("q(a)"))
    #expect(try desk.rows("q(X)?") == ["a"])
    #expect(try desk.retract("p(a)"))
    #expect(desk.mistakes("q(X)?").count == 1)
    try desk.tell("q(a).")
    #expect(desk.mistakes("q(X)?").count == 1)
    try desk.tell("relation p(x).")
    #expect(try desk.rows("q(X)?") == ["a"])
  }

  @Test func citationsUpdateWhatReadsThem() throws {
    let desk = try Desk(
      "p(a) from memo. cited(X, D) :- p(X) from D. sources(count(D)) :- evidence(document: D).")
    #expect(try desk.rows("cited(X, D)?") == ["a, memo"])
    #expect(try desk.rows("sources(N)?") == ["1"])
    try desk.tell("p(a) from note.")
    #expect(try desk.rows("cited(X, D)?") == ["a, memo", "a, note"])
    #expect(try desk.rows("sources(N)?") == ["2"])
    #expect(try desk.retract("p(a)"))
    try desk.tell("p(b).")
    #expect(try desk.rows("cited(X, D)?") == [])
    #expect(try desk.rows("sources(N)?") == [])
  }

  @Test func evidenceOfANewRelationIsSeen() throws {
    let desk = try Desk("p(a) from memo.")
    #expect(try desk.rows("evidence(fact: F)?") == ["\"p(a)\""])
    try desk.tell("q(b) from memo. planned p(c) from note.")
    #expect(try desk.rows("evidence(fact: F)?") == ["\"p(a)\"", "\"p(c)\"", "\"q(b)\""])
  }

  @Test func aDeclarationUpdatesWhatReadsTheRelation() throws {
    let desk = try Desk("p(a, b). q(X) :- p(X, _).")
    #expect(try desk.rows("q(X)?") == ["a"])
    try desk.tell("relation p(from, to).")
    #expect(try desk.rows("q(X)?") == ["a"])
    try desk.tell("r(X) :- p(to: X).")
    #expect(try desk.rows("r(X)?") == ["b"])
  }

  @Test func todayUpdatesWhatReadsIt() throws {
    let desk = try Desk(
      "due(a, 2026-02-10). due(b, 2026-02-20). late(X) :- due(X, D), D < today. n(N) :- N = count { late(_) }."
    )
    #expect(try desk.rows("late(X)?") == ["a"])
    #expect(try desk.rows("n(N)?") == ["1"])
    desk.engine.today = try #require(Day(year: 2026, month: 3, day: 1))
    #expect(try desk.rows("late(X)?") == ["a", "b"])
    #expect(try desk.rows("n(N)?") == ["2"])
  }

  @Test func possibleRowsAreUpdatedToo() throws {
    let desk = try Desk(
      "relation d(x, when: date). d(a, 2026-01-01). early(X) :- d(X, W), W < 2026-06-01. late(X) :- d(X, _), not early(X)."
    )
    #expect(try desk.answer("early(X)?").possible == 0)
    try desk.tell("d(b, @2026).")
    #expect(try desk.rows("early(X)?") == ["a"])
    #expect(try desk.answer("early(X)?").possible == 1)
    #expect(try desk.answer("late(X)?").possible == 1)
    #expect(try desk.retract("d(b, @2026)"))
    #expect(try desk.answer("early(X)?").possible == 0)
    #expect(try desk.answer("late(X)?").possible == 0)
  }

  @Test func modalitiesUpdateWhatReadsThem() throws {
    let desk = try Desk("relation v(x). planned v(a). open(X) :- planned v(X), not v(X).")
    #expect(try desk.rows("open(X)?") == ["a"])
    try desk.tell("v(a). planned v(b).")
    #expect(try desk.rows("open(X)?") == ["b"])
  }
}
