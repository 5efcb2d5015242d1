import Syntax

/// Finds rows that nearly match a pattern that nothing matches.
struct NearRows {
  /// A miss with how near it is.
  struct Candidate {
    var closeness: Closeness
    var miss: NearMiss
    /// What tells it from others.
    var key: String
  }

  private let prober: Prober
  private let origin: Origin
  private let facts: CitationFinder

  /// So many rows that differ in one argument are looked at, for each argument.
  private static let mostRows = 10_000
  /// So many rows are looked at for names like one that is not there.
  private static let mostNamedRows = 100_000

  init(_ prober: Prober, _ origin: Origin) {
    self.prober = prober
    self.origin = origin
    facts = CitationFinder(prober.catalog)
  }

  /// The nearest rows, at most ``WhyNot/mostMisses``, the nearest first.
  func nearest(to pattern: RowPattern) throws(EngineError) -> [Candidate] {
    var found = try possible(pattern)
    found += try otherModalities(pattern)
    let known = pattern.known
    for (column, value) in known { found += try differing(in: column, from: value, pattern) }
    if found.count < WhyNot.mostMisses {
      for (column, value) in known {
        guard let name = try unknownName(value, in: column, pattern) else { continue }
        // A row with the name says it already.
        let isShown = found.contains { candidate in
          candidate.miss.fact.map { fact in
            fact.values.indices.contains(column) && fact.values[column].plainText == name.known
          } ?? false
        }
        if !isShown { found.append(name.candidate) }
      }
    }
    return NearRows.best(found)
  }

  /// The nearest of some misses, each once.
  static func best(_ candidates: [Candidate], _ count: Int = WhyNot.mostMisses) -> [Candidate] {
    var seen: Set<String> = []
    let sorted = candidates.enumerated().sorted {
      $0.element.closeness != $1.element.closeness
        ? $0.element.closeness < $1.element.closeness : $0.offset < $1.offset
    }.map(\.element)
    return Array(sorted.filter { seen.insert($0.key).inserted }.prefix(count))
  }

  /// Rows that match, at most `limit`, in the order of their values.
  func rows(_ pattern: RowPattern, limit: Int) throws(EngineError) -> [[Handle]] {
    guard try canBeAsked(pattern) else { return [] }
    return sorted(try prober.rowsIfAny(of: pattern.clause(origin), limit: limit))
  }

  func sorted(_ rows: [[Handle]]) -> [[Handle]] {
    rows.sorted { first, second in
      for (left, right) in zip(first, second) where left != right {
        return prober.catalog.values.precedes(left, right)
      }
      return false
    }
  }

  /// Whether rows can be had without computing all of a recursion that no question has needed so far.
  private func canBeAsked(_ pattern: RowPattern) throws(EngineError) -> Bool {
    if !pattern.known.isEmpty { return true }
    if try prober.evaluator.isStated(pattern.predicate) { return true }
    for stratum in try Stratification.of([pattern.predicate], in: prober.program) where stratum.isRecursive {
      if try !prober.evaluator.isFresh(stratum) { return false }
    }
    return true
  }

  // MARK: The same row

  private func possible(_ pattern: RowPattern) throws(EngineError) -> [Candidate] {
    guard case .relation(let name, let filter, .certain) = pattern.predicate else { return [] }
    let rows = try rows(pattern.reading(.relation(name, filter, .possible)), limit: WhyNot.mostMisses)
    return try rows.map { row throws(EngineError) in
      try candidate(
        .possible, .possible, row, of: .relation(name, filter, .possible), words: "possible, not certain")
    }
  }

  private func otherModalities(_ pattern: RowPattern) throws(EngineError) -> [Candidate] {
    var found: [Candidate] = []
    for modality in Modality.allCases {
      let name: String
      let own: Modality
      let other: Predicate
      switch pattern.predicate {
      case .relation(let relation, .only(let asked), let view) where asked != modality:
        (name, own, other) = (relation, asked, .relation(relation, .only(modality), view))
      case .citing(let relation, .only(let asked)) where asked != modality:
        (name, own, other) = (relation, asked, .citing(relation, .only(modality)))
      default: continue
      }
      guard prober.catalog.modalities(of: name).contains(modality) else { continue }
      for row in try rows(pattern.reading(other), limit: WhyNot.mostMisses) {
        found.append(
          try candidate(
            .modality, Closeness(rank: .modality, distance: 0), row, of: other,
            words: modality == .actual ? "actual, not \(own.rawValue)" : nil))
      }
    }
    return found
  }

