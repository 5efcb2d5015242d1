import Syntax

/// Looks for a derivation of least height backwards from a row.
///
/// The ways to derive a row are found by running the rules with the head's values given. Rows are taken level by
/// level: after `n` levels every derivation of height `n` or less has been seen, so that the search ends when the
/// height found is no greater. What is a part of a rule adds nothing to a height, and is of its rule's level. Rows and ways form a graph, in which heights are brought up to date as ways are added.
/// Where there would be too many ways, rows that were computed earlier lead down from there, by any derivation.
final class DerivationSearch: Work {
  /// A row that was met.
  struct Node {
    let source: Int
    let values: [Handle]
    let isStated: Bool
    /// Nil while no derivation is known.
    var height: Int?
    var ways: [Int] = []
    /// The ways that use it.
    var uses: [Int] = []
    var isExpanded = false
  }

  /// One way to derive a row.
  struct Way {
    let head: Int
    /// The clause, by its place in the definition; nil for an aggregate.
    let clause: Int?
    /// The values of the clause's variables.
    let values: [Handle]
    let premises: [Int]
  }

  private struct Key: Hashable {
    var source: Int
    var values: [Handle]

    // One word for all values: there are many keys, and few that are not told apart by it.
    func hash(into hasher: inout Hasher) {
      hasher.combine(values.reduce(UInt64(source)) { Hashing.add($1.word, to: $0) })
    }
  }

  let evaluator: Evaluator
  let budget: Budget
  /// The predicates that are computed for this search only.
  private let restrictions: Set<Predicate>
  private(set) var strata: [Predicate: Int] = [:]
  private(set) var sources: [RowSource] = []
  private var numbers: [Predicate: Int] = [:]
  private(set) var nodes: [Node] = []
  private(set) var ways: [Way] = []
  private var places: [Key: Int] = [:]
  private var changed: [Int] = []
  /// The predicate whose row is explained.
  private var question: Predicate?
  /// Rows that may not be used, since it is asked what leads to them without them.
  var barred: Set<Int> = []

  /// How many ways of one rule to derive one row are looked at.
  static let mostWays = 4096
  var mostWaysInAll: Int {
    joinsRecursion ? evaluator.tuning.mostDerivations / 8 : evaluator.tuning.mostDerivations
  }
  /// Whether some rule reads its own recursion more than once: then rows soon have more ways than can be looked at,
  /// and it is better to know that early.
  private var joinsRecursion = false
  /// How many rows of an aggregate's group are followed.
  static let mostInputs = 3

  init(evaluator: Evaluator, strata: [Stratum], restrictions: [Predicate], budget: Budget) {
    self.evaluator = evaluator
    self.budget = budget
    self.restrictions = Set(restrictions)
    for (index, stratum) in strata.enumerated() {
      for predicate in stratum.predicates { self.strata[predicate] = index }
    }
    budget.work = self
  }

  /// Looks for the derivations of a row; gives its node, or nil where the row does not hold.
  func search(_ predicate: Predicate, _ values: [Handle]) throws(EngineError) -> Int? {
    let root = try start(predicate, values)
    var level = [root]
    var levels = 0
    while !level.isEmpty {
      if let height = nodes[root].height, levels >= height { break }
      let start = nodes.count
      var next = start
      for node in level where ways.count < mostWaysInAll { try expand(node) }
      level = []
      while next < nodes.count {
        if isPart(next) { try expand(next) } else { level.append(next) }
        next += 1
      }
      levels += 1
      // Where each row has as many ways as those before, the next level alone would be too much.
      if ways.count >= mostWaysInAll || ways.count / max(1, start) * level.count > mostWaysInAll * 4 { break }
    }
    if nodes[root].height == nil { try descend(from: root) }
    return nodes[root].height == nil && nodes[root].ways.isEmpty ? nil : root
  }

  var progress: WorkState { .explaining(rows: nodes.count) }

  /// The node of a row that is explained.
  func start(_ predicate: Predicate, _ values: [Handle]) throws(EngineError) -> Int {
    question = predicate
    return try node(predicate, values)
  }

  // MARK: Rows

  /// The predicate whose table holds the rows that are looked at.
  func mapped(_ predicate: Predicate) -> Predicate {
    let restriction = Predicate.restriction(predicate)
    return restrictions.contains(restriction) ? restriction : predicate
  }

  private func source(of predicate: Predicate) throws(EngineError) -> Int {
    if let number = numbers[predicate] { return number }
    var read = predicate
    if case .relation(let name, let modality, .possible) = predicate, mapped(predicate) == predicate {
      // Where nothing was in doubt, the certain rows were taken; they have the derivations.
      let certain = Predicate.relation(name, modality, .certain)
      if try evaluator.isDecided(certain) { read = certain }
    }
    if read != predicate {
      let number = try source(of: read)
      numbers[predicate] = number
      return number
    }
    let number = sources.count
    numbers[predicate] = number
    sources.append(
      RowSource(predicate: predicate, definition: try evaluator.program.definition(of: predicate)))
    return number
  }

  /// The node of a row.
  func node(_ predicate: Predicate, _ values: [Handle]) throws(EngineError) -> Int {
    let source = try source(of: predicate)
    let key = Key(source: source, values: values)
    if let known = places[key] { return known }
    let isStated = try isStated(sources[source], values)
    places[key] = nodes.count
    nodes.append(Node(source: source, values: values, isStated: isStated, height: isStated ? 0 : nil))
    return nodes.count - 1
  }

