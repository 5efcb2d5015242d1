import Chronology
import Syntax

/// The values of the variables bound so far.
typealias Environment = [String: Literal]

/// Answers questions over fixed facts and rules, slowly and obviously: all rules again and again,
/// one row at a time, until nothing changes.
final class ReferenceEvaluator {
  struct Place: Hashable {
    var node: ReferenceNode
    var view: ReferenceView
  }

  private struct Seen: Hashable {
    var source: ReferenceSource
    var view: ReferenceView
  }

  let facts: ReferenceFacts
  let catalog: ReferenceCatalog
  let policy: ReferencePolicy
  let today: Day
  private let rules: [Rule]
  private let dependencies: ReferenceDependencies
  /// Finished relations, and those of the component being computed as of the last round.
  private var rows: [Place: Set<[Literal]>] = [:]
  private var finished: Set<ReferenceNode> = []
  private var tables: [Seen: ReferenceTable] = [:]
  /// How many rows may still be looked at.
  private var budget: Int

  init(
    facts: ReferenceFacts, rules: [Rule], catalog: ReferenceCatalog, policy: ReferencePolicy, today: Day,
    budget: Int
  ) throws {
    self.facts = facts
    self.rules = rules
    self.catalog = catalog
    self.policy = policy
    self.today = today
    self.budget = budget
    dependencies = try ReferenceDependencies(rules, catalog)
  }

  func table(_ source: ReferenceSource, _ view: ReferenceView) -> ReferenceTable {
    let seen = Seen(source: source, view: view)
    if let table = tables[seen] { return table }
    var all = source.nodes.isEmpty ? facts.rows(source) : []
    for node in source.nodes { all.formUnion(rows[Place(node: node, view: view)] ?? []) }
    let table = ReferenceTable(all)
    tables[seen] = table
    return table
  }

  func spend() throws {
    budget -= 1
    if budget < 0 { throw ReferenceError.tooCostly }
  }

  /// Computes both versions of what is read, and before that of all it depends on.
  func materialise(_ nodes: Set<ReferenceNode>) throws {
    for node in nodes where !finished.contains(node) {
      let component = dependencies.component(of: node)
      try materialise(dependencies.reachable(from: node).subtracting(component))
      try fixpoint(component)
      finished.formUnion(component)
    }
  }

  /// Derives what reads each other from each other, from nothing, until a round gives what the round
  /// before gave. Each round starts afresh, so that nothing stays that stood on a minimum since bettered.
  private func fixpoint(_ component: Set<ReferenceNode>) throws {
    var clauses: [ReferenceNode: [ReferenceClause]] = [:]
    for rule in rules where component.contains(try rule.node) {
      clauses[try rule.node, default: []].append(try ReferenceClause(rule, catalog: catalog, policy: policy))
    }
    while true {
      var next: [Place: Set<[Literal]>] = [:]
      for view in ReferenceView.allCases {
        for node in component {
          var derived = facts.rows(
            ReferenceSource(relation: node.relation, modality: .only(node.modality), isCited: false))
          for clause in clauses[node] ?? [] { derived.formUnion(try head(of: clause, view)) }
          if let best = ReferenceBest((clauses[node] ?? []).map(\.terms)) { derived = best.best(of: derived) }
          next[Place(node: node, view: view)] = derived
        }
      }
      let isStable = next.allSatisfy { rows[$0.key] == $0.value }
      rows.merge(next) { $1 }
      tables = tables.filter { $0.key.source.nodes.isDisjoint(with: component) }
      if isStable { return }
    }
  }

  /// The rows that a rule derives from the relations as they are.
  private func head(of clause: ReferenceClause, _ view: ReferenceView) throws -> Set<[Literal]> {
    if clause.isAggregating { return try aggregatedHead(of: clause, view) }
    var derived: Set<[Literal]> = []
    try solve(clause.body, [:], view) { environment in
      if let row = try self.row(clause.terms, environment) { derived.insert(row) }
      return true
    }
    for row in derived { try catalog.check(row, of: clause.head.relation) }
    return derived
  }

  /// The values of the terms; nil where one has none.
  func row(_ terms: [Term], _ environment: Environment) throws -> [Literal]? {
    var row: [Literal] = []
    for term in terms {
      guard let value = try value(of: term, environment) else { return nil }
      row.append(value)
    }
    return row
  }
}
