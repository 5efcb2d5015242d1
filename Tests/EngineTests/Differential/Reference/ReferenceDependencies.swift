import Syntax

/// Which relations the rules of each relation read, and how.
struct ReferenceDependencies {
  private var all: [ReferenceNode: Set<ReferenceNode>] = [:]
  /// Through `not`, or through an aggregate other than the `min` or `max` of a head.
  private var strict: [ReferenceNode: Set<ReferenceNode>] = [:]

  init(_ rules: [Rule], _ catalog: ReferenceCatalog) throws {
    for (head, rules) in try Dictionary(grouping: rules, by: { try $0.node }) {
      let takesBest = try ReferenceBest(rules.map { try catalog.complete($0.head) }) != nil
      for rule in rules { add(rule.body, to: head, isStrict: !takesBest && !rule.head.aggregates.isEmpty) }
    }
  }

  private mutating func add(_ formula: Formula, to head: ReferenceNode, isStrict: Bool) {
    switch formula.kind {
    case .atom(let atom):
      for argument in atom.arguments { add(argument.value, to: head) }
      guard !ReferenceTests.names.contains(atom.relation.text) else { return }
      all[head, default: []].formUnion(ReferenceSource(atom).nodes)
      if isStrict { strict[head, default: []].formUnion(ReferenceSource(atom).nodes) }
    case .comparison(let comparison):
      add(comparison.left, to: head)
      add(comparison.right, to: head)
    case .negation(let part): add(part, to: head, isStrict: true)
    case .possibly(let part): add(part, to: head, isStrict: isStrict)
    case .conjunction(let parts), .disjunction(let parts):
      for part in parts { add(part, to: head, isStrict: isStrict) }
    }
  }

  private mutating func add(_ term: Term, to head: ReferenceNode) {
    switch term.kind {
    case .aggregate(let aggregate):
      if let body = aggregate.body { add(body, to: head, isStrict: true) }
    case .call(_, let terms): for term in terms { add(term, to: head) }
    case .negative(let part): add(part, to: head)
    case .binary(_, let left, let right):
      add(left, to: head)
      add(right, to: head)
    case .variable, .anonymous, .literal, .parameter: break
    }
  }

  /// The relation and all that its rules read, directly or not.
  func reachable(from node: ReferenceNode) -> Set<ReferenceNode> {
    var found: Set<ReferenceNode> = [node]
    var open = [node]
    while let next = open.popLast() {
      for other in all[next] ?? [] where found.insert(other).inserted { open.append(other) }
    }
    return found
  }

  /// The relations that read each other, the relation itself among them.
  func component(of node: ReferenceNode) -> Set<ReferenceNode> {
    reachable(from: node).filter { reachable(from: $0).contains(node) }
  }

  /// Whether no relation depends on itself through `not` or an aggregate.
  var isStratified: Bool {
    !strict.contains { head, others in others.contains { reachable(from: $0).contains(head) } }
  }
}

extension Atom {
  var aggregates: [Aggregate] {
    arguments.compactMap { if case .aggregate(let aggregate) = $0.value.kind { aggregate } else { nil } }
  }
}
