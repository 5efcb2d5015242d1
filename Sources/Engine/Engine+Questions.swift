public import Syntax

/// A constraint that does not hold.
public struct Violation {
  /// The constraint's number.
  public let id: Int
  /// Where and how it was written; its documentation says what it demands.
  public let statement: Statement
  /// The rows of its body.
  public let answer: Answer
}

/// A question turned into clauses.
struct Question {
  let answer: Predicate
  let clauses: [Clause]
  /// All predicates made for it, which are forgotten when it is answered.
  let predicates: [Predicate]
}

extension Engine {
  /// Answers a question. `dates` says whether rows must hold certainly or only possibly.
  ///
  /// Throws when a limit is reached; but with `keepsFound` gives the rows that had been found until then, where there
  /// are any: see ``Answer/stopped``. An interrupt is always thrown.
  public func ask(
    _ query: Query, in statement: Statement, dates: DateView = .certain, keepsFound: Bool = false
  ) throws(EngineError) -> Answer {
    let budget = budget()
    evaluator.keepsUnfinished = keepsFound
    defer { evaluator.keepsUnfinished = false }
    let shown = try columns(of: query, in: statement)
    let found = try rows(of: query.body, shown, statement, view: dates, budget: budget)
    let keys = try keys(of: query, shown: shown, in: statement)
    var stopped = found.stopped
    if stopped == nil {
      do throws(EngineError) {
        var possible = 0
        if dates == .certain, !found.isDecided {
          possible = try countPossible(beyond: found.table, of: query, shown, statement, budget)
        }
        let order = try evaluator.profiler.measure(.order, of: nil, found.table) { () throws(EngineError) in
          try RowOrder(found.table, catalog.values, budget: budget).sorted(by: keys)
        }
        return answer(to: query, statement, shown, dates, found, order, possible: possible)
      } catch {
        guard keepsFound, case .stopped(let reason) = error, reason != .interrupted else { throw error }
        stopped = reason
      }
    }
    guard let stopped else { throw .bug("an answer is neither whole nor stopped") }
    return try partialAnswer(to: query, statement, shown, dates, found, by: keys, stopped)
  }

  /// How many rows hold possibly and not certainly.
  private func countPossible(
    beyond certain: Table, of query: Query, _ shown: [Name], _ statement: Statement, _ budget: Budget
  ) throws(EngineError) -> Int {
    let all = try rows(of: query.body, shown, statement, view: .possible, budget: budget)
    if let stopped = all.stopped { throw .stopped(stopped) }
    try certain.takeInMembers(budget: budget)
    var possible = 0
    for piece in Pieces(0..<all.table.count) {
      try budget.poll()
      for row in piece
      where all.table.isLive(row) && !certain.contains({ all.table.handle(row, $0).word }) { possible += 1 }
    }
    return possible
  }

  /// The answer of those rows that the question and the limit on rows ask for.
  private func answer(
    to query: Query, _ statement: Statement, _ shown: [Name], _ dates: DateView, _ found: FoundRows,
    _ order: Columns, possible: Int = 0, stopped: StopReason? = nil, leavesOutFound: Bool = false
  ) -> Answer {
    let all = found.table.liveCount
    let wanted = min(all, max(0, query.limit ?? all))
    let count = min(wanted, max(0, limits.rows ?? wanted))
    order.trim(to: count)
    return Answer(
      columns: shown.map(\.text), table: found.table,
      order: order, count: count, values: catalog.values,
      possible: possible, isTruncated: stopped == nil && count < wanted, stopped: stopped,
      leavesOutFound: stopped != nil && (leavesOutFound || count < all), dates: dates,
      isOnDemand: found.isOnDemand, query: query, statement: statement)
  }

  /// The answer of rows that were found until a limit was reached; throws where there are none. A yes is whole.
  private func partialAnswer(
    to query: Query, _ statement: Statement, _ shown: [Name], _ dates: DateView, _ found: FoundRows,
    by keys: [(column: Int, isDescending: Bool)], _ stopped: StopReason
  ) throws(EngineError) -> Answer {
    let rows = Table(arity: found.table.arity)
    var row = 0
    while row < found.table.count, rows.count < Answer.mostRowsWhenStopped {
      if found.table.isLive(row) { rows.insert(from: found.table.columns.pointers, at: row) }
      row += 1
    }
    guard rows.count > 0 else { throw .stopped(stopped) }
    let some = FoundRows(table: rows, isDecided: false, isOnDemand: found.isOnDemand)
    // Few rows: that is done before anyone could wait for it.
    let order = try RowOrder(rows, catalog.values, budget: Budget(Limits(), interrupt)).sorted(by: keys)
    return answer(
      to: query, statement, shown, dates, some, order, stopped: shown.isEmpty ? nil : stopped,
      leavesOutFound: row < found.table.count)
  }