  // MARK: Rows that differ

  private func differing(
    in column: Int, from value: Handle, _ pattern: RowPattern
  ) throws(EngineError) -> [Candidate] {
    let values = prober.catalog.values
    var nearest: [(row: [Handle], distance: Double)] = []
    for row in try rows(pattern.freeing(column), limit: Self.mostRows) {
      let distance = ValueDifference(asked: value, found: row[column], values: values).distance
      if nearest.count == WhyNot.mostMisses, let last = nearest.last, last.distance <= distance { continue }
      let place = nearest.firstIndex { $0.distance > distance } ?? nearest.count
      nearest.insert((row, distance), at: place)
      nearest = Array(nearest.prefix(WhyNot.mostMisses))
    }
    return try nearest.map { entry throws(EngineError) in
      let (row, distance) = entry
      let difference = ValueDifference(asked: value, found: row[column], values: values)
      return try candidate(
        .argument, Closeness(rank: .near, distance: distance), row, of: pattern.predicate,
        words: "\(name(of: column, pattern.predicate)) is \(difference.words)")
    }
  }

  /// Says that a name stands nowhere in a column of stated facts, and which name is like it there.
  private func unknownName(
    _ value: Handle, in column: Int, _ pattern: RowPattern
  ) throws(EngineError) -> (candidate: Candidate, known: String?)? {
    let values = prober.catalog.values
    guard let text = values.text(of: value), try prober.evaluator.isStated(pattern.predicate) else {
      return nil
    }
    let table = try prober.evaluator.table(of: pattern.predicate)
    guard table.count > 0, table.count <= Self.mostNamedRows else { return nil }
    var names: Set<Handle> = []
    for row in table.liveRows {
      let name = table.handle(row, column)
      if name == value { return nil }
      names.insert(name)
    }
    try prober.budget.poll()
    var relation = pattern.predicate.name
    if case .relation(let name, .any, _) = pattern.predicate { relation = name }
    let near = Syntax.nearest(to: text, among: names.lazy.compactMap { values.text(of: $0) })
    let words = "no \(relation) has \(text) as \(name(of: column, pattern.predicate))"
    let candidate = Candidate(
      closeness: Closeness(rank: near == nil ? .other : .near, distance: near == nil ? 1 : 0.3),
      miss: NearMiss(
        kind: .name, fact: nil, isStated: false, words: near.map { "\(words); there is \($0)" } ?? words),
      key: "name \(column) \(text)")
    return (candidate, near)
  }

  /// `when`, or `argument 3` of a relation that was never declared.
  func name(of column: Int, _ predicate: Predicate) -> String {
    if case .citing(let relation, _) = predicate, column == prober.catalog.schema(of: relation)?.arity {
      return "document"
    }
    let relation = predicate == .evidence ? "evidence" : predicate.relation
    let columns = relation.flatMap { prober.catalog.schema(of: $0)?.columns } ?? []
    return columns.indices.contains(column)
      ? columns[column].name ?? "argument \(column + 1)" : "argument \(column + 1)"
  }

  // MARK: Facts

  /// A row as a fact, and whether it was stated.
  func fact(_ row: [Handle], of predicate: Predicate) throws(EngineError) -> (
    FactDescription, isStated: Bool
  )? {
    let definition = try prober.program.definition(of: predicate)
    let node = DerivationSearch.Node(source: 0, values: row, isStated: true)
    if let fact = facts.fact(node, RowSource(predicate: predicate, definition: definition)) {
      return (fact, true)
    }
    guard case .relation(let name, let filter, let view) = predicate else { return nil }
    var modality = Modality.actual
    switch filter {
    case .only(let only): modality = only
    case .any:
      for other in prober.catalog.modalities(of: name) {
        let pattern = RowPattern(.relation(name, .only(other), view), row.map { .constant($0) })
        if try !rows(pattern, limit: 1).isEmpty { modality = other }
      }
    }
    let values = row.map(prober.catalog.values.value(of:))
    return (FactDescription(relation: name, modality: modality, values: values, citations: []), false)
  }

  func candidate(
    _ kind: NearMiss.Kind, _ closeness: Closeness, _ row: [Handle], of predicate: Predicate, words: String?
  ) throws(EngineError) -> Candidate {
    let known = try fact(row, of: predicate)
    let miss = NearMiss(kind: kind, fact: known?.0, isStated: known?.isStated ?? false, words: words)
    return Candidate(closeness: closeness, miss: miss, key: known?.0.text ?? words ?? "")
  }
}
