import Syntax

/// The literals around a part of a rule that give values to variables which the part reads but does not bind.
///
/// As few as will do are taken, and those that the rule's own recursion does not go through before others:
/// what a negation or an aggregate reads must be known before it.
struct OuterContext {
  private let scope: ClauseScope
  private let candidates: [Candidate]

  private struct Candidate {
    /// The position of the literal in the clause around the part.
    var position: Int
    var source: ValueSource
    var cost: Int
  }

  init(_ scope: ClauseScope, _ catalog: Catalog, _ origin: Origin) {
    self.scope = scope
    let head: String? =
      if case .rule(let rule) = origin.statement.kind { rule.head.relation.text } else { nil }
    candidates = scope.literals.enumerated().flatMap { position, literal in
      literal.valueSources(isVisible: scope.isVisible).map {
        Candidate(position: position, source: $0, cost: OuterContext.cost(literal, $0, head: head, catalog))
      }
    }
  }

  /// The literals for a part, in the order written; `names` are the variables of its columns.
  func literals(for part: [FlatLiteral], reading names: [String]) -> [FlatLiteral] {
    let inner = Set(part.flatMap(\.outerVariables).map(\.text) + names)
    var bound = OuterContext.bound(by: part) { inner.contains($0) || scope.isVisible($0) }
    var goals = unique(names + part.flatMap { $0.variableUses.map(\.text) }).filter(scope.isVisible)
    var chosen: Set<Int> = []
    var next = 0
    while next < goals.count {
      let goal = goals[next]
      next += 1
      guard !bound.contains(goal) else { continue }
      let best = candidates.filter {
        $0.source.gives.contains(goal) && !chosen.contains($0.position)
          && $0.source.locals.isDisjoint(with: inner)
      }.min { $0.cost < $1.cost }
      guard let best else { continue }
      chosen.insert(best.position)
      bound.formUnion(best.source.gives)
      goals += best.source.needs.sorted()
    }
    return chosen.sorted().map { scope.literals[$0] }
  }

  /// The variables that a conjunction binds by itself.
  private static func bound(by literals: [FlatLiteral], isVisible: (String) -> Bool) -> Set<String> {
    let sources = literals.flatMap { $0.valueSources(isVisible: isVisible) }
    var bound: Set<String> = []
    var before: Int
    repeat {
      before = bound.count
      for source in sources where source.needs.isSubset(of: bound) { bound.formUnion(source.gives) }
    } while bound.count > before
    return bound
  }

  private static func cost(_ literal: FlatLiteral, _ source: ValueSource, head: String?, _ catalog: Catalog)
    -> Int
  {
    let relations = Set(literal.relationUses)
    if let head, !relations.isEmpty, catalog.doRules(of: relations, read: head) { return 3 }
    guard case .atom = literal.kind else { return source.needs.isEmpty ? 0 : 2 }
    return 1
  }
}

/// What a literal gives values to, once some variables have values.
struct ValueSource {
  var gives: Set<String>
  var needs: Set<String> = []
  /// The variables inside aggregates that are the aggregates' own.
  var locals: Set<String> = []
}

extension FlatLiteral {
  /// The ways in which the literal gives values to variables. `isVisible` says whether a variable inside an
  /// aggregate is one of the clause.
  fileprivate func valueSources(isVisible: (String) -> Bool) -> [ValueSource] {
    func need(_ term: Term, in source: inout ValueSource) {
      let outer = Set(term.outerVariables.map(\.text))
      let inAggregates = Set(term.variableUses.map(\.text)).subtracting(outer)
      source.needs.formUnion(outer.union(inAggregates.filter(isVisible)))
      source.locals.formUnion(inAggregates.filter { !isVisible($0) })
    }
    switch kind {
    case .atom(let atom):
      guard BuiltinTest(name: atom.relation.text) == nil else { return [] }
      var source = ValueSource(gives: [])
      for term in atom.arguments.map(\.value) + (atom.document.map { [$0] } ?? []) {
        if case .variable(let name) = term.kind { source.gives.insert(name) } else { need(term, in: &source) }
      }
      return [source]
    case .comparison(let comparison):
      guard comparison.relation == .equal else { return [] }
      return [(comparison.left, comparison.right), (comparison.right, comparison.left)].compactMap {
        side, other in
        guard case .variable(let name) = side.kind else { return nil }
        var source = ValueSource(gives: [name])
        need(other, in: &source)
        return source.needs.contains(name) ? nil : source
      }
    case .negation: return []
    }
  }

  /// Every named variable in the literal.
  fileprivate var variableUses: [Name] { formula.variableUses }

  /// The relations that the literal reads.
  fileprivate var relationUses: [String] { formula.relationUses.map(\.text) }

  private var formula: Formula {
    switch kind {
    case .atom(let atom): Formula(.atom(atom), range)
    case .comparison(let comparison): Formula(.comparison(comparison), range)
    case .negation(let inner): inner
    }
  }
}

extension Catalog {
  /// Whether rules of some relations read another one, directly or through rules of others.
  fileprivate func doRules(of relations: Set<String>, read goal: String) -> Bool {
    var seen = relations
    var waiting = Array(relations)
    while let relation = waiting.popLast() {
      if relation == goal { return true }
      for number in rulesByHead[relation] ?? [] {
        for use in rules[number]?.body.relationUses ?? [] where seen.insert(use.text).inserted {
          waiting.append(use.text)
        }
      }
    }
    return false
  }
}
