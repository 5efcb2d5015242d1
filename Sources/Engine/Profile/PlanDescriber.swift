import Syntax

/// Puts a plan into words, with what is expected of each step.
struct PlanDescriber {
  let naming: PredicateNaming
  let statistics: any Statistics
  /// The rows of a predicate; nil where they are not computed yet.
  let table: (Predicate) -> Table?

  /// How many bindings there are expected to be.
  private struct Expectation {
    var rows = 1.0
    /// Whether it rests on nothing but rows that are known.
    var isKnown = true

    var shown: Double? { isKnown ? rows : nil }
  }

  /// `newest` is the position of the literal that reads the newest rows. The number of rows is what is expected at the
  /// end, on whatever it rests.
  func describe(
    _ plan: Plan, of clause: Clause, newest: Int? = nil, feedsAggregate: Bool = false
  ) -> (plan: RulePlan, rows: Double) {
    var described = naming.plan(for: clause)
    described.newest = newest.map { naming.text(of: clause.body[$0], in: clause) }
    var expectation = Expectation()
    described.steps = plan.steps.map { step($0, of: clause, &expectation) }
    described.steps.append(end(of: plan, clause, feedsAggregate, &expectation))
    return (described, expectation.rows)
  }

  private func step(_ step: Plan.Step, of clause: Clause, _ expectation: inout Expectation) -> PlanStep {
    var made: PlanStep
    switch step {
    case .access(let access):
      made = self.access(access, kind(of: access), clause)
      take(access, &expectation)
    case .runs(let access, _, _):
      made = self.access(access, .scan, clause)
      take(access, &expectation)
    case .absent(let access):
      made = self.access(access, .notExists, clause)
      note(access.predicate, &expectation)
    case .lookup(let lookup, let access):
      made = self.access(access, .lookup, clause)
      if let name = naming.name(of: lookup.result, in: clause) { made.text = "\(name) = \(made.text)" }
      note(access.predicate, &expectation)
    case .intersect(let intersection): made = intersect(intersection, clause, &expectation)
    case .test(let test): made = PlanStep(kind: .test, text: naming.text(of: .test(test), in: clause))
    case .equal(let left, let right):
      made = PlanStep(kind: .test, text: naming.text(of: .equation(left, right), in: clause))
    case .assign(let register, let expression):
      let text = naming.text(expression.range, in: clause)
      let name = naming.name(of: register, in: clause)
      made = PlanStep(kind: .assign, text: name.map { "\($0) = \(text)" } ?? text)
    case .subquery(let subquery, let plans):
      made = PlanStep(kind: .subquery, text: naming.text(of: .subquery(subquery), in: clause))
      made.parts = zip(plans, subquery.clauses).map { plan, part in
        var inner = Expectation()
        let steps = plan.steps.map { self.step($0, of: part, &inner) }
        if !inner.isKnown { expectation.isKnown = false }
        return steps
      }
    }
    made.expected = expectation.shown
    return made
  }

  private func end(
    of plan: Plan, _ clause: Clause, _ feedsAggregate: Bool, _ expectation: inout Expectation
  ) -> PlanStep {
    var step = PlanStep(kind: feedsAggregate ? .feed : .add, text: naming.relation(clause.predicate).label)
    if let union = plan.union {
      step.kind = .unite
      step.text = naming.text(of: clause.body[union.literal], in: clause)
      if union.run == nil {
        note(union.predicate, &expectation)
        expectation.rows *= matches(union.predicate, [0])
        let table = table(union.predicate)
        step.indexes = [
          PlanStep.Index(
            columns: [naming.name(ofColumn: 0, of: union.predicate, .variable(union.key), in: clause)],
            order: nil, isClustered: isClustered(table, [0]))
        ]
      }
    }
    step.expected = expectation.shown
    return step
  }

  // MARK: Accesses

