import Syntax

/// A rule or constraint as it was defined.
final class StoredRule {
  let origin: Origin
  /// Nil for a constraint.
  let head: Atom?
  let body: Formula
  /// The rule's text without its layout, by which it is known again.
  let text: String

  init(origin: Origin, head: Atom?, body: Formula, text: String) {
    self.origin = origin
    self.head = head
    self.body = body
    self.text = text
  }
}

/// A change of what a relation is.
enum CatalogChange {
  /// Its columns: how atoms of it are written, in every rule that names it.
  case shape(String)
  /// Its rules, the modalities in which it has facts, or the kinds of value that they hold.
  case contents(String)
}

/// All that has been said: declarations, base facts, rules. Knows nothing of what follows from it.
final class Catalog {
  let values = ValueStore()
  private(set) var schemas: [String: Schema] = [
    "document": .document, "evidence": .evidence,
  ]
  private(set) var facts: [FactKey: FactStore] = [:]
  /// Rules and constraints by number, which is never used again.
  private(set) var rules: [Int: StoredRule] = [:]
  private(set) var rulesByHead: [String: [Int]] = [:]
  /// Rules by text.
  private var ruleNumbers: [String: Int] = [:]
  private var lastRule = 0
  /// Grows with every change; a new value is taken for each.
  private(set) var clock = 0
  /// What has changed that clauses and kinds were made from, until ``takeChanges()`` hands it over.
  private var changes: [CatalogChange] = []
  /// When the rules of a relation last changed.
  private(set) var ruleStamps: [String: Int] = [:]
  /// When a store of facts last came or went.
  private(set) var storesStamp = 0

  func tick() -> Int {
    clock += 1
    return clock
  }

  /// What has changed since the last call.
  func takeChanges() -> [CatalogChange] {
    guard !changes.isEmpty else { return [] }
    defer { changes.removeAll(keepingCapacity: true) }
    return changes
  }

  // MARK: Relations

  /// Relations that are known though none of their facts is in sight, while the past is looked at.
  var relationsInSight: Set<String> = []

  /// Whether something declares the relation, gives it facts, or derives it.
  func isKnown(_ relation: String) -> Bool {
    if relationsInSight.contains(relation) { return true }
    if let schema = schemas[relation], schema.isDeclared { return true }
    return hasFacts(relation) || !(rulesByHead[relation] ?? []).isEmpty
  }

  func hasFacts(_ relation: String) -> Bool {
    Modality.allCases.contains {
      (facts[FactKey(relation: relation, modality: $0)]?.table.liveCount ?? 0) > 0
    }
  }

  /// The shape of a relation that is known.
  func schema(of relation: String) -> Schema? {
    guard let schema = schemas[relation], schema.isDeclared || isKnown(relation) else { return nil }
    return schema
  }

  /// In no order.
  var knownRelations: [String] { schemas.keys.filter(isKnown) }

  /// The modalities in which a relation has facts or rules.
  func modalities(of relation: String) -> [Modality] {
    Modality.allCases.filter { modality in
      (facts[FactKey(relation: relation, modality: modality)]?.table.liveCount ?? 0) > 0
        || rules(of: relation, modality: modality).isEmpty == false
    }
  }

  /// Sets or, with nil, takes away what is known of a relation's shape.
  func setSchema(_ schema: Schema?, of relation: String) {
    schemas[relation] = schema
    changes.append(.shape(relation))
    ruleStamps[relation] = tick()
  }

  /// Notes the shape of a relation at its first use; gives whether it was another, or none.
  func noteShape(of relation: String, arity: Int, statement: Statement?) -> Bool {
    if let schema = schemas[relation], schema.arity == arity { return false }
    schemas[relation] = Schema(arity: arity, statement: statement)
    changes.append(.shape(relation))
    return true
  }

  // MARK: Facts

  func store(of key: FactKey, arity: Int) -> FactStore {
    if let store = facts[key], store.table.arity == arity { return store }
    let store = FactStore(arity: arity)
    facts[key] = store
    storesStamp = tick()
    changes.append(.contents(key.relation))
    return store
  }

  /// A modality has got its first fact or lost its last: `any` now reads other relations.
  func noteModalities(of relation: String) {
    changes.append(.contents(relation))
    ruleStamps[relation] = tick()
  }

  /// Facts of a relation hold a kind of value that none held before, or no longer hold one.
  func noteKinds(of relation: String) { changes.append(.contents(relation)) }

  /// Takes facts out with their citations, by the numbers of their rows, which they keep.
  func remove(rows: some Sequence<Int>, of key: FactKey) {
    guard let store = facts[key] else { return }
    let kinds = store.kinds
    store.remove(rows: rows, stamp: tick())
    if store.kinds != kinds { noteKinds(of: key.relation) }
    if store.table.liveCount == 0 { noteModalities(of: key.relation) }
  }

  /// Puts back facts that were taken out.
  func restore(rows: some Sequence<Int>, of key: FactKey) {
    guard let store = facts[key] else { return }
    let (kinds, wasEmpty) = (store.kinds, store.table.liveCount == 0)
    store.restore(rows: rows, stamp: tick())
    if store.kinds != kinds { noteKinds(of: key.relation) }
    if wasEmpty { noteModalities(of: key.relation) }
  }

  /// Puts a store with its facts, or none, in the place of a relation's.
  func setStore(_ store: FactStore?, of key: FactKey) {
    facts[key] = store
    storesStamp = tick()
    noteModalities(of: key.relation)
  }

  var factCount: Int { facts.values.reduce(0) { $0 + $1.table.liveCount } }

  // MARK: Rules

  func rules(of relation: String, modality: Modality) -> [StoredRule] {
    (rulesByHead[relation] ?? []).compactMap { number in
      guard let rule = rules[number], rule.head?.modality == .only(modality) else { return nil }
      return rule
    }
  }

  var nextRule: Int { lastRule + 1 }

  func rule(withText text: String) -> StoredRule? { ruleNumbers[text].flatMap { rules[$0] } }

  func add(_ rule: StoredRule) {
    lastRule = max(lastRule, rule.origin.id)
    rules[rule.origin.id] = rule
    ruleNumbers[rule.text] = rule.origin.id
    guard let head = rule.head else { return }
    var numbers = rulesByHead[head.relation.text] ?? []
    // A rule that comes back by undoing takes its old place again.
    numbers.insert(rule.origin.id, at: numbers.firstIndex { $0 > rule.origin.id } ?? numbers.count)
    rulesByHead[head.relation.text] = numbers
    noteRules(of: head.relation.text)
  }

  func remove(rule number: Int) -> StoredRule? {
    guard let rule = rules.removeValue(forKey: number) else { return nil }
    ruleNumbers[rule.text] = nil
    if let relation = rule.head?.relation.text {
      rulesByHead[relation]?.removeAll { $0 == number }
      noteRules(of: relation)
    }
    return rule
  }

  private func noteRules(of relation: String) {
    changes.append(.contents(relation))
    ruleStamps[relation] = tick()
  }

  /// Everything derived must be computed anew.
  func invalidateAll() {
    let now = tick()
    for relation in schemas.keys { ruleStamps[relation] = now }
  }
}
