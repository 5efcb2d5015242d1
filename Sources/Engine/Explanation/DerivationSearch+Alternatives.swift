import Syntax

/// All ways to derive a row.
extension DerivationSearch {
  /// What was found of the ways to a row.
  ///
  /// A way is a rule with values for all variables of its body, also for `_`; that the row was stated is one
  /// too. Ways are counted at the row's own level: how many there are to the rows that they use plays no
  /// part. A way that needs the row itself is none: one that uses it, or a row that holds only by it.
  struct Alternatives {
    /// The nodes of the row that were stated: more than one where any modality does.
    var stated: [Int] = []
    /// The ways that count.
    var ways: [Int] = []
    /// How many further ways could not be told to count or not, since too many rows lead to them.
    var undecided = 0
    /// Whether there are more than were looked at.
    var isMore = false
    /// Rows that were taken to hold without the row, though no derivation of them was looked for.
    var grounds: Set<Int> = []

    var count: Int { stated.count + ways.count }
  }

  /// How many ways to a row are counted.
  static let mostCounted = 10_000

  /// Finds the ways to a row: of those that count, the heights of the lowest `first` are those of least
  /// height.
  func alternatives(
    to predicate: Predicate, _ values: [Handle], first: Int
  ) throws(EngineError) -> Alternatives {
    let root = try start(predicate, values)
    var found = Alternatives()
    var candidates = try candidates(from: root, &found)
    let given = ways.count
    try settle(first, of: candidates, beyond: given)
    try decide(&candidates, &found, beyond: given)
    found.ways = candidates
    return found
  }

  /// Expands the row, and what it only copies, and bars both from what follows.
  private func candidates(from root: Int, _ found: inout Alternatives) throws(EngineError) -> [Int] {
    var waiting = [root]
    var candidates: [Int] = []
    while let node = waiting.popLast() {
      guard barred.insert(node).inserted else { continue }
      if nodes[node].isStated { found.stated.append(node) }
      try expand(node, limit: DerivationSearch.mostCounted + 1, evenIfStated: true)
      for way in nodes[node].ways {
        if isCopy(way) { waiting += ways[way].premises } else { candidates.append(way) }
      }
    }
    candidates.removeAll { !barred.isDisjoint(with: ways[$0].premises) }
    let room = max(0, DerivationSearch.mostCounted - found.stated.count)
    if candidates.count > room {
      found.isMore = true
      candidates.removeLast(candidates.count - room)
    }
    return candidates
  }

  /// Whether a way only copies a row: that of a question of one atom, or of a relation whatever the modality.
  func isCopy(_ number: Int) -> Bool {
    let way = ways[number]
    guard way.premises.count == 1, let place = way.clause else { return false }
    let source = sources[nodes[way.head].source]
    switch source.predicate {
    case .relation(_, .any, _): return true
    case .auxiliary(rule: 0, _, _):
      let clause = source.definition.clauses[place]
      // What breaks a constraint is no fact, even where the constraint is of one atom.
      if case .constraint = clause.origin.statement.kind { return false }
      guard clause.body.count == 1, case .atom(let atom) = clause.body[0] else { return false }
      if case .auxiliary = atom.predicate { return false }
      return true
    case .relation, .citing, .evidence, .auxiliary, .base, .demanded: return false
    }
  }

  /// Goes on level by level until the lowest ways have their least heights, or there are too many ways.
  private func settle(_ wanted: Int, of candidates: [Int], beyond given: Int) throws(EngineError) {
    var level = unexpanded(in: candidates)
    var levels = 1
    while !level.isEmpty, ways.count - given < mostWaysInAll / 8 {
      let heights = candidates.compactMap { height(of: ways[$0]) }.sorted()
      if heights.count >= min(wanted, candidates.count), heights.prefix(wanted).allSatisfy({ $0 <= levels }) {
        return
      }
      var next = nodes.count
      for node in level where ways.count - given < mostWaysInAll / 8 { try expand(node) }
      level = []
      while next < nodes.count {
        if isPart(next) { try expand(next) } else { level.append(next) }
        next += 1
      }
      levels += 1
    }
  }

