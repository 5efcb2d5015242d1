import Syntax

/// Something that came or went between two moments, and had not gone or come again at the second.
public struct NetChange: Hashable, Sendable {
  /// In the order in which they are listed.
  public enum Kind: String, CaseIterable, Sendable {
    case declaration, fact
    /// A document that a fact cites which was known.
    case citation
    case rule, constraint
  }

  public let kind: Kind
  public let isAdded: Bool
  /// As the language writes it, without the end mark.
  public let text: String
}

extension Engine {
  /// What the steps after one number up to another changed on the whole, sorted by kind and text. Where a declaration was
  /// replaced, the old one went and the new one came.
  public func changes(after first: Int, through last: Int) throws(EngineError) -> [NetChange] {
    let budget = budget()
    var net = NetChanges(self)
    for step in history.done where step.number > first && step.number <= last {
      for change in step.changes { try net.add(change, budget) }
    }
    return try net.sorted(budget)
  }
}

/// Adds up changes.
private struct NetChanges {
  private struct Fact: Hashable {
    let key: FactKey
    let row: [Handle]
  }

  private let engine: Engine
  /// How often facts came less how often they went; where one of them is kept.
  private var facts: [Fact: (count: Int, store: FactStore, row: Int)] = [:]
  private var citations: [Fact: (texts: [String], store: FactStore, row: Int)] = [:]
  private var rules: [String: (count: Int, isConstraint: Bool)] = [:]
  private var schemas: [String: (before: Schema?, after: Schema?)] = [:]

  init(_ engine: Engine) { self.engine = engine }

  mutating func add(_ change: Change, _ budget: Budget) throws(EngineError) {
    switch change {
    case .added(let facts): try add(facts.key, facts.store, facts.rows, 1, budget)
    case .removed(let facts): try add(facts.key, facts.store, facts.rows, -1, budget)
    case .replaced(let key, _, let store, let count): try add(key, store, 0..<count, 1, budget)
    case .cited(let cited):
      try budget.poll()
      cited.forEachFact { row, added in
        let texts = added.map { SyntaxPrinter.text(of: $0) }
        let fact = Fact(key: cited.key, row: cited.store.table.row(row))
        citations[fact, default: ([], cited.store, row)].texts += texts
      }
    case .defined(let rule): rules[rule.text, default: (0, rule.head == nil)].count += 1
    case .forgotten(let rule): rules[rule.text, default: (0, rule.head == nil)].count -= 1
    case .shaped(let relation, let before, let after):
      schemas[relation] = (schemas[relation].map(\.before) ?? before, after)
    }
  }

  private mutating func add(
    _ key: FactKey, _ store: FactStore, _ rows: Range<Int>, _ sign: Int, _ budget: Budget
  ) throws(EngineError) {
    for row in rows {
      if row % 1024 == 0 { try budget.poll() }
      let fact = Fact(key: key, row: store.table.row(row))
      facts[fact, default: (0, store, row)].count += sign
      // A fact that goes takes its citations along.
      if sign < 0, !citations.isEmpty { citations[fact] = nil }
    }
  }

  func sorted(_ budget: Budget) throws(EngineError) -> [NetChange] {
    var found: [NetChange] = []
    for (fact, net) in facts where net.count != 0 {
      try budget.poll()
      found.append(NetChange(kind: .fact, isAdded: net.count > 0, text: text(fact, net.store, net.row)))
    }
    for (fact, added) in citations where (facts[fact]?.count ?? 0) == 0 {
      let name = text(fact, added.store, added.row)
      found += added.texts.map {
        NetChange(kind: .citation, isAdded: true, text: "\(name) \(Keyword.from) \($0)")
      }
    }
    for (text, net) in rules where net.count != 0 {
      let statement = text.hasSuffix(".") ? String(text.dropLast()) : text
      found.append(
        NetChange(kind: net.isConstraint ? .constraint : .rule, isAdded: net.count > 0, text: statement))
    }
    for (relation, net) in schemas {
      let (before, after) = (declaration(relation, net.before), declaration(relation, net.after))
      if before == after { continue }
      if let before { found.append(NetChange(kind: .declaration, isAdded: false, text: before)) }
      if let after { found.append(NetChange(kind: .declaration, isAdded: true, text: after)) }
    }
    return found.sorted { $0.precedes($1) }
  }

  private func text(_ fact: Fact, _ store: FactStore, _ row: Int) -> String {
    engine.describe(fact.key, row, in: store).text
  }

  private func declaration(_ relation: String, _ schema: Schema?) -> String? {
    guard let schema, schema.isDeclared, !schema.isBuiltIn else { return nil }
    return SyntaxPrinter.text(of: schema.declaration(of: relation))
  }
}

extension NetChange {
  fileprivate func precedes(_ other: NetChange) -> Bool {
    let kinds = Kind.allCases
    let (own, others) = (kinds.firstIndex(of: kind) ?? 0, kinds.firstIndex(of: other.kind) ?? 0)
    if own != others { return own < others }
    if text != other.text { return text < other.text }
    return !isAdded && other.isAdded
  }
}
