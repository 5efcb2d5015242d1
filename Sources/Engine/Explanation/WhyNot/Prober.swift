import Syntax

/// Asks for a few solutions of clauses, each as a question of its own: what they read is computed in full, or only as
/// far as they need it, as for any question, and their own rows are not kept.
final class Prober {
  let engine: Engine
  let budget: Budget

  /// What each clause is made the definition of while it is asked.
  static var predicate: Predicate { .auxiliary(rule: 0, view: .certain, ordinal: -1) }

  struct Answer {
    /// Distinct rows of the head, in the order in which they were met.
    var rows: [[Handle]] = []
    /// Whether there may be more.
    var isCut = false
  }

  init(_ engine: Engine, _ budget: Budget) {
    self.engine = engine
    self.budget = budget
  }

  var evaluator: Evaluator { engine.evaluator }
  var program: Program { engine.program }
  var catalog: Catalog { engine.catalog }

  /// Definitions that clauses read and nothing else does.
  private var kept: Set<Predicate> = []

  /// Adds definitions until ``finish()``.
  func keep(_ definitions: [Predicate: Definition]) {
    program.add(definitions)
    kept.formUnion(definitions.keys)
  }

  /// Forgets what was added.
  func finish() {
    evaluator.forget(kept)
    program.remove(kept)
    kept = []
  }

  /// How many rows are looked at for each that is wanted, where many are the same.
  private static let mostRepetitions = 64

  /// Up to `limit` rows of a clause. Where `isOptional`, nil where computing what it reads as far as needed turned out
  /// to be more work than that is worth.
  func rows(of clause: Clause, limit: Int, isOptional: Bool = false) throws(EngineError) -> Answer? {
    try budget.poll()
    let predicate = Prober.predicate
    var asking = clause
    asking.predicate = predicate
    program.add([
      predicate: Definition(
        arity: clause.head.count, form: .union, clauses: [asking], origin: clause.origin)
    ])
    defer {
      evaluator.forget([predicate])
      program.remove([predicate])
    }
    let strata = try Stratification.of([predicate], in: program)
    let demanded = try engine.demand(predicate, for: .answer, strata)
    defer { engine.forget(demanded) }
    var asked = predicate
    if let demanded, try evaluator.materialize(demanded.leavingOutAnswer, budget: budget) {
      asked = demanded.answer
    } else if demanded != nil, isOptional {
      return nil
    } else {
      let read = strata.filter { !$0.predicates.contains(predicate) }
      try evaluator.materialize(read, readsParts: true, budget: budget)
    }
    let found = Found(limit: limit)
    for clause in try program.definition(of: asked).clauses where !found.isDone {
      let plan = try Planner.plan(clause, statistics: evaluator)
      try Pipeline(
        plan, table: evaluator.table(of:), calculator: evaluator.calculator, budget: budget,
        into: .each { row throws(EngineError) in found.take(row) }
      ).run()
    }
    return found.answer
  }

  /// The same for what is only looked for because it may be of use: nothing where a value does not fit, as what was
  /// asked for may not fit the rules.
  func rowsIfAny(of clause: Clause, limit: Int) throws(EngineError) -> [[Handle]] {
    do throws(EngineError) {
      return try rows(of: clause, limit: limit, isOptional: true)?.rows ?? []
    } catch {
      guard error.problem == nil else { return [] }
      throw error
    }
  }

  private final class Found {
    var answer = Answer()
    private let limit: Int
    private var seen: Set<[Handle]> = []
    private var looked = 0
    var isDone = false

    init(limit: Int) { self.limit = limit }

    func take(_ row: [Handle]) -> Bool {
      looked += 1
      if seen.insert(row).inserted {
        if answer.rows.count == limit {
          answer.isCut = true
          isDone = true
          return false
        }
        answer.rows.append(row)
      }
      // Nothing else can come of a head without columns, or where one row is enough.
      if row.isEmpty || limit == 1 {
        isDone = true
      } else if looked >= limit * Prober.mostRepetitions {
        answer.isCut = true
        isDone = true
      }
      return !isDone
    }
  }
}

extension DemandedQuestion {
  /// The same without its answer's own rows.
  fileprivate var leavingOutAnswer: DemandedQuestion {
    DemandedQuestion(
      answer: answer, strata: strata.filter { !$0.predicates.contains(answer) }, predicates: predicates,
      mostRows: mostRows)
  }
}

extension EngineError {
  /// What is wrong with the values that were met; nil for what is a stop or a bug.
  var problem: String? {
    guard case .invalid(let diagnostics) = self, let first = diagnostics.first, first.code != .internalError
    else { return nil }
    return first.message
  }
}