  /// Analyses a question without answering it; gives the doubts about it.
  public func analyse(_ query: Query, in statement: Statement) throws(EngineError) -> [Diagnostic] {
    let shown = try columns(of: query, in: statement)
    let question = try compileQuestion(
      body: query.body, shown: shown, statement: statement, id: 0, view: .certain)
    defer { program.remove(question.predicates) }
    _ = try checkedStrata(of: question, query.body, in: statement)
    return Doubts.about(
      head: nil, body: query.body, clauses: question.clauses, in: statement, evaluator.calculator
    ).filter { $0.code != .singletonVariable }
      + (query.shown == nil
        ? [] : Doubts.singletons(head: nil, body: query.body, shown: shown, in: statement))
  }

  /// The constraints that do not hold, with the rows that violate them.
  public func check() throws(EngineError) -> [Violation] {
    var violations: [Violation] = []
    for rule in catalog.rules.values.filter({ $0.head == nil }).sorted(by: { $0.origin.id < $1.origin.id }) {
      let answer = try ask(Query(rule.body), in: rule.origin.statement)
      if answer.count > 0 {
        violations.append(Violation(id: rule.origin.id, statement: rule.origin.statement, answer: answer))
      }
    }
    return violations
  }

  // MARK: Parts

  /// The variables that a question shows.
  func columns(of query: Query, in statement: Statement) throws(EngineError) -> [Name] {
    let named = defaultColumns(of: query.body)
    guard let shown = query.shown else { return named }
    for name in shown where !named.contains(where: { $0.text == name.text }) {
      throw unknownColumn(name, among: named, in: statement)
    }
    return unique(shown.map(\.text)).compactMap { text in shown.first { $0.text == text } }
  }

  func defaultColumns(of body: Formula) -> [Name] {
    // The first use may stand under a negation that a later atom makes safe.
    var remaining = Set(body.outerVariables.map(\.text))
    return body.variableUses.filter { remaining.remove($0.text) != nil }
  }

  private func unknownColumn(_ name: Name, among known: [Name], in statement: Statement) -> EngineError {
    let names = known.map(\.text)
    return .invalid(
      Diagnostic(
        .error, .unknownVariable, "'\(name.text)' is not a variable of this question", at: name.range,
        in: statement.source,
        mend: nearest(to: name.text, among: names).map { "did you mean '\($0)'?" }
          ?? (names.isEmpty ? nil : "its variables are \(names.joined(separator: ", "))")))
  }

  /// The columns that a question orders its rows by.
  func keys(
    of query: Query, shown: [Name], in statement: Statement
  ) throws(EngineError) -> [(column: Int, isDescending: Bool)] {
    try query.ordering.map { ordering throws(EngineError) in
      guard let column = shown.firstIndex(where: { $0.text == ordering.variable.text }) else {
        throw unordered(by: ordering.variable, of: query, shown: shown, in: statement)
      }
      return (column, ordering.isDescending)
    }
  }

  private func unordered(
    by name: Name, of query: Query, shown: [Name], in statement: Statement
  ) -> EngineError {
    let named = defaultColumns(of: query.body)
    guard named.contains(where: { $0.text == name.text }) else {
      return unknownColumn(name, among: named, in: statement)
    }
    let columns = (shown + [name]).map(\.text).joined(separator: ", ")
    return .invalid(
      Diagnostic(
        .error, .unknownVariable, "'\(name.text)' is ordered by but not shown", at: name.range,
        in: statement.source, mend: "add it: show \(columns)"))
  }

  func compileQuestion(
    body: Formula, shown: [Name], statement: Statement, id: Int, view: DateView
  ) throws(EngineError) -> Question {
    let origin = Origin(id: id, statement: statement)
    var compiler = RuleCompiler(catalog: catalog, origin: origin, view: view)
    let answer = Predicate.auxiliary(rule: id, view: view, ordinal: 0)
    let clauses = try compiler.compile(
      head: answer, terms: shown.map { Term(.variable($0.text), $0.range) }, body: body)
    var definitions = compiler.auxiliaries
    definitions[answer] = Definition(arity: shown.count, form: .union, clauses: clauses, origin: origin)
    program.add(definitions)
    return Question(answer: answer, clauses: clauses, predicates: Array(definitions.keys))
  }

