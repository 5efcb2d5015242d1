import Chronology
import Engine
import Syntax
import Testing

/// Recursions too large for the reference evaluator, against breadth-first searches.
@Suite struct LargeGraphTests {
  private struct Graph {
    let size: Int
    var edges: [Set<Int>]

    init(size: Int, edgeCount: Int, seed: UInt64) {
      var random = SplitMix64(seed: seed)
      self.size = size
      edges = Array(repeating: [], count: size)
      for _ in 0..<edgeCount { edges[random.int(0...size - 1)].insert(random.int(0...size - 1)) }
    }

    var facts: String {
      edges.indices.flatMap { from in edges[from].sorted().map { "e(\(from), \($0)).\n" } }.joined()
    }

    /// The least number of edges to each node that can be reached, by at least one edge.
    func distances(from start: Int) -> [Int: Int] {
      var distances: [Int: Int] = [:]
      var front = [start]
      var length = 0
      while !front.isEmpty {
        length += 1
        front = front.flatMap { edges[$0] }.filter {
          distances.updateValue(distances[$0] ?? length, forKey: $0) == nil
        }
      }
      return distances
    }
  }

  /// The rows of the last query of a program.
  private func rows(_ program: String) throws -> [[Literal]] {
    let engine = Engine()
    guard case .answer(let certain, _, _)? = try ProgramText.statements(program).map(engine.outcome).last
    else {
      return []
    }
    return certain.rows
  }

  private func integers(_ numbers: Int...) -> [Literal] { numbers.map { .integer(Int64($0)) } }

  @Test(arguments: [
    "r(X, Z) :- r(X, Y), e(Y, Z).", "r(X, Z) :- e(X, Y), r(Y, Z).", "r(X, Z) :- r(X, Y), r(Y, Z).",
  ])
  func closuresAreThoseOfASearch(_ rule: String) throws {
    let graph = Graph(size: 300, edgeCount: 420, seed: 1)
    let expected = (0..<graph.size).flatMap { start in
      graph.distances(from: start).keys.sorted().map { integers(start, $0) }
    }
    #expect(expected.count > 10_000)
    #expect(try rows("\(graph.facts) r(X, Y) :- e(X, Y). \(rule) r(X, Y)?") == expected)
  }

  @Test func whatANodeReachesIsThatOfASearch() throws {
    let graph = Graph(size: 3000, edgeCount: 4500, seed: 2)
    let expected = graph.distances(from: 7).keys.sorted().map { integers($0) }
    #expect(expected.count > 500)
    #expect(try rows("\(graph.facts) r(Y) :- e(7, Y). r(Z) :- r(Y), e(Y, Z). r(X)?") == expected)
  }

  @Test func shortestPathsAreThoseOfASearch() throws {
    let graph = Graph(size: 200, edgeCount: 300, seed: 3)
    let expected = (0..<graph.size).flatMap { start in
      graph.distances(from: start).sorted { $0.key < $1.key }.map { integers(start, $0.key, $0.value) }
    }
    #expect(expected.count > 5000)
    let rules = "d(X, Y, min(1)) :- e(X, Y). d(X, Z, min(C)) :- d(X, Y, D), e(Y, Z), C = D + 1."
    #expect(try rows("\(graph.facts) \(rules) d(X, Y, C)?") == expected)
  }
}
