import Syntax
import Testing

@testable import Engine

/// Atoms that form a cycle, joined variable by variable, against the same joined one by one.
@Suite struct CyclicJoinTests {
  /// A graph of some hubs with many edges and many nodes with few, some of them to themselves.
  private static let edges: Set<[Int]> = {
    var random = SplitMix64(seed: 11)
    var edges: Set<[Int]> = []
    for _ in 0..<2000 { edges.insert([random.int(0...400), random.int(0...400)]) }
    for node in 0..<1500 where random.chance(90) { edges.insert([0, node]) }
    for hub in 0..<4 {
      for node in 0..<300 where random.chance(80) { edges.insert([hub, node]) }
      for node in 0..<150 where random.chance(80) { edges.insert([node, hub]) }
    }
    for node in 0..<20 { edges.insert([node * 7, node * 7]) }
    return edges
  }()

  private func desk(_ joins: JoinChoice, _ rules: String = "") throws -> Desk {
    let desk = try Desk()
    desk.engine.evaluator.tuning.joins = joins
    let (pairs, triples, texts, marks) = (
      FactLoader("e", arity: 2, into: desk.engine), FactLoader("t", arity: 3, into: desk.engine),
      FactLoader("f", arity: 2, into: desk.engine), FactLoader("mark", arity: 1, into: desk.engine)
    )
    for edge in Self.edges.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      for loader in [pairs, triples] { for node in edge { loader.add(integer: Int64(node)) } }
      triples.add(integer: Int64(edge[0] % 3))
      try pairs.endRow()
      try triples.endRow()
      if edge[0] % 5 == 0 {
        for node in edge { texts.add(.text("n\(node)")) }
        try texts.endRow()
      }
      if edge[0] % 50 == 3 || edge[1] == 150 {
        marks.add(integer: Int64(edge[0]))
        try marks.endRow()
      }
    }
    for loader in [pairs, triples, texts, marks] { try loader.finish() }
    try desk.tell(rules)
    return desk
  }

  @Test func trianglesAreThoseOfASearch() throws {
    var targets: [Int: Set<Int>] = [:]
    for edge in Self.edges { targets[edge[0], default: []].insert(edge[1]) }
    var count = 0
    for (from, nexts) in targets {
      for next in nexts { count += targets[next]?.intersection(targets[from] ?? []).count ?? 0 }
    }
    #expect(count > 5000)
    for joins in [JoinChoice.byCost, .ordinary, .generic] {
      #expect(try desk(joins).rows("N = count { e(X, Y), e(Y, Z), e(X, Z) }?") == ["\(count)"])
    }
  }

  @Test(arguments: [
    // Cycles and cliques.
    "mark(X), e(X, Y), e(Y, Z), e(Z, X)?", "N = count { e(A, B), e(B, C), e(C, D), e(D, A), mark(A) }?",
    "N = count { e(A, B), e(B, C), e(A, C), e(A, D), e(B, D), e(C, D), A > 20 }?",
    // What nothing reads, by group, and the count of one value of a group.
    "e(X, Y), e(Y, Z), e(X, Z), X > 100 show X?", "e(X, Y), e(Y, Z), e(X, Z), mark(Z) show Y, Z?",
    "mark(X), N = count { e(X, Y), e(Y, Z), e(Z, X) }?",
    "mark(X), N = count Z { e(X, Y), e(Y, Z), e(Z, X) }?",
    "mark(X), M = max Z { e(X, Y), e(Y, Z), e(Z, X) }?", "S = sum Z { e(X, Y), e(Y, Z), e(X, Z), mark(Z) }?",
    // Tests and negation between.
    "e(X, Y), X < Y, e(Y, Z), Y < Z, e(X, Z), X > 20?",
    "e(X, Y), e(Y, Z), e(X, Z), not mark(Y), not e(Z, X), X > 200?",
    "e(X, Y), e(Y, Z), W = X + 1, e(W, Z), e(X, Z), mark(X)?",
    // Constants, repeated variables, further columns.
    "t(X, Y, 1), t(Y, Z, 2), t(X, Z, 1), mark(X)?", "t(X, Y, W), t(Y, Z, W), t(X, Z, W)?",
    "t(X, Y, V), t(Y, Z, _), t(X, Z, W), X > 200 show X, V, W?",
    "t(X, X, W), t(X, Z, W), t(Z, X, W)?", "t(W, Y, W), t(Y, Z, W), t(W, Z, W)?",
    "N = count { t(X, Y, _), t(Y, Z, _), t(X, Z, _), X > 200 }?",
    // Words and numbers, and values that never meet.
    "f(X, Y), f(Y, Z), f(X, Z)?", "e(X, Y), e(Y, Z), f(X, Z)?",
    // Two cycles, and one beside what is not on it.
    "e(X, Y), e(Y, Z), e(Z, X), e(X, U), e(U, V), e(V, X), X > 200 show X?",
    "mark(X), e(X, W), e(W, Y), e(W, Z), e(Y, Z), W > 200?",
    "e(3, Y), e(Y, Z), e(3, Z)?", "e(X, Y), e(Y, Z), e(X, Z), X = 3?",
  ])
  func bothWaysGiveTheSameRows(_ question: String) throws {
    let ordinary = try desk(.ordinary).rows(question)
    #expect(!ordinary.isEmpty || question.contains("f(X, Z)?"))
    #expect(try desk(.generic).rows(question) == ordinary)
    #expect(try desk(.byCost).rows(question) == ordinary)
  }

  @Test(arguments: [
    "p(X, Y) :- e(X, Y), mark(X). p(X, Z) :- p(X, Y), e(Y, Z), e(X, Z).",
    "p(X, Z) :- e(X, Z), X > 200. p(X, Z) :- e(X, Y), e(Y, Z), e(Z, U), p(Y, U), X > 200.",
    "p(X, 0) :- mark(X). p(Y, N) :- p(X, M), M < 3, e(X, Y), e(Y, Z), e(X, Z), N = M + 1.",
    "p(X, min(X)) :- e(X, _), X > 300. p(Z, min(N)) :- p(X, N), e(X, Y), e(Y, Z), e(X, Z).",
  ])
  func recursionThroughACycleGivesTheSameRows(_ rules: String) throws {
    let ordinary = try desk(.ordinary, rules).rows("p(X, Y)?")
    #expect(!ordinary.isEmpty)
    #expect(try desk(.generic, rules).rows("p(X, Y)?") == ordinary)
  }

  @Test func aRowOfACycleStandsOnItsEdges() throws {
    let desk = try Desk(
      "e(a, b). e(b, c). e(a, c). e(b, d). p(X, N) :- e(X, _), N = count { e(X, Y), e(Y, Z), e(X, Z) }.")
    desk.engine.evaluator.tuning.joins = .generic
    #expect(try desk.rows("p(X, N)?") == ["a, 1", "b, 0"])
    #expect(try desk.support("e(X, Y), e(Y, Z), e(X, Z)?") == ["e(a, b)", "e(b, c)", "e(a, c)"])
  }

  @Test func aChangedRelationIsJoinedAnew() throws {
    let desk = try Desk("e(a, b). e(b, c). q(N) :- N = count { e(X, Y), e(Y, Z), e(X, Z) }.")
    desk.engine.evaluator.tuning.joins = .generic
    #expect(try desk.rows("q(N)?") == ["0"])
    try desk.tell("e(a, c).")
    #expect(try desk.rows("q(N)?") == ["1"])
    let fact = try desk.statement("e(a, b).")
    if case .fact(let edge) = fact.kind { #expect(try desk.engine.retract(edge, in: fact)) }
    try desk.tell("e(z, b).")
    #expect(try desk.rows("q(N)?") == ["0"])
  }
}
