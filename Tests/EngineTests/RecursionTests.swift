import Testing

@Suite struct RecursionTests {
  /// A chain a → b → c → d, and a cycle x → y → z → x.
  let edges = "e(a, b). e(b, c). e(c, d). e(x, y). e(y, z). e(z, x)."

  let closure = [
    "a, b", "a, c", "a, d", "b, c", "b, d", "c, d", "x, x", "x, y", "x, z", "y, x", "y, y", "y, z", "z, x",
    "z, y", "z, z",
  ]

  @Test(arguments: [
    "p(X, Y) :- e(X, Y). p(X, Z) :- p(X, Y), e(Y, Z).",
    "p(X, Y) :- e(X, Y). p(X, Z) :- e(X, Y), p(Y, Z).",
    "p(X, Y) :- e(X, Y). p(X, Z) :- p(X, Y), p(Y, Z).",
    "p(X, Y) :- e(X, Y) ; p(X, Z), e(Z, Y).",
    "p(X, Y) :- q(X, Y). p(X, Z) :- q(X, Y), p(Y, Z). q(X, Y) :- e(X, Y).",
    "p(X, Z) :- p(X, Y), p(Y, Z), p(Y, _). p(X, Y) :- e(X, Y).",
  ])
  func everyWayToWriteAClosureGivesTheSame(rules: String) throws {
    let desk = try Desk(edges + rules)
    #expect(try desk.rows("p(X, Y)?") == closure)
    #expect(try desk.rows("p(a, Y)?") == ["b", "c", "d"])
    #expect(try desk.rows("p(X, d)?") == ["a", "b", "c"])
    #expect(try desk.rows("p(X, X)?") == ["x", "y", "z"])
    #expect(try desk.holds("p(a, d)?"))
    #expect(try !desk.holds("p(d, a)?"))
  }

  @Test func relationsMayDependOnEachOther() throws {
    let desk = try Desk(
      edges + """
        odd(X, Y) :- e(X, Y). odd(X, Z) :- even(X, Y), e(Y, Z). even(X, Z) :- odd(X, Y), e(Y, Z).
        """)
    #expect(try desk.rows("odd(a, Y)?") == ["b", "d"])
    #expect(try desk.rows("even(a, Y)?") == ["c"])
    #expect(try desk.rows("even(x, Y)?") == ["x", "y", "z"])
  }

  @Test func sameGeneration() throws {
    let desk = try Desk(
      """
      parent(ann, bea). parent(ann, bob). parent(bea, cid). parent(bob, dan). parent(bob, eve). parent(dan, fay).
      same(X, Y) :- parent(P, X), parent(P, Y), X != Y.
      same(X, Y) :- parent(P, X), same(P, Q), parent(Q, Y).
      """)
    #expect(
      try desk.rows("same(X, Y)?") == [
        "bea, bob", "bob, bea", "cid, dan", "cid, eve", "dan, cid", "dan, eve", "eve, cid", "eve, dan",
      ])
  }

  @Test func baseFactsOfARecursiveRelationCount() throws {
    let desk = try Desk(edges + "p(d, x). p(X, Y) :- e(X, Y). p(X, Z) :- p(X, Y), e(Y, Z).")
    #expect(try desk.rows("p(d, Y)?") == ["x", "y", "z"])
  }

  @Test func aRuleWithoutABaseGivesNothing() throws {
    let desk = try Desk("p(X) :- q(X). q(X) :- p(X).")
    #expect(try desk.rows("p(X)?") == [])
  }

  @Test func recursionThroughArithmeticEndsAtItsBound() throws {
    let desk = try Desk(
      "n(0). n(X + 1) :- n(X), X < 5. fib(0, 0, 1). fib(I + 1, B, A + B) :- fib(I, A, B), I < 90.")
    #expect(try desk.rows("n(X)?") == ["0", "1", "2", "3", "4", "5"])
    #expect(try desk.rows("fib(90, F, _)?") == ["2880067194370816120"])
  }

  @Test func aNegationOfWhatIsBelowMayStandInRecursion() throws {
    let desk = try Desk(edges + "closed(c). p(X, Y) :- e(X, Y). p(X, Z) :- p(X, Y), not closed(Y), e(Y, Z).")
    #expect(try desk.rows("p(a, Y)?") == ["b", "c"])
  }

  @Test func aggregatesOfWhatIsBelowMayStandInRecursion() throws {
    let desk = try Desk(
      """
      owns(ann, bank, 30). owns(ann, fund, 60). owns(fund, bank, 30). owns(bank, mill, 51).
      total(X, C, S) :- owns(X, C, _), S = sum P { owns(X, C, P) }.
      controls(X, C) :- total(X, C, S), S > 50.
      controls(X, C) :- controls(X, B), controls(B, C).
      """)
    #expect(try desk.rows("controls(X, Y)?") == ["ann, fund", "bank, mill"])
  }

  @Test func manyRecursiveAtomsInOneBody() throws {
    let desk = try Desk(edges + "p(X, Y) :- e(X, Y). p(X, T) :- p(X, Y), p(Y, Z), p(Z, T).")
    // Paths of odd length only: 1, 3, 5, …
    #expect(try desk.rows("p(a, Y)?") == ["b", "d"])
    #expect(try desk.rows("p(x, Y)?") == ["x", "y", "z"])
  }

  @Test func textMayGrowInRecursion() throws {
    let desk = try Desk(#"w(a). w(concat(X, "b")) :- w(X), length(X) < 4."#)
    #expect(try desk.rows("w(X)?") == ["a", "ab", "abb", "abbb"])
  }
}