  private func kind(of access: Plan.Access) -> PlanStep.Kind {
    if access.window != nil { return .window }
    if access.isExistence { return .exists }
    if case .demanded(let part) = access.predicate, part.role == .demand { return .demand }
    return access.key.isEmpty ? .scan : .probe
  }

  private func access(_ access: Plan.Access, _ kind: PlanStep.Kind, _ clause: Clause) -> PlanStep {
    var step = PlanStep(kind: kind, text: naming.text(of: clause.body[access.literal], in: clause))
    switch access.range {
    case .all: break
    case .delta: step.rows = .newest
    case .old: step.rows = .older
    }
    if let window = access.window {
      step.text = ([step.text] + window.bounds.map { naming.text($0.test.range, in: clause) }).joined(
        separator: ", ")
    }
    let key = access.key.sorted { $0.column < $1.column }
    let table = table(access.predicate)
    let arity = table?.arity ?? naming.relation(access.predicate).arity
    // What is asked for whole rows needs no index.
    let isMembership = access.isExistence && key.count == arity && !access.isGrowing
    if !key.isEmpty, !isMembership {
      step.indexes = [
        PlanStep.Index(
          columns: key.map { naming.name(ofColumn: $0.column, of: access.predicate, $0.value, in: clause) },
          order: access.window.map {
            naming.name(ofColumn: $0.column, of: access.predicate, .variable($0.register), in: clause)
          },
          isClustered: isClustered(table, key.map(\.column), access.window?.column))
      ]
    }
    return step
  }

  private func isClustered(_ table: Table?, _ key: [Int], _ order: Int? = nil) -> Bool {
    guard let table, table.count > 0, table.sortedCount == table.count else { return false }
    return key == Array(0..<key.count) && (order.map { $0 == key.count } ?? true)
  }

  private func intersect(
    _ intersection: Plan.Intersection, _ clause: Clause, _ expectation: inout Expectation
  ) -> PlanStep {
    let name = naming.name(of: intersection.register, in: clause) ?? "_"
    let texts = intersection.sources.map { naming.text(of: clause.body[$0.literal], in: clause) }
    var step = PlanStep(kind: .intersect, text: "\(name): " + texts.joined(separator: ", "))
    var lists: [(length: Double, share: Double)] = []
    for source in intersection.sources {
      note(source.predicate, &expectation)
      let distinct = Double(statistics.distinctValues(of: source.predicate, column: source.shape.column))
      let length = min(matches(source.predicate, source.shape.key), distinct)
      lists.append((length, length / max(1, distinct)))
      step.indexes.append(
        PlanStep.Index(
          columns: zip(source.shape.key, source.key).map {
            naming.name(ofColumn: $0, of: source.predicate, $1, in: clause)
          },
          order: naming.name(
            ofColumn: source.shape.column, of: source.predicate, .variable(intersection.register), in: clause),
          isClustered: false))
    }
    lists.sort { $0.length < $1.length }
    var rows = lists.first?.length ?? 0
    for list in lists.dropFirst() { rows *= list.share }
    expectation.rows *= intersection.isExistence ? min(rows, 1) : rows
    return step
  }

  // MARK: Expectations

  private func note(_ predicate: Predicate, _ expectation: inout Expectation) {
    if table(predicate) == nil { expectation.isKnown = false }
  }

  private func take(_ access: Plan.Access, _ expectation: inout Expectation) {
    note(access.predicate, &expectation)
    // The newest rows are not counted: what follows is said for one of them.
    guard access.range != .delta else { return }
    let fixed = access.key.map(\.column) + access.checks.map(\.column) + access.repeats.map(\.1)
    let rows = matches(access.predicate, fixed)
    expectation.rows *= access.isExistence ? min(rows, 1) : rows
  }

  /// How many rows match values in some columns.
  private func matches(_ predicate: Predicate, _ columns: [Int]) -> Double {
    columns.reduce(Double(statistics.size(of: predicate))) { rows, column in
      rows / Double(max(1, statistics.distinctValues(of: predicate, column: column)))
    }
  }
}
