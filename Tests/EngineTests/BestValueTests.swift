import Testing

/// `min` and `max` in heads, where one row a group is kept, and may be recursive.
@Suite struct BestValueTests {
  /// Two ways from a to d, and a cycle b → c → b.
  let roads = """
    road(a, b, 4). road(a, c, 1). road(c, b, 2). road(b, c, 1). road(b, d, 5). road(c, d, 9). road(d, e, 1).
    """

  @Test func shortestPathsThroughACycle() throws {
    let desk = try Desk(
      roads + "dist(X, Y, min(L)) :- road(X, Y, L). dist(X, Z, min(D + L)) :- dist(X, Y, D), road(Y, Z, L).")
    #expect(try desk.rows("dist(a, Y, D)?") == ["b, 3", "c, 1", "d, 8", "e, 9"])
    #expect(try desk.rows("dist(b, b, D)?") == ["3"])
    #expect(try desk.rows("dist(X, e, D) order by D?") == ["d, 1", "b, 6", "c, 8", "a, 9"])
  }

  @Test func shortestPathsWrittenWithTwoRecursiveAtoms() throws {
    let desk = try Desk(
      roads + "dist(X, Y, min(L)) :- road(X, Y, L). dist(X, Z, min(D + E)) :- dist(X, Y, D), dist(Y, Z, E).")
    #expect(try desk.rows("dist(a, Y, D)?") == ["b, 3", "c, 1", "d, 8", "e, 9"])
  }

  @Test func factsAndPlainRulesGiveRowsToChooseFrom() throws {
    let desk = try Desk(
      roads + """
        dist(a, 0). dist(d, 2).
        dist(Z, min(D + L)) :- dist(Y, D), road(Y, Z, L).
        """)
    #expect(try desk.rows("dist(X, D)?") == ["a, 0", "b, 3", "c, 1", "d, 2", "e, 3"])
    try desk.tell("dist(X, 1) :- capital(X). capital(b).")
    #expect(try desk.rows("dist(X, D)?") == ["a, 0", "b, 1", "c, 1", "d, 2", "e, 3"])
  }

  @Test func greatestValuesInRecursion() throws {
    // The widest way: the greatest over ways of the least width on them.
    let desk = try Desk(
      roads + """
        width(X, Y, max(W)) :- road(X, Y, W).
        width(X, Z, max(W)) :- width(X, Y, V), road(Y, Z, U), W = min(V, U).
        """)
    #expect(try desk.rows("width(a, Y, W)?") == ["b, 4", "c, 1", "d, 4", "e, 1"])
  }

  @Test func anotherRelationMayStandInTheCycle() throws {
    let desk = try Desk(
      roads + """
        dist(Y, min(L)) :- road(a, Y, L).
        dist(Z, min(L)) :- reach(Z, L).
        reach(Z, D + L) :- dist(Y, D), road(Y, Z, L).
        """)
    #expect(try desk.rows("dist(X, D)?") == ["b, 3", "c, 1", "d, 8", "e, 9"])
    // Only ways that continue a shortest one are left.
    #expect(try desk.rows("reach(b, L)?") == ["3"])
    #expect(try desk.rows("reach(d, L)?") == ["8", "10"])
  }

  @Test func whatReadsTheBestValuesSeesOnlyTheLast() throws {
    let desk = try Desk(
      roads + """
        dist(X, Y, min(L)) :- road(X, Y, L). dist(X, Z, min(D + L)) :- dist(X, Y, D), road(Y, Z, L).
        far(Y) :- dist(a, Y, D), D > 3.
        n(count(D)) :- dist(a, _, D).
        """)
    #expect(try desk.rows("far(X)?") == ["d", "e"])
    #expect(try desk.rows("n(X)?") == ["4"])
    #expect(try desk.rows("dist(a, b, 4)?") == [])
    #expect(try desk.rows("road(X, Y, _), not dist(X, Y, 4)?").count == 7)
  }

  @Test func theBestColumnMayStandAnywhere() throws {
    let desk = try Desk(
      roads + "dist(min(L), X, Y) :- road(X, Y, L). dist(min(D + L), X, Z) :- dist(D, X, Y), road(Y, Z, L).")
    #expect(try desk.rows("dist(D, a, Y)?") == ["1, c", "3, b", "8, d", "9, e"])
  }

  @Test func bestValuesOfDatesAndTexts() throws {
    let desk = try Desk(
      """
      met(ann, bob, 2026-01-05). met(bob, cid, 2026-01-03). met(bob, cid, 2026-01-09).
      heard(ann, 2026-01-01).
      heard(Y, min(W)) :- heard(X, V), met(X, Y, W), W >= V.
      leader(X, min(Y)) :- team(X, Y). leader(X, min(Z)) :- leader(X, Y), leader(Y, Z).
      team(z, y). team(y, x). team(x, w).
      """)
    #expect(try desk.rows("heard(X, W)?") == ["ann, 2026-01-01", "bob, 2026-01-05", "cid, 2026-01-09"])
    #expect(try desk.rows("leader(X, Y)?") == ["x, w", "y, w", "z, w"])
  }

  @Test func minAndMaxTogetherAreNoRecursion() throws {
    let desk = try Desk(roads)
    #expect(desk.mistakes("d(X, Y, min(L), max(L)) :- road(X, Y, L).") == [])
    #expect(try desk.rows("d(a, Y, A, B)?") == ["b, 4, 4", "c, 1, 1"])
    #expect(
      desk.mistakes("d(X, Z, min(A + L), max(B + L)) :- d(X, Y, A, B), road(Y, Z, L).").first?.hasPrefix(
        "unstratified") == true)
  }

  @Test func aChangeOfTheFactsIsSeen() throws {
    let desk = try Desk(
      roads + "dist(X, Y, min(L)) :- road(X, Y, L). dist(X, Z, min(D + L)) :- dist(X, Y, D), road(Y, Z, L).")
    #expect(try desk.rows("dist(a, e, D)?") == ["9"])
    try desk.tell("road(a, e, 2).")
    #expect(try desk.rows("dist(a, e, D)?") == ["2"])
    #expect(try desk.retract("road(a, e, 2)"))
    #expect(try desk.rows("dist(a, e, D)?") == ["9"])
  }
}
