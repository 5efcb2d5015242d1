import Syntax

/// The definitions of predicates, made from the catalog's rules when first asked for, and what analysis has
/// found out about them. Both are kept until something that they were made from changes.
final class Program {
  private let catalog: Catalog
  private var definitions: [Predicate: Definition] = [:]
  /// The predicates that have definitions or kinds, by the relation for which they were made.
  private var predicates: [String: Set<Predicate>] = [:]
  private var compiledRules: [RuleVersion: CompiledRule] = [:]
  /// The relations with rules that name a relation, and those rules.
  private var readers: [String: Set<Reader>] = [:]
  /// The kinds in each column of predicates that have been analysed together with all that they read.
  private var kinds: [Predicate: [KindSet]] = [:]

  private struct RuleVersion: Hashable {
    var rule: Int
    var view: DateView
    /// Whether an aggregate in the head is the value of which the best is kept.
    var isBest: Bool
  }

  private struct CompiledRule {
    var clauses: [Clause]
    var auxiliaries: [Predicate: Definition]
  }

  private struct Reader: Hashable {
    var relation: String
    var rule: Int
  }

  init(of catalog: Catalog) {
    self.catalog = catalog
  }

  /// What a predicate's rows are.
  func definition(of predicate: Predicate) throws(EngineError) -> Definition {
    dropStale()
    if let definition = definitions[predicate] { return definition }
    let definition: Definition
    switch predicate {
    case .relation(let name, .only(let modality), let view): definition = try relation(name, modality, view)
    case .relation(let name, .any, let view): definition = try anyModality(of: name, view, predicate)
    case .citing(let name, _):
      // Its rows come from the fact stores: see EvidenceTables.
      definition = Definition(arity: (catalog.schema(of: name)?.arity ?? 0) + 1, form: .union)
    case .evidence: definition = Definition(arity: Schema.evidence.arity, form: .union)
    case .auxiliary(let rule, let view, _):
      // Made together with the rule it is a part of.
      if let stored = catalog.rules[rule], let head = stored.head, case .only(let modality) = head.modality {
        _ = try relation(head.relation.text, modality, view)
      }
      guard let made = definitions[predicate] else { throw .bug("a part of rule \(rule) is missing") }
      return made
    case .base(let key):
      definition = Definition(
        arity: catalog.schema(of: key.relation)?.arity ?? 0, form: .union, facts: [key])
    case .demanded(let part): throw .bug("what is asked of '\(part.predicate.name)' is missing")
    }
    keep(definition, of: predicate, for: predicate.relation)
    return definition
  }

  /// Keeps definitions made for a question while it is answered.
  func add(_ auxiliaries: [Predicate: Definition]) {
    dropStale()
    definitions.merge(auxiliaries) { _, new in new }
  }

  /// Forgets the definitions of a question.
  func remove(_ predicates: some Sequence<Predicate>) {
    for predicate in predicates { definitions[predicate] = nil }
  }

  var definitionCount: Int { definitions.count }

  // MARK: Analysed predicates

  /// The kinds in the columns of a predicate that is sound with all that it reads; nil where that has to be
  /// found out.
  func analysedKinds(of predicate: Predicate) -> [KindSet]? {
    dropStale()
    return kinds[predicate]
  }

  /// Notes that predicates, and all that they read, are stratified and their comparisons possible.
  func noteAnalysed(_ found: [Predicate: [KindSet]]) {
    for (predicate, columns) in found {
      // The parts of questions and constraints come and go; those of rules are the rules' relations'.
      guard let relation = predicate.relation ?? relation(ofPart: predicate) else { continue }
      kinds[predicate] = columns
      predicates[relation, default: []].insert(predicate)
    }
  }

  // MARK: Change

  private func dropStale() {
    for change in catalog.takeChanges() {
      switch change {
      case .contents(let relation):
        drop(relation)
      case .shape(let relation):
        for reader in readers[relation] ?? [] {
          for view in DateView.allCases {
            for isBest in [false, true] {
              compiledRules[RuleVersion(rule: reader.rule, view: view, isBest: isBest)] = nil
            }
          }
          drop(reader.relation)
        }
        drop(relation)
      }
    }
  }

