import Engine
import Testing

/// Programs of unusual size and shape.
@Suite struct ScaleTests {
  @Test func threeThousandChainedRules() throws {
    let rules = (1...3000).map { "r\($0)(X) :- r\($0 - 1)(X)." }
    let desk = try Desk("r0(a).")
    try desk.tell(rules.joined(separator: "\n"))
    #expect(try desk.rows("r3000(X)?") == ["a"])
    try desk.tell("r0(b).")
    #expect(try desk.rows("r3000(X)?") == ["a", "b"])
    #expect(try desk.support(of: "r3000(b)") == ["r0(b)"])
  }

  @Test func threeHundredRulesInOneCycle() throws {
    let rules = (0..<300).map { "r\($0)(X + 1) :- r\(($0 + 299) % 300)(X), X < 1000." }
    let desk = try Desk("r0(0)." + rules.joined(separator: "\n"))
    #expect(try desk.rows("r0(X)?") == ["0", "300", "600", "900"])
    #expect(try desk.rows("r100(X)?") == ["100", "400", "700", "1000"])
  }

  @Test func aBodyOfThreeHundredAtoms() throws {
    let atoms = (0..<300).map { "e(X\($0), X\($0 + 1))" }.joined(separator: ", ")
    let desk = try Desk((0..<301).map { "e(\($0), \($0 + 1))." }.joined() + "far(X0, X300) :- \(atoms).")
    #expect(try desk.rows("far(X, Y)?") == ["0, 300", "1, 301"])
  }

  @Test func aRelationOfThirtyColumns() throws {
    let columns = (1...30).map { "c\($0)" }.joined(separator: ", ")
    let variables = (1...30).map { "X\($0)" }.joined(separator: ", ")
    let reversed = (1...30).reversed().map { "X\($0)" }.joined(separator: ", ")
    func row(_ start: Int) -> String { (start..<start + 30).map(String.init).joined(separator: ", ") }
    let desk = try Desk(
      "relation wide(\(columns)). wide(\(row(0))). wide(\(row(100))). back(\(reversed)) :- wide(\(variables))."
    )
    #expect(try desk.rows("wide(\(variables))?") == [row(0), row(100)])
    #expect(try desk.rows("wide(c30: Last, c1: 100)?") == ["129"])
    #expect(try desk.rows("back(\(variables)), X1 > 100 show X1, X30?") == ["129, 100"])
    #expect(try desk.tell("wide(\(row(100))).") == ["already known"])
  }

  @Test func aHundredThousandFacts() throws {
    var text = ""
    for number in 0..<100_000 { text += "n(\(number), k\(number % 100)).\n" }
    let desk = try Desk(text)
    #expect(desk.engine.factCount == 100_000)
    #expect(try desk.rows("n(77777, K)?") == ["k77"])
    #expect(try desk.answer("n(X, k5)?").count == 1000)
    #expect(try desk.rows("N = count { n(_, _) }?") == ["100000"])
    #expect(try desk.rows("S = sum X { n(X, _) }?") == ["4999950000"])
    try desk.tell("size(K, count(X)) :- n(X, K).")
    #expect(try desk.rows("size(K, N) order by K limit 2?") == ["k0, 1000", "k1, 1000"])
    #expect(try desk.retract("n(5, k5)"))
    #expect(try desk.rows("size(k5, N)?") == ["999"])
  }

  @Test func fiveThousandRoundsOfRecursion() throws {
    let desk = try Desk((0..<5000).map { "e(\($0), \($0 + 1))." }.joined() + "r(0). r(Y) :- r(X), e(X, Y).")
    #expect(try desk.answer("r(X)?").count == 5001)
    #expect(try desk.holds("r(5000)?"))
    try desk.tell("far(X, min(0)) :- X = 0. far(Y, min(D + 1)) :- far(X, D), e(X, Y).")
    #expect(try desk.rows("far(5000, D)?") == ["5000"])
  }

  @Test func aHundredVariablesAndComparisons() throws {
    let atoms = (0..<100).map { "n(V\($0))" }.joined(separator: ", ")
    let steps = (1..<100).map { "V\($0) = V\($0 - 1) + 1" }.joined(separator: ", ")
    let desk = try Desk((0..<100).map { "n(\($0))." }.joined() + "run(V0) :- \(atoms), \(steps).")
    #expect(try desk.rows("run(X)?") == ["0"])
  }

  @Test func aTextOfAMegabyte() throws {
    let long = String(repeating: "x", count: 1_000_000)
    let desk = try Desk("p(\"\(long)\"). p(\"\(long)y\").")
    #expect(try desk.rows("p(X), N = length(X) show N?") == ["1000000", "1000001"])
    #expect(try desk.answer("p(X), p(Y), X != Y?").count == 2)
  }
}
