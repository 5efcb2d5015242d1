import Chronology
import Syntax

/// Runs a program's statements one after the other and answers its queries by ``ReferenceEvaluator``.
struct ReferenceSession {
  private var catalog = ReferenceCatalog()
  private var facts = ReferenceFacts()
  private var rules: [Rule] = []
  private let today: Day
  /// How many rows a question may look at before its program counts as too costly.
  private let budget: Int
  /// Of the facts and rules as they are, so that queries in a row share what is computed.
  private var evaluators: [ReferencePolicy: ReferenceEvaluator] = [:]

  init(today: Day, budget: Int = .max) {
    self.today = today
    self.budget = budget
  }

  /// The outcome of each statement.
  /// - Throws: ``ReferenceError/tooCostly``, nothing else.
  static func run(_ program: [Statement.Kind], today: Day, budget: Int = .max) throws -> ProgramOutcome {
    var session = ReferenceSession(today: today, budget: budget)
    var outcome = ProgramOutcome(statements: [])
    for statement in program {
      let (result, mayFail) = try session.run(statement)
      if mayFail { outcome.mayFail.insert(outcome.statements.count) }
      outcome.statements.append(result)
    }
    return outcome
  }

  /// The outcome of one statement, and whether another order of goals may give an error instead.
  mutating func run(_ statement: Statement.Kind) throws -> (StatementOutcome, mayFail: Bool) {
    do {
      switch statement {
      case .declaration(let declaration): try catalog.declare(declaration)
      case .fact(let fact): try add(fact)
      case .rule(let rule): try add(rule)
      case .parameter(let name, let value): catalog.parameters[name.text] = value
      case .query(let query): return try ask(query)
      case .constraint(let body): return try ask(Query(body))
      case .include, .command: throw ReferenceError.refused(.invalidCommand)
      }
      evaluators = [:]
      return (.accepted, false)
    } catch ReferenceError.refused(let code) {
      return (.error(code), false)
    }
  }

  private mutating func add(_ fact: Fact) throws {
    guard case .only(let modality) = fact.atom.modality, fact.atom.document == nil else {
      throw ReferenceError.refused(.invalidHead)
    }
    let name = fact.atom.relation.text
    let row = try catalog.complete(fact.atom).map { term in
      switch term.kind {
      case .literal(let value): return value
      case .parameter(let name):
        guard let value = catalog.parameters[name] else { throw ReferenceError.refused(.unknownParameter) }
        return value
      default: throw ReferenceError.refused(.unsafeVariable)
      }
    }
    try catalog.check(row, of: name)
    guard !ReferenceCatalog.isReserved(name), name != "evidence" else {
      throw ReferenceError.refused(.reservedName)
    }
    try catalog.use(name, row.count)
    facts.add(row, to: name, modality, fact.citations)
  }

  private mutating func add(_ rule: Rule) throws {
    guard !ReferenceCatalog.isReserved(rule.head.relation.text), rule.head.relation.text != "evidence" else {
      throw ReferenceError.refused(.reservedName)
    }
    var catalog = catalog
    try catalog.use(rule.head.relation.text, catalog.complete(rule.head).count)
    try catalog.use(rule.body)
    _ = try ReferenceClause(rule, catalog: catalog, policy: .eager)
    guard try ReferenceDependencies(rules + [rule], catalog).isStratified else {
      throw ReferenceError.refused(.unstratified)
    }
    self.catalog = catalog
    rules.append(rule)
  }

  private mutating func ask(_ query: Query) throws -> (StatementOutcome, mayFail: Bool) {
    var catalog = catalog
    try catalog.use(query.body)
    let defined = facts.relations.union(rules.map(\.head.relation.text)).union(catalog.columns.keys)
    guard query.body.relations.isSubset(of: defined) else {
      throw ReferenceError.refused(.unknownRelation)
    }
    do {
      return (try evaluator(.eager).answer(query), false)
    } catch ReferenceError.failed(let code) {
      do {
        return (try evaluator(.lazy).answer(query), mayFail: true)
      } catch ReferenceError.failed {
        return (.error(code), false)
      }
    }
  }

  private mutating func evaluator(_ policy: ReferencePolicy) throws -> ReferenceEvaluator {
    if let evaluator = evaluators[policy] { return evaluator }
    let evaluator = try ReferenceEvaluator(
      facts: facts, rules: rules, catalog: catalog, policy: policy, today: today, budget: budget)
    evaluators[policy] = evaluator
    return evaluator
  }
}