  /// Drops the definitions made for a relation, and what was found out about it and all that reads it.
  private func drop(_ relation: String) {
    for predicate in predicates[relation] ?? [] { definitions[predicate] = nil }
    // What was analysed was analysed with all that it reads: above a relation without kinds there are none.
    var waiting = [relation]
    while let next = waiting.popLast() {
      var hadKinds = false
      for predicate in predicates[next] ?? [] where kinds.removeValue(forKey: predicate) != nil {
        hadKinds = true
      }
      if hadKinds { waiting += (readers[next] ?? []).map(\.relation) }
    }
  }

  private func keep(_ definition: Definition, of predicate: Predicate, for relation: String?) {
    definitions[predicate] = definition
    if let relation { predicates[relation, default: []].insert(predicate) }
  }

  private func relation(ofPart predicate: Predicate) -> String? {
    guard case .auxiliary(let rule, _, _) = predicate else { return nil }
    return catalog.rules[rule]?.head?.relation.text
  }

  // MARK: Making

  private func relation(_ name: String, _ modality: Modality, _ view: DateView) throws(EngineError)
    -> Definition
  {
    let rules = catalog.rules(of: name, modality: modality)
    let arity = catalog.schema(of: name)?.arity ?? rules.first?.head?.arguments.count ?? 0
    var definition = Definition(
      arity: arity, form: .union, facts: [FactKey(relation: name, modality: modality)],
      origin: rules.first?.origin)
    let best = try BestShape.of(rules, in: catalog)
    if let best { definition.form = .best(column: best.column, isGreatest: best.isGreatest) }
    for rule in rules {
      let compiled = try compile(rule, modality, view, isBest: best != nil)
      definition.clauses += compiled.clauses
      for (part, made) in compiled.auxiliaries { keep(made, of: part, for: name) }
    }
    keep(definition, of: .relation(name, .only(modality), view), for: name)
    return definition
  }

  private func compile(
    _ rule: StoredRule, _ modality: Modality, _ view: DateView, isBest: Bool
  ) throws(EngineError) -> CompiledRule {
    let version = RuleVersion(rule: rule.origin.id, view: view, isBest: isBest)
    if let known = compiledRules[version] { return known }
    guard let head = rule.head else { throw .bug("rule \(rule.origin.id) has no head") }
    let name = head.relation.text
    // Before anything can fail: a mistake must be looked at again when what it is about changes.
    let reader = Reader(relation: name, rule: rule.origin.id)
    readers[name, default: []].insert(reader)
    for use in rule.body.relationUses { readers[use.text, default: []].insert(reader) }
    var terms: [Term] = []
    for term in try catalog.arrange(head, in: rule.origin.statement.source, isComplete: true) {
      guard let term else { throw .bug("a head lacks an argument") }
      if isBest, case .aggregate(let aggregate) = term.kind, let value = aggregate.value {
        terms.append(value)
      } else {
        terms.append(term)
      }
    }
    var compiler = RuleCompiler(catalog: catalog, origin: rule.origin, view: view)
    let clauses = try compiler.compile(
      head: .relation(name, .only(modality), view), terms: terms, body: rule.body)
    let compiled = CompiledRule(clauses: clauses, auxiliaries: compiler.auxiliaries)
    compiledRules[version] = compiled
    return compiled
  }

  /// `any visited(…)`: the union of all modalities.
  private func anyModality(
    of name: String, _ view: DateView, _ predicate: Predicate
  ) throws(EngineError) -> Definition {
    let arity = catalog.schema(of: name)?.arity ?? 0
    var definition = Definition(arity: arity, form: .union)
    let operands = (0..<arity).map { Operand.variable($0) }
    for modality in catalog.modalities(of: name) {
      guard let origin = catalog.rules(of: name, modality: modality).first?.origin else {
        definition.facts.append(FactKey(relation: name, modality: modality))
        continue
      }
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
