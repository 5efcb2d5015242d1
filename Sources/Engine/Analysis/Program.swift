import Syntax

/// The definitions of predicates, made from the catalog's rules when first asked for and kept while
/// rules and declarations stay as they are.
final class Program {
  private let catalog: Catalog
  private var definitions: [Predicate: Definition] = [:]
  /// The stamp of the catalog for which the definitions hold.
  private var stamp = -1

  init(of catalog: Catalog) {
    self.catalog = catalog
  }

  /// What a predicate's rows are.
  func definition(of predicate: Predicate) throws(EngineError) -> Definition {
    dropStale()
    if let definition = definitions[predicate] { return definition }
    let definition: Definition
    switch predicate {
    case .relation(let name, .only(let modality), let view):
      definition = try relation(name, modality, view, predicate)
    case .relation(let name, .any, let view): definition = try anyModality(of: name, view, predicate)
    case .citing(let name, _):
      // Its rows come from the fact stores; see Evaluator+Evidence.
      definition = Definition(arity: (catalog.schema(of: name)?.arity ?? 0) + 1, form: .union)
    case .evidence: definition = Definition(arity: Schema.evidence.arity, form: .union)
    case .auxiliary(let rule, let view, _):
      // Made together with the rule it is a part of.
      if let stored = catalog.rules[rule], let head = stored.head, case .only(let modality) = head.modality {
        _ = try relation(head.relation.text, modality, view, predicate)
      }
      guard let made = definitions[predicate] else { throw .bug("a part of rule \(rule) is missing") }
      definition = made
    }
    definitions[predicate] = definition
    return definition
  }

  /// Keeps the auxiliary definitions of a question while it is answered.
  func add(_ auxiliaries: [Predicate: Definition]) {
    dropStale()
    definitions.merge(auxiliaries) { _, new in new }
  }

  private func dropStale() {
    guard stamp != catalog.programStamp else { return }
    definitions.removeAll(keepingCapacity: true)
    stamp = catalog.programStamp
  }

  /// Forgets the definitions of a question.
  func remove(_ predicates: some Sequence<Predicate>) {
    for predicate in predicates { definitions[predicate] = nil }
  }

  private func relation(
    _ name: String, _ modality: Modality, _ view: DateView, _ predicate: Predicate
  ) throws(EngineError) -> Definition {
    let rules = catalog.rules(of: name, modality: modality)
    let arity = catalog.schema(of: name)?.arity ?? rules.first?.head?.arguments.count ?? 0
    var definition = Definition(
      arity: arity, form: .union, facts: [FactKey(relation: name, modality: modality)],
      origin: rules.first?.origin)
    if let best = try BestShape.of(rules, in: catalog) {
      definition.form = .best(column: best.column, isGreatest: best.isGreatest)
    }
    for rule in rules {
      guard let head = rule.head else { continue }
      let source = rule.origin.statement.source
      var terms: [Term] = []
      for term in try catalog.arrange(head, in: source, isComplete: true) {
        guard let term else { throw .bug("a head lacks an argument") }
        if case .best = definition.form, case .aggregate(let aggregate) = term.kind, let value = aggregate.value {
          terms.append(value)
        } else {
          terms.append(term)
        }
      }
      var compiler = RuleCompiler(catalog: catalog, origin: rule.origin, view: view)
      definition.clauses += try compiler.compile(
        head: .relation(name, .only(modality), view), terms: terms, body: rule.body)
      definitions.merge(compiler.auxiliaries) { _, new in new }
    }
    definitions[.relation(name, .only(modality), view)] = definition
    return definition
  }

  /// `any visited(…)`: the union of all modalities.
  private func anyModality(
    of name: String, _ view: DateView, _ predicate: Predicate
  ) throws(EngineError) -> Definition {
    let arity = catalog.schema(of: name)?.arity ?? 0
    var definition = Definition(arity: arity, form: .union)
    let operands = (0..<arity).map { Operand.variable($0) }
    for modality in catalog.modalities(of: name) {
      let rules = catalog.rules(of: name, modality: modality)
      if rules.isEmpty {
        definition.facts.append(FactKey(relation: name, modality: modality))
        continue
      }
      let origin = rules[0].origin
      let atom = AtomLiteral(
        predicate: .relation(name, .only(modality), view), operands: operands, range: origin.statement.range)
      definition.clauses.append(
        Clause(
          predicate: predicate, head: operands, body: [.atom(atom)],
          variableNames: Array(repeating: nil, count: arity), origin: origin))
    }
    return definition
  }
}

/// Whether a relation keeps only the best row of each group: when its rules' heads have one aggregate each,
/// `min` or `max`, always the same and in the same column. Then its facts and plain rules give rows to
/// choose from as well, and it may be recursive.
struct BestShape {
  var column: Int
  var isGreatest: Bool

  static func of(_ rules: [StoredRule], in catalog: Catalog) throws(EngineError) -> BestShape? {
    var shape: BestShape?
    for rule in rules {
      guard let head = rule.head, head.arguments.contains(where: { $0.value.isAggregate }) else { continue }
      let terms = try catalog.arrange(head, in: rule.origin.statement.source, isComplete: true)
      let aggregates = terms.indices.filter { terms[$0]?.isAggregate == true }
      guard aggregates.count == 1, case .aggregate(let aggregate)? = terms[aggregates[0]]?.kind,
        aggregate.function == .min || aggregate.function == .max, aggregate.value != nil
      else { return nil }
      let found = BestShape(column: aggregates[0], isGreatest: aggregate.function == .max)
      if let shape, shape.column != found.column || shape.isGreatest != found.isGreatest { return nil }
      shape = found
    }
    return shape
  }
}
