/// Where there would be too many ways: rows that were computed earlier lead down from there, by any
/// derivation.
extension DerivationSearch {
  /// Follows for each row one way whose rows in the same recursion were computed before it.
  func descend(from root: Int) throws(EngineError) {
    var seen: Set<Int> = [root]
    var stack = [root]
    while let node = stack.popLast() {
      guard nodes[node].height == nil else { continue }
      try expand(node)
      guard nodes[node].height == nil, let way = try earliestWay(to: node) else { continue }
      for premise in ways[way].premises where seen.insert(premise).inserted { stack.append(premise) }
    }
  }

  private func earliestWay(to node: Int) throws(EngineError) -> Int? {
    let own = mapped(sources[nodes[node].source].predicate)
    let age = try age(of: node)
    var best: (way: Int, age: (Int, Int))?
    for number in nodes[node].ways {
      try budget.poll()
      var latest = (-1, -1)
      for premise in ways[number].premises
      where strata[mapped(sources[nodes[premise].source].predicate)] == strata[own] {
        if let age = try self.age(of: premise), age > latest { latest = age }
      }
      if let age, latest >= age { continue }
      if let best, best.age <= latest { continue }
      best = (number, latest)
    }
    return best?.way
  }

  /// When a row was added: see ``Evaluator/age(of:_:budget:)``.
  func age(of node: Int) throws(EngineError) -> (Int, Int)? {
    let source = sources[nodes[node].source]
    guard !source.definition.isStreamed, strata[mapped(source.predicate)] != nil else { return nil }
    return try evaluator.age(of: mapped(source.predicate), nodes[node].values, budget: budget)
  }
}