  /// Rows that answer a question.
  private struct FoundRows {
    var table: Table
    var isDecided: Bool
    var isOnDemand: Bool
    /// The limit that was reached before all were found.
    var stopped: StopReason?
  }

  private func rows(
    of body: Formula, _ shown: [Name], _ statement: Statement, view: DateView, budget: Budget
  ) throws(EngineError) -> FoundRows {
    let question = try compileQuestion(body: body, shown: shown, statement: statement, id: 0, view: view)
    defer {
      evaluator.forget(question.predicates)
      program.remove(question.predicates)
    }
    let strata = try checkedStrata(of: question, body, in: statement)
    try evaluator.catchUp(strata, budget: budget)
    let demanded = try demand(question.answer, for: .answer, strata)
    defer { forget(demanded) }
    if let demanded,
      let found = try rows(
        of: demanded.answer, demanded.strata, isOnDemand: true,
        {
          () throws(EngineError) in try evaluator.materialize(demanded, budget: budget)
        })
    {
      return found
    }
    let found = try rows(of: question.answer, strata, isOnDemand: false) { () throws(EngineError) in
      try evaluator.materialize(strata, budget: budget)
      return true
    }
    guard let found else { throw .bug("a question was given up") }
    return found
  }

  /// The rows of a predicate that `materialize` computes, or until a limit is reached; nil where that gives false.
  private func rows(
    of answer: Predicate, _ strata: [Stratum], isOnDemand: Bool,
    _ materialize: () throws(EngineError) -> Bool
  ) throws(EngineError) -> FoundRows? {
    do throws(EngineError) {
      guard try materialize() else { return nil }
    } catch {
      guard evaluator.keepsUnfinished, case .stopped(let reason) = error, reason != .interrupted,
        let table = try? evaluator.rowsFound(of: answer, strata, interrupt), table.liveCount > 0
      else { throw error }
      return FoundRows(table: table, isDecided: false, isOnDemand: isOnDemand, stopped: reason)
    }
    return FoundRows(
      table: try evaluator.table(of: answer), isDecided: try evaluator.isDecided(answer),
      isOnDemand: isOnDemand)
  }

  /// Computes what a question needs for its row to be looked into, and has it looked into: all that the question reads,
  /// or, where that pays, what the row does. Nil where nothing defines a relation any more. All that was made for it is
  /// forgotten afterwards.
  func withGrounds<Result>(
    of body: Formula, shown: [Name], _ values: [Handle], in statement: Statement, view: DateView,
    for purpose: DemandRewriting.Purpose,
    _ look: (Question, [Stratum], DemandedQuestion?, Budget) throws(EngineError) -> Result
  ) throws(EngineError) -> Result? {
    let budget = budget()
    let question = try compileQuestion(body: body, shown: shown, statement: statement, id: 0, view: view)
    defer {
      evaluator.forget(question.predicates)
      program.remove(question.predicates)
    }
    let strata = try Stratification.of([question.answer], in: program)
    guard strata.flatMap(\.predicates).compactMap(\.relation).allSatisfy(catalog.isKnown) else { return nil }
    try evaluator.catchUp(strata, budget: budget)
    let demanded = try demand(question.answer, values, for: purpose, strata)
    defer { forget(demanded) }
    if let demanded {
      _ = try evaluator.materialize(demanded, budget: budget)
    } else {
      try evaluator.materialize(strata, budget: budget)
    }
    return try look(question, demanded?.strata ?? strata, demanded, budget)
  }

  /// The strata of a question that can be answered: all that it reads is defined, and its comparisons are possible.
  func checkedStrata(
    of question: Question, _ body: Formula, in statement: Statement
  ) throws(EngineError) -> [Stratum] {
    let strata = try Stratification.of([question.answer], in: program)
    try refuseUnknownRelations(body, statement, strata)
    try KindInference.check(strata, program: program, catalog: catalog)
    return strata
  }

  /// Refuses relations that nothing defines, in a question and in the rules that it needs.
  private func refuseUnknownRelations(
    _ body: Formula, _ statement: Statement, _ strata: [Stratum]
  ) throws(EngineError) {
    var unknown = unknownRelations(in: body, .error, of: statement)
    var seen: Set<Int> = []
    for stratum in strata {
      for predicate in stratum.predicates {
        for clause in try program.definition(of: predicate).clauses
        where seen.insert(clause.origin.id).inserted {
          guard let rule = catalog.rules[clause.origin.id] else { continue }
          unknown += unknownRelations(in: rule.body, .error, of: rule.origin.statement)
        }
      }
    }
    if !unknown.isEmpty { throw .invalid(unique(unknown)) }
  }
}
