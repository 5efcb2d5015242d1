import Syntax

/// Chooses for each row the way that its derivation takes, of those of least height.
struct DerivationChoice {
  /// What tells derivations of one height apart.
  private struct Merit {
    var citations = 0
    /// The publication date of the earliest document; nil where no document has one.
    var earliest: Handle?
  }

  private let search: DerivationSearch
  private let citations: CitationFinder
  private var merits: [Int: Merit] = [:]
  /// The way that is taken to each derived row.
  private(set) var ways: [Int: Int] = [:]

  /// The choices for rows and all that they rest on.
  init(_ roots: [Int], in search: DerivationSearch, _ citations: CitationFinder) throws(EngineError) {
    self.search = search
    self.citations = citations
    var needed: [Int] = []
    var seen = Set(roots)
    var stack = Array(seen)
    while let node = stack.popLast() {
      try search.budget.poll()
      needed.append(node)
      for way in candidates(for: node) {
        for premise in search.ways[way].premises where seen.insert(premise).inserted { stack.append(premise) }
      }
    }
    for node in try ordered(needed) {
      try search.budget.poll()
      try choose(node)
    }
  }

  /// The ways of least height. A row that only better values have, which were bettered since, is no lower than what
  /// it rests on: then any.
  private func candidates(for node: Int) -> [Int] {
    guard let height = search.nodes[node].height else { return Array(search.nodes[node].ways.prefix(1)) }
    return search.nodes[node].ways.filter { search.height(of: search.ways[$0]) == height }
  }

  /// The rows with each after those that its ways use.
  private func ordered(_ nodes: [Int]) throws(EngineError) -> [Int] {
    var order: [Int] = []
    var state: [Int: Int] = [:]
    for start in nodes.sorted(by: {
      (search.nodes[$0].height ?? .max, $0) < (search.nodes[$1].height ?? .max, $1)
    })
    where state[start] == nil {
      // What a way uses is lower, but for the parts of a rule, which are below it by few steps.
      var stack = [start]
      while let node = stack.last {
        try search.budget.poll()
        if state[node] == nil {
          state[node] = 0
          for way in candidates(for: node) {
            stack += search.ways[way].premises.filter { state[$0] == nil }
          }
        } else {
          stack.removeLast()
          if state.updateValue(1, forKey: node) == 0 { order.append(node) }
        }
      }
    }
    return order
  }

  private mutating func choose(_ node: Int) throws(EngineError) {
    if search.nodes[node].isStated {
      var merit = Merit()
      for citation in citations.citations(of: search.nodes[node], search.sources[search.nodes[node].source]) {
        merit.citations += 1
        merit.earliest = earlier(merit.earliest, citations.published(citation.document.text))
      }
      merits[node] = merit
      return
    }
    var best: (way: Int, merit: Merit)?
    for way in candidates(for: node) {
      let merit = merit(of: way)
      if let known = best, !isBetter(way, merit, than: known.way, known.merit) { continue }
      best = (way, merit)
    }
    guard let best else { return }
    ways[node] = best.way
    merits[node] = best.merit
  }

  private func merit(of way: Int) -> Merit {
    var merit = Merit()
    for premise in search.ways[way].premises {
      let part = merits[premise] ?? Merit()
      merit.citations = min(merit.citations &+ part.citations, 1 << 40)
      merit.earliest = earlier(merit.earliest, part.earliest)
    }
    return merit
  }

  /// Ways in the order in which they are preferred, where what they use has been chosen.
  func ranked(_ ways: [Int]) -> [Int] {
    let entries = ways.map {
      (way: $0, height: search.height(of: search.ways[$0]) ?? .max, merit: merit(of: $0))
    }
    return entries.sorted { first, second in
      if first.height != second.height { return first.height < second.height }
      return isBetter(first.way, first.merit, than: second.way, second.merit)
    }.map(\.way)
  }

  private func earlier(_ first: Handle?, _ second: Handle?) -> Handle? {
    guard let first, let second else { return first ?? second }
    return search.evaluator.catalog.values.precedes(second, first) ? second : first
  }

  private func isBetter(_ way: Int, _ merit: Merit, than other: Int, _ otherMerit: Merit) -> Bool {
    if merit.citations != otherMerit.citations { return merit.citations > otherMerit.citations }
    if merit.earliest != otherMerit.earliest {
      guard let date = merit.earliest else { return false }
      return otherMerit.earliest.map { search.evaluator.catalog.values.precedes(date, $0) } ?? true
    }
    let (first, second) = (search.ways[way], search.ways[other])
    if first.clause != second.clause { return (first.clause ?? -1) < (second.clause ?? -1) }
    for (left, right) in zip(first.values, second.values) where left != right {
      return search.evaluator.catalog.values.precedes(left, right)
    }
    return false
  }
}
