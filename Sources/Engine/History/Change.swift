import Syntax

/// One change of what has been said, which can be taken back and made again.
enum Change {
  /// Facts were added, with the citations that their rows have.
  case added(FactRows)
  /// Facts were taken out; their rows keep their numbers and citations.
  case removed(FactRows)
  /// Another store took the place of a relation's, and got facts in its first rows: that of a relation which had none.
  /// The store itself comes and goes, so that a load of any size costs nothing to take back.
  case replaced(FactKey, before: FactStore?, after: FactStore, rows: Int)
  /// Citations were added to facts that were known.
  case cited(CitedFacts)
  case defined(StoredRule)
  case forgotten(StoredRule)
  case shaped(String, before: Schema?, after: Schema?)
}

/// Rows of a store of facts that follow each other.
struct FactRows {
  let key: FactKey
  let store: FactStore
  var rows: Range<Int>
}

extension Change {
  /// Takes the change back. What was changed after it has been taken back before.
  func revert(in catalog: Catalog) {
    switch self {
    case .added(let facts):
      catalog.hold(facts)
      catalog.remove(rows: facts.rows, of: facts.key)
    case .removed(let facts):
      catalog.hold(facts)
      catalog.restore(rows: facts.rows, of: facts.key)
    case .replaced(let key, let before, _, _): catalog.setStore(before, of: key)
    case .cited(let facts): facts.store.takeBack(facts.additions, stamp: catalog.tick())
    case .defined(let rule): _ = catalog.remove(rule: rule.origin.id)
    case .forgotten(let rule): catalog.add(rule)
    case .shaped(let relation, let before, _): catalog.setSchema(before, of: relation)
    }
  }

  /// Makes the change again, where all is as it was before it.
  func apply(in catalog: Catalog) {
    switch self {
    case .added(let facts):
      catalog.hold(facts)
      catalog.restore(rows: facts.rows, of: facts.key)
    case .removed(let facts):
      catalog.hold(facts)
      catalog.remove(rows: facts.rows, of: facts.key)
    case .replaced(let key, _, let after, _): catalog.setStore(after, of: key)
    case .cited(let facts): facts.store.restore(facts.additions, stamp: catalog.tick())
    case .defined(let rule): catalog.add(rule)
    case .forgotten(let rule): _ = catalog.remove(rule: rule.origin.id)
    case .shaped(let relation, _, let after): catalog.setSchema(after, of: relation)
    }
  }

  /// The relation of which something changed; nil for a constraint.
  var relation: String? {
    switch self {
    case .added(let facts), .removed(let facts): facts.key.relation
    case .cited(let facts): facts.key.relation
    case .replaced(let key, _, _, _): key.relation
    case .defined(let rule), .forgotten(let rule): rule.head?.relation.text
    case .shaped(let relation, _, _): relation
    }
  }
}

extension Catalog {
  /// Has the store of some facts be that of their relation. In a session it always is; where a relation had other columns
  /// in an earlier one, the store that was loaded may be that of those, and is empty then.
  fileprivate func hold(_ facts: FactRows) {
    if self.facts[facts.key] !== facts.store { setStore(facts.store, of: facts.key) }
  }
}

extension Sequence<Change> {
  /// Makes all of them again, in their order.
  func apply(in catalog: Catalog) {
    for change in self { change.apply(in: catalog) }
  }
}

extension BidirectionalCollection<Change> {
  /// Takes all of them back, the newest first.
  func revert(in catalog: Catalog) {
    for change in reversed() { change.revert(in: catalog) }
  }
}
