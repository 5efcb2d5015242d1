import Chronology
import Engine
import Syntax

extension Workspace {
  /// Carries one statement out; what is wrong with it is reported, and nothing else changes.
  func perform(_ written: Statement, in run: inout Run) {
    beginWork()
    defer { progressLine.clear() }
    do throws(EngineError) {
      let statement = try substitutingParameters(in: written, of: run)
      switch statement.kind {
      case .declaration, .fact, .rule, .constraint: try checkIsPresent(statement.range, of: statement)
      case .query, .include, .parameter, .command: break
      }
      switch statement.kind {
      case .declaration(let declaration): try declare(declaration, statement, in: run)
      case .fact(let fact): try assert(fact, statement, in: &run)
      case .rule(let rule): try define(rule, statement, in: &run)
      case .constraint(let body): try constrain(body, statement, in: &run)
      case .query(let query): try ask(query, statement, in: &run)
      case .include(let path, let range): try include(path, at: range, of: statement, in: &run)
      case .parameter(let name, let value): try setParameter(name, value, statement, in: &run)
      case .command(let name, let rest): try perform(name, rest, statement, in: &run)
      }
    } catch {
      report(error, at: written, in: &run)
    }
  }

  private func declare(
    _ declaration: Declaration, _ statement: Statement, in run: Run
  ) throws(EngineError) {
    if earlyDeclarations.contains(StatementPlace(statement)) { return }
    try engine.declare(declaration, in: statement)
    say(in: run, "declared \(declaration.relation.text)/\(declaration.columns.count)")
  }

  private func assert(_ fact: Fact, _ statement: Statement, in run: inout Run) throws(EngineError) {
    switch try engine.assert(fact, in: statement) {
    case .added:
      run.outcome.facts += 1
      say(in: run, "added")
    case .alreadyKnown: say(in: run, "already known")
    case .citationsAdded(1): say(in: run, "already known; citation added")
    case .citationsAdded(let count): say(in: run, "already known; \(count) citations added")
    }
  }

  private func define(_ rule: Rule, _ statement: Statement, in run: inout Run) throws(EngineError) {
    let definition = try engine.define(rule, in: statement)
    run.sources.insert(ObjectIdentifier(statement.source))
    report(doubts(definition.warnings, in: run), in: &run)
    let name = "\(rule.head.relation.text)/\(rule.head.arguments.count)"
    if definition.isNew { run.outcome.rules += 1 }
    say(in: run, definition.isNew ? "defined \(name)" : "\(name) already has this rule")
  }

  private func constrain(_ body: Formula, _ statement: Statement, in run: inout Run) throws(EngineError) {
    let definition = try engine.constrain(body, in: statement)
    run.sources.insert(ObjectIdentifier(statement.source))
    report(doubts(definition.warnings, in: run), in: &run)
    run.constraints.append(statement)
    if definition.isNew { run.outcome.constraints += 1 }
    say(in: run, definition.isNew ? "constraint added (:check tries it)" : "this constraint is already there")
  }

  /// In a file, what a rule leaves undefined may follow, and is looked for at the file's end.
  private func doubts(_ warnings: [Diagnostic], in run: Run) -> [Diagnostic] {
    run.isFile ? warnings.filter { $0.code != .undefinedRelation } : warnings
  }

  private func ask(_ query: Query, _ statement: Statement, in run: inout Run) throws(EngineError) {
    report(try engine.analyse(query, in: statement), in: &run)
    if run.onlyAnalyses { return }
    let start = Clock.now
    let answer = try answer(query, statement)
    let time = Clock.now - start
    show(answer, to: query, statement, in: &run)
    if settings.timing { message("time: \(Clock.text(time))") }
  }

  /// Shows the answer of a question; ':why' and ':source' refer to its rows from now on.
  func show(_ answer: Answer, to query: Query, _ statement: Statement, in run: inout Run) {
    run.outcome.rows = answer.count
    shown = .answer(answer)
    show(resultSet(of: answer, to: query), in: &run)
    tellLeftOut(of: answer, statement, in: &run)
  }

  private func resultSet(of answer: Answer, to query: Query) -> ResultSet {
    let fact = FactTemplate(query, columns: answer.columns) { atom in
      engine.relation(named: atom.relation.text)?.columns.map { $0.name ?? "" }
    }
    var result = ResultSet(
      columns: answer.columns, count: answer.count, isBoolean: answer.isBoolean, fact: fact,
      footer: footer(of: answer)
    ) { answer[$0] }
    result.isNumbered = true
    return result
  }

  /// What stands under a table whose rows are not all: `12 rows; 4 more are possible (…)`, `12 rows so far: …`.
  private func footer(of answer: Answer) -> String? {
    if let stopped = answer.stopped {
      let rows = ResultSet.rowCount(answer.count)
      return (answer.leavesOutFound ? "\(rows) of those found so far: " : "\(rows) so far: ") + stopped.words
    }
    guard answer.possible > 0, !settings.quiet else { return nil }
    let hint = "(\(datesHint))"
    if answer.isBoolean { return answer.count > 0 ? nil : "but possible \(hint)" }
    let more = answer.possible == 1 ? "1 more is possible" : "\(answer.possible) more are possible"
    return "\(ResultSet.rowCount(answer.count)); \(more) \(hint)"
  }

  /// What a form that has no place under its rows leaves to the messages.
  private func tellLeftOut(of answer: Answer, _ statement: Statement, in run: inout Run) {
    if let stopped = answer.stopped {
      return report(.stopped(stopped), at: statement, shownRows: answer.count, in: &run)
    }
    if settings.mode != .table, let footer = footer(of: answer) {
      notice(answer.isBoolean ? "no, \(footer)" : footer)
    }
    if answer.isTruncated { report(.stopped(.rows(answer.count)), at: statement, in: &run) }
  }

  /// How possible rows are asked for.
  private var datesHint: String { ":dates possible" }
}