  /// A row as the stated fact that it is; nil where it is none.
  func stated(
    _ predicate: Predicate, _ values: [Handle], _ citations: CitationFinder
  ) throws(EngineError) -> FactDescription? {
    let source = sources[try source(of: predicate)]
    guard try isStated(source, values) else { return nil }
    return citations.fact(
      Node(source: 0, values: values, isStated: true), source)
  }

  /// Whether a row is no fact by itself: one of a part of a rule, or of a relation whatever the modality.
  func isPart(_ node: Int) -> Bool {
    switch sources[nodes[node].source].predicate {
    case .relation(_, .any, _): true
    case .auxiliary: sources[nodes[node].source].predicate != question
    case .relation, .citing, .evidence, .base, .demanded: false
    }
  }

  private func isStated(_ source: RowSource, _ values: [Handle]) throws(EngineError) -> Bool {
    switch source.predicate {
    case .citing, .evidence: return true
    case .relation, .auxiliary, .base, .demanded:
      for key in source.definition.facts {
        guard let table = evaluator.catalog.facts[key]?.table, table.arity == values.count else { continue }
        if !table.canBeSearched { try table.takeInMembers(budget: budget) }
        if table.holds(values) { return true }
      }
      return false
    }
  }

  // MARK: Ways

  /// Finds the ways to derive a row, at most `limit` by each clause. That it was stated is enough where
  /// nothing else is asked.
  func expand(
    _ index: Int, limit: Int = DerivationSearch.mostWays, evenIfStated: Bool = false
  ) throws(EngineError) {
    guard evenIfStated || !nodes[index].isStated, !nodes[index].isExpanded else { return }
    nodes[index].isExpanded = true
    try budget.poll()
    let source = sources[nodes[index].source]
    let values = nodes[index].values
    if case .aggregate(let spec) = source.definition.form {
      let group = try group(of: source, spec, values)
      var premises: [Int] = []
      for row in group.chosen { premises.append(try node(spec.input, row)) }
      try add(Way(head: index, clause: nil, values: [], premises: premises))
      return
    }
    for place in source.definition.clauses.indices {
      let goal = try goal(source, place)
      for solution in try goal.solutions(for: values, limit: limit) {
        var premises: [Int] = []
        try budget.poll()
        for literal in goal.clause.body {
          if case .atom(let atom) = literal {
            premises.append(try node(atom.predicate, atom.operands.values(solution)))
            continue
          }
          for row in try rows(of: literal, solution) { premises.append(try node(row.predicate, row.values)) }
        }
        try add(Way(head: index, clause: place, values: solution, premises: premises))
      }
    }
  }

  func goal(_ source: RowSource, _ place: Int) throws(EngineError) -> ClauseGoal {
    if let goal = source.goals[place] { return goal }
    let clause = source.definition.clauses[place]
    let stratum = strata[mapped(source.predicate)]
    let recursive = clause.body.count { literal in
      if case .atom(let atom) = literal {
        stratum != nil && strata[mapped(atom.predicate)] == stratum
      } else {
        false
      }
    }
    if recursive > 1 { joinsRecursion = true }
    let goal = try ClauseGoal(clause, bound: clause.head, isRepeated: true, in: self)
    source.goals[place] = goal
    return goal
  }

  struct Row {
    var predicate: Predicate
    var values: [Handle]
  }

  /// The rows that make a literal true for some values of its variables.
  private func rows(of literal: BodyLiteral, _ values: [Handle]) throws(EngineError) -> [Row] {
    switch literal {
    case .atom(let atom): return [Row(predicate: atom.predicate, values: atom.operands.values(values))]
    case .lookup(let lookup):
      let row = lookup.atom.operands.values(values)
      // An empty group has no row.
      let table = try evaluator.table(of: mapped(lookup.predicate))
      try table.takeInMembers(budget: budget)
      return table.contains { row[$0].word } ? [Row(predicate: lookup.predicate, values: row)] : []
    case .subquery(let subquery):
      var rows: [Row] = []
      for part in try solutions(of: subquery, values)?.chosen ?? [] {
        for literal in part.clause.body { rows += try self.rows(of: literal, part.values) }
      }
      return rows
    case .absent, .test, .equation: return []
    }
  }

  private func add(_ way: Way) throws(EngineError) {
    guard barred.isEmpty || barred.isDisjoint(with: way.premises) else { return }
    let number = ways.count
    ways.append(way)
    nodes[way.head].ways.append(number)
    for (index, premise) in way.premises.enumerated() where !way.premises[..<index].contains(premise) {
      nodes[premise].uses.append(number)
    }
    settle(number)
    var tally = WorkTally(budget)
    while let node = changed.popLast() {
      for use in nodes[node].uses { settle(use) }
      try tally.add(16 * (nodes[node].uses.count + 1))
    }
  }

  /// The height that a way gives its head; nil where a row that it uses has none.
  func height(of way: Way) -> Int? {
    var greatest = 0
    for premise in way.premises {
      guard let height = nodes[premise].height else { return nil }
      greatest = max(greatest, height)
    }
    return isPart(way.head) ? greatest : greatest + 1
  }

  private func settle(_ number: Int) {
    let way = ways[number]
    guard let height = height(of: way) else { return }
    if let known = nodes[way.head].height, known <= height { return }
    nodes[way.head].height = height
    changed.append(way.head)
  }
}