  /// Keeps the ways that do without the row, and counts those of which that is not known.
  private func decide(
    _ candidates: inout [Int], _ found: inout Alternatives, beyond given: Int
  ) throws(EngineError) {
    var isFree: [Int: Bool] = [:]
    var oldest: (Int, Int)?
    for node in barred {
      guard let age = try age(of: node) else { continue }
      if oldest.map({ age < $0 }) ?? true { oldest = age }
    }
    let own = Set(barred.compactMap { stratum(of: $0) })
    /// Whether a row is known to hold without the barred one.
    func holds(_ node: Int) throws(EngineError) -> Bool {
      if nodes[node].height != nil || isFree[node] == true { return true }
      if let stratum = stratum(of: node), own.contains(stratum) {
        guard let oldest, try isInOrder(stratum), let age = try age(of: node), age < oldest else {
          return false
        }
      }
      found.grounds.insert(node)
      return true
    }
    let mostWays = mostWaysInAll / 8
    while true {
      // Which rows follow from those that hold, as far as ways are known.
      var open: [Int] = []
      var seen: Set<Int> = []
      var stack = candidates.flatMap { ways[$0].premises }
      while let node = stack.popLast() {
        guard seen.insert(node).inserted, isFree[node] == nil else { continue }
        if try holds(node) {
          isFree[node] = true
        } else if !nodes[node].isExpanded {
          open.append(node)
        } else {
          stack += nodes[node].ways.flatMap { ways[$0].premises }
        }
      }
      var changed = isFree.filter(\.value).map(\.key)
      while let node = changed.popLast() {
        for use in nodes[node].uses where isFree[ways[use].head] == nil {
          let head = ways[use].head
          guard !barred.contains(head), ways[use].premises.allSatisfy({ isFree[$0] == true }) else {
            continue
          }
          isFree[head] = true
          changed.append(head)
        }
      }
      func isOpen(_ way: Int) -> Bool { !ways[way].premises.allSatisfy { isFree[$0] == true } }
      if !candidates.contains(where: isOpen) { return }
      let isEnd = open.isEmpty
      if isEnd || ways.count - given >= mostWays {
        let before = candidates.count
        candidates.removeAll(where: isOpen)
        if !isEnd { found.undecided = before - candidates.count }
        return
      }
      for node in open.sorted() where ways.count - given < mostWays { try expand(node) }
    }
  }

  /// Finds some derivation without the row for what a way uses, where none was found before.
  func ground(_ way: Int, by found: Alternatives) throws(EngineError) {
    var seen: Set<Int> = []
    var stack = ways[way].premises
    while let node = stack.popLast() {
      guard nodes[node].height == nil, seen.insert(node).inserted else { continue }
      if found.grounds.contains(node) {
        try descend(from: node)
      } else {
        stack += nodes[node].ways.flatMap { ways[$0].premises }
      }
    }
  }

  private func unexpanded(in candidates: [Int]) -> [Int] {
    var seen: Set<Int> = []
    var nodes: [Int] = []
    for premise in candidates.flatMap({ ways[$0].premises }) where seen.insert(premise).inserted {
      nodes.append(premise)
    }
    return nodes
  }

  private func stratum(of node: Int) -> Int? { strata[mapped(sources[nodes[node].source].predicate)] }

  /// Whether each row of a stratum is younger than some that it follows from: not where these may be values
  /// that were bettered since, nor where rows were taken out.
  private func isInOrder(_ stratum: Int) throws(EngineError) -> Bool {
    for source in sources where strata[mapped(source.predicate)] == stratum {
      if case .best = source.definition.form { return false }
      if !source.definition.isStreamed, try evaluator.table(of: mapped(source.predicate)).hasDeadRows {
        return false
      }
    }
    return true
  }
}
