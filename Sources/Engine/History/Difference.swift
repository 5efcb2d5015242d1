public import Syntax

/// What a scope has changed in one relation and modality, stated and derived rows alike.
public struct Difference {
  public let relation: String
  public let modality: Modality
  /// The columns' names, nil where they have none; where the columns themselves are others now, those of now.
  public let columns: [String?]
  /// The rows that are there now and were not, sorted.
  public let added: [[Value]]
  /// The rows that were there and no longer are, sorted.
  public let removed: [[Value]]
}

/// What a scope has changed.
public struct ScopeDifference {
  /// By relation and modality; those without a difference are left out.
  public var differences: [Difference] = []
  /// Relations of which rows could not be computed, since their rules cannot be: asking one tells why.
  public var uncomputed: [String] = []
  /// Relations that were asked for and are none, now or then.
  public var unknown: [String] = []
}

extension Engine {
  /// What the innermost scope has changed in relations, or in all that it can have changed something in: the relations
  /// whose facts or rules it touched, and those that follow from them.
  ///
  /// The scope's changes are taken back, what was is computed, and they are made again, also where this is interrupted or
  /// reaches a limit. Nil where no scope is open, or the past is looked at.
  public func difference(
    of relations: [String]? = nil, dates: DateView = .certain
  ) throws(EngineError) -> ScopeDifference? {
    guard past.isPresent, let scope = scopes.last else { return nil }
    let changes = history.changes(since: scope)
    var names = Set(relations ?? [])
    if relations == nil { names = catalog.dependents(on: changes) }
    let budget = budget()
    var result = ScopeDifference()
    let now = try rows(of: names, dates, &result.uncomputed, budget)
    result.unknown = names.filter { !catalog.isKnown($0) }.sorted()
    changes.revert(in: catalog)
    defer { changes.apply(in: catalog) }
    if relations == nil {
      // What followed then may do so no longer, as where a rule was forgotten.
      names.formUnion(catalog.dependents(on: changes))
    }
    result.unknown.removeAll(where: catalog.isKnown)
    var uncomputedThen: [String] = []
    let before = try rows(of: names, dates, &uncomputedThen, budget)
    for key in Set(now.keys).union(before.keys).sorted(by: { $0.precedes($1) }) {
      let difference = try difference(of: key, before[key], now[key], budget)
      if !difference.added.isEmpty || !difference.removed.isEmpty { result.differences.append(difference) }
    }
    return result
  }

  private struct KnownRows {
    let snapshot: RowSnapshot
    let table: Table
    let columns: [String?]
  }

  /// The rows of relations in each modality that they have.
  private func rows(
    of relations: Set<String>, _ view: DateView, _ uncomputed: inout [String], _ budget: Budget
  ) throws(EngineError) -> [FactKey: KnownRows] {
    var rows: [FactKey: KnownRows] = [:]
    for relation in relations.sorted() {
      guard let schema = catalog.schema(of: relation) else { continue }
      for modality in catalog.modalities(of: relation) {
        guard let table = try table(of: relation, modality, view, budget) else {
          if !uncomputed.contains(relation) { uncomputed.append(relation) }
          continue
        }
        rows[FactKey(relation: relation, modality: modality)] = KnownRows(
          snapshot: RowSnapshot(table), table: table, columns: schema.columns.map(\.name))
      }
    }
    return rows
  }

  /// The rows of a relation, computed now; nil where they cannot be.
  private func table(
    of relation: String, _ modality: Modality, _ view: DateView, _ budget: Budget
  ) throws(EngineError) -> Table? {
    let predicate = Predicate.relation(relation, .only(modality), view)
    do throws(EngineError) {
      let strata = try Stratification.of([predicate], in: program)
      guard strata.flatMap(\.predicates).compactMap(\.relation).allSatisfy(catalog.isKnown) else {
        return nil
      }
      try KindInference.check(strata, program: program, catalog: catalog)
      try evaluator.materialize(strata, budget: budget)
      return try evaluator.table(of: predicate)
    } catch {
      if case .stopped = error { throw error }
      return nil
    }
  }

  private func difference(
    of key: FactKey, _ before: KnownRows?, _ now: KnownRows?, _ budget: Budget
  ) throws(EngineError) -> Difference {
    // The table of before may be that of now, taken back; so it is compared from the snapshot of now on.
    let none = Table(arity: (now ?? before)?.columns.count ?? 0)
    let (removed, added) = try (now?.snapshot ?? RowSnapshot(none)).changes(
      to: before?.table ?? none, budget: budget)
    return Difference(
      relation: key.relation, modality: key.modality, columns: (now ?? before)?.columns ?? [],
      added: catalog.values.sorted(added).map { $0.map(catalog.values.value(of:)) },
      removed: catalog.values.sorted(removed).map { $0.map(catalog.values.value(of:)) })
  }
}

extension Catalog {
  /// The relations that changes touched, and all that follow from them by the rules of now.
  func dependents(on changes: [Change]) -> Set<String> {
    var found = Set(changes.compactMap(\.relation))
    let hasFacts = changes.contains { change in
      switch change {
      case .added, .removed, .replaced, .cited: true
      case .defined, .forgotten, .shaped: false
      }
    }
    if hasFacts { found.insert("evidence") }
    var readers: [String: Set<String>] = [:]
    for rule in rules.values {
      guard let head = rule.head?.relation.text else { continue }
      for use in rule.body.relationUses { readers[use.text, default: []].insert(head) }
    }
    var waiting = Array(found)
    while let next = waiting.popLast() {
      for reader in readers[next] ?? [] where found.insert(reader).inserted { waiting.append(reader) }
    }
    return found.subtracting(["evidence"])
  }
}

extension FactKey {
  /// By relation, then by modality in the order in which these are listed.
  fileprivate func precedes(_ other: FactKey) -> Bool {
    guard relation == other.relation else { return relation < other.relation }
    let modalities = Modality.allCases
    return modalities.firstIndex(of: modality) ?? 0 < modalities.firstIndex(of: other.modality) ?? 0
  }
}

extension ValueStore {
  /// Rows in the order of their values, from the first column to the last.
  func sorted(_ rows: [[Handle]]) -> [[Handle]] {
    rows.sorted { left, right in
      for (one, other) in zip(left, right) where one != other { return precedes(one, other) }
      return left.count < right.count
    }
  }
}
